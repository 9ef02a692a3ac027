import { type Engine } from './commands/command.js';
import { PAUSE, pauseDue, type Steps } from './language/index.js';
import { type Collection } from './storage/collection.js';
import { encodeKey } from './storage/key-encoding.js';
import { type KeyRange } from './storage/key-range.js';
import { type SecondaryIndex } from './storage/secondary-index.js';

/** How many documents are taken out in one go. */
const ROWS_AT_ONCE = 20;

const EARLIEST = new Date(-8.64e15);

/** Takes out the documents whose earliest date in a TTL index is further back than the index allows. @returns how many */
export function* expireDocuments({ catalogue, now }: Pick<Engine, 'catalogue' | 'now'>): Steps<number> {
  let expired = 0;
  for (const collection of [...catalogue.all()]) {
    for (const index of [...collection.indexes]) {
      const { expireAfterSeconds } = index.definition;
      if (expireAfterSeconds === undefined) continue;
      const last = new Date(now().getTime() - expireAfterSeconds * 1000);
      if (!Number.isNaN(last.getTime())) expired += yield* expireUntil(collection, index, last);
    }
  }
  return expired;
}

function* expireUntil(collection: Collection, index: SecondaryIndex, last: Date): Steps<number> {
  const descending = index.definition.key[0]![1] === -1;
  const dates = [EARLIEST, last].map((date) => encodeKey([date], [descending]));
  const range: KeyRange = descending
    ? { start: dates[1]!, end: Buffer.concat([dates[0]!, Buffer.of(0)]) }
    : { start: dates[0]!, end: Buffer.concat([dates[1]!, Buffer.of(0)]) };
  let expired = 0;
  // The first in the range, again and again: what is taken out is in it no more, and what is changed meanwhile is seen as it is.
  for (;;) {
    if (collection.dropped || !collection.indexes.some(({ id }) => id === index.id)) return expired;
    const rows: number[] = [];
    for (const { rowId } of collection.inRange(index, range, false)) {
      rows.push(rowId);
      if (rows.length === ROWS_AT_ONCE) break;
    }
    if (rows.length === 0) return expired;
    // A document with several dates in the index is there once for each.
    for (const rowId of new Set(rows)) {
      collection.remove(collection.byRow(rowId)!);
      expired++;
    }
    if (pauseDue()) yield PAUSE;
  }
}
