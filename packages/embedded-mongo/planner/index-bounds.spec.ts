import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type BsonDocument, compileFilter, indexKeys } from '../language/index.js';
import { anyDocument, anyFilter, anyKey } from '../proof/any-type.js';
import { encodeKey } from '../storage/key-encoding.js';
import { indexRanges } from './index-bounds.js';

/** Whether an array stands on the path, so that an index on it has several keys for the document. */
const hasArray = (value: unknown, [name, ...rest]: readonly string[]): boolean =>
  Array.isArray(value) || (name !== undefined && hasArray((value as BsonDocument | null | undefined)?.[name], rest));

/** The keys of a document; none when it can't be indexed so (two arrays in one key). */
function keysOf(document: BsonDocument, pattern: BsonDocument): unknown[][] {
  try {
    return indexKeys(document, pattern);
  } catch {
    return [];
  }
}

describe('the ranges of an index', () => {
  it('hold a key of each document that meets the filter, over all types', () => {
    fc.assert(
      fc.property(
        anyFilter,
        anyKey,
        fc.array(anyDocument, { minLength: 1, maxLength: 12 }),
        (filter, key, documents) => {
          const descending = key.map(([, direction]) => direction === -1);
          const indexed = documents
            .map((document) => ({ document, keys: keysOf(document, Object.fromEntries(key)) }))
            .filter(({ keys }) => keys.length > 0);
          const multikey = key.map(([path]) => indexed.some(({ document }) => hasArray(document, path.split('.'))));
          const { boundedFields, ranges } = indexRanges({ key, isMultikey: (field) => multikey[field]! }, filter);
          if (boundedFields === 0) return;
          const { matches } = compileFilter(filter);
          const inRange = (at: Buffer) =>
            ranges.some(({ start, end }) => Buffer.compare(start, at) <= 0 && Buffer.compare(at, end) < 0);
          expect(
            indexed.filter(
              ({ document, keys }) =>
                matches(document) && !keys.some((values) => inRange(encodeKey(values, descending))),
            ),
          ).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
