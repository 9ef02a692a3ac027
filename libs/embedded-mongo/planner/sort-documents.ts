import { MongoError, type BsonDocument } from '../language/index.js';
import { type StoredDocument } from '../storage/stored-document.js';

/** MongoDB's limit for a sort in memory, in bytes. */
export const MAX_SORT_BYTES = 100 * 1024 * 1024;

/**
 * Sorts in memory, holding no more than the `limit` documents that can still be among the first.
 * @throws MongoError 292 when what must be held passes MongoDB's limit for a sort in memory
 */
export function sortDocuments(documents: Iterable<StoredDocument>, compare: (a: BsonDocument, b: BsonDocument) => number, limit = Infinity): StoredDocument[] {
  const order = (a: StoredDocument, b: StoredDocument) => compare(a.document, b.document) || a.rowId - b.rowId;
  let held: StoredDocument[] = [];
  let bytes = 0;
  for (const stored of documents) {
    held.push(stored);
    bytes += stored.bytes.length;
    if (held.length >= Math.max(1000, limit * 2)) {
      held = held.sort(order).slice(0, limit);
      bytes = held.reduce((sum, each) => sum + each.bytes.length, 0);
    }
    if (bytes > MAX_SORT_BYTES) throw new MongoError(292, 'QueryExceededMemoryLimitNoDiskUseAllowed', `Sort exceeded memory limit of ${MAX_SORT_BYTES} bytes: an index in the order of the sort, or a limit, avoids it`);
  }
  return held.sort(order).slice(0, limit);
}
