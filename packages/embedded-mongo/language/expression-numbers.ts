import { Decimal128 } from 'bson';
import { ADD, asType, calculate, fitsLong, integer, MULTIPLY, toDecimalValue, widest } from './arithmetic.js';
import { compareValues } from './compare.js';
import { decimalOf, divideDecimals, negateDecimal, remainderOfDecimals, toDecimal128 } from './decimal.js';
import { mongoError, notSupported } from './mongo-error.js';
import { type EagerOperator, exactly, isNil, nullable, requireNumber } from './operands.js';
import { rounding } from './rounding.js';
import { asNumeric, double, isInt32, isNumeric, type Numeric, numericType, typeOf, unwrap } from './values.js';

const numeric = (name: string, value: unknown): Numeric => requireNumber(value, name);

/** Adds in the widest type; an int64 that overflows becomes a double. */
export function sum(a: Numeric, b: Numeric): Numeric {
  return calculate(ADD, a, b) ?? double(Number(unwrap(a)) + Number(unwrap(b)));
}

function add(args: readonly unknown[]): unknown {
  let total: Numeric = 0;
  let date: Date | undefined;
  for (const value of args) {
    if (isNil(value)) return null;
    if (value instanceof Date) {
      if (date) throw mongoError(16612, 'only one date allowed in an $add expression');
      date = value;
    } else if (isNumeric(value)) total = sum(total, value);
    else throw mongoError(14, `$add only supports numeric or date types, not ${typeOf(value)}`);
  }
  return date ? shiftDate(date, Number(total instanceof Decimal128 ? total.toString() : unwrap(total))) : total;
}

function shiftDate(date: Date, ms: number): Date {
  const result = new Date(date.getTime() + Math.round(ms));
  if (Number.isNaN(result.getTime())) throw mongoError(15, 'date overflow');
  return result;
}

const negate = (value: Numeric): Numeric =>
  value instanceof Decimal128
    ? toDecimal128(negateDecimal(decimalOf(value)))
    : (calculate(MULTIPLY, value, -1) ?? double(-Number(unwrap(value))));

function subtract([left, right]: readonly unknown[]): unknown {
  if (isNil(left) || isNil(right)) return null;
  if (left instanceof Date && right instanceof Date) return BigInt(left.getTime() - right.getTime());
  if (left instanceof Date && isNumeric(right)) return shiftDate(left, -Number(unwrap(right)));
  if (!isNumeric(left) || !isNumeric(right))
    throw mongoError(14, `can't $subtract ${typeOf(right)} from ${typeOf(left)}`);
  const type = widest(numericType(left)!, numericType(right)!);
  if (type === 'double') return double(Number(unwrap(left)) - Number(unwrap(right)));
  return sum(left, negate(right));
}

function multiply(args: readonly unknown[]): unknown {
  let product: Numeric = 1;
  for (const value of args) {
    if (isNil(value)) return null;
    const factor = numeric('$multiply', value);
    product = calculate(MULTIPLY, product, factor) ?? double(Number(unwrap(product)) * Number(unwrap(factor)));
  }
  return product;
}

function divide([left, right]: readonly unknown[]): unknown {
  if (isNil(left) || isNil(right)) return null;
  if (!isNumeric(left) || !isNumeric(right))
    throw mongoError(14, `$divide only supports numeric types, not ${typeOf(left)} and ${typeOf(right)}`);
  if (compareValues(right, 0) === 0) throw mongoError(2, "can't $divide by zero");
  if (widest(numericType(left)!, numericType(right)!) === 'decimal')
    return toDecimal128(divideDecimals(toDecimalValue(left), toDecimalValue(right)));
  return double(Number(unwrap(left)) / Number(unwrap(right)));
}

