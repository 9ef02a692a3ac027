import { Timestamp } from 'bson';
import { ADD, calculate, MULTIPLY } from './arithmetic.js';
import { compareValues, valueKey } from './compare.js';
import { compileFilter, type FilterOptions } from './filter.js';
import { integerOf } from './filter-operands.js';
import { startsWithFieldOperator } from './filter-tests.js';
import { mongoError } from './mongo-error.js';
import { compilePatternSort } from './sort.js';
import { type BsonDocument, asNumeric, isDocument, isNumeric, numericType, regexOf, typeOf, unwrap } from './values.js';
import { describe } from './variables.js';

/** What an operator says of a field: REMOVE deletes it, KEEP leaves it, any other value replaces it. */
export const REMOVE = Symbol('remove');
export const KEEP = Symbol('keep');

export interface FieldContext {
  readonly document: BsonDocument;
  readonly path: string;
  readonly now: Date;
}
export interface FieldOperator {
  /** Whether the operator makes the field, and the documents on the way to it, where they are missing. */
  readonly creates: boolean;
  /** Whether a path that something stands in the way of is passed by; else it is refused. */
  readonly tolerant?: boolean;
  apply(current: unknown, context: FieldContext): unknown;
}

const idOf = (document: BsonDocument): string => `{_id: ${describe(document['_id'])}}`;
const lastPart = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
const creating = (apply: FieldOperator['apply']): FieldOperator => ({ creates: true, apply });
const existing = (apply: FieldOperator['apply']): FieldOperator => ({ creates: false, apply });

/** Makes the operator of one field, say `{ $inc: { path: argument } }`. */
export function fieldOperator(
  name: string,
  argument: unknown,
  path: string,
  options: FilterOptions,
): FieldOperator | undefined {
  switch (name) {
    case '$set':
    case '$setOnInsert':
      return creating(() => argument);
    case '$unset':
      return { creates: false, tolerant: true, apply: () => REMOVE };
    case '$inc':
      return arithmeticOperator('$inc', 'increment', argument, path);
    case '$mul':
      return arithmeticOperator('$mul', 'multiply', argument, path);
    case '$min':
      return creating((current) => (current === undefined || compareValues(argument, current) < 0 ? argument : KEEP));
    case '$max':
      return creating((current) => (current === undefined || compareValues(argument, current) > 0 ? argument : KEEP));
    case '$currentDate':
      return currentDate(argument);
    case '$push':
      return push(argument);
    case '$addToSet':
      return addToSet(argument);
    case '$pop':
      return pop(argument);
    case '$pull':
      return pull(argument, options);
    case '$pullAll':
      return pullAll(argument);
    case '$bit':
      return bit(argument, path);
    default:
      return undefined;
  }
}

function arithmeticOperator(name: string, verb: string, argument: unknown, path: string): FieldOperator {
  if (!isNumeric(argument))
    throw mongoError(14, `Cannot ${verb} with non-numeric argument: {${path}: ${describe(argument)}}`);
  const operation = name === '$inc' ? ADD : MULTIPLY;
  return creating((current, { document }) => {
    if (current === undefined) return name === '$inc' ? argument : calculate(MULTIPLY, argument, 0);
    if (!isNumeric(current)) {
      throw mongoError(
        14,
        `Cannot apply ${name} to a value of non-numeric type. ${idOf(document)} has the field '${lastPart(path)}' of non-numeric type ${typeOf(current)}`,
      );
    }
    const result = calculate(operation, current, argument);
    if (result === undefined)
      throw mongoError(
        2,
        `Failed to apply ${name} operations to current value (${describe(current)}) for document ${idOf(document)}`,
      );
    return result;
  });
}

