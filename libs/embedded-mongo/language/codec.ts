import { BSONRegExp, BSONSymbol, Binary, type Code, Code as BsonCode, Decimal128, Double, type Int32, type Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { mongoError } from './mongo-error.js';
import { type BsonDocument, fieldKey, fieldName, isDocument, isInt32, regexOf, setField, typeOf, binaryOf, timestampParts } from './values.js';

/** MongoDB's limit on the depth of a stored document, with room for the command around it. */
const MAX_DEPTH = 200;
const MAX_DATE_MS = 8.64e15;
const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

const invalid = (message: string) => mongoError(22, `Invalid BSON: ${message}`);

/** Field names come again in every document: each is decoded once and found by its bytes. */
const NAME_SLOTS = 2048;
const NAME_MAX = 40;
const nameCache: ({ bytes: Uint8Array; key: string } | undefined)[] = new Array(NAME_SLOTS).fill(undefined);

class Reader {
  private offset = 0;

  constructor(private readonly bytes: Buffer) {}

  document(): BsonDocument {
    const result = this.fields(0);
    if (this.offset !== this.bytes.length) throw invalid(`the document says ${this.offset} bytes, and there are ${this.bytes.length}`);
    return result;
  }

  private begin(depth: number): number {
    if (depth > MAX_DEPTH) throw mongoError(15, `Document exceeds the maximum nesting depth of ${MAX_DEPTH}`);
    const start = this.offset;
    const end = start + this.int32();
    if (end < start + 5 || end > this.bytes.length) throw invalid('a document\'s length is out of range');
    if (this.bytes[end - 1] !== 0) throw invalid('a document does not end in zero');
    return end - 1;
  }

  private fields(depth: number): BsonDocument {
    const end = this.begin(depth);
    const result: BsonDocument = {};
    while (this.offset < end) {
      const type = this.bytes[this.offset++]!;
      const key = this.name(end);
      setField(result, key, this.value(type, depth));
    }
    if (this.offset++ !== end) throw invalid('a field runs over its document\'s end');
    return result;
  }

  private array(depth: number): unknown[] {
    const end = this.begin(depth);
    const result: unknown[] = [];
    while (this.offset < end) {
      const type = this.bytes[this.offset++]!;
      this.skipName(end);
      result.push(this.value(type, depth));
    }
    if (this.offset++ !== end) throw invalid('an element runs over its array\'s end');
    return result;
  }

  private value(type: number, depth: number): unknown {
    switch (type) {
      case 0x10: return this.int32();
      case 0x02: return this.string();
      case 0x03: return this.fields(depth + 1);
      case 0x04: return this.array(depth + 1);
      case 0x07: return new ObjectId(Uint8Array.prototype.slice.call(this.bytes, this.take(12), this.offset));
      case 0x08: return this.boolean();
      case 0x09: return this.date();
      case 0x0a: return null;
      case 0x01: return this.double();
      case 0x12: return this.bytes.readBigInt64LE(this.take(8));
      case 0x05: return this.binary();
      case 0x0b: return this.regex();
      case 0x13: return new Decimal128(Uint8Array.prototype.slice.call(this.bytes, this.take(16), this.offset));
      case 0x11: { const at = this.take(8); return new Timestamp({ t: this.bytes.readUInt32LE(at + 4), i: this.bytes.readUInt32LE(at) }); }
      case 0x0d: return new BsonCode(this.string());
      case 0x0e: return new BSONSymbol(this.string());
      case 0x0f: { this.take(4); const code = this.string(); return new BsonCode(code, this.fields(depth + 1)); }
      case 0xff: return new MinKey();
      case 0x7f: return new MaxKey();
      case 0x06: throw invalid('the deprecated type undefined is not supported; leave the field out or use null');
      case 0x0c: throw invalid('the deprecated type DBPointer is not supported; use a DBRef');
      default: throw invalid(`unknown type 0x${type.toString(16)}`);
    }
  }

  private take(length: number): number {
    const at = this.offset;
    if (length < 0 || at + length > this.bytes.length) throw invalid('a value runs over the end');
    this.offset = at + length;
    return at;
  }

  private int32(): number {
    const at = this.take(4);
    const { bytes } = this;
    return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  }

  private double(): number | Double {
    const value = this.bytes.readDoubleLE(this.take(8));
    return isInt32(value) ? new Double(value) : value;
  }

  private boolean(): boolean {
    const byte = this.bytes[this.take(1)];
    if (byte !== 0 && byte !== 1) throw invalid('a boolean is neither 0 nor 1');
    return byte === 1;
  }

  private date(): Date {
    const at = this.take(8);
    const ms = this.bytes.readInt32LE(at + 4) * 0x1_0000_0000 + this.bytes.readUInt32LE(at);
    if (Math.abs(ms) > MAX_DATE_MS) throw invalid('a date lies beyond the years ±271821 that can be held');
    return new Date(ms);
  }

  private string(): string {
    const length = this.int32();
    const at = this.take(length);
    if (length < 1 || this.bytes[this.offset - 1] !== 0) throw invalid('a string does not end in zero');
    return this.utf8(at, this.offset - 1);
  }

  private utf8(start: number, end: number): string {
    const text = this.bytes.toString('utf8', start, end);
    if (text.includes('\ufffd') && Buffer.byteLength(text) !== end - start) throw invalid('a string is not UTF-8');
    return text;
  }

  private cstring(end: number): string {
    const start = this.offset;
    this.skipName(end);
    return this.utf8(start, this.offset - 1);
  }

  private skipName(end: number): void {
    const { bytes } = this;
    let at = this.offset;
    while (at < end && bytes[at] !== 0) at++;
    if (at >= end) throw invalid('a field name does not end');
    this.offset = at + 1;
  }

  private name(end: number): string {
    const { bytes } = this;
    const start = this.offset;
    let at = start;
    let hash = 7;
    for (let byte = bytes[at]; byte !== 0 && at < end; byte = bytes[++at]) hash = (Math.imul(hash, 31) + byte!) | 0;
    if (at >= end) throw invalid('a field name does not end');
    this.offset = at + 1;
    const length = at - start;
    if (length > NAME_MAX) return fieldKey(this.utf8(start, at));
    const slot = (hash >>> 0) % NAME_SLOTS;
    const cached = nameCache[slot];
    if (cached?.bytes.length === length) {
      let i = 0;
      while (i < length && cached.bytes[i] === bytes[start + i]) i++;
      if (i === length) return cached.key;
    }
    const key = fieldKey(this.utf8(start, at));
    nameCache[slot] = { bytes: Uint8Array.prototype.slice.call(bytes, start, at), key };
    return key;
  }

  private binary(): Binary {
    let length = this.int32();
    const subType = this.bytes[this.take(1)]!;
    if (subType === Binary.SUBTYPE_BYTE_ARRAY) {
      const inner = this.int32();
      if (inner !== length - 4) throw invalid('an old binary\'s lengths differ');
      length = inner;
    }
    const at = this.take(length);
    return new Binary(Uint8Array.prototype.slice.call(this.bytes, at, this.offset), subType);
  }

  private regex(): BSONRegExp {
    const pattern = this.cstring(this.bytes.length);
    return new BSONRegExp(pattern, this.cstring(this.bytes.length));
  }
}

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

/** Reads one BSON document. Throws MongoError 22 on bytes that are none, 15 on too deep nesting. */
export function deserialize(bytes: Uint8Array): BsonDocument {
  return new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).document();
}

/** Writes a document; undefined fields are left out, undefined array elements become null. */
export function serialize(document: BsonDocument): Uint8Array {
  return writer.write(document);
}
