import { compareValues } from './compare.js';
import { accumulate, EXPRESSION_ACCUMULATORS } from './accumulators.js';
import { CONVERSION_OPERATORS } from './expression-conversions.js';
import { COLLECTION_OPERATORS, NAMED_COLLECTION_OPERATORS } from './expression-collections.js';
import { DATE_PART_OPERATORS, NAMED_DATE_OPERATORS } from './expression-dates.js';
import { type Expression, fieldsOf, type Names, SPECIAL_FORMS } from './expression-forms.js';
import { NUMBER_OPERATORS } from './expression-numbers.js';
import { SET_OPERATORS } from './expression-sets.js';
import { NAMED_STRING_OPERATORS, STRING_OPERATORS } from './expression-strings.js';
import { mongoError, notSupported } from './mongo-error.js';
import { type EagerOperator, exactly, isTrue, type NamedOperator } from './operands.js';
import { readPercentile } from './percentile.js';
import { type BsonDocument, double, fieldKey, fieldName, getField, isDocument, setField } from './values.js';
import { describe } from './variables.js';

export { type Expression, type Names };

const NO_NAMES: Names = new Set();
const order = (accepts: (order: number) => boolean): EagerOperator =>
  exactly(2, ([a, b]) => accepts(compareValues(a, b)));

const EAGER: Readonly<Record<string, EagerOperator>> = {
  ...NUMBER_OPERATORS,
  ...STRING_OPERATORS,
  ...COLLECTION_OPERATORS,
  ...SET_OPERATORS,
  ...CONVERSION_OPERATORS,
  $eq: order((value) => value === 0),
  $ne: order((value) => value !== 0),
  $lt: order((value) => value < 0),
  $lte: order((value) => value <= 0),
  $gt: order((value) => value > 0),
  $gte: order((value) => value >= 0),
  $cmp: exactly(2, ([a, b]) => Math.sign(compareValues(a, b))),
  $not: exactly(1, ([value]) => !isTrue(value)),
  $rand: exactly(0, () => double(Math.random())),
};
const NAMED: Readonly<Record<string, NamedOperator>> = {
  ...NAMED_STRING_OPERATORS,
  ...NAMED_COLLECTION_OPERATORS,
  ...NAMED_DATE_OPERATORS,
};
const REFUSED = ['$function', '$accumulator', '$where', '$meta', '$toHashedIndexKey', '$toUUID'];

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
    if (keys.length !== 1)
      throw mongoError(
        15983,
        `An object representing an expression must have exactly one field: ${describe(expression)}`,
      );
    return operator(keys[0], expression[keys[0]], names);
  }
  return objectExpression(expression, names);
}

