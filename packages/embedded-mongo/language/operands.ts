import { compareValues } from './compare.js';
import { integerOf } from './filter-operands.js';
import { mongoError } from './mongo-error.js';
import { isNumeric, type Numeric, typeOf } from './values.js';

/** An operator that gets its arguments evaluated. `max` undefined: any number of them. */
export interface EagerOperator {
  readonly min: number;
  readonly max?: number;
  apply(args: readonly unknown[]): unknown;
}
/** An operator whose argument is a document of named expressions. */
export interface NamedOperator {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  apply(args: Readonly<Record<string, unknown>>): unknown;
}

export const isNil = (value: unknown): value is null | undefined => value === undefined || value === null;

export const exactly = (count: number, apply: EagerOperator['apply']): EagerOperator => ({
  min: count,
  max: count,
  apply,
});
export const unary = (apply: (value: unknown) => unknown): EagerOperator => ({
  min: 1,
  max: 1,
  apply: ([value]) => apply(value),
});
/** A unary operator that answers null for null and missing. */
export const nullable = (apply: (value: unknown) => unknown): EagerOperator =>
  unary((value) => (isNil(value) ? null : apply(value)));

/** What `$expr`, `$cond` and their like take for true. */
export function isTrue(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumeric(value) || compareValues(value, 0) !== 0;
}

export function requireArray(value: unknown, operator: string, code: number): readonly unknown[] {
  if (!Array.isArray(value))
    throw mongoError(code, `The argument to ${operator} must be an array, but was of type: ${typeOf(value)}`);
  return value as unknown[];
}

export function requireString(value: unknown, operator: string, code: number): string {
  if (typeof value !== 'string')
    throw mongoError(code, `${operator} requires a string argument, found: ${typeOf(value)}`);
  return value;
}

export function requireInteger(value: unknown, operator: string, code: number): number {
  const integer = integerOf(value);
  if (integer === undefined || integer < -(2n ** 31n) || integer >= 2n ** 31n)
    throw mongoError(code, `${operator} requires a 32-bit integer, found: ${typeOf(value)}`);
  return Number(integer);
}

export function requireNumber(value: unknown, operator: string): Numeric {
  if (!isNumeric(value)) throw mongoError(14, `${operator} only supports numeric types, not ${typeOf(value)}`);
  return value;
}
