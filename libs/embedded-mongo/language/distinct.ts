import { compareValues, valueKey } from './compare.js';
import { parsePath, valuesAt } from './path.js';
import { type BsonDocument } from './values.js';

/** The distinct values at a path, arrays expanded, in the order of BSON. */
export function distinctValues(documents: Iterable<BsonDocument>, path: string): unknown[] {
  const parts = parsePath(path);
  const found = new Map<string, unknown>();
  for (const document of documents) {
    for (const value of valuesAt(document, parts)) {
      const key = valueKey(value);
      if (!found.has(key)) found.set(key, value);
    }
  }
  return [...found.values()].sort(compareValues);
}
