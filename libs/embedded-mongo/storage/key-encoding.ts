import { type BSONSymbol, type Code, DBRef, type Decimal128, type ObjectId, type Timestamp } from 'bson';
import { binaryOf, fieldName, type Numeric, regexOf, type TypeName, typeOf, unwrap } from '../language/values.js';
import { keyOfBigInt, keyOfDecimal, keyOfDouble, type NumberKey } from './number-key.js';

/**
 * BSON values as bytes whose order (memcmp) is BSON's comparison order over all types: a type byte, then the value so
 * that no encoding is the beginning of another. A compound key is its parts one after the other; the bytes of a descending part are turned over.
 */
const Rank = {
  end: 0x00, minKey: 0x08, undefined: 0x0c, null: 0x10, number: 0x18, string: 0x20, object: 0x28, array: 0x30, binary: 0x38,
  objectId: 0x40, boolean: 0x48, date: 0x50, timestamp: 0x58, regex: 0x60, pointer: 0x68, code: 0x70, codeWithScope: 0x78, maxKey: 0xf0,
} as const;

const RANKS: Readonly<Record<TypeName, number>> = {
  minKey: Rank.minKey, missing: Rank.undefined, null: Rank.null, int: Rank.number, long: Rank.number, double: Rank.number, decimal: Rank.number,
  string: Rank.string, symbol: Rank.string, object: Rank.object, array: Rank.array, binData: Rank.binary, objectId: Rank.objectId, bool: Rank.boolean,
  date: Rank.date, timestamp: Rank.timestamp, regex: Rank.regex, dbPointer: Rank.pointer, javascript: Rank.code, javascriptWithScope: Rank.codeWithScope, maxKey: Rank.maxKey,
};

const SIGN_NAN = 0, SIGN_NEGATIVE = 1, SIGN_ZERO = 2, SIGN_POSITIVE = 3;

class KeyWriter {
  private bytes = Buffer.allocUnsafe(4096);
  private length = 0;

  reset(): void {
    this.length = 0;
  }

  take(): Buffer {
    const key = Buffer.allocUnsafeSlow(this.length);
    this.bytes.copy(key, 0, 0, this.length);
    return key;
  }

  add(value: unknown, descending: boolean): void {
    const start = this.length;
    this.ranked(value, this.rank(value));
    if (descending) this.invert(start);
  }

  private rank(value: unknown): number {
    return RANKS[typeOf(value)];
  }

  private ranked(value: unknown, rank: number): void {
    this.byte(rank);
    switch (rank) {
      case Rank.number: return this.number(value);
      case Rank.string: return this.text(typeof value === 'string' ? value : (value as BSONSymbol).value);
      case Rank.object: return this.object(value instanceof DBRef ? (value.toJSON() as object) : (value as object));
      case Rank.array: return this.array(value as unknown[]);
      case Rank.binary: return this.binary(value);
      case Rank.objectId: return this.raw((value as ObjectId).id);
      case Rank.boolean: return this.byte(value ? 1 : 0);
      case Rank.date: return this.int64(BigInt((value as Date).getTime()));
      case Rank.timestamp: return this.uint64((value as Timestamp).toBigInt());
      case Rank.regex: {
        const { pattern, options } = regexOf(value)!;
        this.text(pattern);
        return this.text(options);
      }
      case Rank.code: return this.text((value as Code).code.toString());
      case Rank.codeWithScope:
        this.text((value as Code).code.toString());
        return this.object((value as Code).scope as object);
      default:
    }
  }

  private number(value: unknown): void {
    if (typeof value === 'number') return this.numberKey(keyOfDouble(value));
    const number = unwrap(value as Numeric);
    if (typeof number === 'number') return this.numberKey(keyOfDouble(number));
    return this.numberKey(typeof number === 'bigint' ? keyOfBigInt(number) : keyOfDecimal(number as Decimal128));
  }

  private numberKey({ double, rest, negative }: NumberKey): void {
    if (Number.isNaN(double)) return this.byte(SIGN_NAN);
    if (double === 0 && !rest) return this.byte(SIGN_ZERO);
    this.byte(negative ? SIGN_NEGATIVE : SIGN_POSITIVE);
    const start = this.length;
    this.reserve(16);
    this.length = this.bytes.writeDoubleBE(Math.abs(double), this.length);
    this.byte(rest ? 1 : 0);
    if (rest) {
      this.length = this.bytes.writeUInt16BE(rest.exponent + 0x8000, this.length);
      this.text(rest.digits);
    }
    if (negative) this.invert(start);
  }

  private text(text: string): void {
    this.reserve(text.length * 3 + 2);
    const written = this.bytes.write(text, this.length);
    if (this.bytes.subarray(this.length, this.length + written).includes(0)) return this.escaped(Buffer.from(text));
    this.length += written;
    this.bytes[this.length++] = 0;
    this.bytes[this.length++] = 0;
  }

  /** A byte 0 within becomes 00 ff, the end is 00 00. */
  private escaped(content: Uint8Array): void {
    this.reserve(content.length * 2 + 2);
    for (const byte of content) {
      this.bytes[this.length++] = byte;
      if (byte === 0) this.bytes[this.length++] = 0xff;
    }
    this.bytes[this.length++] = 0;
    this.bytes[this.length++] = 0;
  }

  private object(value: object): void {
    for (const [name, field] of Object.entries(value)) {
      const rank = this.rank(field);
      this.byte(rank);
      this.text(fieldName(name));
      this.ranked(field, rank);
    }
    this.byte(Rank.end);
  }

  private array(values: unknown[]): void {
    for (const value of values) this.ranked(value, this.rank(value));
    this.byte(Rank.end);
  }

  private binary(value: unknown): void {
    const { subType, bytes } = binaryOf(value);
    this.reserve(5);
    this.length = this.bytes.writeUInt32BE(bytes.length, this.length);
    this.byte(subType);
    this.raw(bytes);
  }

  private int64(value: bigint): void {
    this.uint64(BigInt.asUintN(64, value + 0x8000000000000000n));
  }

  private uint64(value: bigint): void {
    this.reserve(8);
    this.length = this.bytes.writeBigUInt64BE(value, this.length);
  }

  private raw(content: Uint8Array): void {
    this.reserve(content.length);
    this.bytes.set(content, this.length);
    this.length += content.length;
  }

  private byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  private invert(start: number): void {
    for (let at = start; at < this.length; at++) this.bytes[at] = ~this.bytes[at]! & 0xff;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + count));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

const writer = new KeyWriter();

/** The key of one value, ascending. */
export function encodeValue(value: unknown): Buffer {
  return encodeKey([value], [false]);
}

/** The key of the values of a compound index. @param descending one flag a value */
export function encodeKey(values: readonly unknown[], descending: readonly boolean[]): Buffer {
  writer.reset();
  for (let part = 0; part < values.length; part++) writer.add(values[part], descending[part]!);
  return writer.take();
}

/** The least key that is greater than every key which begins with `prefix`; undefined when there is none. */
export function afterPrefix(prefix: Uint8Array): Buffer | undefined {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length--;
  if (length === 0) return undefined;
  const next = Buffer.from(prefix.subarray(0, length));
  next[length - 1]!++;
  return next;
}
