import { indexKeys, MongoError, type BsonDocument } from '../language/index.js';
import { asNumber } from '../numeric.js';
import { encodeKey } from '../storage/key-encoding.js';
import { type Place, StoredDocument } from '../storage/stored-document.js';

/** MongoDB's limit for a sort in memory, in bytes. */
export const MAX_SORT_BYTES = 100 * 1024 * 1024;

interface Sortable {
  key: Buffer;
  rowId: number;
  bytes: Uint8Array;
  place: Place;
}

/**
 * A document's place in a sort, as MongoDB has it: the first in the order among the keys that an index on the sort's fields
 * would hold of it, so that an array counts by its least element upwards and by its greatest downwards.
 * @throws MongoError 2 when the sort runs through two arrays
 */
export function sortKey(sort: BsonDocument): (document: BsonDocument) => Buffer {
  const descending = Object.values(sort).map((direction) => asNumber(direction) === -1);
  return (document) => {
    let least: Buffer | undefined;
    for (const values of keysOf(document, sort)) {
      const key = encodeKey(values, descending);
      if (!least || Buffer.compare(key, least) < 0) least = key;
    }
    return least!;
  };
}

function keysOf(document: BsonDocument, sort: BsonDocument): unknown[][] {
  try {
    return indexKeys(document, sort);
  } catch (error) {
    if (error instanceof MongoError && error.code === 171) throw new MongoError(2, 'BadValue', 'cannot sort with keys that are parallel arrays');
    throw error;
  }
}

const order = (a: Sortable, b: Sortable): number => Buffer.compare(a.key, b.key) || a.rowId - b.rowId;

/**
 * Sorts in memory, holding no more than the `limit` documents that can still be among the first, as bytes with their keys.
 * @throws MongoError 292 when what must be held passes MongoDB's limit for a sort in memory
 */
export function* sortDocuments(documents: Iterable<StoredDocument>, sort: BsonDocument, limit = Infinity): Generator<StoredDocument> {
  const keyOf = sortKey(sort);
  let held: Sortable[] = [];
  let bytes = 0;
  for (const stored of documents) {
    const key = keyOf(stored.document);
    held.push({ key, rowId: stored.rowId, bytes: stored.bytes, place: stored.place });
    bytes += key.length + stored.bytes.length;
    if (held.length >= Math.max(1000, limit * 2)) {
      held = held.sort(order).slice(0, limit);
      bytes = held.reduce((sum, each) => sum + each.key.length + each.bytes.length, 0);
    }
    if (bytes > MAX_SORT_BYTES) throw new MongoError(292, 'QueryExceededMemoryLimitNoDiskUseAllowed', `Sort exceeded memory limit of ${MAX_SORT_BYTES} bytes: an index in the order of the sort, or a limit, avoids it`);
  }
  held.sort(order);
  const end = Math.min(held.length, limit);
  for (let position = 0; position < end; position++) yield new StoredDocument(held[position]!.place, held[position]!.rowId, held[position]!.bytes);
}
