import { Decimal128, ObjectId } from 'bson';
import { fitsLong, toDecimalValue } from './arithmetic.js';
import { compareValues } from './compare.js';
import { toDecimal128, truncateDecimal } from './decimal.js';
import { dateFromString } from './date-text.js';
import { dateOf } from './expression-dates.js';
import { mongoError } from './mongo-error.js';
import { type EagerOperator, isNil, nullable, unary } from './operands.js';
import {
  double,
  isInt32,
  isNumeric,
  type Numeric,
  numericType,
  TYPE_NUMBERS,
  type TypeName,
  typeOf,
  unwrap,
} from './values.js';

const fail = (message: string) => mongoError(241, `${message} in $convert with no onError value`);
const unsupported = (value: unknown, to: string) => fail(`Unsupported conversion from ${typeOf(value)} to ${to}`);

function toText(value: unknown): string {
  switch (typeOf(value)) {
    case 'string':
    case 'symbol':
    case 'bool':
      return String(value);
    case 'date':
      return (value as Date).toISOString();
    case 'objectId':
      return (value as ObjectId).toHexString();
    case 'int':
    case 'long':
    case 'double':
    case 'decimal':
      return String(unwrap(value as Numeric));
    default:
      throw unsupported(value, 'string');
  }
}

function toWhole(value: unknown, type: 'int' | 'long'): number | bigint {
  const whole = wholeOf(value, type);
  if (type === 'int' ? !isInt32(Number(whole)) : !fitsLong(whole))
    throw fail(`Conversion would overflow target type: ${String(value)}`);
  return type === 'int' ? Number(whole) : whole;
}

function wholeOf(value: unknown, type: 'int' | 'long'): bigint {
  if (typeof value === 'boolean') return BigInt(value);
  if (value instanceof Date && type === 'long') return BigInt(value.getTime());
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) throw fail(`Failed to parse number '${value}'`);
    return BigInt(value.replace('+', ''));
  }
  if (!isNumeric(value)) throw unsupported(value, type);
  const plain = unwrap(value);
  if (typeof plain === 'bigint') return plain;
  const decimal = plain instanceof Decimal128 ? toDecimalValue(plain) : undefined;
  if (typeof decimal === 'string' || (typeof plain === 'number' && !Number.isFinite(plain)))
    throw fail('Attempt to convert NaN or an infinite value to an integer type');
  return decimal ? truncateDecimal(decimal) : BigInt(Math.trunc(plain as number));
}

const NUMBER_TEXT = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|Infinity|inf|NaN)$/i;

function toReal(value: unknown): Numeric {
  if (typeof value === 'boolean') return double(Number(value));
  if (value instanceof Date) return double(value.getTime());
  if (typeof value === 'string') {
    if (!NUMBER_TEXT.test(value)) throw fail(`Failed to parse number '${value}'`);
    return double(Number(value.replace(/inf(?:inity)?$/i, 'Infinity').replace(/nan$/i, 'NaN')));
  }
  if (!isNumeric(value)) throw unsupported(value, 'double');
  return double(Number(String(unwrap(value))));
}

function toDecimal(value: unknown): Decimal128 {
  if (typeof value === 'boolean') return Decimal128.fromString(String(Number(value)));
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeof value === 'string') {
    if (!NUMBER_TEXT.test(value)) throw fail(`Failed to parse number '${value}'`);
    return Decimal128.fromStringWithRounding(value);
  }
  if (!isNumeric(value)) throw unsupported(value, 'decimal');
  return value instanceof Decimal128 ? value : toDecimal128(toDecimalValue(value));
}

function toDate(value: unknown): Date {
  if (typeof value === 'string') return dateFromString(value, undefined, undefined);
  if (isNumeric(value) && numericType(value) !== 'int') return new Date(Number(toWhole(value, 'long')));
  if (value instanceof Date || ['objectId', 'timestamp'].includes(typeOf(value))) return dateOf(value);
  throw unsupported(value, 'date');
}

function toObjectId(value: unknown): ObjectId {
  if (typeOf(value) === 'objectId') return value as ObjectId;
  if (typeof value !== 'string') throw unsupported(value, 'objectId');
  if (!/^[0-9a-fA-F]{24}$/.test(value)) throw fail(`Failed to parse objectId '${value}'`);
  return new ObjectId(value);
}

const toBool = (value: unknown): boolean =>
  typeof value === 'boolean' ? value : !isNumeric(value) || compareValues(value, 0) !== 0;

const CONVERSIONS: Readonly<Partial<Record<TypeName, (value: unknown) => unknown>>> = {
  string: toText,
  int: (value) => toWhole(value, 'int'),
  long: (value) => toWhole(value, 'long'),
  double: toReal,
  decimal: toDecimal,
  date: toDate,
  objectId: toObjectId,
  bool: toBool,
};

function targetOf(to: unknown): TypeName {
  const name =
    typeof to === 'string'
      ? to
      : Object.entries(TYPE_NUMBERS).find(([, number]) => isNumeric(to) && number === Number(unwrap(to)))?.[0];
  if (name === undefined || !Object.hasOwn(TYPE_NUMBERS, name)) throw mongoError(2, `Unknown type name: ${String(to)}`);
  return name as TypeName;
}

/** `$convert` without its onError and onNull, which the caller holds unevaluated. */
export function convert(value: unknown, to: unknown): unknown {
  const target = targetOf(to);
  if (typeOf(value) === target) return value;
  const conversion = CONVERSIONS[target];
  if (!conversion) throw unsupported(value, target);
  return conversion(value);
}

export const CONVERSION_OPERATORS: Readonly<Record<string, EagerOperator>> = {
  $toString: nullable((value) => convert(value, 'string')),
  $toInt: nullable((value) => convert(value, 'int')),
  $toLong: nullable((value) => convert(value, 'long')),
  $toDouble: nullable((value) => convert(value, 'double')),
  $toDecimal: nullable((value) => convert(value, 'decimal')),
  $toDate: nullable((value) => convert(value, 'date')),
  $toObjectId: nullable((value) => convert(value, 'objectId')),
  $toBool: nullable((value) => convert(value, 'bool')),
  $type: unary(typeOf),
  $isNumber: unary((value) => !isNil(value) && isNumeric(value)),
};
