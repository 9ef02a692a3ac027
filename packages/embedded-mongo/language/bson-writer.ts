import {
  type BSONSymbol,
  Binary,
  type Code,
  type Decimal128,
  type Double,
  type Int32,
  type Long,
  type ObjectId,
} from 'bson';
import { MAX_DEPTH } from './bson-reader.js';
import { GrowingBytes } from './growing-bytes.js';
import { mongoError } from './mongo-error.js';
import {
  type BsonDocument,
  binaryOf,
  fieldName,
  isDocument,
  isInt32,
  regexOf,
  timestampParts,
  typeOf,
} from './values.js';

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

/** Writes documents, one after the other, into a buffer that it keeps. */
export class BsonWriter {
  private readonly out = new GrowingBytes();

  write(document: BsonDocument): Uint8Array {
    this.out.clear();
    this.fields(document, 0);
    return this.out.take();
  }

  private begin(depth: number): number {
    if (depth > MAX_DEPTH) throw mongoError(15, `Document exceeds the maximum nesting depth of ${MAX_DEPTH}`);
    return this.out.space(4);
  }

  private end(start: number): void {
    this.out.byte(0);
    this.out.int32At(start, this.out.length - start);
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

  /** The type stands before the value and is known only with it: its byte is put in afterwards. */
  private element(name: string, value: unknown, depth: number): void {
    const typePlace = this.out.space(1);
    this.cstring(name);
    const type = this.value(value, depth);
    this.out.byteAt(typePlace, type);
  }

  /** Writes the value and answers its BSON type. */
  private value(value: unknown, depth: number): number {
    switch (typeof value) {
      case 'string':
        this.string(value);
        return 0x02;
      case 'number':
        return this.number(value);
      case 'boolean':
        this.out.byte(value ? 1 : 0);
        return 0x08;
      case 'bigint':
        this.long(value);
        return 0x12;
      case 'object':
        return value === null ? 0x0a : this.object(value, depth);
      default:
        throw new TypeError(`A ${typeof value} is no BSON value`);
    }
  }

  private number(value: number): number {
    if (!isInt32(value)) return this.double(value);
    return this.int32(value);
  }

  private int32(value: number): number {
    this.out.int32(value);
    return 0x10;
  }

  private double(value: number): number {
    this.out.double(value);
    return 0x01;
  }

  private long(value: bigint): void {
    if (value < LONG_MIN || value > LONG_MAX) throw mongoError(2, `${value} does not fit an int64`);
    this.out.int64(value);
  }

  private object(value: object, depth: number): number {
    if (Array.isArray(value)) {
      this.array(value, depth + 1);
      return 0x04;
    }
    if (isDocument(value)) {
      this.fields(value, depth + 1);
      return 0x03;
    }
    switch (typeOf(value)) {
      case 'objectId':
        this.out.raw((value as ObjectId).id);
        return 0x07;
      case 'date':
        this.long(dateMs(value as Date));
        return 0x09;
      case 'double':
        return this.double((value as Double).value);
      case 'int':
        return this.int32((value as Int32).value);
      case 'long':
        this.long((value as Long).toBigInt());
        return 0x12;
      case 'decimal':
        this.out.raw((value as Decimal128).bytes);
        return 0x13;
      case 'binData':
        return this.binary(value);
      case 'regex': {
        const regex = regexOf(value)!;
        this.cstring(regex.pattern);
        this.cstring(regex.options);
        return 0x0b;
      }
      case 'timestamp':
        return this.timestamp(value);
      case 'minKey':
        return 0xff;
      case 'maxKey':
        return 0x7f;
      case 'symbol':
        this.string(String((value as BSONSymbol).value));
        return 0x0e;
      case 'javascript':
        this.string((value as Code).code);
        return 0x0d;
      case 'javascriptWithScope':
        return this.codeWithScope(value as Code, depth);
      default:
        return this.reference(value as BsonDocument & { toJSON(): BsonDocument }, depth);
    }
  }

  private binary(value: object): number {
    const { subType, bytes } = binaryOf(value);
    const old = subType === Binary.SUBTYPE_BYTE_ARRAY;
    this.out.int32(old ? bytes.length + 4 : bytes.length);
    this.out.byte(subType);
    if (old) this.out.int32(bytes.length);
    this.out.raw(bytes);
    return 0x05;
  }

  private timestamp(value: object): number {
    const { seconds, increment } = timestampParts(value);
    this.out.uint32(increment);
    this.out.uint32(seconds);
    return 0x11;
  }

  private codeWithScope(value: Code, depth: number): number {
    const start = this.out.space(4);
    this.string(value.code);
    this.fields(value.scope ?? {}, depth + 1);
    this.out.int32At(start, this.out.length - start);
    return 0x0f;
  }

  private reference(value: { toJSON(): BsonDocument }, depth: number): number {
    this.fields(value.toJSON(), depth + 1);
    return 0x03;
  }

  private string(text: string): void {
    const start = this.out.space(4);
    const length = this.out.utf8(text);
    this.out.byte(0);
    this.out.int32At(start, length + 1);
  }

  private cstring(text: string): void {
    if (text.includes('\u0000')) throw mongoError(2, 'A field name or regular expression must not hold a NUL');
    this.out.utf8(text);
    this.out.byte(0);
  }
}

function dateMs(date: Date): bigint {
  const ms = date.getTime();
  if (Number.isNaN(ms)) throw mongoError(2, 'A date lies beyond the years ±271821 that can be held');
  return BigInt(ms);
}

/** One buffer serves all: writing never yields. */
const writer = new BsonWriter();

/** Writes a document; undefined fields are left out, undefined array elements become null. */
export function serialize(document: BsonDocument): Uint8Array {
  return writer.write(document);
}