function modulo([left, right]: readonly unknown[]): unknown {
  if (isNil(left) || isNil(right)) return null;
  if (!isNumeric(left) || !isNumeric(right))
    throw mongoError(14, `$mod only supports numeric types, not ${typeOf(left)} and ${typeOf(right)}`);
  if (compareValues(right, 0) === 0) throw mongoError(16610, "can't $mod by zero");
  // A whole double that fits an int32 divides as one: what is divided keeps its type.
  const by = numericType(right) === 'double' && isInt32(Number(unwrap(right))) ? 'int' : numericType(right)!;
  const type = widest(numericType(left)!, by);
  if (type === 'decimal') return toDecimal128(remainderOfDecimals(toDecimalValue(left), toDecimalValue(right)));
  if (type === 'double') return double(Number(unwrap(left)) % Number(unwrap(right)));
  return asType(BigInt(unwrap(left) as number) % BigInt(unwrap(right) as number), type);
}

/** A number as a function of real numbers takes it. @throws MongoError 238 for a Decimal128, whose answer would be one too */
function realOf(name: string, value: unknown): number {
  const number = numeric(name, value);
  if (number instanceof Decimal128) throw notSupported(`${name} of a Decimal128`);
  return Number(unwrap(number));
}

/** A function of real numbers: a double, whatever number came in. */
function real(
  name: string,
  apply: (value: number) => number,
  domain?: { code: number; message: string; valid(value: number): boolean },
): EagerOperator {
  return nullable((value) => {
    const plain = realOf(name, value);
    if (domain && !Number.isNaN(plain) && !domain.valid(plain)) throw mongoError(domain.code, domain.message);
    return double(apply(plain));
  });
}

function absolute(value: unknown): unknown {
  const number = numeric('$abs', value);
  if (number instanceof Decimal128) return Decimal128.fromString(number.toString().replace('-', ''));
  const plain = unwrap(number);
  if (typeof plain === 'bigint') {
    const magnitude = plain < 0n ? -plain : plain;
    if (!fitsLong(magnitude)) throw mongoError(28680, "can't take $abs of long long min");
    return magnitude;
  }
  return numericType(number) === 'double' ? double(Math.abs(plain as number)) : integer(Math.abs(plain as number));
}

function power([base, exponent]: readonly unknown[]): unknown {
  if (isNil(base) || isNil(exponent)) return null;
  const type = widest(numericType(numeric('$pow', base))!, numericType(numeric('$pow', exponent))!);
  const [left, right] = [unwrap(asNumeric(base)), unwrap(asNumeric(exponent))];
  if (left instanceof Decimal128 || right instanceof Decimal128) throw notSupported('$pow of a Decimal128');
  if (Number(left) === 0 && Number(right) < 0)
    throw mongoError(28764, '$pow cannot take a base of 0 and a negative exponent');
  if (type === 'double' || Number(right) < 0) return double(Number(left) ** Number(right));
  if (Math.abs(Number(left)) > 1 && Number(right) > 64) return double(Number(left) ** Number(right));
  const result =
    BigInt(left)
    ** BigInt(Math.abs(Number(left)) <= 1 ? (Number(right) % 2) + 2 * Number(Number(right) > 0) : Number(right));
  if (!fitsLong(result)) return double(Number(left) ** Number(right));
  return type === 'int' ? integer(result) : result;
}

function logarithm([value, base]: readonly unknown[]): unknown {
  if (isNil(value) || isNil(base)) return null;
  const [number, radix] = [realOf('$log', value), realOf('$log', base)];
  if (number <= 0) throw mongoError(28758, `$log's argument must be a positive number, but is ${number}`);
  if (radix <= 0 || radix === 1)
    throw mongoError(28759, `$log's base must be a positive number not equal to 1, but is ${radix}`);
  return double(
    radix === 10 ? Math.log10(number) : radix === 2 ? Math.log2(number) : Math.log(number) / Math.log(radix),
  );
}

