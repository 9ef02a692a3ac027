import { isUtf8 } from 'node:buffer';
import { BSONRegExp, BSONSymbol, Binary, Code, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { mongoError } from './mongo-error.js';
import { type BsonDocument, fieldKey, isInt32, setField } from './values.js';

/** MongoDB's limit on the depth of a stored document, with room for the command around it. */
export const MAX_DEPTH = 200;
const MAX_DATE_MS = 8.64e15;

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
    if (this.offset !== this.bytes.length)
      throw invalid(`the document says ${this.offset} bytes, and there are ${this.bytes.length}`);
    return result;
  }

  private begin(depth: number): number {
    if (depth > MAX_DEPTH) throw mongoError(15, `Document exceeds the maximum nesting depth of ${MAX_DEPTH}`);
    const start = this.offset;
    const end = start + this.int32();
    if (end < start + 5 || end > this.bytes.length) throw invalid("a document's length is out of range");
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
    if (this.offset++ !== end) throw invalid("a field runs over its document's end");
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
    if (this.offset++ !== end) throw invalid("an element runs over its array's end");
    return result;
  }

  private value(type: number, depth: number): unknown {
    switch (type) {
      case 0x10:
        return this.int32();
      case 0x02:
        return this.string();
      case 0x03:
        return this.fields(depth + 1);
      case 0x04:
        return this.array(depth + 1);
      case 0x07:
        return new ObjectId(Uint8Array.prototype.slice.call(this.bytes, this.take(12), this.offset));
      case 0x08:
        return this.boolean();
      case 0x09:
        return this.date();
      case 0x0a:
        return null;
      case 0x01:
        return this.double();
      case 0x12:
        return this.bytes.readBigInt64LE(this.take(8));
      case 0x05:
        return this.binary();
      case 0x0b:
        return this.regex();
      case 0x13:
        return new Decimal128(Uint8Array.prototype.slice.call(this.bytes, this.take(16), this.offset));
      case 0x11: {
        const at = this.take(8);
        return new Timestamp({ t: this.bytes.readUInt32LE(at + 4), i: this.bytes.readUInt32LE(at) });
      }
      case 0x0d:
        return new Code(this.string());
      case 0x0e:
        return new BSONSymbol(this.string());
      case 0x0f: {
        this.take(4);
        const code = this.string();
        return new Code(code, this.fields(depth + 1));
      }
      case 0xff:
        return new MinKey();
      case 0x7f:
        return new MaxKey();
      case 0x06:
        throw invalid('the deprecated type undefined is not supported; leave the field out or use null');
      case 0x0c:
        throw invalid('the deprecated type DBPointer is not supported; use a DBRef');
      default:
        throw invalid(`unknown type 0x${type.toString(16)}`);
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
    if (text.includes('\ufffd') && !isUtf8(this.bytes.subarray(start, end))) throw invalid('a string is not UTF-8');
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
      if (inner !== length - 4) throw invalid("an old binary's lengths differ");
      length = inner;
    }
    const at = this.take(length);
    return new Binary(Uint8Array.prototype.slice.call(this.bytes, at, this.offset), subType);
  }

  private regex(): BSONRegExp {
    const pattern = this.cstring(this.bytes.length);
    const options = this.cstring(this.bytes.length);
    if (!/^[imxlsu]*$/.test(options)) throw invalid('a regular expression has an option that is none of imxlsu');
    return new BSONRegExp(pattern, options);
  }
}

/** Reads one BSON document. Throws MongoError 22 on bytes that are none, 15 on too deep nesting. */
export function deserialize(bytes: Uint8Array): BsonDocument {
  return new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).document();
}
