import { type Decimal128 } from 'bson';
import { compareDecimals, decimalOf, decimalOfDouble } from '../language/decimal.js';

/**
 * Numbers as bytes that sort as the numbers do, whatever their BSON type: int32 1, long 1, double 1.0 and decimal 1.00 are one key.
 * A number is the next double towards zero (8 bytes, bits turned so that they sort) and, where it is not exactly that double,
 * its decimal digits, which order the numbers between two doubles.
 */
export interface NumberKey {
  /** The double towards zero. */
  double: number;
  /** Where the number is no double: its magnitude as 0.d₁d₂… · 10^exponent, without trailing zeros. */
  rest?: { digits: string; exponent: number };
  negative: boolean;
}

export function keyOfDouble(value: number): NumberKey {
  return { double: value === 0 ? 0 : value, negative: value < 0 };
}

export function keyOfBigInt(value: bigint): NumberKey {
  if (value >= -9007199254740992n && value <= 9007199254740992n) return keyOfDouble(Number(value));
  return keyOfScaled(value, 0);
}

export function keyOfDecimal(value: Decimal128): NumberKey {
  const text = value.toString();
  if (text === 'NaN') return keyOfDouble(NaN);
  if (text.endsWith('Infinity')) return keyOfDouble(text.startsWith('-') ? -Infinity : Infinity);
  // A double stands for the decimal of 34 digits that is next to it: no other decimal lies between the two.
  const nearest = Number(text);
  if (Number.isFinite(nearest) && compareDecimals(decimalOf(value), decimalOfDouble(nearest)) === 0)
    return keyOfDouble(nearest);
  const [mantissa, exponentText] = text.split(/e/i) as [string, string | undefined];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string | undefined];
  return keyOfScaled(BigInt(whole + fraction), Number(exponentText ?? 0) - fraction.length, text.startsWith('-'));
}

const bits = new DataView(new ArrayBuffer(8));

/** A finite, positive double as integer · 2^exponent. */
function decompose(value: number): { integer: bigint; exponent: number } {
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const biased = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  return biased === 0
    ? { integer: fraction, exponent: -1074 }
    : { integer: fraction | 0x10000000000000n, exponent: biased - 1075 };
}

function previousDouble(value: number): number {
  bits.setFloat64(0, value);
  bits.setBigUint64(0, bits.getBigUint64(0) - 1n);
  return bits.getFloat64(0);
}

/** The sign of coefficient · 10^scale − double, for a coefficient and a double that are not negative. */
function compareToDouble(coefficient: bigint, scale: number, double: number): number {
  if (double === Infinity) return -1;
  if (double === 0) return coefficient === 0n ? 0 : 1;
  const { integer, exponent } = decompose(double);
  const left = coefficient * (scale > 0 ? 10n ** BigInt(scale) : 1n) * (exponent < 0 ? 2n ** BigInt(-exponent) : 1n);
  const right = integer * (exponent > 0 ? 2n ** BigInt(exponent) : 1n) * (scale < 0 ? 10n ** BigInt(-scale) : 1n);
  return left < right ? -1 : left > right ? 1 : 0;
}

function keyOfScaled(coefficient: bigint, scale: number, minus = coefficient < 0n): NumberKey {
  const magnitude = coefficient < 0n ? -coefficient : coefficient;
  if (magnitude === 0n) return { double: 0, negative: false };
  const digits = magnitude.toString();
  let double = Number(`${digits}e${scale}`);
  const side = compareToDouble(magnitude, scale, double);
  if (side < 0) double = double === Infinity ? Number.MAX_VALUE : previousDouble(double);
  const signed = minus ? -double : double;
  if (side === 0) return { double: signed, negative: minus };
  return {
    double: signed,
    negative: minus,
    rest: { digits: digits.replace(/0+$/, ''), exponent: digits.length + scale },
  };
}
