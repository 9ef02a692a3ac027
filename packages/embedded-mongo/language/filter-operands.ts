import { Decimal128, type Binary } from 'bson';
import { decimalOf, truncateDecimal } from './decimal.js';
import { mongoError } from './mongo-error.js';
import { isNumeric, numericType, TYPE_NUMBERS, type TypeName, typeOf, unwrap, binaryOf } from './values.js';

/** The types that a `$type` operand names, by name, number or a list of them. */
export function parseTypes(operand: unknown): ReadonlySet<TypeName> {
  const list = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  if (list.length === 0) throw mongoError(9, '$type must match at least one type');
  return new Set(
    list.flatMap((item): TypeName[] => {
      if (item === 'number') return ['int', 'long', 'double', 'decimal'];
      // Undefined is a type to ask for, though nothing of it is stored.
      if (item === 'undefined' || (isNumeric(item) && Number(unwrap(item)) === 6)) return [];
      if (typeof item === 'string') {
        if (!Object.hasOwn(TYPE_NUMBERS, item)) throw mongoError(2, `Unknown type name alias: ${item}`);
        return [item as TypeName];
      }
      if (!isNumeric(item)) throw mongoError(14, 'type must be represented as a number or a string');
      const found = Object.entries(TYPE_NUMBERS).find(([, number]) => number === Number(unwrap(item)));
      if (!found) throw mongoError(2, `Invalid numerical type code: ${String(unwrap(item))}`);
      return [found[0] as TypeName];
    }),
  );
}

/** A number without fraction as a bigint; undefined for anything else. */
export function integerOf(value: unknown): bigint | undefined {
  const truncated = truncatedOf(value);
  return truncated !== undefined && Number(unwrap(value as number)) === Number(truncated) ? truncated : undefined;
}

export function truncatedOf(value: unknown): bigint | undefined {
  if (!isNumeric(value)) return undefined;
  const plain = unwrap(value);
  if (typeof plain === 'bigint') return plain;
  if (plain instanceof Decimal128) {
    const decimal = decimalOf(plain);
    return typeof decimal === 'string' ? undefined : truncateDecimal(decimal);
  }
  return Number.isFinite(plain) ? BigInt(Math.trunc(plain)) : undefined;
}

export function sizeOf(operand: unknown): number {
  const size = integerOf(operand);
  if (size === undefined)
    throw mongoError(2, `Failed to parse $size. Expected a number in: $size: ${JSON.stringify(String(operand))}`);
  if (size < 0n) throw mongoError(2, `Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
  return Number(size);
}

export function modTest(operand: unknown): (value: unknown) => boolean {
  if (!Array.isArray(operand)) throw mongoError(2, 'malformed mod, needs to be an array');
  if (operand.length < 2) throw mongoError(2, 'malformed mod, not enough elements');
  if (operand.length > 2) throw mongoError(2, 'malformed mod, too many elements');
  const divisor = truncatedOf(operand[0]);
  const remainder = truncatedOf(operand[1]);
  if (divisor === undefined) throw mongoError(2, 'malformed mod, divisor not a number');
  if (remainder === undefined) throw mongoError(2, 'malformed mod, remainder not a number');
  if (divisor === 0n) throw mongoError(2, 'divisor cannot be 0');
  return (value) => {
    const number = truncatedOf(value);
    return number !== undefined && number % divisor === remainder;
  };
}

/** `$bitsAllSet` and its like, over integers (two's complement of any width) and binaries. */
export function bitTest(name: string, operand: unknown): (value: unknown) => boolean {
  const mask = maskOf(name, operand);
  return (value) => {
    const bits =
      typeOf(value) === 'binData' ? bitsOfBinary(value as Binary) : numericType(value) ? integerOf(value) : undefined;
    if (bits === undefined) return false;
    const set = bits & mask;
    switch (name) {
      case '$bitsAllSet':
        return set === mask;
      case '$bitsAllClear':
        return set === 0n;
      case '$bitsAnySet':
        return set !== 0n;
      default:
        return set !== mask;
    }
  };
}

function bitsOfBinary(value: unknown): bigint {
  return binaryOf(value).bytes.reduceRight((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
}

function maskOf(name: string, operand: unknown): bigint {
  if (typeOf(operand) === 'binData') return bitsOfBinary(operand);
  if (Array.isArray(operand)) {
    return operand.reduce((mask: bigint, position: unknown) => {
      const bit = integerOf(position);
      if (bit === undefined || bit < 0n || bit > 1_000_000n)
        throw mongoError(2, `bit positions must be integers >= 0 in ${name}`);
      return mask | (1n << bit);
    }, 0n);
  }
  const mask = integerOf(operand);
  if (mask === undefined || mask < 0n)
    throw mongoError(
      isNumeric(operand) ? 9 : 2,
      `${name} takes an Array, a number, or a BinData but received: ${typeOf(operand)}`,
    );
  return mask;
}
