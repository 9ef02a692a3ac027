import { convert } from './expression-conversions.js';
import { getFieldValue } from './expression-collections.js';
import { mongoError, notSupported } from './mongo-error.js';
import { isNil, isTrue } from './operands.js';
import { type BsonDocument, isDocument, typeOf } from './values.js';
import { type Variables } from './variables.js';

/** Evaluates to a BSON value, or to undefined for a missing one. */
export type Expression = (document: BsonDocument, variables: Variables) => unknown;
/** The names of the user's variables that an expression may use. */
export type Names = ReadonlySet<string>;
export type Compile = (expression: unknown, names: Names) => Expression;

/** The argument as a document with the fields that the operator knows. */
export function fieldsOf(
  name: string,
  argument: unknown,
  required: readonly string[],
  optional: readonly string[],
): BsonDocument {
  if (!isDocument(argument))
    throw mongoError(9, `${name} only supports an object as its argument, found ${typeOf(argument)}`);
  for (const key of Object.keys(argument))
    if (![...required, ...optional].includes(key)) throw mongoError(9, `Unrecognized argument to ${name}: ${key}`);
  for (const key of required) if (!(key in argument)) throw mongoError(9, `Missing '${key}' parameter to ${name}`);
  return argument;
}

/** An operator that does not evaluate all of its arguments, or not as they stand. `compile` compiles what is within. */
export type Special = (argument: unknown, names: Names, compile: Compile) => Expression;

function list(argument: unknown, names: Names, compile: Compile): Expression[] {
  return (Array.isArray(argument) ? (argument as unknown[]) : [argument]).map((value) => compile(value, names));
}

function checkVariableName(name: string): string {
  if (!/^[a-z\u0080-\uffff][a-zA-Z0-9_\u0080-\uffff]*$/.test(name) && name !== 'CURRENT')
    throw mongoError(9, `'${name}' starts with an invalid character for a user variable name`);
  if (name === 'CURRENT') throw notSupported('Setting $$CURRENT');
  return name;
}

/** An operator that runs an expression for each element of an array, with the element as a variable. */
function overArray(
  name: string,
  body: string,
  result: (input: readonly unknown[], run: (element: unknown, index: number) => unknown, limit?: unknown) => unknown,
): Special {
  return (argument, names, compile) => {
    const fields = fieldsOf(
      name,
      argument,
      ['input', body],
      name === '$filter' ? ['as', 'limit', 'arrayIndexAs'] : ['as', 'arrayIndexAs'],
    );
    const as = checkVariableName(String(fields['as'] ?? 'this'));
    if (fields['arrayIndexAs'] !== undefined) throw notSupported(`arrayIndexAs in ${name}`);
    const input = compile(fields['input'], names);
    const limit = fields['limit'] === undefined ? undefined : compile(fields['limit'], names);
    const each = compile(fields[body], new Set([...names, as]));
    return (document, variables) => {
      const array = input(document, variables);
      if (isNil(array)) return null;
      if (!Array.isArray(array))
        throw mongoError(name === '$filter' ? 28651 : 16883, `input to ${name} must be an array not ${typeOf(array)}`);
      return result(array, (element) => each(document, { ...variables, [as]: element }), limit?.(document, variables));
    };
  };
}

function filterArray(
  input: readonly unknown[],
  run: (element: unknown, index: number) => unknown,
  limit: unknown,
): unknown {
  const count = limit === undefined || limit === null ? Infinity : Number(limit);
  if (!(count >= 1)) throw mongoError(327392, `$filter: limit must be greater than 0, found ${String(limit)}`);
  const kept: unknown[] = [];
  for (const [i, element] of input.entries()) {
    if (kept.length >= count) break;
    if (isTrue(run(element, i))) kept.push(element);
  }
  return kept;
}

function conditional(argument: unknown, names: Names, compile: Compile): Expression {
  if (Array.isArray(argument) && argument.length !== 3)
    throw mongoError(16020, `Expression $cond takes exactly 3 arguments. ${argument.length} were passed in.`);
  const parts = Array.isArray(argument)
    ? (argument as unknown[])
    : ['if', 'then', 'else'].map((key) => fieldsOf('$cond', argument, ['if', 'then', 'else'], [])[key]);
  const [test, yes, no] = parts.map((part) => compile(part, names)) as [Expression, Expression, Expression];
  return (document, variables) =>
    isTrue(test(document, variables)) ? yes(document, variables) : no(document, variables);
}

