import { type BSONSymbol, type Code, Decimal128 } from 'bson';
import { compareDecimals, decimalOf, decimalOfDouble, type DecimalValue } from './decimal.js';
import {
  type BsonDocument,
  binaryOf,
  fieldName,
  type Numeric,
  objectIdBytes,
  regexOf,
  timestampParts,
  type TypeName,
  typeOf,
  unwrap,
} from './values.js';

/** The order of types in MongoDB's manual, "Comparison/Sort Order"; types of one number compare by value. */
const BRACKETS: Readonly<Record<TypeName, number>> = {
  minKey: -1,
  missing: 0,
  null: 5,
  int: 10,
  long: 10,
  double: 10,
  decimal: 10,
  string: 15,
  symbol: 15,
  object: 20,
  array: 25,
  binData: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  dbPointer: 55,
  javascript: 60,
  javascriptWithScope: 65,
  maxKey: 127,
};

/** The place of a value's type in the order of types. */
export function bracketOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 15;
    case 'number':
    case 'bigint':
      return 10;
    default:
      return BRACKETS[typeOf(value)];
  }
}

/**
 * BSON order over all types: less than 0, 0, or greater than 0. Undefined stands for a missing value and comes before null.
 * Numbers compare by value whatever their type, NaN before all others; strings by their code points; documents field by
 * field in key order: type, then name, then value.
 */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (typeof a === 'number' && typeof b === 'number' && a === a && b === b) return a < b ? -1 : a > b ? 1 : 0;
  const bracket = bracketOf(a);
  const difference = bracket - bracketOf(b);
  return difference !== 0 ? difference : compareSameBracket(bracket, a, b);
}

