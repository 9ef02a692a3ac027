import { ObjectId } from 'bson';
import { compareStrings } from './compare.js';
import { isOperatorDocument } from './filter-tests.js';
import { mongoError } from './mongo-error.js';
import { parsePath } from './path.js';
import { compileUpdate, isReplacement, type UpdateOptions } from './update.js';
import { PathWriter } from './update-paths.js';
import { type BsonDocument, fieldName, getField, isDocument, typeOf } from './values.js';

/** The document that an upsert inserts: the filter's equality parts, then the update; `_id` first, made when nothing gives one. */
export function upsertDocument(
  filter: BsonDocument,
  update: BsonDocument | readonly BsonDocument[],
  options: UpdateOptions,
): BsonDocument {
  const base = isReplacement(update) ? pickId(equalitiesOf(filter)) : documentOf(equalitiesOf(filter), options);
  const { document } = compileUpdate(update, { ...options, isUpsert: true }).apply(base);
  const id = getField(document, '_id');
  const { _id: _, ...rest } = document;
  const result = { _id: id === undefined ? new ObjectId() : id, ...rest };
  checkStorable(result);
  return result;
}

/** @throws MongoError 224 for a `$expr`, which says nothing of what the new document is to hold */
export function refuseExpression(filter: BsonDocument): void {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$expr') throw mongoError(224, '$expr is not allowed in the query predicate for an upsert');
    if ((key === '$and' || key === '$or' || key === '$nor') && Array.isArray(value))
      for (const clause of value as unknown[]) if (isDocument(clause)) refuseExpression(clause);
  }
}

type Equality = readonly [path: string, value: unknown];

function pickId(equalities: readonly Equality[]): BsonDocument {
  const within = equalities.find(([path]) => path.startsWith('_id.'));
  if (within) throw mongoError(111, `field at '_id' must be exactly specified, field at sub-path '${within[0]}'found`);
  const id = equalities.find(([path]) => path === '_id');
  return id ? { _id: id[1] } : {};
}

function documentOf(equalities: readonly Equality[], options: UpdateOptions): BsonDocument {
  const paths = equalities.map(([path]) => path);
  for (const [i, path] of paths.entries()) {
    const other = paths.find((candidate, j) => j !== i && `${path}.`.startsWith(`${candidate}.`));
    if (other !== undefined)
      throw mongoError(
        54,
        `cannot infer query fields to set, ${other === path ? `path '${path}' is matched twice` : `both paths '${path}' and '${other}' are matched`}`,
      );
  }
  const writer = new PathWriter(options.now);
  const ordered = [...equalities].sort(([a], [b]) => compareStrings(a, b));
  return ordered.reduce(
    (document, [path, value]) => writer.apply(document, parsePath(path), { creates: true, apply: () => value }),
    {} as BsonDocument,
  );
}

/** The fields that a filter fixes: `a: 1`, `a: { $eq: 1 }`, an `$in` of one value, those of an `$all`, also inside `$and` and a single `$or`. */
export function equalitiesOf(filter: BsonDocument): Equality[] {
  return Object.entries(filter).flatMap(([key, value]): Equality[] => {
    if (key === '$and' || (key === '$or' && Array.isArray(value) && value.length === 1))
      return (value as BsonDocument[]).flatMap(equalitiesOf);
    if (key.startsWith('$')) return [];
    if (typeOf(value) === 'regex') return [];
    if (!isOperatorDocument(value)) return [[fieldName(key), value]];
    if ('$eq' in value) return [[fieldName(key), value['$eq']]];
    const single = value['$in'];
    const fixed = [
      ...(Array.isArray(single) && single.length === 1 ? single : []),
      ...(Array.isArray(value['$all']) ? value['$all'] : []),
    ] as unknown[];
    return fixed
      .filter((one) => typeOf(one) !== 'regex' && !isOperatorDocument(one))
      .map((one) => [fieldName(key), one]);
  });
}

/** Throws what MongoDB answers for a document that it does not store: an `_id` of a forbidden type or with `$`-keys. */
export function checkStorable(document: BsonDocument): void {
  const id = getField(document, '_id');
  const type = typeOf(id);
  if (type === 'array' || type === 'regex') throw mongoError(53, `The '_id' value cannot be of type ${type}`);
  if (isDocument(id)) {
    for (const key of Object.keys(id)) {
      if (key.startsWith('$'))
        throw mongoError(52, `_id fields may not contain '$'-prefixed fields: ${key} is not valid for storage.`);
    }
  }
}
