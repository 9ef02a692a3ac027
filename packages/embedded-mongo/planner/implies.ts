import { type BsonDocument } from '../language/index.js';
import { bracketOf, compareValues } from '../language/compare.js';
import { parseTypes } from '../language/filter-operands.js';
import {
  type Compare,
  comparison,
  isOperatorDocument,
  membership,
  regexTest,
  type Test,
} from '../language/filter-tests.js';
import { isTrue } from '../language/operands.js';
import { isDocument, isNumeric, regexOf, type TypeName, typeOf } from '../language/values.js';

interface Condition {
  path: string;
  operator: string;
  value: unknown;
}

/** The conditions that a filter sets for certain, each on one path; what stands in `$or` and the like is left out. */
function conditionsOf(filter: unknown): Condition[] {
  if (!isDocument(filter)) return [];
  return Object.entries(filter).flatMap(([path, value]): Condition[] => {
    if (path === '$and' && Array.isArray(value)) return value.flatMap(conditionsOf);
    if (path.startsWith('$')) return [];
    if (!isOperatorDocument(value)) return [equality(path, value)];
    return Object.entries(value).flatMap(([operator, argument]): Condition[] => {
      if (operator === '$all' && Array.isArray(argument))
        return argument.flatMap((item) =>
          isOperatorDocument(item) ? conditionsOf({ [path]: item }) : [equality(path, item)],
        );
      // With options it is another expression than the argument alone.
      return [{ path, operator, value: operator === '$regex' && '$options' in value ? undefined : argument }];
    });
  });
}

const equality = (path: string, value: unknown): Condition => ({
  path,
  operator: regexOf(value) ? '$regex' : '$eq',
  value,
});

/**
 * Whether every document that meets `filter` surely meets `partial` too, so that a partial index may answer it.
 * 'No' where it can't be told.
 */
export function implies(filter: BsonDocument, partial: BsonDocument): boolean {
  const given = conditionsOf(filter);
  return Object.entries(partial).every(([name, value]) => {
    if (name === '$and') return (value as BsonDocument[]).every((part) => implies(filter, part));
    if (name === '$or') return (value as BsonDocument[]).some((part) => implies(filter, part));
    if (name.startsWith('$')) return false;
    const conditions = given.filter(({ path }) => path === name);
    return conditionsOf({ [name]: value }).every((wanted) =>
      conditions.some((condition) => satisfies(condition, wanted)),
    );
  });
}

/**
 * Whether each single value that meets `given` meets `wanted`. A path offers an array and its elements to either, and nothing
 * says which of them met the one; so an array that is asked for counts as itself, never as its elements.
 */
function satisfies(given: Condition, wanted: Condition): boolean {
  switch (given.operator) {
    // Null asks for what is missing as well.
    case '$eq':
      return (given.value ?? null) === null ? [null, undefined].every(testOf(wanted)) : testOf(wanted)(given.value);
    case '$in':
      return (
        Array.isArray(given.value)
        && given.value.length > 0
        && given.value.every((item) => satisfies(equality(given.path, item), wanted))
      );
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return wanted.operator === '$exists'
        ? (given.value ?? null) !== null
        : reaches(given.operator, given.value, wanted);
    case '$regex':
      return (
        wanted.operator === '$exists'
        || (regexOf(given.value) !== undefined && matchesByRegex(wanted) && testOf(wanted)(given.value))
      );
    case '$exists':
      return wanted.operator === '$exists' && isTrue(given.value);
    case '$type':
      return (
        wanted.operator === '$exists' || (wanted.operator === '$type' && compareValues(given.value, wanted.value) === 0)
      );
    case '$size':
    case '$elemMatch':
    case '$mod':
      return wanted.operator === '$exists';
    default:
      return false;
  }
}

/** Of these a regular expression meets only its like, which then takes the same strings. */
const matchesByRegex = ({ operator }: Condition): boolean => operator === '$regex' || operator === '$in';

/** Whether a range lies within another, which is of one type: where it begins must be in it, or touch it when the beginning is left out. */
function reaches(operator: '$gt' | '$gte' | '$lt' | '$lte', value: unknown, wanted: Condition): boolean {
  const sameWay: readonly string[] = operator.startsWith('$g') ? ['$gt', '$gte'] : ['$lt', '$lte'];
  if (!sameWay.includes(wanted.operator) || bracketOf(value) !== bracketOf(wanted.value)) return false;
  const touching = operator === '$gt' ? '$gte' : operator === '$lt' ? '$lte' : wanted.operator;
  return comparison(touching as Compare, wanted.value)(value);
}

/** The types that a value may have which is equal to this one: who asks for 1 finds 1.0 too. */
function typesEqualTo(value: unknown): readonly TypeName[] {
  if (isNumeric(value)) return ['int', 'long', 'double', 'decimal'];
  const type = typeOf(value);
  return type === 'string' || type === 'symbol' ? ['string', 'symbol'] : [type];
}

/** What a condition of a partial filter says of a single value, and of all that are equal to it. */
function testOf({ operator, value }: Condition): Test {
  switch (operator) {
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(operator, value);
    case '$in':
      return membership(operator, value);
    case '$type': {
      const types = parseTypes(value);
      return (candidate) => typesEqualTo(candidate).every((type) => types.has(type));
    }
    case '$exists':
      return (candidate) => candidate !== undefined;
    case '$regex': {
      const regex = regexOf(value);
      return regex ? regexTest(regex.pattern, regex.options) : () => false;
    }
    default:
      return () => false;
  }
}