/** Compares two values whose types are in one bracket. */
export function compareSameBracket(bracket: number, a: unknown, b: unknown): number {
  switch (bracket) {
    case 10:
      return compareNumbers(a as Numeric, b as Numeric);
    case 15:
      return compareStrings(textOf(a), textOf(b));
    case 20:
      return compareDocuments(a as BsonDocument, b as BsonDocument);
    case 25:
      return compareArrays(a as unknown[], b as unknown[]);
    case 30:
      return compareBinaries(a, b);
    case 35:
      return compareBytes(objectIdBytes(a), objectIdBytes(b));
    case 40:
      return Number(a) - Number(b);
    case 45:
      return (a as Date).getTime() - (b as Date).getTime();
    case 47:
      return compareTimestamps(a, b);
    case 50:
      return compareRegexes(a, b);
    case 60:
      return compareStrings((a as Code).code, (b as Code).code);
    case 65:
      return (
        compareStrings((a as Code).code, (b as Code).code) || compareDocuments((a as Code).scope!, (b as Code).scope!)
      );
    default:
      return 0;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : String((value as BSONSymbol).value));

export function compareNumbers(left: Numeric, right: Numeric): number {
  const a = unwrap(left);
  const b = unwrap(right);
  if (a instanceof Decimal128 || b instanceof Decimal128) return compareDecimals(toDecimal(a), toDecimal(b));
  if (a < b) return -1;
  if (a > b) return 1;
  return a == b ? 0 : Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

function toDecimal(value: number | bigint | Decimal128): DecimalValue {
  if (typeof value === 'number') return decimalOfDouble(value);
  return typeof value === 'bigint' ? { coefficient: value, exponent: 0 } : decimalOf(value);
}

/** Order of the UTF-8 bytes, which is that of code points; JS compares UTF-16 units, where surrogates come before U+E000. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right)
      return left >= 0xd800 && right >= 0xd800 ? codePointRank(left) - codePointRank(right) : left - right;
  }
  return a.length - b.length;
}

const codePointRank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit + 0x2000);

function compareDocuments(a: BsonDocument, b: BsonDocument): number {
  const left = Object.keys(a).filter((key) => a[key] !== undefined);
  const right = Object.keys(b).filter((key) => b[key] !== undefined);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const leftKey = left[i]!;
    const rightKey = right[i]!;
    const bracket = bracketOf(a[leftKey]);
    const difference =
      bracket - bracketOf(b[rightKey])
      || compareStrings(fieldName(leftKey), fieldName(rightKey))
      || compareSameBracket(bracket, a[leftKey], b[rightKey]);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = compareValues(a[i] ?? null, b[i] ?? null);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

function compareBinaries(a: unknown, b: unknown): number {
  const left = binaryOf(a);
  const right = binaryOf(b);
  return (
    left.bytes.length - right.bytes.length || left.subType - right.subType || compareBytes(left.bytes, right.bytes)
  );
}

function compareTimestamps(a: unknown, b: unknown): number {
  const left = timestampParts(a);
  const right = timestampParts(b);
  return left.seconds - right.seconds || left.increment - right.increment;
}

function compareRegexes(a: unknown, b: unknown): number {
  const left = regexOf(a)!;
  const right = regexOf(b)!;
  return compareStrings(left.pattern, right.pattern) || compareStrings(left.options, right.options);
}

/** Whether two values are the same BSON, types and key order included: what makes an update a change. */
export function identical(a: unknown, b: unknown): boolean {
  if (a === b && typeof a !== 'number') return true;
  if (typeof a === 'number' && typeof b === 'number') return Object.is(a, b);
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  switch (type) {
    case 'array': {
      const left = a as unknown[];
      const right = b as unknown[];
      return left.length === right.length && left.every((value, i) => identical(value, right[i]));
    }
    case 'object':
      return identicalDocuments(a as BsonDocument, b as BsonDocument);
    case 'int':
    case 'long':
    case 'double':
      return Object.is(unwrap(a as Numeric), unwrap(b as Numeric));
    case 'decimal':
      return (a as Decimal128).toString() === (b as Decimal128).toString();
    default:
      return compareSameBracket(BRACKETS[type], a, b) === 0;
  }
}

function identicalDocuments(a: BsonDocument, b: BsonDocument): boolean {
  const left = Object.keys(a);
  const right = Object.keys(b);
  return left.length === right.length && left.every((key, i) => key === right[i] && identical(a[key], b[key]));
}

/** A text that is equal for equal values of all types: numbers by value, documents by key order. For grouping and sets. */
export function valueKey(value: unknown): string {
  const bracket = bracketOf(value);
  switch (bracket) {
    case 10:
      return `n${numberKey(unwrap(value as Numeric))}`;
    case 15:
      return JSON.stringify(textOf(value));
    case 20:
      return `{${Object.keys(value as BsonDocument)
        .map((key) => `${JSON.stringify(key)}:${valueKey((value as BsonDocument)[key])}`)
        .join()}}`;
    case 25:
      return `[${(value as unknown[]).map(valueKey).join()}]`;
    case 30: {
      const { subType, bytes } = binaryOf(value);
      return `b${subType}.${Buffer.from(bytes).toString('base64')}`;
    }
    case 35:
      return `o${Buffer.from(objectIdBytes(value)).toString('hex')}`;
    case 40:
      return String(value);
    case 45:
      return `d${(value as Date).getTime()}`;
    case 47: {
      const { seconds, increment } = timestampParts(value);
      return `t${seconds}.${increment}`;
    }
    case 50: {
      const { pattern, options } = regexOf(value)!;
      return `r${JSON.stringify([pattern, options])}`;
    }
    case 60:
      return `c${JSON.stringify((value as Code).code)}`;
    case 65:
      return `s${JSON.stringify((value as Code).code)}${valueKey((value as Code).scope)}`;
    default:
      return `#${bracket}`;
  }
}

function numberKey(value: number | bigint | Decimal128): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value + 0);
  const decimal = toDecimal(value);
  if (typeof decimal === 'string') return decimal;
  let { coefficient, exponent } = decimal;
  if (coefficient === 0n) return '0';
  while (coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return exponent >= 0 && exponent < 40
    ? (coefficient * 10n ** BigInt(exponent)).toString()
    : `${coefficient}e${exponent}`;
}
