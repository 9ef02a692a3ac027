import { describe, MongoError, type BsonDocument } from '../language/index.js';
import { fieldName, isDocument, regexOf } from '../language/values.js';
import { isOperatorDocument } from '../language/filter-tests.js';
import { isTrue } from '../language/operands.js';
import { asNumber } from '../numeric.js';
import { type IndexDefinition } from './index-definition.js';

const cannotCreate = (reason: string) => new MongoError(67, 'CannotCreateIndex', reason);
const OPTIONS = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'hidden',
  'background',
  'ns',
  'collation',
  'prepareUnique',
]);
const PARTIAL_OPERATORS = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in']);

function readDirection(path: string, direction: unknown): 1 | -1 {
  if (typeof direction === 'string')
    throw cannotCreate(
      `this server has no index of type '${direction}' (field '${path}'): only ascending (1) and descending (-1)`,
    );
  const number = asNumber(direction);
  if (number === undefined || Number.isNaN(number))
    throw cannotCreate(
      `Values in v:2 index key pattern cannot be of type ${typeof direction}. Only numbers > 0, numbers < 0, and strings are allowed.`,
    );
  if (number === 0) throw cannotCreate('Values in the index key pattern cannot be 0.');
  return number > 0 ? 1 : -1;
}

function checkPath(path: string): void {
  if (path.includes('$**')) throw cannotCreate('this server has no wildcard indexes');
  if (path === '' || path.split('.').includes('')) throw cannotCreate('Index keys cannot contain an empty field.');
  if (path.split('.').some((part) => part.startsWith('$')))
    throw cannotCreate(`Index key contains an illegal field name: field name starts with '$'.`);
}

function checkPartialFilter(filter: BsonDocument): void {
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and' || name === '$or') {
      if (!Array.isArray(value)) throw cannotCreate(`${name} in a partialFilterExpression must be an array`);
      for (const part of value) checkPartialFilter(part as BsonDocument);
    } else if (name.startsWith('$')) {
      throw cannotCreate(`Unsupported expression in partial index: ${name}`);
    } else if (isOperatorDocument(value)) {
      for (const [operator, argument] of Object.entries(value)) {
        if (!PARTIAL_OPERATORS.has(operator) || (operator === '$exists' && !isTrue(argument)))
          throw cannotCreate(`Unsupported expression in partial index: ${operator}`);
      }
    }
  }
}

const flag = (spec: BsonDocument, name: string): boolean => {
  const value = spec[name];
  if (value === undefined) return false;
  if (typeof value === 'boolean') return value;
  const number = asNumber(value);
  if (number === undefined)
    throw new MongoError(
      14,
      'TypeMismatch',
      `The field '${name}' has value ${String(value)}, which is not convertible to bool`,
    );
  return number !== 0;
};

function readExpiry(spec: BsonDocument, paths: readonly string[]): number | undefined {
  if (spec.expireAfterSeconds === undefined) return undefined;
  const seconds = asNumber(spec.expireAfterSeconds);
  if (seconds === undefined)
    throw cannotCreate(
      `TTL index 'expireAfterSeconds' option must be numeric, but received a type of '${typeof spec.expireAfterSeconds}'.`,
    );
  if (!(seconds >= 0 && seconds <= 2147483647))
    throw cannotCreate(
      "TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number between 0 and 2147483647.",
    );
  if (paths.length > 1)
    throw cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL.');
  if (paths[0] === '_id')
    throw new MongoError(
      197,
      'InvalidIndexSpecificationOption',
      "The field 'expireAfterSeconds' is not valid for an _id index specification.",
    );
  return seconds;
}

/**
 * Refuses of a new index what a file may hold from earlier.
 * @throws MongoError 2 BadValue, 67 CannotCreateIndex, 197 InvalidIndexSpecificationOption
 */
