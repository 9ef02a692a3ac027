import { compareValues, compileFilter, type BsonDocument } from '../language/index.js';
import { isOperatorDocument } from '../language/filter-tests.js';

interface Condition {
  path: string;
  operator: string;
  value: unknown;
}

/** The conditions that a filter sets for certain, each on one path; what stands in `$or` and the like is left out. */
function conditionsOf(filter: BsonDocument): Condition[] {
  return Object.entries(filter).flatMap(([name, value]): Condition[] => {
    if (name === '$and' && Array.isArray(value)) return value.flatMap((part) => conditionsOf(part as BsonDocument));
    if (name.startsWith('$')) return [];
    if (isOperatorDocument(value)) return Object.entries(value).map(([operator, argument]) => ({ path: name, operator, value: argument }));
    return [{ path: name, operator: isRegex(value) ? '$regex' : '$eq', value }];
  });
}

const isRegex = (value: unknown): boolean => value instanceof RegExp || (value as { _bsontype?: string } | null)?._bsontype === 'BSONRegExp';

/**
 * Whether every document that meets `filter` surely meets `partial` too, so that a partial index may answer it.
 * 'No' where it can't be told.
 */
export function implies(filter: BsonDocument, partial: BsonDocument): boolean {
  const given = conditionsOf(filter);
  return Object.entries(partial).every(([name, value]) => {
    if (name === '$and') return (value as BsonDocument[]).every((part) => implies(filter, part));
    if (name === '$or') return (value as BsonDocument[]).some((part) => implies(filter, part));
    const conditions = given.filter(({ path }) => path === name);
    return conditionsOf({ [name]: value }).every((wanted) => conditions.some((condition) => satisfies(condition, wanted)));
  });
}

const sameType = (a: unknown, b: unknown): boolean => compileFilter({ v: { $gte: b } }, {}).matches({ v: a }) || compileFilter({ v: { $lte: b } }, {}).matches({ v: a });

function satisfies(given: Condition, wanted: Condition): boolean {
  const wantedFilter = { v: { [wanted.operator]: wanted.value } };
  if (given.operator === '$eq') return given.value !== null && !isRegex(wanted.value) && compileFilter(wantedFilter, {}).matches({ v: given.value });
  if (given.operator === '$in') {
    const values = given.value as unknown[];
    return values.length > 0 && values.every((value) => value !== null && !isRegex(value) && compileFilter(wantedFilter, {}).matches({ v: value }));
  }
  if (wanted.operator === '$exists') {
    if (given.operator === '$exists') return Boolean(given.value);
    return ['$gt', '$gte', '$lt', '$lte', '$regex', '$type', '$size', '$all', '$elemMatch', '$mod'].includes(given.operator) && given.value !== null;
  }
  if (['$gt', '$gte', '$lt', '$lte'].includes(given.operator)) {
    const upwards = given.operator.startsWith('$g');
    if (!wanted.operator.startsWith(upwards ? '$g' : '$l') || !sameType(given.value, wanted.value)) return false;
    const side = compareValues(given.value, wanted.value) * (upwards ? 1 : -1);
    return side > 0 || (side === 0 && (given.operator === wanted.operator || wanted.operator.endsWith('te')));
  }
  return given.operator === wanted.operator && compareValues(given.value, wanted.value) === 0;
}
