import { compareValues } from './compare.js';
import { accumulate, EXPRESSION_ACCUMULATORS } from './accumulators.js';
import { convert, CONVERSION_OPERATORS } from './expression-conversions.js';
import { COLLECTION_OPERATORS, getFieldValue, NAMED_COLLECTION_OPERATORS } from './expression-collections.js';
import { DATE_PART_OPERATORS, NAMED_DATE_OPERATORS } from './expression-dates.js';
import { NUMBER_OPERATORS } from './expression-numbers.js';
import { NAMED_STRING_OPERATORS, STRING_OPERATORS } from './expression-strings.js';
import { mongoError, notSupported } from './mongo-error.js';
import { type EagerOperator, exactly, isNil, isTrue, type NamedOperator } from './operands.js';
import { type BsonDocument, double, fieldKey, fieldName, getField, isDocument, setField, typeOf } from './values.js';
import { describe, type Variables } from './variables.js';

/** Evaluates to a BSON value, or to undefined for a missing one. */
export type Expression = (document: BsonDocument, variables: Variables) => unknown;
/** The names of the user's variables that an expression may use. */
export type Names = ReadonlySet<string>;

const NO_NAMES: Names = new Set();
const order = (accepts: (order: number) => boolean): EagerOperator => exactly(2, ([a, b]) => accepts(compareValues(a, b)));

const EAGER: Readonly<Record<string, EagerOperator>> = {
  ...NUMBER_OPERATORS, ...STRING_OPERATORS, ...COLLECTION_OPERATORS, ...CONVERSION_OPERATORS,
  $eq: order((value) => value === 0), $ne: order((value) => value !== 0), $lt: order((value) => value < 0),
  $lte: order((value) => value <= 0), $gt: order((value) => value > 0), $gte: order((value) => value >= 0),
  $cmp: exactly(2, ([a, b]) => Math.sign(compareValues(a, b))),
  $not: exactly(1, ([value]) => !isTrue(value)),
  $rand: exactly(0, () => double(Math.random())),
};
const NAMED: Readonly<Record<string, NamedOperator>> = { ...NAMED_STRING_OPERATORS, ...NAMED_COLLECTION_OPERATORS, ...NAMED_DATE_OPERATORS };
const REFUSED = ['$function', '$accumulator', '$where', '$meta', '$toHashedIndexKey', '$toUUID', '$median', '$percentile'];

/** Compiles an aggregation expression. Throws 168 for an unknown operator, 17276 for an unknown variable, and what the operator itself says. */
export function compileExpression(expression: unknown, names: Names = NO_NAMES): Expression {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return variable(expression.slice(2), names);
    if (expression.startsWith('$')) return fieldPath(expression.slice(1));
  }
  if (Array.isArray(expression)) {
    const elements = expression.map((element: unknown) => compileExpression(element, names));
    return (document, variables) => elements.map((element) => element(document, variables) ?? null);
  }
  if (!isDocument(expression)) return () => expression;
  const keys = Object.keys(expression);
  if (keys[0]?.startsWith('$')) {
    if (keys.length !== 1) throw mongoError(15983, `An object representing an expression must have exactly one field: ${describe(expression)}`);
    return operator(keys[0], expression[keys[0]], names);
  }
  return objectExpression(expression, names);
}

