import { MongoError, type BsonDocument } from '../language/index.js';
import { type Collection } from '../storage/collection.js';
import { type StoredDocument } from '../storage/stored-document.js';
import { type AccessPath } from './plan.js';

/** What a read looked at, for explain, and until when it may look. */
export interface ReadCounts {
  keysExamined: number;
  docsExamined: number;
  /** On the clock of `performance.now`. */
  readonly deadlineMs: number;
}

export const startCounts = (maxTimeMs = 0): ReadCounts => ({ keysExamined: 0, docsExamined: 0, deadlineMs: maxTimeMs > 0 ? performance.now() + maxTimeMs : Infinity });

/** How many documents are looked at between two looks at the clock. */
const DOCUMENTS_A_LOOK = 64;

/** The documents on the path that the filter matches; on the path's order. Without `matches` the path alone decides. @throws MongoError 50 past the deadline */
export function* readDocuments(collection: Collection, path: AccessPath, matches: ((document: BsonDocument) => boolean) | undefined, counts: ReadCounts): Generator<StoredDocument> {
  for (const stored of along(collection, path, counts)) {
    if (++counts.docsExamined % DOCUMENTS_A_LOOK === 0 && performance.now() > counts.deadlineMs) throw new MongoError(50, 'MaxTimeMSExpired', 'operation exceeded time limit');
    if (!matches || matches(stored.document)) yield stored;
  }
}

function* along(collection: Collection, path: AccessPath, counts: ReadCounts): Generator<StoredDocument> {
  if (path.kind === 'collection') return yield* collection.inOrder(path.reverse);
  if (path.kind === 'id') {
    counts.keysExamined++;
    const stored = collection.byId(path.key);
    if (stored) yield stored;
    return;
  }
  const seen = path.multikey ? new Set<number>() : undefined;
  for (const range of path.ranges) {
    for (const stored of collection.inRange(path.index, range, path.reverse)) {
      counts.keysExamined++;
      if (seen?.has(stored.rowId)) continue;
      seen?.add(stored.rowId);
      yield stored;
    }
  }
}