function bitwise(name: string, start: bigint, operation: (a: bigint, b: bigint) => bigint): EagerOperator {
  return {
    min: 0,
    apply: (args) => {
      if (args.some(isNil)) return null;
      let long = false;
      let result = start;
      for (const value of args) {
        const type = numericType(value);
        if (type !== 'int' && type !== 'long') throw mongoError(14, `${name} only supports int and long operands`);
        long ||= type === 'long';
        result = operation(result, BigInt(unwrap(asNumeric(value)) as number));
      }
      return long ? BigInt.asIntN(64, result) : Number(BigInt.asIntN(32, result));
    },
  };
}

const unit = {
  code: 50989,
  message: 'cannot apply the function: the value must be in [-1,1]',
  valid: (value: number) => Math.abs(value) <= 1,
};
const finite = { code: 50989, message: 'cannot apply the function to an infinite value', valid: Number.isFinite };

export const NUMBER_OPERATORS: Readonly<Record<string, EagerOperator>> = {
  $add: { min: 0, apply: add },
  $subtract: exactly(2, subtract),
  $multiply: { min: 0, apply: multiply },
  $divide: exactly(2, divide),
  $mod: exactly(2, modulo),
  $abs: nullable(absolute),
  $ceil: rounding('$ceil', 'ceil', 1),
  $floor: rounding('$floor', 'floor', 1),
  $round: rounding('$round', 'even', 2),
  $trunc: rounding('$trunc', 'truncate', 2),
  $pow: exactly(2, power),
  $log: exactly(2, logarithm),
  $sqrt: real('$sqrt', Math.sqrt, {
    code: 28714,
    message: "$sqrt's argument must be greater than or equal to 0",
    valid: (value) => value >= 0,
  }),
  $exp: real('$exp', Math.exp),
  $ln: real('$ln', Math.log, {
    code: 28766,
    message: "$ln's argument must be a positive number",
    valid: (value) => value > 0,
  }),
  $log10: real('$log10', Math.log10, {
    code: 28761,
    message: "$log10's argument must be a positive number",
    valid: (value) => value > 0,
  }),
  $sin: real('$sin', Math.sin, finite),
  $cos: real('$cos', Math.cos, finite),
  $tan: real('$tan', Math.tan, finite),
  $asin: real('$asin', Math.asin, unit),
  $acos: real('$acos', Math.acos, unit),
  $atan: real('$atan', Math.atan),
  $atan2: exactly(2, ([y, x]) =>
    isNil(y) || isNil(x) ? null : double(Math.atan2(realOf('$atan2', y), realOf('$atan2', x))),
  ),
  $sinh: real('$sinh', Math.sinh),
  $cosh: real('$cosh', Math.cosh),
  $tanh: real('$tanh', Math.tanh),
  $asinh: real('$asinh', Math.asinh),
  $acosh: real('$acosh', Math.acosh, {
    code: 50989,
    message: 'cannot apply $acosh: the value must be in [1,inf]',
    valid: (value) => value >= 1,
  }),
  $atanh: real('$atanh', Math.atanh, unit),
  $degreesToRadians: real('$degreesToRadians', (value) => (value * Math.PI) / 180),
  $radiansToDegrees: real('$radiansToDegrees', (value) => (value * 180) / Math.PI),
  $sigmoid: real('$sigmoid', (value) => 1 / (1 + Math.exp(-value))),
  $bitAnd: bitwise('$bitAnd', -1n, (a, b) => a & b),
  $bitOr: bitwise('$bitOr', 0n, (a, b) => a | b),
  $bitXor: bitwise('$bitXor', 0n, (a, b) => a ^ b),
  $bitNot: nullable((value) => {
    const type = numericType(value);
    if (type === 'int') return ~Number(unwrap(asNumeric(value)));
    if (type === 'long') return ~(unwrap(asNumeric(value)) as bigint);
    throw mongoError(14, `$bitNot only supports int and long, not ${typeOf(value)}`);
  }),
};