function objectExpression(expression: BsonDocument, names: Names): Expression {
  const fields = Object.entries(expression).map(([key, value]) => {
    const name = fieldName(key);
    if (name.startsWith('$')) throw mongoError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    if (name.includes('.')) throw mongoError(16412, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`);
    return [key, compileExpression(value, names)] as const;
  });
  return (document, variables) => {
    const result: BsonDocument = {};
    for (const [key, field] of fields) {
      const value = field(document, variables);
      if (value !== undefined) setField(result, key, value);
    }
    return result;
  };
}

export function pathKeys(path: string): readonly string[] {
  const parts = path.split('.');
  if (path.endsWith('.')) throw mongoError(40353, 'FieldPath must not end with a \'.\'.');
  if (parts.includes('')) throw mongoError(15998, 'FieldPath field names may not be empty strings.');
  for (const part of parts) if (part.startsWith('$')) throw mongoError(16410, 'FieldPath field names may not start with \'$\'. Consider using $getField or $setField.');
  return parts.map(fieldKey);
}

function fieldPath(path: string): Expression {
  if (path === '') throw mongoError(16872, '\'$\' by itself is not a valid FieldPath');
  const keys = pathKeys(path);
  return (document) => pathValue(document, keys, 0);
}

/** The value at a path of an expression: through an array it is the array of what its documents have there. */
export function pathValue(value: unknown, keys: readonly string[], at: number): unknown {
  if (at === keys.length) return value;
  if (Array.isArray(value)) return value.map((element) => pathValue(element, keys, at)).filter((element) => element !== undefined);
  return isDocument(value) ? pathValue(getField(value, keys[at]!), keys, at + 1) : undefined;
}

function variable(text: string, names: Names): Expression {
  const dot = text.indexOf('.');
  const name = dot < 0 ? text : text.slice(0, dot);
  const keys = dot < 0 ? [] : pathKeys(text.slice(dot + 1));
  if (name === '') throw mongoError(9, 'empty variable names are not allowed');
  switch (name) {
    case 'ROOT': case 'CURRENT': return (document) => pathValue(document, keys, 0);
    case 'REMOVE': return () => undefined;
    case 'NOW': return (_, variables) => pathValue(variables['NOW'], keys, 0);
    case 'DESCEND': case 'PRUNE': case 'KEEP': if (names.has(name)) return () => `$$${name}`;
  }
  if (name === 'CLUSTER_TIME' || name === 'USER_ROLES' || name === 'SEARCH_META') throw notSupported(`The variable $$${name}`);
  if (!names.has(name)) throw mongoError(17276, `Use of undefined variable: ${name}`);
  return (_, variables) => pathValue(variables[name], keys, 0);
}

function operator(name: string, argument: unknown, names: Names): Expression {
  if (Object.hasOwn(EAGER, name)) return eager(name, EAGER[name]!, argument, names);
  if (Object.hasOwn(NAMED, name)) return named(name, NAMED[name]!, argument, names);
  if (Object.hasOwn(DATE_PART_OPERATORS, name)) {
    const plain = Array.isArray(argument) && argument.length === 1 ? argument[0] as unknown : argument;
    if (Array.isArray(plain)) throw mongoError(40536, `${name} accepts exactly one argument if given an array, but was given ${plain.length}`);
    const isNamed = isDocument(plain) && !Object.keys(plain)[0]?.startsWith('$');
    return named(name, DATE_PART_OPERATORS[name]!, isNamed ? plain : { date: plain }, names);
  }
  if (Object.hasOwn(SPECIAL, name)) return SPECIAL[name]!(argument, names);
  if (EXPRESSION_ACCUMULATORS.includes(name)) {
    const single = !Array.isArray(argument) || argument.length === 1;
    const operand = compileExpression(single && Array.isArray(argument) ? argument[0] : argument, names);
    return (document, variables) => {
      const value = operand(document, variables);
      return accumulate(name, Array.isArray(value) ? value : [value]);
    };
  }
  if (REFUSED.includes(name)) throw notSupported(name);
  throw mongoError(168, `Unrecognized expression '${name}'`);
}

function eager(name: string, definition: EagerOperator, argument: unknown, names: Names): Expression {
  const given = Array.isArray(argument) ? argument as unknown[] : isDocument(argument) && definition.max === 0 ? [] : [argument];
  const { min, max } = definition;
  if (min === max && given.length !== min) throw mongoError(16020, `Expression ${name} takes exactly ${min} arguments. ${given.length} were passed in.`);
  if (given.length < min || given.length > (max ?? Infinity)) {
    throw mongoError(28667, `Expression ${name} takes at least ${min} arguments, and at most ${max ?? 'any number'}, but ${given.length} were passed in.`);
  }
  const operands = given.map((value) => compileExpression(value, names));
  if (operands.length === 2) {
    const [left, right] = operands as [Expression, Expression];
    return (document, variables) => definition.apply([left(document, variables), right(document, variables)]);
  }
  return (document, variables) => definition.apply(operands.map((operand) => operand(document, variables)));
}

/** The argument as a document with the fields that the operator knows. */
function fieldsOf(name: string, argument: unknown, required: readonly string[], optional: readonly string[]): BsonDocument {
  if (!isDocument(argument)) throw mongoError(9, `${name} only supports an object as its argument, found ${typeOf(argument)}`);
  for (const key of Object.keys(argument)) if (![...required, ...optional].includes(key)) throw mongoError(9, `Unrecognized argument to ${name}: ${key}`);
  for (const key of required) if (!(key in argument)) throw mongoError(9, `Missing '${key}' parameter to ${name}`);
  return argument;
}

function named(name: string, definition: NamedOperator, argument: unknown, names: Names): Expression {
  const literal = name === '$sortArray' ? ['sortBy'] : [];
  const fields = Object.entries(fieldsOf(name, argument, definition.required, definition.optional))
    .map(([key, value]) => [key, literal.includes(key) ? () => value : compileExpression(value, names)] as const);
  return (document, variables) => definition.apply(Object.fromEntries(fields.map(([key, field]) => [key, field(document, variables)])));
}

type Special = (argument: unknown, names: Names) => Expression;

function list(argument: unknown, names: Names): Expression[] {
  return (Array.isArray(argument) ? argument as unknown[] : [argument]).map((value) => compileExpression(value, names));
}

function checkVariableName(name: string): string {
  if (!/^[a-z\u0080-\uffff][a-zA-Z0-9_\u0080-\uffff]*$/.test(name) && name !== 'CURRENT') throw mongoError(9, `'${name}' starts with an invalid character for a user variable name`);
  if (name === 'CURRENT') throw notSupported('Setting $$CURRENT');
  return name;
}

/** An operator that runs an expression for each element of an array, with the element as a variable. */
function overArray(name: string, body: string, result: (input: readonly unknown[], run: (element: unknown, index: number) => unknown, limit?: unknown) => unknown): Special {
  return (argument, names) => {
    const fields = fieldsOf(name, argument, ['input', body], name === '$filter' ? ['as', 'limit', 'arrayIndexAs'] : ['as', 'arrayIndexAs']);
    const as = checkVariableName(String(fields['as'] ?? 'this'));
    if (fields['arrayIndexAs'] !== undefined) throw notSupported(`arrayIndexAs in ${name}`);
    const input = compileExpression(fields['input'], names);
    const limit = fields['limit'] === undefined ? undefined : compileExpression(fields['limit'], names);
    const each = compileExpression(fields[body], new Set([...names, as]));
    return (document, variables) => {
      const array = input(document, variables);
      if (isNil(array)) return null;
      if (!Array.isArray(array)) throw mongoError(name === '$filter' ? 28651 : 16883, `input to ${name} must be an array not ${typeOf(array)}`);
      return result(array, (element) => each(document, { ...variables, [as]: element }), limit?.(document, variables));
    };
  };
}

function filterArray(input: readonly unknown[], run: (element: unknown, index: number) => unknown, limit: unknown): unknown {
  const count = limit === undefined || limit === null ? Infinity : Number(limit);
  if (!(count >= 1)) throw mongoError(327392, `$filter: limit must be greater than 0, found ${String(limit)}`);
  const kept: unknown[] = [];
  for (const [i, element] of input.entries()) {
    if (kept.length >= count) break;
    if (isTrue(run(element, i))) kept.push(element);
  }
  return kept;
}

function conditional(argument: unknown, names: Names): Expression {
  if (Array.isArray(argument) && argument.length !== 3) throw mongoError(16020, `Expression $cond takes exactly 3 arguments. ${argument.length} were passed in.`);
  const parts = Array.isArray(argument) ? argument as unknown[] : ['if', 'then', 'else'].map((key) => fieldsOf('$cond', argument, ['if', 'then', 'else'], [])[key]);
  const [test, yes, no] = parts.map((part) => compileExpression(part, names)) as [Expression, Expression, Expression];
  return (document, variables) => isTrue(test(document, variables)) ? yes(document, variables) : no(document, variables);
}

function ifNull(argument: unknown, names: Names): Expression {
  const operands = list(argument, names);
  if (operands.length < 2) throw mongoError(1257300, `$ifNull needs at least two arguments, had: ${operands.length}`);
  return (document, variables) => {
    for (const operand of operands.slice(0, -1)) {
      const value = operand(document, variables);
      if (!isNil(value)) return value;
    }
    return operands.at(-1)!(document, variables);
  };
}

function switchOf(argument: unknown, names: Names): Expression {
  const { branches, default: fallback } = fieldsOf('$switch', argument, [], ['branches', 'default']);
  if (!Array.isArray(branches) || branches.length === 0) throw mongoError(40068, '$switch requires at least one branch.');
  const compiled = branches.map((branch: unknown) => {
    const { case: test, then } = fieldsOf('$switch', branch, ['case', 'then'], []);
    return [compileExpression(test, names), compileExpression(then, names)] as const;
  });
  const otherwise = fallback === undefined ? undefined : compileExpression(fallback, names);
  return (document, variables) => {
    for (const [test, then] of compiled) if (isTrue(test(document, variables))) return then(document, variables);
    if (!otherwise) throw mongoError(40066, '$switch could not find a matching branch for an input, and no default was specified.');
    return otherwise(document, variables);
  };
}

function letIn(argument: unknown, names: Names): Expression {
  const { vars, in: body } = fieldsOf('$let', argument, ['vars', 'in'], []);
  if (!isDocument(vars)) throw mongoError(10065, 'invalid parameter: expected an object (vars)');
  const definitions = Object.entries(vars).map(([name, value]) => [checkVariableName(name), compileExpression(value, names)] as const);
  const inner = compileExpression(body, new Set([...names, ...definitions.map(([name]) => name)]));
  return (document, variables) => inner(document, { ...variables, ...Object.fromEntries(definitions.map(([name, value]) => [name, value(document, variables)])) });
}

function reduce(argument: unknown, names: Names): Expression {
  const { input, initialValue, in: body } = fieldsOf('$reduce', argument, ['input', 'initialValue', 'in'], []);
  const [array, start] = [compileExpression(input, names), compileExpression(initialValue, names)];
  const step = compileExpression(body, new Set([...names, 'this', 'value']));
  return (document, variables) => {
    const values = array(document, variables);
    if (isNil(values)) return null;
    if (!Array.isArray(values)) throw mongoError(40080, `$reduce requires that 'input' be an array, found: ${typeOf(values)}`);
    return values.reduce((value: unknown, element: unknown) => step(document, { ...variables, this: element, value }), start(document, variables));
  };
}

function converting(argument: unknown, names: Names): Expression {
  const fields = fieldsOf('$convert', argument, ['input', 'to'], ['onError', 'onNull']);
  const compiled = new Map(Object.entries(fields).map(([key, value]) => [key, compileExpression(value, names)]));
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

function fieldGetter(argument: unknown, names: Names): Expression {
  const isNamed = isDocument(argument) && 'field' in argument;
  const { field, input } = isNamed ? fieldsOf('$getField', argument, ['field'], ['input']) : { field: argument, input: '$$ROOT' };
  const [name, from] = [compileExpression(field, names), compileExpression(input ?? '$$ROOT', names)];
  return (document, variables) => getFieldValue(name(document, variables), from(document, variables));
}

const SPECIAL: Readonly<Record<string, Special>> = {
  $literal: (argument) => () => argument,
  $const: (argument) => () => argument,
  $expr: compileExpression,
  $and: (argument, names) => { const operands = list(argument, names); return (document, variables) => operands.every((operand) => isTrue(operand(document, variables))); },
  $or: (argument, names) => { const operands = list(argument, names); return (document, variables) => operands.some((operand) => isTrue(operand(document, variables))); },
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