function objectExpression(expression: BsonDocument, names: Names): Expression {
  const fields = Object.entries(expression).map(([key, value]) => {
    const name = fieldName(key);
    if (name.startsWith('$'))
      throw mongoError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    if (name.includes('.'))
      throw mongoError(16412, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`);
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
  if (path.endsWith('.')) throw mongoError(40353, "FieldPath must not end with a '.'.");
  if (parts.includes('')) throw mongoError(15998, 'FieldPath field names may not be empty strings.');
  if (path.includes('\0'))
    throw mongoError(16411, "FieldPath field names may not contain '\\0'. Consider using $getField or $setField.");
  for (const part of parts)
    if (part.startsWith('$'))
      throw mongoError(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
  return parts.map(fieldKey);
}

function fieldPath(path: string): Expression {
  if (path === '') throw mongoError(16872, "'$' by itself is not a valid FieldPath");
  const keys = pathKeys(path);
  return (document) => pathValue(document, keys, 0);
}

/** The value at a path of an expression: through an array it is the array of what its documents have there. */
export function pathValue(value: unknown, keys: readonly string[], at: number): unknown {
  if (at === keys.length) return value;
  // An array within an array is passed over.
  if (Array.isArray(value))
    return value
      .filter(isDocument)
      .map((element) => pathValue(element, keys, at))
      .filter((element) => element !== undefined);
  return isDocument(value) ? pathValue(getField(value, keys[at]!), keys, at + 1) : undefined;
}

function variable(text: string, names: Names): Expression {
  const dot = text.indexOf('.');
  const name = dot < 0 ? text : text.slice(0, dot);
  const keys = dot < 0 ? [] : pathKeys(text.slice(dot + 1));
  if (name === '') throw mongoError(9, 'empty variable names are not allowed');
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return (document) => pathValue(document, keys, 0);
    case 'REMOVE':
      return () => undefined;
    case 'NOW':
      return (_, variables) => pathValue(variables['NOW'], keys, 0);
    case 'DESCEND':
    case 'PRUNE':
    case 'KEEP':
      if (names.has(name)) return () => `$$${name}`;
  }
  if (name === 'CLUSTER_TIME' || name === 'USER_ROLES' || name === 'SEARCH_META')
    throw notSupported(`The variable $$${name}`);
  if (!names.has(name)) throw mongoError(17276, `Use of undefined variable: ${name}`);
  return (_, variables) => pathValue(variables[name], keys, 0);
}

function operator(name: string, argument: unknown, names: Names): Expression {
  if (Object.hasOwn(EAGER, name)) return eager(name, EAGER[name]!, argument, names);
  if (Object.hasOwn(NAMED, name)) return named(name, NAMED[name]!, argument, names);
  if (Object.hasOwn(DATE_PART_OPERATORS, name)) {
    const plain = Array.isArray(argument) && argument.length === 1 ? (argument[0] as unknown) : argument;
    if (Array.isArray(plain))
      throw mongoError(40536, `${name} accepts exactly one argument if given an array, but was given ${plain.length}`);
    const isNamed = isDocument(plain) && !Object.keys(plain)[0]?.startsWith('$');
    return named(name, DATE_PART_OPERATORS[name]!, isNamed ? plain : { date: plain }, names);
  }
  if (Object.hasOwn(SPECIAL_FORMS, name)) return SPECIAL_FORMS[name]!(argument, names, compileExpression);
  if (EXPRESSION_ACCUMULATORS.includes(name)) {
    const single = !Array.isArray(argument) || argument.length === 1;
    const operand = compileExpression(single && Array.isArray(argument) ? argument[0] : argument, names);
    return (document, variables) => {
      const value = operand(document, variables);
      return accumulate(name, Array.isArray(value) ? value : [value]);
    };
  }
  if (name === '$median' || name === '$percentile') {
    const { input, answer } = readPercentile(name, argument);
    const operand = compileExpression(input, names);
    return (document, variables) => {
      const value = operand(document, variables);
      return answer(Array.isArray(value) ? value : [value]);
    };
  }
  if (REFUSED.includes(name)) throw notSupported(name);
  throw mongoError(168, `Unrecognized expression '${name}'`);
}

function eager(name: string, definition: EagerOperator, argument: unknown, names: Names): Expression {
  const given = Array.isArray(argument)
    ? (argument as unknown[])
    : isDocument(argument) && definition.max === 0
      ? []
      : [argument];
  const { min, max } = definition;
  if (min === max && given.length !== min)
    throw mongoError(16020, `Expression ${name} takes exactly ${min} arguments. ${given.length} were passed in.`);
  if (given.length < min || given.length > (max ?? Infinity)) {
    throw mongoError(
      28667,
      `Expression ${name} takes at least ${min} arguments, and at most ${max ?? 'any number'}, but ${given.length} were passed in.`,
    );
  }
  const operands = given.map((value) => compileExpression(value, names));
  if (operands.length === 2) {
    const [left, right] = operands as [Expression, Expression];
    return (document, variables) => definition.apply([left(document, variables), right(document, variables)]);
  }
  return (document, variables) => definition.apply(operands.map((operand) => operand(document, variables)));
}

function named(name: string, definition: NamedOperator, argument: unknown, names: Names): Expression {
  const literal = name === '$sortArray' ? ['sortBy'] : [];
  const fields = Object.entries(fieldsOf(name, argument, definition.required, definition.optional)).map(
    ([key, value]) => [key, literal.includes(key) ? () => value : compileExpression(value, names)] as const,
  );
  return (document, variables) =>
    definition.apply(Object.fromEntries(fields.map(([key, field]) => [key, field(document, variables)])));
}
