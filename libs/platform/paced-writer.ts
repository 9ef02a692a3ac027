import { type Writable } from 'node:stream';

/** Writes at the pace of whoever reads: a list of any length takes no more memory than a short one. Ends the stream; an error of it is thrown. */
export class PacedWriter {
  private failure: unknown;

  constructor(private readonly stream: Writable) {
    stream.on('error', this.fail);
    stream.on('close', this.closed);
  }

  async write(bytes: Uint8Array | string): Promise<void> {
    this.check();
    if (!this.stream.write(bytes)) await this.drained();
    this.check();
  }

  async end(): Promise<void> {
    this.check();
    this.stream.off('close', this.closed);
    await new Promise<void>((resolve, reject) => {
      this.stream.once('error', reject);
      this.stream.end(resolve);
    });
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const ready = (): void => {
        for (const event of ['drain', 'close', 'error']) this.stream.off(event, ready);
        resolve();
      };
      for (const event of ['drain', 'close', 'error']) this.stream.on(event, ready);
    });
  }
  private check(): void {
    if (this.failure !== undefined) throw this.failure;
  }
  private readonly fail = (error: unknown): void => {
    this.failure = error;
  };
  private readonly closed = (): void => {
    this.failure ??= new Error('What is written to was closed before the end');
  };
}

/** Pieces that are worth a write of their own. */
export async function* inPieces(lines: AsyncIterable<string>, length = 64 * 1024): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < length) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
