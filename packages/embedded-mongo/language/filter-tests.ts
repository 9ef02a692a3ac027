import { bracketOf, compareSameBracket, compareValues, valueKey } from './compare.js';
import { mongoError } from './mongo-error.js';
import { compileRegex } from './pcre.js';
import { type BsonDocument, isDocument, isNumeric, regexOf, typeOf, unwrap } from './values.js';

/** Whether one value, of those that a path offers, meets a condition. */
export type Test = (value: unknown) => boolean;
export type Compare = '$eq' | '$lt' | '$lte' | '$gt' | '$gte';

/** What names a document elsewhere: a DBRef is a value, not a condition. */
export const DBREF_FIELDS: ReadonlySet<string> = new Set(['$ref', '$id', '$db']);

/** Whether a value is conditions: its first field is an operator, and it is no DBRef, which has a `$ref` and an `$id`. */
export function isOperatorDocument(value: unknown): value is BsonDocument {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first.startsWith('$') && !(Object.hasOwn(value, '$ref') && Object.hasOwn(value, '$id'));
}

/** Operators that stand at a field. `$not` does too, but is no condition by itself in MongoDB's grammar. */
const FIELD_OPERATORS: ReadonlySet<string> = new Set([
  '$eq',
  '$ne',
  '$lt',
  '$lte',
  '$gt',
  '$gte',
  '$in',
  '$nin',
  '$exists',
  '$type',
  '$size',
  '$mod',
  '$regex',
  '$options',
  '$all',
  '$elemMatch',
  '$bitsAllSet',
  '$bitsAllClear',
  '$bitsAnySet',
  '$bitsAnyClear',
  '$geoWithin',
  '$geoIntersects',
  '$near',
  '$nearSphere',
  '$within',
  '$geoNear',
]);

/** Whether a document begins with an operator that stands at a field; any other is a query of its own, such as `{ $or: [...] }`. */
export function startsWithFieldOperator(value: unknown): value is BsonDocument {
  return isDocument(value) && FIELD_OPERATORS.has(Object.keys(value)[0] ?? '');
}

/** A regular expression meets the strings that it matches, and itself. */
export function regexTest(pattern: string, options: string): Test {
  const compiled = compileRegex(pattern, options);
  return (value) => {
    if (typeof value === 'string') return compiled.test(value);
    if (typeof value !== 'object' || value === null) return false;
    if (typeOf(value) === 'symbol') return compiled.test(String(value));
    const other = regexOf(value);
    return (
      other !== undefined
      && other.pattern === pattern
      && [...other.options].sort().join('') === [...options].sort().join('')
    );
  };
}

const ACCEPTS: Readonly<Record<Compare, (order: number) => boolean>> = {
  $eq: (order) => order === 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
};

/** A comparison within the operand's type: null also stands for missing, NaN is comparable to itself only. */
export function comparison(operator: Compare, operand: unknown): Test {
  const accepts = ACCEPTS[operator];
  const includesEqual = accepts(0);
  const bracket = bracketOf(operand);
  if (operand === null || operand === undefined)
    return (value) => (value === null || value === undefined) && includesEqual;
  if (operator === '$eq' && typeof operand === 'string')
    return (value) =>
      value === operand || (typeof value === 'object' && value !== null && compareValues(value, operand) === 0);
  if (bracket === -1 || bracket === 127) return (value) => value !== undefined && accepts(bracketOf(value) - bracket);
  if (bracket === 10) {
    const operandIsNaN = isNaNValue(operand);
    return (value) => {
      if (typeof value === 'number' && typeof operand === 'number' && !operandIsNaN)
        return value === value && accepts(value - operand || 0);
      if (!isNumeric(value)) return false;
      if (operandIsNaN || isNaNValue(value)) return operandIsNaN && isNaNValue(value) && includesEqual;
      return accepts(compareSameBracket(10, value, operand));
    };
  }
  return (value) => bracketOf(value) === bracket && accepts(compareSameBracket(bracket, value, operand));
}

/** Whether a value is the NaN of any type of numbers. */
export const isNaNValue = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isNaN(value) : isNumeric(value) && String(unwrap(value)) === 'NaN';

/** Up to so many values are compared one by one; more are looked up. */
const FEW = 8;

/** `$in`: equality with any of the values, null for missing too, regular expressions by match. */
export function membership(name: string, value: unknown): Test {
  if (!Array.isArray(value)) throw mongoError(2, `${name} needs an array`);
  const keys = new Set<string>();
  const tests: Test[] = [];
  for (const item of value as unknown[]) {
    const regex = regexOf(item);
    if (isOperatorDocument(item)) throw mongoError(2, `cannot nest $ under ${name}`);
    if (regex) tests.push(regexTest(regex.pattern, regex.options));
    else if (item === null || value.length <= FEW) tests.push(comparison('$eq', item));
    else keys.add(valueKey(item));
  }
  return (candidate) =>
    tests.some((test) => test(candidate))
    || (keys.size > 0 && candidate !== undefined && keys.has(valueKey(candidate)));
}
