import { GrowingBytes } from '../language/growing-bytes.js';
import { BsonType } from './raw-document.js';

let lastTimestamp = 0;

/** Writes BSON from parts that already are BSON, so that stored documents go out as they are. */
export class RawWriter {
  private readonly out: GrowingBytes;
  private readonly open: number[] = [];

  constructor(expectedBytes: number) {
    this.out = new GrowingBytes(expectedBytes);
  }

  startDocument(name?: string): this {
    return this.start(BsonType.document, name);
  }

  startArray(name: string): this {
    return this.start(BsonType.array, name);
  }

  end(): this {
    this.out.byte(0);
    const start = this.open.pop()!;
    this.out.int32At(start, this.out.length - start);
    return this;
  }

  document(name: string, document: Uint8Array): this {
    return this.value(BsonType.document, name, document);
  }

  /** A value of any type from its bytes. */
  value(type: number, name: string, value: Uint8Array): this {
    this.header(type, name);
    this.out.raw(value);
    return this;
  }

  /** Elements (type, name and value) from another document. */
  elements(elements: Uint8Array): this {
    this.out.raw(elements);
    return this;
  }

  string(name: string, text: string): this {
    this.header(BsonType.string, name);
    const start = this.out.space(4);
    const length = this.out.utf8(text);
    this.out.byte(0);
    this.out.int32At(start, length + 1);
    return this;
  }

  double(name: string, value: number): this {
    this.header(BsonType.double, name);
    this.out.double(value);
    return this;
  }

  int64(name: string, value: bigint): this {
    this.header(BsonType.int64, name);
    this.out.int64(value);
    return this;
  }

  /** The instant as a BSON timestamp: seconds, and a counter that keeps those of one process apart. */
  timestamp(name: string, now: Date): this {
    this.header(BsonType.timestamp, name);
    lastTimestamp = (lastTimestamp + 1) % 0x7fffffff;
    this.out.uint32(lastTimestamp + 1);
    this.out.uint32(Math.floor(now.getTime() / 1000));
    return this;
  }

  /** The bytes; the writer is empty then. */
  finish(): Buffer {
    return this.out.giveAway();
  }

  private start(type: number, name?: string): this {
    if (name !== undefined) this.header(type, name);
    this.open.push(this.out.space(4));
    return this;
  }

  private header(type: number, name: string): void {
    this.out.byte(type);
    this.out.utf8(name);
    this.out.byte(0);
  }
}
