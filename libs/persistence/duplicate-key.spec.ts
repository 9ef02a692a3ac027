import { describe, expect, it } from '@jest/globals';
import { isDuplicateKey, writeErrorsOf } from './duplicate-key.js';

const bulk = (codes: readonly number[]) =>
  Object.assign(new Error('bulk'), {
    code: codes[0],
    writeErrors: codes.map((code, index) => ({ code, index, errmsg: `E${code}` })),
  });

describe('a duplicate key', () => {
  it.each([
    ['one write that a unique index refused', { code: 11000 }, true],
    ['a bulk write of which nothing but duplicates was refused', bulk([11000, 11000]), true],
    ['a bulk write whose duplicate stands before another error', bulk([11000, 121]), false],
    ['a bulk write whose duplicate stands behind another error', bulk([10334, 11000]), false],
    [
      'a bulk write that only one operation of was refused',
      Object.assign(new Error('bulk'), { code: 11000, writeErrors: { code: 11000, index: 3 } }),
      true,
    ],
    [
      'a bulk write that was refused by nobody but is not kept by a majority',
      { code: 11000, writeErrors: [], result: { getWriteConcernError: () => ({ code: 64 }) } },
      false,
    ],
    ['another error', { code: 121 }, false],
    ['no error', undefined, false],
  ])('is told of %s', (_what, error, expected) => expect(isDuplicateKey(error)).toBe(expected));

  it('names each operation that was refused', () =>
    expect(writeErrorsOf(bulk([11000, 121])).map(({ index }) => index)).toEqual([0, 1]));
});
