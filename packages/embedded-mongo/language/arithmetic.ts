import { Decimal128 } from 'bson';
import {
  addDecimals,
  decimalOf,
  decimalOfDoubleRounded,
  type DecimalValue,
  multiplyDecimals,
  toDecimal128,
} from './decimal.js';
import { double, isInt32, type Numeric, numericType, type NumericType, unwrap } from './values.js';

const RANK: Readonly<Record<NumericType, number>> = { int: 0, long: 1, double: 2, decimal: 3 };
const LONG_LIMIT = 2n ** 63n;

export const fitsLong = (value: bigint): boolean => value >= -LONG_LIMIT && value < LONG_LIMIT;

/** The wider of two numeric types: what a calculation with both gives. */
export function widest(a: NumericType, b: NumericType): NumericType {
  return RANK[a] >= RANK[b] ? a : b;
}

export function toDecimalValue(value: Numeric): DecimalValue {
  const plain = unwrap(value);
  if (plain instanceof Decimal128) return decimalOf(plain);
  if (typeof plain === 'bigint') return { coefficient: plain, exponent: 0 };
  return numericType(value) === 'int' ? { coefficient: BigInt(plain), exponent: 0 } : decimalOfDoubleRounded(plain);
}

export interface Operation {
  readonly integers: (a: bigint, b: bigint) => bigint;
  readonly doubles: (a: number, b: number) => number;
  readonly decimals: (a: DecimalValue, b: DecimalValue) => DecimalValue;
}

export const ADD: Operation = { integers: (a, b) => a + b, doubles: (a, b) => a + b, decimals: addDecimals };
export const MULTIPLY: Operation = { integers: (a, b) => a * b, doubles: (a, b) => a * b, decimals: multiplyDecimals };

/** Calculates in the wider type; an int32 that overflows becomes an int64, an int64 that overflows gives undefined. */
export function calculate(operation: Operation, a: Numeric, b: Numeric): Numeric | undefined {
  const type = widest(numericType(a)!, numericType(b)!);
  if (type === 'decimal') return toDecimal128(operation.decimals(toDecimalValue(a), toDecimalValue(b)));
  const left = unwrap(a) as number | bigint;
  const right = unwrap(b) as number | bigint;
  if (type === 'double') return double(operation.doubles(Number(left), Number(right)));
  if (type === 'int') {
    const result = operation.doubles(left as number, right as number);
    if (isInt32(result)) return result;
    if (Object.is(result, -0)) return 0;
  }
  const result = operation.integers(BigInt(left), BigInt(right));
  return fitsLong(result) ? result : undefined;
}

/** A number in the given type; the value must fit. */
export function asType(value: number | bigint, type: NumericType): Numeric {
  switch (type) {
    case 'int':
      return Number(value);
    case 'long':
      return BigInt(value);
    case 'double':
      return double(Number(value));
    case 'decimal':
      return Decimal128.fromString(String(value));
  }
}

/** An integer as int32 where it fits, else as int64. */
export function integer(value: number | bigint): Numeric {
  const number = Number(value);
  return isInt32(number) ? number : typeof value === 'bigint' ? value : BigInt(value);
}
