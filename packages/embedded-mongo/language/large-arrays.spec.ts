import { describe, expect, it } from '@jest/globals';
import { aggregate, applyUpdate, type BsonDocument, compileFilter } from './index.js';
import { expandKeys } from './sort.js';
import { parsePath, valuesAt } from './path.js';

/** More than a call takes as its arguments. */
const MANY = 130_000;
const numbers = (count: number, from = 0): number[] => Array.from({ length: count }, (_, i) => i + from);
/** What toEqual would say, which takes its time with so many. */
const same = (a: readonly unknown[] | undefined, b: readonly unknown[]): boolean =>
  a?.length === b.length && b.every((each, i) => each === a[i]);
const now = new Date('2016-11-23T07:30:00Z');
const after = (document: BsonDocument, update: BsonDocument): unknown[] =>
  applyUpdate(document, update, { now }).document['a'] as unknown[];
const value = (expression: unknown, document: BsonDocument): unknown =>
  [...aggregate([document], [{ $replaceWith: { v: expression } }], { now, lookup: () => [] })][0]!['v'];

describe('arrays that are longer than a call has arguments', () => {
  it('cannot be handed to a call one by one', () => expect(() => Math.max(...numbers(MANY))).toThrow(RangeError));
  it('are pushed, at the end and in the midst', () => {
    const many = numbers(MANY);
    expect(same(after({ _id: 1, a: [-2, -1] }, { $push: { a: { $each: many } } }), [-2, -1, ...many])).toBe(true);
    expect(
      same(after({ _id: 1, a: [-2, -1] }, { $push: { a: { $each: many, $position: 1 } } }), [-2, ...many, -1]),
    ).toBe(true);
  });
  it('have keys to sort by, and values', () => {
    const keys: unknown[] = [];
    expandKeys({ a: numbers(MANY) }, parsePath('a'), 0, keys);
    expect(keys).toHaveLength(MANY);
    expect(valuesAt({ a: numbers(MANY) }, parsePath('a'))).toHaveLength(MANY);
    expect(
      [
        ...aggregate(
          [
            { _id: 1, a: numbers(MANY) },
            { _id: 2, a: [-1] },
          ],
          [{ $sort: { a: 1 } }],
          { now, lookup: () => [] },
        ),
      ].map(({ _id }) => _id),
    ).toEqual([2, 1]);
  });
  it('are zipped, each a column', () => {
    const columns = value({ $zip: { inputs: '$a' } }, { a: numbers(MANY).map((each) => [each]) }) as unknown[][];
    expect(columns).toHaveLength(1);
    expect(same(columns[0], numbers(MANY))).toBe(true);
  });
  it.each<[string, (a: number[]) => unknown]>([
    ['$concatArrays', (a) => ({ $concatArrays: [a, a] })],
    ['$setUnion', (a) => ({ $setUnion: [a, a] })],
    ['$max', (a) => ({ $max: [a] })],
    ['$sum', (a) => ({ $sum: [a] })],
    ['$sortArray', (a) => ({ $sortArray: { input: a, sortBy: -1 } })],
    ['$reverseArray', (a) => ({ $reverseArray: [a] })],
    ['$slice', (a) => ({ $slice: [a, 3] })],
    [
      '$arrayToObject',
      (a) => ({
        $size: { $objectToArray: { $arrayToObject: [{ $map: { input: a, in: [{ $toString: '$$this' }, 1] } }] } },
      }),
    ],
  ])('are taken by %s', (_name, expression) => expect(value(expression(numbers(MANY)), {})).toBeDefined());
  it('are looked through by a filter', () =>
    expect(compileFilter({ a: { $all: [1, MANY - 1], $in: numbers(MANY) } }).matches({ a: numbers(MANY) })).toBe(true));
});

describe('long arrays against long arrays', () => {
  const tags = numbers(20_000).map((each) => `tag ${each}`);
  const others = numbers(20_000, 10_000).map((each) => `tag ${each}`);
  /** Each pair compared would be 400 million comparisons, half a minute. */
  const soon = (work: () => void): void => {
    const from = process.cpuUsage();
    work();
    expect(process.cpuUsage(from).user / 1_000).toBeLessThan(5_000);
  };
  it('are joined by $addToSet', () =>
    soon(() => expect(after({ _id: 1, a: tags }, { $addToSet: { a: { $each: others } } })).toHaveLength(30_000)));
  it('are taken out by $pullAll', () =>
    soon(() => expect(after({ _id: 1, a: tags }, { $pullAll: { a: others } })).toEqual(tags.slice(0, 10_000))));
  it.each([2, 9])('are told apart as values are, be they few or many (%i)', (count) => {
    const many = Array.from({ length: count }, (_, i) => ({ k: i, z: 1n }));
    expect(
      after(
        {
          _id: 1,
          a: [
            { k: 0, z: 1 },
            { z: 1, k: 1 },
          ],
        },
        { $addToSet: { a: { $each: [...many, ...many] } } },
      ),
    ).toHaveLength(count + 1);
    expect(
      after({ _id: 1, a: [{ k: 0, z: 1 }, { z: 1, k: 1 }, null, NaN] }, { $pullAll: { a: [...many, NaN] } }),
    ).toEqual([{ z: 1, k: 1 }, null]);
  });
});
