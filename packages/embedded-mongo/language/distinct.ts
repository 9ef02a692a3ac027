import { compareValues, valueKey } from './compare.js';
import { parsePath, valuesAt } from './path.js';
import { type Stream } from './stage-arguments.js';
import { eachOf, heapBytes, Holding, memoryExceeded, sortInSteps, type Steps } from './work.js';
import { type BsonDocument } from './values.js';

/** The distinct values at a path, arrays expanded, in the order of BSON. */
export function* distinctValues(documents: Stream, path: string): Steps<unknown[]> {
  const parts = parsePath(path);
  const found = new Map<string, unknown>();
  const holding = new Holding(memoryExceeded('distinct'));
  yield* eachOf<BsonDocument>(documents, (document) => {
    for (const value of valuesAt(document, parts)) {
      const key = valueKey(value);
      if (found.has(key)) continue;
      holding.add(100 + key.length + heapBytes(value));
      found.set(key, value);
    }
  });
  return yield* sortInSteps([...found.values()], compareValues);
}
