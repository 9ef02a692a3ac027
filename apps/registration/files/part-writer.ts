import { Writable } from 'node:stream';

/** Takes what is written and hands it on in parts of one size, one after the other; the last is what is left. */
export class PartWriter extends Writable {
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #number = 0;
  #work: Promise<void> = Promise.resolve();
  bytes = 0;

  constructor(
    private readonly size: number,
    private readonly keep: (number: number, content: Uint8Array) => Promise<void>,
  ) {
    super({ decodeStrings: true });
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    this.bytes += chunk.length;
    this.#do(() => this.#keepFull(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    const last = Buffer.concat(this.#held);
    if (last.length === 0) return done();
    this.#do(() => this.keep(this.#number, last), done);
  }

  /** Nothing is kept any more once this resolves. */
  async stop(): Promise<void> {
    this.on('error', () => undefined).destroy();
    await this.#work.catch(() => undefined);
  }

  #do(work: () => Promise<void>, done: (error?: Error | null) => void): void {
    this.#work = work();
    this.#work.then(
      () => done(),
      (error: unknown) => done(error as Error),
    );
  }

  async #keepFull(): Promise<void> {
    if (this.#heldBytes < this.size) return;
    let whole = Buffer.concat(this.#held);
    for (; whole.length >= this.size; whole = whole.subarray(this.size))
      await this.keep(this.#number++, whole.subarray(0, this.size));
    this.#held = whole.length > 0 ? [whole] : [];
    this.#heldBytes = whole.length;
  }
}
