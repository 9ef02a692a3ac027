import { compileFilter, type BsonDocument } from '../language/index.js';
import { parseSort } from '../language/sort.js';
import { choosePath } from '../planner/plan.js';
import { readDocuments, startCounts } from '../planner/read-documents.js';
import { sortDocuments } from '../planner/sort-documents.js';
import { sortPaths } from '../planner/sort-paths.js';
import { type Collection } from '../storage/collection.js';
import { type StoredDocument } from '../storage/stored-document.js';
import { isSimpleCollation } from '../planner/query.js';

/** Which documents a write is about. */
export interface Target {
  filter: BsonDocument;
  sort?: BsonDocument;
  hint?: unknown;
  collation?: BsonDocument;
  variables?: BsonDocument;
  /** What `$$NOW` shows. */
  now: Date;
  maxTimeMs?: number;
}

function matching(collection: Collection, target: Target): { documents: Iterable<StoredDocument>; sorted: boolean } {
  const collated = !isSimpleCollation(target.collation);
  const path = choosePath(collection, { filter: target.filter, sort: sortPaths(target.sort), hint: target.hint, collated });
  const filter = path.kind === 'id' ? undefined : compileFilter(target.filter, { let: target.variables, collation: target.collation, now: target.now });
  const documents = readDocuments(collection, path, filter?.matches, startCounts(target.maxTimeMs));
  return { documents, sorted: path.kind === 'id' || (path.kind === 'index' && path.sorted) };
}

/** The first document, in the order of the sort if there is one. */
export function findOneToWrite(collection: Collection, target: Target): StoredDocument | undefined {
  const { documents, sorted } = matching(collection, target);
  if (target.sort) parseSort(target.sort);
  const wanted = target.sort && !sorted ? sortDocuments(documents, target.sort, 1) : documents;
  for (const stored of wanted) return stored;
  return undefined;
}

/** All of them, looked up before the first is changed, so that no change brings one up twice. */
export function* findAllToWrite(collection: Collection, target: Target): Generator<StoredDocument> {
  const rows = Array.from(matching(collection, target).documents, ({ rowId }) => rowId);
  for (const rowId of rows) {
    const stored = collection.byRow(rowId);
    if (stored) yield stored;
  }
}
