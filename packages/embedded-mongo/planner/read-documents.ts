import { PAUSE, pauseDue, type BsonDocument, type Pause } from '../language/index.js';
import { type Collection } from '../storage/collection.js';
import { RowSet } from '../storage/row-set.js';
import { type StoredDocument } from '../storage/stored-document.js';
import { type AccessPath } from './plan.js';

/** What a read looked at, for explain. */
export interface ReadCounts {
  keysExamined: number;
  docsExamined: number;
}

export const startCounts = (): ReadCounts => ({ keysExamined: 0, docsExamined: 0 });

/** The documents on the path that the filter matches; on the path's order. Without `matches` the path alone decides. @throws MongoError 50 past the deadline */
export function* readDocuments(
  collection: Collection,
  path: AccessPath,
  matches: ((document: BsonDocument) => boolean) | undefined,
  counts: ReadCounts,
): Generator<StoredDocument | Pause> {
  for (const stored of along(collection, path, counts)) {
    if (stored) {
      counts.docsExamined++;
      if (!matches || matches(stored.document)) yield stored;
    }
    // Before the next one is read, so that what is handed on is never older than the last pause.
    if (pauseDue()) yield PAUSE;
  }
}

/** The documents on a path, each once; undefined for a key of one that was there already. */
function* along(collection: Collection, path: AccessPath, counts: ReadCounts): Generator<StoredDocument | undefined> {
  if (path.kind === 'collection') return yield* collection.inOrder(path.reverse);
  if (path.kind === 'id') {
    counts.keysExamined++;
    const stored = collection.byId(path.key);
    if (stored) yield stored;
    return;
  }
  const seen = path.multikey ? new RowSet() : undefined;
  for (const range of path.ranges) {
    for (const stored of collection.inRange(path.index, range, path.reverse)) {
      counts.keysExamined++;
      yield seen && !seen.add(stored.rowId) ? undefined : stored;
    }
  }
}
