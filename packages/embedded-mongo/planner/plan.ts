import { MongoError, type BsonDocument } from '../language/index.js';
import { fieldName, isDocument, type TypeName, typeOf } from '../language/values.js';
import { asNumber } from '../numeric.js';
import { type Collection } from '../storage/collection.js';
import { encodeValue } from '../storage/key-encoding.js';
import { EVERYTHING, type KeyRange } from '../storage/key-range.js';
import { type SecondaryIndex } from '../storage/secondary-index.js';
import { implies } from './implies.js';
import { type BoundedIndex, type IndexRanges, indexRanges } from './index-bounds.js';

export interface Question {
  filter: BsonDocument;
  /** Paths and directions; undefined also where the order is by something else than paths. */
  sort?: readonly (readonly [path: string, direction: 1 | -1])[];
  /** An index's name or key pattern, or `{ $natural: 1 | -1 }`. */
  hint?: unknown;
  /** With a collation other than `simple` no index helps: they hold binary order. */
  collated?: boolean;
}

/** How the documents are reached. */
export type AccessPath =
  | { kind: 'collection'; reverse: boolean }
  | { kind: 'id'; key: Buffer }
  /** `exact`: the ranges hold what the filter matches and nothing else. */
  | {
      kind: 'index';
      name: string;
      keyPattern: BsonDocument;
      index?: SecondaryIndex;
      found: IndexRanges;
      ranges: KeyRange[];
      reverse: boolean;
      sorted: boolean;
      multikey: boolean;
      exact: boolean;
    };

interface Candidate extends BoundedIndex {
  name: string;
  keyPattern: BsonDocument;
  index?: SecondaryIndex;
}

const ID_CANDIDATE: Candidate = { name: '_id_', keyPattern: { _id: 1 }, key: [['_id', 1]], isMultikey: () => false };

/** The score of a unique index whose fields are all fixed: nothing narrows more. */
const ONE_DOCUMENT = 1000;

/** Chooses the way to the documents: the index that the filter narrows most, else one that has the order asked for, else all documents. */
export function choosePath(collection: Collection, question: Question): AccessPath {
  const natural = naturalHint(question.hint);
  if (natural) return { kind: 'collection', reverse: natural < 0 };
  if (question.hint === undefined && !question.collated) {
    const id = onlyId(question.filter);
    if (id) return { kind: 'id', key: id };
  }
  const candidates =
    question.hint === undefined
      ? question.collated
        ? []
        : usable(collection, question.filter)
      : [hinted(collection, question)];
  let best: { path: AccessPath; score: number } | undefined;
  for (const candidate of candidates) {
    const rated = rate(candidate, question);
    if ((rated.score > 0 || question.hint !== undefined) && (!best || rated.score > best.score)) best = rated;
    if (rated.score >= ONE_DOCUMENT) break;
  }
  return best?.path ?? { kind: 'collection', reverse: false };
}

function naturalHint(hint: unknown): number | undefined {
  return isDocument(hint) && '$natural' in hint ? asNumber(hint.$natural) : undefined;
}

/** The key when the filter asks for one `_id` and nothing else: then neither plan nor matcher is needed. */
export function onlyId(filter: BsonDocument): Buffer | undefined {
  const names = Object.keys(filter);
  if (names.length !== 1 || names[0] !== '_id') return undefined;
  const id = filter._id;
  if (
    id === null
    || id === undefined
    || Array.isArray(id)
    || isDocument(id)
    || id instanceof RegExp
    || (id as { _bsontype?: string })._bsontype === 'BSONRegExp'
  )
    return undefined;
  return encodeValue(id);
}

const candidateOf = (index: SecondaryIndex): Candidate => ({
  name: index.name,
  keyPattern: index.definition.keyPattern,
  key: index.definition.key,
  index,
  isMultikey: (field) => index.isMultikey(field),
});

function usable(collection: Collection, filter: BsonDocument): Candidate[] {
  const secondary = collection.indexes.filter(
    ({ definition }) => !definition.hidden && (!definition.partialFilter || implies(filter, definition.partialFilter)),
  );
  return [
    ID_CANDIDATE,
    ...secondary
      .map(candidateOf)
      .filter((candidate) => !candidate.index!.definition.sparse || holdsAll(candidate, filter)),
  ];
}

