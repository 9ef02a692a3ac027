import { BsonType } from './raw-document.js';

let lastTimestamp = 0;

/** Writes BSON from parts that already are BSON, so that stored documents go out as they are. */
export class RawWriter {
  private bytes: Buffer;
  private length = 0;
  private readonly open: number[] = [];

  constructor(expectedBytes: number) {
    this.bytes = Buffer.allocUnsafe(Math.max(64, expectedBytes));
  }

  startDocument(name?: string): this {
    return this.start(BsonType.document, name);
  }

  startArray(name: string): this {
    return this.start(BsonType.array, name);
  }

  end(): this {
    this.reserve(1);
    this.bytes[this.length++] = 0;
    const start = this.open.pop()!;
    this.bytes.writeInt32LE(this.length - start, start);
    return this;
  }

  document(name: string, document: Uint8Array): this {
    return this.value(BsonType.document, name, document);
  }

  /** A value of any type from its bytes. */
  value(type: number, name: string, value: Uint8Array): this {
    this.header(type, name, value.length);
    this.bytes.set(value, this.length);
    this.length += value.length;
    return this;
  }

  /** Elements (type, name and value) from another document. */
  elements(elements: Uint8Array): this {
    this.reserve(elements.length);
    this.bytes.set(elements, this.length);
    this.length += elements.length;
    return this;
  }

  string(name: string, text: string): this {
    const size = Buffer.byteLength(text);
    this.header(BsonType.string, name, size + 5);
    this.length = this.bytes.writeInt32LE(size + 1, this.length);
    this.length += this.bytes.write(text, this.length);
    this.bytes[this.length++] = 0;
    return this;
  }

  double(name: string, value: number): this {
    this.header(BsonType.double, name, 8);
    this.length = this.bytes.writeDoubleLE(value, this.length);
    return this;
  }

  int32(name: string, value: number): this {
    this.header(BsonType.int32, name, 4);
    this.length = this.bytes.writeInt32LE(value, this.length);
    return this;
  }

  int64(name: string, value: bigint): this {
    this.header(BsonType.int64, name, 8);
    this.length = this.bytes.writeBigInt64LE(value, this.length);
    return this;
  }

  /** The instant as a BSON timestamp: seconds, and a counter that keeps those of one process apart. */
  timestamp(name: string, now: Date): this {
    this.header(BsonType.timestamp, name, 8);
    lastTimestamp = (lastTimestamp + 1) % 0x7fffffff;
    this.length = this.bytes.writeUInt32LE(lastTimestamp + 1, this.length);
    this.length = this.bytes.writeUInt32LE(Math.floor(now.getTime() / 1000), this.length);
    return this;
  }

  finish(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private start(type: number, name?: string): this {
    if (name !== undefined) this.header(type, name, 4);
    else this.reserve(4);
    this.open.push(this.length);
    this.length += 4;
    return this;
  }

  private header(type: number, name: string, valueBytes: number): void {
    this.reserve(name.length * 3 + 2 + valueBytes);
    this.bytes[this.length++] = type;
    this.length += this.bytes.write(name, this.length);
    this.bytes[this.length++] = 0;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + count));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
