import { type BSONSymbol, type Code, DBRef, type Decimal128, type ObjectId, type Timestamp } from 'bson';
import { GrowingBytes } from '../language/growing-bytes.js';
import { binaryOf, fieldName, type Numeric, regexOf, type TypeName, typeOf, unwrap } from '../language/values.js';
import { keyOfBigInt, keyOfDecimal, keyOfDouble, type NumberKey } from './number-key.js';

/**
 * BSON values as bytes whose order (memcmp) is BSON's comparison order over all types: a type byte, then the value so
 * that no encoding is the beginning of another. A compound key is its parts one after the other; the bytes of a descending part are turned over.
 */
const Rank = {
  end: 0x00,
  minKey: 0x08,
  undefined: 0x0c,
  null: 0x10,
  number: 0x18,
  string: 0x20,
  object: 0x28,
  array: 0x30,
  binary: 0x38,
  objectId: 0x40,
  boolean: 0x48,
  date: 0x50,
  timestamp: 0x58,
  regex: 0x60,
  pointer: 0x68,
  code: 0x70,
  codeWithScope: 0x78,
  maxKey: 0xf0,
} as const;

const RANKS: Readonly<Record<TypeName, number>> = {
  minKey: Rank.minKey,
  missing: Rank.undefined,
  null: Rank.null,
  int: Rank.number,
  long: Rank.number,
  double: Rank.number,
  decimal: Rank.number,
  string: Rank.string,
  symbol: Rank.string,
  object: Rank.object,
  array: Rank.array,
  binData: Rank.binary,
  objectId: Rank.objectId,
  bool: Rank.boolean,
  date: Rank.date,
  timestamp: Rank.timestamp,
  regex: Rank.regex,
  dbPointer: Rank.pointer,
  javascript: Rank.code,
  javascriptWithScope: Rank.codeWithScope,
  maxKey: Rank.maxKey,
};

const SIGN_NAN = 0,
  SIGN_NEGATIVE = 1,
  SIGN_ZERO = 2,
  SIGN_POSITIVE = 3;

class KeyWriter {
  private readonly out = new GrowingBytes(4096);

  reset(): void {
    this.out.clear();
  }

  take(): Buffer {
    return this.out.take();
  }

  add(value: unknown, descending: boolean): void {
    const start = this.out.length;
    this.ranked(value, this.rank(value));
    if (descending) this.out.invertFrom(start);
  }

  private rank(value: unknown): number {
    return RANKS[typeOf(value)];
  }

  private ranked(value: unknown, rank: number): void {
    this.out.byte(rank);
    switch (rank) {
      case Rank.number:
        return this.number(value);
      case Rank.string:
        return this.text(typeof value === 'string' ? value : (value as BSONSymbol).value);
      case Rank.object:
        return this.object(value instanceof DBRef ? (value.toJSON() as object) : (value as object));
      case Rank.array:
        return this.array(value as unknown[]);
      case Rank.binary:
        return this.binary(value);
      case Rank.objectId:
        return this.out.raw((value as ObjectId).id);
      case Rank.boolean:
        return this.out.byte(value ? 1 : 0);
      case Rank.date:
        return this.int64(BigInt((value as Date).getTime()));
      case Rank.timestamp:
        return this.out.uint64BE((value as Timestamp).toBigInt());
      case Rank.regex: {
        const { pattern, options } = regexOf(value)!;
        this.text(pattern);
        return this.text(options);
      }
      case Rank.code:
        return this.text((value as Code).code.toString());
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
    if (Number.isNaN(double)) return this.out.byte(SIGN_NAN);
    if (double === 0 && !rest) return this.out.byte(SIGN_ZERO);
    this.out.byte(negative ? SIGN_NEGATIVE : SIGN_POSITIVE);
    const start = this.out.length;
    this.out.doubleBE(Math.abs(double));
    this.out.byte(rest ? 1 : 0);
    if (rest) {
      this.out.uint16BE(rest.exponent + 0x8000);
      this.text(rest.digits);
    }
    if (negative) this.out.invertFrom(start);
  }

  /** A byte 0 within becomes 00 ff, the end is 00 00. */
  private text(text: string): void {
    const start = this.out.length;
    this.out.utf8(text);
    if (this.out.hasZeroFrom(start)) {
      this.out.shorten(start);
      for (const byte of Buffer.from(text)) {
        this.out.byte(byte);
        if (byte === 0) this.out.byte(0xff);
      }
    }
    this.out.byte(0);
    this.out.byte(0);
  }

  private object(value: object): void {
    for (const [name, field] of Object.entries(value)) {
      const rank = this.rank(field);
      this.out.byte(rank);
      this.text(fieldName(name));
      this.ranked(field, rank);
    }
    this.out.byte(Rank.end);
  }

  private array(values: unknown[]): void {
    for (const value of values) this.ranked(value, this.rank(value));
    this.out.byte(Rank.end);
  }

  private binary(value: unknown): void {
    const { subType, bytes } = binaryOf(value);
    this.out.uint32BE(bytes.length);
    this.out.byte(subType);
    this.out.raw(bytes);
  }

  private int64(value: bigint): void {
    this.out.uint64BE(BigInt.asUintN(64, value + 0x8000000000000000n));
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