function ifNull(argument: unknown, names: Names, compile: Compile): Expression {
  const operands = list(argument, names, compile);
  if (operands.length < 2) throw mongoError(1257300, `$ifNull needs at least two arguments, had: ${operands.length}`);
  return (document, variables) => {
    for (const operand of operands.slice(0, -1)) {
      const value = operand(document, variables);
      if (!isNil(value)) return value;
    }
    return operands.at(-1)!(document, variables);
  };
}

function switchOf(argument: unknown, names: Names, compile: Compile): Expression {
  const { branches, default: fallback } = fieldsOf('$switch', argument, [], ['branches', 'default']);
  if (!Array.isArray(branches) || branches.length === 0)
    throw mongoError(40068, '$switch requires at least one branch.');
  const compiled = branches.map((branch: unknown) => {
    const { case: test, then } = fieldsOf('$switch', branch, ['case', 'then'], []);
    return [compile(test, names), compile(then, names)] as const;
  });
  const otherwise = fallback === undefined ? undefined : compile(fallback, names);
  return (document, variables) => {
    for (const [test, then] of compiled) if (isTrue(test(document, variables))) return then(document, variables);
    if (!otherwise)
      throw mongoError(40066, '$switch could not find a matching branch for an input, and no default was specified.');
    return otherwise(document, variables);
  };
}

function letIn(argument: unknown, names: Names, compile: Compile): Expression {
  const { vars, in: body } = fieldsOf('$let', argument, ['vars', 'in'], []);
  if (!isDocument(vars)) throw mongoError(10065, 'invalid parameter: expected an object (vars)');
  const definitions = Object.entries(vars).map(
    ([name, value]) => [checkVariableName(name), compile(value, names)] as const,
  );
  const inner = compile(body, new Set([...names, ...definitions.map(([name]) => name)]));
  return (document, variables) =>
    inner(document, {
      ...variables,
      ...Object.fromEntries(definitions.map(([name, value]) => [name, value(document, variables)])),
    });
}

function reduce(argument: unknown, names: Names, compile: Compile): Expression {
  const { input, initialValue, in: body } = fieldsOf('$reduce', argument, ['input', 'initialValue', 'in'], []);
  const [array, start] = [compile(input, names), compile(initialValue, names)];
  const step = compile(body, new Set([...names, 'this', 'value']));
  return (document, variables) => {
    const values = array(document, variables);
    if (isNil(values)) return null;
    if (!Array.isArray(values))
      throw mongoError(40080, `$reduce requires that 'input' be an array, found: ${typeOf(values)}`);
    return values.reduce(
      (value: unknown, element: unknown) => step(document, { ...variables, this: element, value }),
      start(document, variables),
    );
  };
}

function converting(argument: unknown, names: Names, compile: Compile): Expression {
  const fields = fieldsOf('$convert', argument, ['input', 'to'], ['onError', 'onNull']);
  const compiled = new Map(Object.entries(fields).map(([key, value]) => [key, compile(value, names)]));
  return (document, variables) => {
    const get = (key: string): unknown => compiled.get(key)?.(document, variables);
    const [input, to] = [get('input'), get('to')];
    if (isNil(input)) return compiled.has('onNull') ? get('onNull') : null;
    if (isNil(to)) return null;
    if (isDocument(to)) throw notSupported('A document as the target of $convert');
    try {
      return convert(input, to);
    } catch (error) {
      if (!compiled.has('onError')) throw error;
      return get('onError');
    }
  };
}

function fieldGetter(argument: unknown, names: Names, compile: Compile): Expression {
  const isNamed = isDocument(argument) && 'field' in argument;
  const { field, input } = isNamed
    ? fieldsOf('$getField', argument, ['field'], ['input'])
    : { field: argument, input: '$$ROOT' };
  const [name, from] = [compile(field, names), compile(input ?? '$$ROOT', names)];
  return (document, variables) => getFieldValue(name(document, variables), from(document, variables));
}

export const SPECIAL_FORMS: Readonly<Record<string, Special>> = {
  $literal: (argument) => () => argument,
  $const: (argument) => () => argument,
  $expr: (argument, names, compile) => compile(argument, names),
  $and: (argument, names, compile) => {
    const operands = list(argument, names, compile);
    return (document, variables) => operands.every((operand) => isTrue(operand(document, variables)));
  },
  $or: (argument, names, compile) => {
    const operands = list(argument, names, compile);
    return (document, variables) => operands.some((operand) => isTrue(operand(document, variables)));
  },
  $cond: conditional,
  $ifNull: ifNull,
  $switch: switchOf,
  $let: letIn,
  $map: overArray('$map', 'in', (input, run) => input.map((element, i) => run(element, i) ?? null)),
  $filter: overArray('$filter', 'cond', filterArray),
  $reduce: reduce,
  $convert: converting,
  $getField: fieldGetter,
};
