import {
  Holding,
  indexKeys,
  MongoError,
  PAUSE,
  pauseDue,
  sortInSteps,
  spillRefused,
  type BsonDocument,
  type Pause,
} from '../language/index.js';
import { asNumber } from '../numeric.js';
import { encodeKey } from '../storage/key-encoding.js';
import { type Place, StoredDocument } from '../storage/stored-document.js';

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
    if (error instanceof MongoError && error.code === 171)
      throw new MongoError(2, 'BadValue', 'cannot sort with keys that are parallel arrays');
    throw error;
  }
}

const order = (a: Sortable, b: Sortable): number => Buffer.compare(a.key, b.key) || a.rowId - b.rowId;

/** About what a document held for a sort takes beside its bytes. */
const HELD_BYTES = 150;
/** Past this size what can't be among the first is let go, however few documents it is. */
const CUT_BYTES = 8 * 1024 * 1024;

/**
 * Sorts in memory, holding no more than the `limit` documents that can still be among the first, as bytes with their keys.
 * @throws MongoError 292 when what must be held passes MongoDB's limit for a sort in memory
 */
export function* sortDocuments(
  documents: Iterable<StoredDocument | Pause>,
  sort: BsonDocument,
  limit = Infinity,
): Generator<StoredDocument | Pause> {
  const keyOf = sortKey(sort);
  const holding = new Holding(spillRefused('Sort'));
  const bytesOf = ({ key, bytes }: Sortable): number => HELD_BYTES + key.length + bytes.length;
  let held: Sortable[] = [];
  let bytes = 0;
  let cutAt = CUT_BYTES;
  try {
    for (const stored of documents) {
      if (stored === PAUSE) {
        yield PAUSE;
        continue;
      }
      const one = { key: keyOf(stored.document), rowId: stored.rowId, bytes: stored.bytes, place: stored.place };
      holding.add(bytesOf(one));
      held.push(one);
      bytes += bytesOf(one);
      if (held.length > limit && (held.length >= Math.max(1000, limit * 2) || bytes > cutAt)) {
        held.sort(order);
        for (const gone of held.slice(limit)) holding.add(-bytesOf(gone));
        held = held.slice(0, limit);
        bytes = held.reduce((sum, each) => sum + bytesOf(each), 0);
        cutAt = Math.max(CUT_BYTES, bytes * 2);
      }
    }
    held = yield* sortInSteps(held, order);
    const end = Math.min(held.length, limit);
    for (let position = 0; position < end; position++) {
      const { place, rowId, bytes } = held[position]!;
      yield new StoredDocument(place, rowId, bytes);
      if (pauseDue()) yield PAUSE;
    }
  } finally {
    holding.release();
  }
}