function currentDate(argument: unknown): FieldOperator {
  const type =
    typeof argument === 'boolean'
      ? 'date'
      : isDocument(argument) && Object.keys(argument).join() === '$type'
        ? argument['$type']
        : undefined;
  if (type === 'date') return creating((_, { now }) => now);
  if (type === 'timestamp')
    return creating((_, { now }) => new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }));
  throw mongoError(
    2,
    isDocument(argument)
      ? "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}"
      : `${typeOf(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
  );
}

function modifiers(name: string, argument: unknown, allowed: readonly string[]): BsonDocument | undefined {
  if (!isDocument(argument) || !('$each' in argument)) return undefined;
  for (const key of Object.keys(argument))
    if (!allowed.includes(key)) throw mongoError(2, `Unrecognized clause in ${name}: ${key}`);
  if (!Array.isArray(argument['$each']))
    throw mongoError(
      name === '$push' ? 2 : 14,
      `The argument to $each in ${name} must be an array but it was of type: ${typeOf(argument['$each'])}`,
    );
  return argument;
}

function integerClause(clauses: BsonDocument | undefined, name: string): number | undefined {
  const value = clauses?.[name];
  if (value === undefined) return undefined;
  const integer = integerOf(value);
  if (integer === undefined)
    throw mongoError(
      2,
      `The value for ${name} must be an integer value${name === '$position' ? ', not of' : ' but was given'} type: ${typeOf(value)}`,
    );
  return Number(integer);
}

function pushOrder(sort: unknown): ((a: unknown, b: unknown) => number) | undefined {
  if (sort === undefined) return undefined;
  if (isNumeric(sort) && Math.abs(Number(unwrap(sort))) === 1) {
    const direction = Number(unwrap(sort));
    return (a, b) => compareValues(a, b) * direction;
  }
  if (
    !isDocument(sort)
    || Object.keys(sort).length === 0
    || !Object.values(sort).every((value) => isNumeric(value) && Math.abs(Number(unwrap(value))) === 1)
  ) {
    throw mongoError(
      2,
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  return compilePatternSort(sort);
}

function push(argument: unknown): FieldOperator {
  const clauses = modifiers('$push', argument, ['$each', '$slice', '$sort', '$position']);
  const values = clauses ? (clauses['$each'] as unknown[]) : [argument];
  const position = integerClause(clauses, '$position');
  const slice = integerClause(clauses, '$slice');
  const order = pushOrder(clauses?.['$sort']);
  return creating((current, { document, path }) => {
    if (current !== undefined && !Array.isArray(current)) {
      throw mongoError(
        2,
        `The field '${path}' must be an array but is of type ${typeOf(current)} in document ${idOf(document)}`,
      );
    }
    const before = (current as unknown[] | undefined) ?? [];
    const at = position === undefined ? before.length : position < 0 ? Math.max(0, before.length + position) : position;
    // Not by a call with the values as its arguments: of those there may be too many.
    const result =
      at >= before.length ? [...before, ...values] : [...before.slice(0, at), ...values, ...before.slice(at)];
    if (order) result.sort(order);
    if (slice === undefined) return result;
    return slice >= 0 ? result.slice(0, slice) : result.slice(slice);
  });
}

/** Up to so many values are compared one by one with those that are there; more are looked up. */
const FEW = 8;

/** Says of each value whether it was there, or was asked for before. */
function knownValues(values: readonly unknown[]): (value: unknown) => boolean {
  const keys = new Set(values.map(valueKey));
  return (value) => {
    const before = keys.size;
    return keys.add(valueKey(value)).size === before;
  };
}

function addToSet(argument: unknown): FieldOperator {
  const clauses = modifiers('$addToSet', argument, ['$each']);
  const values = clauses ? (clauses['$each'] as unknown[]) : [argument];
  return creating((current, { path }) => {
    if (current !== undefined && !Array.isArray(current)) {
      throw mongoError(
        2,
        `Cannot apply $addToSet to non-array field. Field named '${lastPart(path)}' has non-array type ${typeOf(current)}`,
      );
    }
    const result = [...((current as unknown[] | undefined) ?? [])];
    const isThere =
      values.length > FEW
        ? knownValues(result)
        : (value: unknown) => result.some((member) => compareValues(member, value) === 0);
    for (const value of values) if (!isThere(value)) result.push(value);
    return result.length === current?.length ? KEEP : result;
  });
}

function pop(argument: unknown): FieldOperator {
  const direction = integerOf(argument);
  if (direction !== 1n && direction !== -1n) throw mongoError(9, `$pop expects 1 or -1, found: ${describe(argument)}`);
  return existing((current, { path }) => {
    if (current === undefined) return KEEP;
    if (!Array.isArray(current))
      throw mongoError(14, `Path '${path}' contains an element of non-array type '${typeOf(current)}'`);
    if (current.length === 0) return KEEP;
    return direction === 1n ? current.slice(0, -1) : current.slice(1);
  });
}

function removing(name: string, matches: (element: unknown) => boolean): FieldOperator {
  return existing((current) => {
    if (current === undefined) return KEEP;
    if (!Array.isArray(current)) throw mongoError(2, `Cannot apply ${name} to a non-array value`);
    const result = current.filter((element) => !matches(element));
    return result.length === current.length ? KEEP : result;
  });
}

function pull(argument: unknown, options: FilterOptions): FieldOperator {
  const inUpdate: FilterOptions = { ...options, place: 'update' };
  // An operator that stands at a field is about the elements themselves; `$or`, `$and`, `$nor` and field names, about documents.
  if (regexOf(argument) || startsWithFieldOperator(argument)) {
    const filter = compileFilter({ value: argument }, inUpdate);
    return removing('$pull', (value) => filter.matches({ value }));
  }
  if (!isDocument(argument)) return removing('$pull', (value) => compareValues(value, argument) === 0);
  const filter = compileFilter(argument, inUpdate);
  return removing('$pull', (element) => isDocument(element) && filter.matches(element));
}

function pullAll(argument: unknown): FieldOperator {
  if (!Array.isArray(argument))
    throw mongoError(2, `$pullAll requires an array argument but was given a ${typeOf(argument)}`);
  const values = argument as unknown[];
  if (values.length <= FEW)
    return removing('$pullAll', (element) => values.some((value) => compareValues(value, element) === 0));
  const keys = new Set(values.map(valueKey));
  return removing('$pullAll', (element) => keys.has(valueKey(element)));
}

const BITWISE: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

function bit(argument: unknown, path: string): FieldOperator {
  if (!isDocument(argument))
    throw mongoError(
      2,
      `The $bit modifier is not compatible with a ${typeOf(argument)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  if (Object.keys(argument).length === 0)
    throw mongoError(
      2,
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`,
    );
  const steps = Object.entries(argument).map(([name, operand]) => {
    const operation = Object.hasOwn(BITWISE, name) ? BITWISE[name] : undefined;
    if (!operation)
      throw mongoError(
        2,
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${describe(operand)}}`,
      );
    if (!isInteger(operand))
      throw mongoError(
        2,
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeOf(operand)}' is not supported here: {${name}: ${describe(operand)}}`,
      );
    return { operation, operand };
  });
  return creating((current, { document }) => {
    if (current !== undefined && !isInteger(current)) {
      throw mongoError(
        2,
        `Cannot apply $bit to a value of non-integral type.${idOf(document)} has the field ${lastPart(path)} of non-integer type ${typeOf(current)}`,
      );
    }
    return steps.reduce<unknown>((value, { operation, operand }) => {
      const result = operation(
        BigInt(unwrap(asNumeric(value)) as number),
        BigInt(unwrap(asNumeric(operand)) as number),
      );
      return numericType(value) === 'long' || numericType(operand) === 'long'
        ? BigInt.asIntN(64, result)
        : Number(BigInt.asIntN(32, result));
    }, current ?? 0);
  });
}

const isInteger = (value: unknown): boolean => ['int', 'long'].includes(numericType(value) ?? '');