/** Whether a sparse index has every document that the filter can match: it asks for a value in one of the fields. */
function holdsAll(candidate: Candidate, filter: BsonDocument): boolean {
  return candidate.key.some(([path]) => implies(filter, { [path]: { $exists: true } }));
}

function hinted(collection: Collection, question: Question): Candidate {
  const { hint } = question;
  const wanted = isDocument(hint)
    ? Object.entries(hint).map(([path, direction]) => [path, asNumber(direction)])
    : undefined;
  const matches = ({ name, key }: Candidate) =>
    wanted ? JSON.stringify(key) === JSON.stringify(wanted) : name === hint;
  const candidate = [
    ID_CANDIDATE,
    ...collection.indexes.filter(({ definition }) => !definition.hidden).map(candidateOf),
  ].find(matches);
  if (!candidate)
    throw new MongoError(
      2,
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  const partial = candidate.index?.definition.partialFilter;
  if (question.collated || (partial && !implies(question.filter, partial)))
    throw new MongoError(
      291,
      'NoQueryExecutionPlans',
      `error processing query: the index '${candidate.name}' of the hint can't answer this query`,
    );
  return candidate;
}

function rate(candidate: Candidate, question: Question): { path: AccessPath; score: number } {
  const found = indexRanges(candidate, question.filter);
  const direction = orderGiven(candidate, found, question.sort);
  const reverse = direction === -1;
  const ranges = found.boundedFields === 0 ? [EVERYTHING] : reverse ? [...found.ranges].reverse() : found.ranges;
  const whole = candidate.index
    ? candidate.index.definition.unique && found.fixedFields.size === candidate.key.length
    : found.fixedFields.size === 1;
  // A partial or sparse index gets here only when the filter asks for what it holds: it leaves out the other documents even without a bound.
  const partial = candidate.index?.definition.partialFilter || candidate.index?.definition.sparse ? 5 : 0;
  const score =
    partial
    + (whole ? ONE_DOCUMENT : 0)
    + found.fixedFields.size * 20
    + (found.pointFields - found.fixedFields.size) * 15
    + (found.boundedFields - found.pointFields) * 10
    + (direction ? 8 : 0);
  const path: AccessPath = {
    kind: 'index',
    name: candidate.name,
    keyPattern: candidate.keyPattern,
    index: candidate.index,
    found,
    ranges,
    reverse,
    sorted: direction !== undefined,
    multikey: candidate.key.some((_, field) => candidate.isMultikey(field)),
    exact: answersExactly(candidate, found, question.filter),
  };
  return { path, score };
}

const EXACT_TYPES: ReadonlySet<TypeName> = new Set(['string', 'int', 'long', 'double', 'bool', 'date', 'objectId']);

/** Whether the ranges hold what the filter matches and nothing else, so that no document need be looked into: equality with plain values, each fixing a field without arrays. */
function answersExactly(candidate: Candidate, found: IndexRanges, filter: BsonDocument): boolean {
  return Object.entries(filter).every(([name, value]) => {
    const field = candidate.key.findIndex(([path]) => path === fieldName(name));
    return field >= 0 && found.fixedFields.has(field) && !candidate.isMultikey(field) && EXACT_TYPES.has(typeOf(value));
  });
}

/** 1 or -1 when the index, read forwards or backwards, has the documents in the order asked for. */
function orderGiven(candidate: Candidate, found: IndexRanges, sort: Question['sort']): 1 | -1 | undefined {
  if (!sort || sort.length === 0) return undefined;
  let field = 0;
  let turned: 1 | -1 | undefined;
  for (const [path, direction] of sort) {
    const fixed = candidate.key.findIndex(([name], at) => name === path && found.fixedFields.has(at));
    if (fixed >= 0 && !candidate.isMultikey(fixed)) continue;
    while (field < candidate.key.length && candidate.key[field]![0] !== path && found.fixedFields.has(field)) field++;
    if (field === candidate.key.length || candidate.key[field]![0] !== path || candidate.isMultikey(field))
      return undefined;
    const turn = candidate.key[field]![1] === direction ? 1 : -1;
    if (turned !== undefined && turned !== turn) return undefined;
    turned = turn;
    field++;
  }
  return turned ?? 1;
}
