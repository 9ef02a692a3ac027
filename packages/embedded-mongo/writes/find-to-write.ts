import {
  compileFilter,
  Holding,
  memoryExceeded,
  PAUSE,
  pauseDue,
  type BsonDocument,
  type Pause,
  type Steps,
} from '../language/index.js';
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
}

interface Matching {
  documents: Iterable<StoredDocument | Pause>;
  sorted: boolean;
  /** Whether a document, read again, is still one that is meant. */
  matches(document: BsonDocument): boolean;
}

function matching(collection: Collection, target: Target): Matching {
  const collated = !isSimpleCollation(target.collation);
  const path = choosePath(collection, {
    filter: target.filter,
    sort: sortPaths(target.sort),
    hint: target.hint,
    collated,
  });
  const filter =
    path.kind === 'id'
      ? undefined
      : compileFilter(target.filter, { let: target.variables, collation: target.collation, now: target.now });
  const documents = readDocuments(collection, path, filter?.matches, startCounts());
  return {
    documents,
    sorted: path.kind === 'id' || (path.kind === 'index' && path.sorted),
    matches: (document) => filter?.matches(document) ?? true,
  };
}

/** The first document, in the order of the sort if there is one; as it is now, also where others were let in during the search. */
export function* findOneToWrite(collection: Collection, target: Target): Steps<StoredDocument | undefined> {
  if (target.sort) parseSort(target.sort);
  for (;;) {
    const { documents, sorted, matches } = matching(collection, target);
    const inMemory = target.sort !== undefined && !sorted;
    let paused = false;
    let found: StoredDocument | undefined;
    for (const stored of inMemory ? sortDocuments(documents, target.sort!, 1) : documents) {
      if (stored === PAUSE) {
        paused = true;
        yield PAUSE;
        continue;
      }
      found = stored;
      break;
    }
    if (!found || !paused || !inMemory) return found;
    // It was read before the last pause: another command may have changed it since.
    const now = collection.byRow(found.rowId);
    if (now && Buffer.compare(now.bytes, found.bytes) === 0 && matches(now.document)) return now;
  }
}

/** All of them, looked up before the first is changed, so that no change brings one up twice; each as it is when its turn comes. */
export function* findAllToWrite(collection: Collection, target: Target): Generator<StoredDocument | Pause> {
  const { documents, matches } = matching(collection, target);
  const holding = new Holding(memoryExceeded('the list of documents to write'));
  let paused = false;
  try {
    const rows: number[] = [];
    for (const stored of documents) {
      if (stored === PAUSE) {
        paused = true;
        yield PAUSE;
        continue;
      }
      holding.add(8);
      rows.push(stored.rowId);
    }
    for (const rowId of rows) {
      const stored = collection.byRow(rowId);
      if (stored && (!paused || matches(stored.document))) yield stored;
      if (pauseDue()) {
        paused = true;
        yield PAUSE;
      }
    }
  } finally {
    holding.release();
  }
}
