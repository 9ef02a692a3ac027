import { type Engine } from './commands/command.js';
import { encodeKey } from './storage/key-encoding.js';
import { type KeyRange } from './storage/key-range.js';

const EARLIEST = new Date(-8.64e15);

/** Takes out the documents whose earliest date in a TTL index is further back than the index allows. @returns how many */
export function expireDocuments({ database, catalogue, now }: Engine): number {
  let expired = 0;
  for (const collection of catalogue.all()) {
    for (const index of collection.indexes) {
      const { expireAfterSeconds, key } = index.definition;
      if (expireAfterSeconds === undefined) continue;
      const last = new Date(now().getTime() - expireAfterSeconds * 1000);
      if (Number.isNaN(last.getTime())) continue;
      const descending = key[0]![1] === -1;
      const dates = [EARLIEST, last].map((date) => encodeKey([date], [descending]));
      const range: KeyRange = descending ? { start: dates[1]!, end: Buffer.concat([dates[0]!, Buffer.of(0)]) } : { start: dates[0]!, end: Buffer.concat([dates[1]!, Buffer.of(0)]) };
      expired += database.write(() => {
        // A document with several dates in the index is there once for each.
        const rows = new Set<number>();
        for (const { rowId } of collection.inRange(index, range, false)) rows.add(rowId);
        for (const rowId of rows) collection.remove(collection.byRow(rowId)!);
        return rows.size;
      }, () => catalogue.reload());
    }
  }
  database.commit();
  return expired;
}
