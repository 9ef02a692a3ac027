import { type BSONSymbol, Binary, type Code, type Decimal128, type Double, type Int32, type Long, type ObjectId } from 'bson';
import { MAX_DEPTH } from './bson-reader.js';
import { mongoError } from './mongo-error.js';
import { type BsonDocument, binaryOf, fieldName, isDocument, isInt32, regexOf, timestampParts, typeOf } from './values.js';

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

class Writer {
  private bytes = Buffer.allocUnsafe(16 * 1024);
  private offset = 0;

  write(document: BsonDocument): Uint8Array {
    this.offset = 0;
    this.fields(document, 0);
    return Uint8Array.prototype.slice.call(this.bytes, 0, this.offset);
  }

  private room(length: number): number {
    const at = this.offset;
    if (at + length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, at + length));
      this.bytes.copy(larger, 0, 0, at);
      this.bytes = larger;
    }
    this.offset = at + length;
    return at;
  }

  private begin(depth: number): number {
    if (depth > MAX_DEPTH) throw mongoError(15, `Document exceeds the maximum nesting depth of ${MAX_DEPTH}`);
    return this.room(4);
  }

  private end(start: number): void {
    this.bytes[this.room(1)] = 0;
    this.bytes.writeInt32LE(this.offset - start, start);
  }

  private fields(document: BsonDocument, depth: number): void {
    const start = this.begin(depth);
    for (const key of Object.keys(document)) {
      const value = document[key];
      if (value !== undefined) this.element(fieldName(key), value, depth);
    }
    this.end(start);
  }

  private array(values: readonly unknown[], depth: number): void {
    const start = this.begin(depth);
    for (let i = 0; i < values.length; i++) this.element(String(i), values[i] ?? null, depth);
    this.end(start);
  }

  private element(name: string, value: unknown, depth: number): void {
    const typeAt = this.room(1);
    this.cstring(name);
    this.bytes[typeAt] = this.value(value, depth);
  }

  /** Writes the value and answers its BSON type. */
  private value(value: unknown, depth: number): number {
    switch (typeof value) {
      case 'string': this.string(value); return 0x02;
      case 'number': return this.number(value);
      case 'boolean': this.bytes[this.room(1)] = value ? 1 : 0; return 0x08;
      case 'bigint': return this.long(value);
      case 'object': return value === null ? 0x0a : this.object(value, depth);
      default: throw new TypeError(`A ${typeof value} is no BSON value`);
    }
  }

  private number(value: number): number {
    if (!isInt32(value)) return this.double(value);
    return this.int32(value);
  }

  private int32(value: number): number {
    const at = this.room(4);
    this.bytes.writeInt32LE(value, at);
    return 0x10;
  }

  private double(value: number): number {
    const at = this.room(8);
    this.bytes.writeDoubleLE(value, at);
    return 0x01;
  }

  private long(value: bigint): number {
    if (value < LONG_MIN || value > LONG_MAX) throw mongoError(2, `${value} does not fit an int64`);
    const at = this.room(8);
    this.bytes.writeBigInt64LE(value, at);
    return 0x12;
  }

  private object(value: object, depth: number): number {
    if (Array.isArray(value)) { this.array(value, depth + 1); return 0x04; }
    if (isDocument(value)) { this.fields(value, depth + 1); return 0x03; }
    switch (typeOf(value)) {
      case 'objectId': this.raw((value as ObjectId).id); return 0x07;
      case 'date': this.long(BigInt((value as Date).getTime())); return 0x09;
      case 'double': return this.double((value as Double).value);
      case 'int': return this.int32((value as Int32).value);
      case 'long': return this.long((value as Long).toBigInt());
      case 'decimal': this.raw((value as Decimal128).bytes); return 0x13;
      case 'binData': return this.binary(value);
      case 'regex': { const regex = regexOf(value)!; this.cstring(regex.pattern); this.cstring(regex.options); return 0x0b; }
      case 'timestamp': return this.timestamp(value);
      case 'minKey': return 0xff;
      case 'maxKey': return 0x7f;
      case 'symbol': this.string(String((value as BSONSymbol).value)); return 0x0e;
      case 'javascript': this.string((value as Code).code); return 0x0d;
      case 'javascriptWithScope': return this.codeWithScope(value as Code, depth);
      default: return this.reference(value as BsonDocument & { toJSON(): BsonDocument }, depth);
    }
  }

  private raw(bytes: Uint8Array): void {
    const at = this.room(bytes.length);
    this.bytes.set(bytes, at);
  }

  private binary(value: object): number {
    const { subType, bytes } = binaryOf(value);
    const old = subType === Binary.SUBTYPE_BYTE_ARRAY;
    this.int32(old ? bytes.length + 4 : bytes.length);
    this.bytes[this.room(1)] = subType;
    if (old) this.int32(bytes.length);
    this.raw(bytes);
    return 0x05;
  }

  private timestamp(value: object): number {
    const { seconds, increment } = timestampParts(value);
    const at = this.room(8);
    this.bytes.writeUInt32LE(increment, at);
    this.bytes.writeUInt32LE(seconds, at + 4);
    return 0x11;
  }

  private codeWithScope(value: Code, depth: number): number {
    const start = this.room(4);
    this.string(value.code);
    this.fields(value.scope ?? {}, depth + 1);
    this.bytes.writeInt32LE(this.offset - start, start);
    return 0x0f;
  }

  private reference(value: { toJSON(): BsonDocument }, depth: number): number {
    this.fields(value.toJSON(), depth + 1);
    return 0x03;
  }

  private string(text: string): void {
    const start = this.room(4);
    const length = this.text(text);
    this.bytes[this.room(1)] = 0;
    this.bytes.writeInt32LE(length + 1, start);
  }

  private cstring(text: string): void {
    if (text.includes('\u0000')) throw mongoError(2, 'A field name or regular expression must not hold a NUL');
    this.text(text);
    this.bytes[this.room(1)] = 0;
  }

  private text(text: string): number {
    const at = this.room(text.length * 3);
    let length = 0;
    if (text.length < 24) {
      const { bytes } = this;
      for (; length < text.length; length++) {
        const code = text.charCodeAt(length);
        if (code > 127) break;
        bytes[at + length] = code;
      }
    }
    if (length < text.length) length = this.bytes.write(text, at, 'utf8');
    this.offset = at + length;
    return length;
  }
}

/** One buffer serves all: writing never yields. */
const writer = new Writer();

/** Writes a document; undefined fields are left out, undefined array elements become null. */
export function serialize(document: BsonDocument): Uint8Array {
  return writer.write(document);
}