export function refuseNewIndex(spec: BsonDocument, { name, key, partialFilter }: IndexDefinition): void {
  if (name === '*') throw new MongoError(2, 'BadValue', "The index name '*' is not valid.");
  if (partialFilter) refuseRegex(partialFilter);
  if (key.length !== 1 || key[0]![0] !== '_id') return;
  for (const field of ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds', 'prepareUnique']) {
    if (spec[field] !== undefined)
      throw new MongoError(
        197,
        'InvalidIndexSpecificationOption',
        `The field '${field}' is not valid for an _id index specification. Specification: ${describe(spec)}`,
      );
  }
  if (asNumber(Object.values(spec.key as BsonDocument)[0]) !== 1)
    throw new MongoError(
      2,
      'BadValue',
      `The field 'key' for an _id index must be {_id: 1}, but got ${describe(spec.key)}`,
    );
  if (spec.hidden !== undefined && isTrue(spec.hidden)) throw new MongoError(2, 'BadValue', "can't hide _id index");
}

function refuseRegex(filter: BsonDocument): void {
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and' || name === '$or') (value as BsonDocument[]).forEach(refuseRegex);
    else if (regexOf(value)) throw cannotCreate(`Expression not supported in partial index: ${name} $regex`);
  }
}

/**
 * Reads an index as createIndexes asks for it. What this server can't keep (text, geo, hashed, wildcard, collation) it refuses.
 * @throws MongoError 67 CannotCreateIndex, 197 InvalidIndexSpecificationOption, 9 FailedToParse, 14 TypeMismatch
 */
export function readIndexDefinition(spec: BsonDocument): IndexDefinition {
  for (const name of Object.keys(spec)) {
    if (!OPTIONS.has(name))
      throw new MongoError(
        197,
        'InvalidIndexSpecificationOption',
        `The field '${name}' is not valid for an index specification here`,
      );
  }
  if (spec.key === undefined)
    throw new MongoError(9, 'FailedToParse', "The 'key' field is a required property of an index specification");
  if (!isDocument(spec.key)) throw new MongoError(14, 'TypeMismatch', "The field 'key' must be an object");
  const key = Object.entries(spec.key).map(([field, direction]) => {
    const path = fieldName(field);
    checkPath(path);
    return [path, readDirection(path, direction)] as const;
  });
  if (key.length === 0) throw cannotCreate('Index keys cannot be an empty object.');
  if (key.length > 32)
    throw new MongoError(13103, 'Location13103', `too many fields in the index key: ${key.length}, at most 32`);
  const name = spec.name ?? key.map(([path, direction]) => `${path}_${direction}`).join('_');
  if (typeof name !== 'string') throw new MongoError(14, 'TypeMismatch', "The field 'name' must be a string");
  if (name === '' || name.includes('\0')) throw cannotCreate(`The index name '${name}' is not valid.`);
  const version = spec.v === undefined ? 2 : asNumber(spec.v);
  if (version !== 1 && version !== 2)
    throw cannotCreate('Invalid index specification: only index versions 1 and 2 are known');
  if (spec.collation !== undefined && (!isDocument(spec.collation) || spec.collation.locale !== 'simple'))
    throw cannotCreate('this server keeps no index with a collation');
  const [unique, sparse, hidden] = [flag(spec, 'unique'), flag(spec, 'sparse'), flag(spec, 'hidden')];
  const partialFilter = spec.partialFilterExpression;
  if (partialFilter !== undefined) {
    if (!isDocument(partialFilter))
      throw new MongoError(14, 'TypeMismatch', "The field 'partialFilterExpression' must be an object");
    if (sparse) throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options');
    checkPartialFilter(partialFilter);
  }
  const expireAfterSeconds = readExpiry(
    spec,
    key.map(([path]) => path),
  );
  const shown: BsonDocument = { v: version, key: spec.key, name };
  if (unique) shown.unique = true;
  if (sparse) shown.sparse = true;
  if (hidden) shown.hidden = true;
  if (partialFilter !== undefined) shown.partialFilterExpression = partialFilter;
  if (expireAfterSeconds !== undefined) shown.expireAfterSeconds = spec.expireAfterSeconds;
  return { name, key, unique, sparse, hidden, partialFilter, expireAfterSeconds, keyPattern: spec.key, shown };
}
