import { Decimal128 } from 'bson';
import { integer, toDecimalValue } from './arithmetic.js';
import { digitsOf, shiftRight, toDecimal128, truncateDecimal } from './decimal.js';
import { mongoError } from './mongo-error.js';
import { type EagerOperator, isNil, requireInteger, requireNumber } from './operands.js';
import { double, numericType, unwrap } from './values.js';

type Rounding = 'even' | 'truncate' | 'floor' | 'ceil';

function roundTo(name: string, mode: Rounding, value: unknown, place: number): unknown {
  const number = requireNumber(value, name);
  const type = numericType(number)!;
  if (type === 'double' && place === 0) return double(roundNumber(Number(unwrap(number)), mode));
  if (type === 'double' && !Number.isFinite(Number(unwrap(number)))) return number;
  if ((type === 'int' || type === 'long') && place >= 0) return number;
  const decimal = toDecimalValue(
    type === 'double' ? Decimal128.fromString(exactDecimal(Number(unwrap(number)))) : number,
  );
  if (typeof decimal === 'string') return number;
  const drop = -place - decimal.exponent;
  if (drop <= 0) return number;
  const rounded = { coefficient: roundCoefficient(decimal.coefficient, drop, mode), exponent: decimal.exponent + drop };
  if (type === 'decimal') return toDecimal128(rounded);
  if (type === 'double') return double(Number(`${rounded.coefficient}e${rounded.exponent}`));
  const result = truncateDecimal(rounded);
  return type === 'int' ? integer(result) : result;
}

/** A double's own value in decimal digits, so that 2.675 (which is a little less) rounds down. */
function exactDecimal(value: number): string {
  return value.toPrecision(Math.abs(value) < 1e-5 ? 30 : 34);
}

function roundNumber(value: number, mode: Rounding): number {
  switch (mode) {
    case 'floor':
      return Math.floor(value);
    case 'ceil':
      return Math.ceil(value);
    case 'truncate':
      return Math.trunc(value);
    case 'even': {
      const up = Math.round(value);
      return Math.abs(value % 1) === 0.5 && up % 2 !== 0 ? up - 1 : up;
    }
  }
}

function roundCoefficient(coefficient: bigint, digits: number, mode: Rounding): bigint {
  if (mode === 'even') return digits > digitsOf(coefficient) + 1 ? 0n : shiftRight(coefficient, digits);
  const divisor = 10n ** BigInt(digits);
  const quotient = coefficient / divisor;
  const rest = coefficient % divisor;
  if (mode === 'floor' && rest < 0n) return quotient - 1n;
  return mode === 'ceil' && rest > 0n ? quotient + 1n : quotient;
}

/** `$round`, `$trunc`, `$floor` and `$ceil`: to a place, the number's type kept. */
export function rounding(name: string, mode: Rounding, max: number): EagerOperator {
  return {
    min: 1,
    max,
    apply: ([value, place]) => {
      if (isNil(value) || place === null) return null;
      const digits = place === undefined ? 0 : requireInteger(place, name, 51082);
      if (digits < -20 || digits > 100)
        throw mongoError(51083, `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`);
      return roundTo(name, mode, value, digits);
    },
  };
}
