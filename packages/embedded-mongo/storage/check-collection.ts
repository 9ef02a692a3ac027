import { PAUSE, pauseDue, type Steps } from '../language/index.js';
import { checkStoredBytes } from '../wire/raw-document.js';
import { type Collection, idKeyOf } from './collection.js';

/** A document that is not as it should be. */
export interface Fault {
  rowId: number;
  /** Its `_id` as a text for people, as far as it can still be read. */
  id: string;
  reason: string;
}

export interface CollectionReport {
  documents: number;
  /** Documents that can't be read, or not found by their `_id`. */
  broken: Fault[];
  /** By name, `_id_` among them. */
  indexes: { name: string; keys: number; missing: number; extra: number }[];
}

/** No more than this many faults are named: of a file with more, most is lost. */
const NAMED = 1000;

/** Looks through every document of a collection and every index, and changes nothing. */
export function* checkCollection(collection: Collection): Steps<CollectionReport> {
  const broken: Fault[] = [];
  const indexes = collection.indexes.map((index) => ({ index, keys: 0, missing: 0 }));
  let documents = 0;
  for (const stored of collection.inOrder(false)) {
    documents++;
    const reason = faultOf(collection, stored);
    if (reason !== undefined) {
      if (broken.length < NAMED) broken.push({ rowId: stored.rowId, id: stored.shownId, reason });
    } else {
      for (const each of indexes) {
        for (const entry of each.index.entriesOf(stored.document)) {
          each.keys++;
          if (!each.index.holds(entry.key, stored.rowId)) each.missing++;
        }
      }
    }
    if (pauseDue()) yield PAUSE;
  }
  const reports = [{ name: '_id_', keys: documents, missing: 0, extra: 0 }];
  for (const { index, keys, missing } of indexes) {
    const held = yield* collection.entriesIn(index);
    reports.push({ name: index.name, keys: held, missing, extra: Math.max(0, held - (keys - missing)) });
  }
  return { documents, broken, indexes: reports };
}

function faultOf(
  collection: Collection,
  stored: { rowId: number; bytes: Uint8Array; document: { _id?: unknown } },
): string | undefined {
  try {
    checkStoredBytes(stored.bytes);
    const found = collection.byId(idKeyOf(stored.document._id));
    return found?.rowId === stored.rowId ? undefined : 'it is not found by its _id';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
