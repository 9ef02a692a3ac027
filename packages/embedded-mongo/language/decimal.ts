import { Decimal128 } from 'bson';

/** A finite decimal: coefficient × 10^exponent; -0 keeps its sign beside the coefficient. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
  readonly negativeZero?: boolean;
}
export type DecimalValue = Decimal | 'NaN' | 'Infinity' | '-Infinity';

const DIGITS = 34;
const MIN_EXPONENT = -6176;
const MAX_EXPONENT = 6111;

export function parseDecimal(text: string): DecimalValue {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match || (match[2] === '' && !match[3]))
    return text.includes('NaN') ? 'NaN' : text.startsWith('-') ? '-Infinity' : 'Infinity';
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const magnitude = BigInt(whole + fraction);
  return {
    coefficient: sign === '-' ? -magnitude : magnitude,
    exponent: Number(exponent) - fraction.length,
    negativeZero: sign === '-' && magnitude === 0n,
  };
}

const parsed = new WeakMap<Decimal128, DecimalValue>();

export function decimalOf(value: Decimal128): DecimalValue {
  let result = parsed.get(value);
  if (result === undefined) parsed.set(value, (result = parseDecimal(value.toString())));
  return result;
}

const bits = new DataView(new ArrayBuffer(8));

/** The decimal that is exactly a double. */
export function exactDecimalOfDouble(value: number): DecimalValue {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (Number.isInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  bits.setFloat64(0, Math.abs(value));
  const raw = bits.getBigUint64(0);
  const biased = Number(raw >> 52n);
  let integer = (raw & 0xfffffffffffffn) | (biased === 0 ? 0n : 0x10000000000000n);
  // Its integer · 2^-halves is integer · 5^halves · 10^-halves.
  let halves = biased === 0 ? 1074 : 1075 - biased;
  while ((integer & 1n) === 0n) {
    integer >>= 1n;
    halves -= 1;
  }
  const coefficient = integer * 5n ** BigInt(halves);
  return { coefficient: value < 0 ? -coefficient : coefficient, exponent: -halves };
}

/** The decimal of a double, rounded to 34 digits: what MongoDB compares it with decimals by, in documents and in indexes. */
export const decimalOfDouble = (value: number): DecimalValue => round(exactDecimalOfDouble(value));

/** The decimal of a double as `$toDecimal` and mixed arithmetic make it: 15 significant digits. */
export function decimalOfDoubleRounded(value: number): DecimalValue {
  return Number.isFinite(value) ? parseDecimal(trimZeros(value.toPrecision(15))) : decimalOfDouble(value);
}

function trimZeros(text: string): string {
  const [mantissa = text, exponent] = text.split('e');
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  return exponent === undefined ? short : `${short}e${exponent}`;
}

export function digitsOf(coefficient: bigint): number {
  return (coefficient < 0n ? -coefficient : coefficient).toString().length;
}

/** Divides by a power of ten and rounds half to even. */
export function shiftRight(coefficient: bigint, digits: number): bigint {
  if (digits <= 0) return coefficient;
  const divisor = 10n ** BigInt(digits);
  const magnitude = coefficient < 0n ? -coefficient : coefficient;
  let quotient = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  if (twice > divisor || (twice === divisor && quotient % 2n === 1n)) quotient += 1n;
  return coefficient < 0n ? -quotient : quotient;
}

export function round(value: DecimalValue): DecimalValue {
  if (typeof value === 'string') return value;
  const excess = digitsOf(value.coefficient) - DIGITS;
  if (excess <= 0) return value;
  return round({ coefficient: shiftRight(value.coefficient, excess), exponent: value.exponent + excess });
}

export function toDecimal128(value: DecimalValue): Decimal128 {
  const rounded = round(value);
  if (typeof rounded === 'string') return Decimal128.fromString(rounded);
  let { coefficient, exponent } = rounded;
  if (exponent < MIN_EXPONENT) {
    coefficient = shiftRight(coefficient, MIN_EXPONENT - exponent);
    exponent = MIN_EXPONENT;
  }
  while (exponent > MAX_EXPONENT && digitsOf(coefficient) < DIGITS) {
    coefficient *= 10n;
    exponent -= 1;
  }
  if (exponent > MAX_EXPONENT) return Decimal128.fromString(coefficient < 0n ? '-Infinity' : 'Infinity');
  const sign = rounded.negativeZero ? '-' : '';
  return Decimal128.fromString(`${sign}${coefficient}E${exponent}`);
}

function align(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [
    a.coefficient * 10n ** BigInt(a.exponent - exponent),
    b.coefficient * 10n ** BigInt(b.exponent - exponent),
    exponent,
  ];
}

const order = (value: DecimalValue): number =>
  value === 'NaN' ? 0 : value === '-Infinity' ? 1 : value === 'Infinity' ? 3 : 2;

export function compareDecimals(a: DecimalValue, b: DecimalValue): number {
  if (typeof a === 'string' || typeof b === 'string') return order(a) - order(b);
  if (a.coefficient === 0n || b.coefficient === 0n || a.coefficient < 0n !== b.coefficient < 0n) {
    return a.coefficient < b.coefficient ? -1 : a.coefficient > b.coefficient ? 1 : 0;
  }
  const sizeA = digitsOf(a.coefficient) + a.exponent;
  const sizeB = digitsOf(b.coefficient) + b.exponent;
  if (sizeA !== sizeB) return (sizeA < sizeB ? -1 : 1) * (a.coefficient < 0n ? -1 : 1);
  const [left, right] = align(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

const sign = (value: DecimalValue): number =>
  value === 'Infinity'
    ? 1
    : value === '-Infinity'
      ? -1
      : value === 'NaN'
        ? NaN
        : value.coefficient < 0n
          ? -1
          : value.coefficient > 0n
            ? 1
            : 0;
const infinity = (direction: number): DecimalValue =>
  Number.isNaN(direction) || direction === 0 ? 'NaN' : direction > 0 ? 'Infinity' : '-Infinity';

export function addDecimals(a: DecimalValue, b: DecimalValue): DecimalValue {
  if (typeof a === 'string' || typeof b === 'string') {
    const left = typeof a === 'string' ? sign(a) : 0;
    const right = typeof b === 'string' ? sign(b) : 0;
    return infinity(left + right);
  }
  // Numbers further apart than the digits that are kept: the smaller cannot be seen, and aligning them would cost without bound.
  if (a.coefficient !== 0n && b.coefficient !== 0n && Math.abs(a.exponent - b.exponent) > 3 * DIGITS) {
    return digitsOf(a.coefficient) + a.exponent > digitsOf(b.coefficient) + b.exponent ? a : b;
  }
  const [left, right, exponent] = align(a, b);
  return round({ coefficient: left + right, exponent });
}

export function negateDecimal(a: DecimalValue): DecimalValue {
  if (typeof a === 'string') return infinity(-sign(a));
  return { coefficient: -a.coefficient, exponent: a.exponent };
}

export function multiplyDecimals(a: DecimalValue, b: DecimalValue): DecimalValue {
  if (typeof a === 'string' || typeof b === 'string') return infinity(sign(a) * sign(b));
  return round({ coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent });
}

/** The quotient in 34 digits, without trailing zeros that the division made; the divisor must not be zero. */
export function divideDecimals(a: DecimalValue, b: DecimalValue): DecimalValue {
  if (typeof a === 'string') return typeof b === 'string' ? 'NaN' : infinity(sign(a) * (sign(b) || 1));
  if (typeof b === 'string') return b === 'NaN' ? 'NaN' : { coefficient: 0n, exponent: 0 };
  const scale = Math.max(0, DIGITS + 2 + digitsOf(b.coefficient) - digitsOf(a.coefficient));
  const numerator = a.coefficient * 10n ** BigInt(scale);
  let coefficient = numerator / b.coefficient;
  let exponent = a.exponent - b.exponent - scale;
  // A sticky digit keeps the half-to-even rounding right where the division did not end.
  if (numerator % b.coefficient !== 0n) {
    coefficient = coefficient * 10n + (a.coefficient < 0n === b.coefficient < 0n ? 1n : -1n);
    exponent -= 1;
  } else {
    const ideal = a.exponent - b.exponent;
    while (exponent < ideal && coefficient % 10n === 0n) {
      coefficient /= 10n;
      exponent += 1;
    }
  }
  return round({ coefficient, exponent });
}

export function remainderOfDecimals(a: DecimalValue, b: DecimalValue): DecimalValue {
  if (typeof a === 'string' || b === 'NaN') return 'NaN';
  if (typeof b === 'string') return a;
  const [left, right, exponent] = align(a, b);
  return { coefficient: left % right, exponent };
}

export function decimalToNumber(value: DecimalValue): number {
  return typeof value === 'string'
    ? Number(value)
    : Number(`${value.negativeZero ? '-' : ''}${value.coefficient}e${value.exponent}`);
}

/** Rounds toward zero to an integer. */
export function truncateDecimal(value: Decimal): bigint {
  return value.exponent >= 0
    ? value.coefficient * 10n ** BigInt(value.exponent)
    : value.coefficient / 10n ** BigInt(-value.exponent);
}
