import { connect, type Socket } from 'node:net';
import { deserialize, serialize, type Document } from 'bson';

/** A client that sends any bytes, for what no driver would do. */
export class RawClient {
  private held = Buffer.alloc(0);
  private readonly waiting: ((message: Buffer | undefined) => void)[] = [];
  private closed = false;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.held = Buffer.concat([this.held, chunk]);
      this.hand();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.closed = true;
      for (const wake of this.waiting.splice(0)) wake(undefined);
    });
  }

  static open(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new RawClient(socket)));
      socket.once('error', reject);
    });
  }

  get isClosed(): boolean {
    return this.closed;
  }

  /** The next message's document; undefined when the connection ended first. */
  async reply(): Promise<Document | undefined> {
    const message = await this.whole();
    return message && deserialize(message.subarray(21));
  }

  /** The next message with its header; undefined when the connection ended first. */
  whole(): Promise<Buffer | undefined> {
    return new Promise<Buffer | undefined>((resolve) => {
      if (this.closed) resolve(undefined);
      else this.waiting.push(resolve);
      this.hand();
    });
  }

  command(document: Document): Promise<Document | undefined> {
    this.socket.write(message(document));
    return this.reply();
  }

  close(): void {
    this.socket.destroy();
  }

  private hand(): void {
    while (this.waiting.length > 0 && this.held.length >= 16 && this.held.length >= this.held.readInt32LE(0)) {
      const length = this.held.readInt32LE(0);
      this.waiting.shift()!(this.held.subarray(0, length));
      this.held = this.held.subarray(length);
    }
  }
}

/** An OP_MSG with one body. */
export function message(document: Document, flags = 0): Buffer {
  const body = serialize(document);
  const bytes = Buffer.alloc(21 + body.length);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(1, 4);
  bytes.writeInt32LE(2013, 12);
  bytes.writeUInt32LE(flags, 16);
  bytes.set(body, 21);
  return bytes;
}
