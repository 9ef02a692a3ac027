import { describe, expect, it } from '@jest/globals';
import { BSONRegExp, Decimal128 } from 'bson';
import { type BsonDocument, indexBounds } from './index.js';

const point = (value: unknown) => ({ lower: value, lowerInclusive: true, upper: value, upperInclusive: true });
const single = { multikey: false };

describe('index bounds', () => {
  it('equality is a point, also by $eq and inside $and', () =>
    expect([
      indexBounds({ a: 5 }, 'a'),
      indexBounds({ a: { $eq: 5 } }, 'a'),
      indexBounds({ $and: [{ b: 1 }, { a: 5 }] }, 'a'),
    ]).toEqual([[point(5)], [point(5)], [point(5)]]));
  it('$in is its points in order, each once', () =>
    expect(indexBounds({ a: { $in: [3, 1, 3] } }, 'a')).toEqual([point(1), point(3)]));
  it('a range ends with its type', () =>
    expect([indexBounds({ a: { $gt: 5 } }, 'a'), indexBounds({ a: { $lte: 'x' } }, 'a')]).toEqual([
      [{ lower: 5, lowerInclusive: false, upper: '', upperInclusive: false }],
      [{ lower: '', lowerInclusive: true, upper: 'x', upperInclusive: true }],
    ]));
  it('two limits narrow one interval only where the index has one key per document', () => {
    expect(indexBounds({ a: { $gte: 1, $lt: 5 } }, 'a', single)).toEqual([
      { lower: 1, lowerInclusive: true, upper: 5, upperInclusive: false },
    ]);
    expect(indexBounds({ a: { $gte: 1, $lt: 5 } }, 'a')).toEqual([
      { lower: 1, lowerInclusive: true, upper: '', upperInclusive: false },
    ]);
  });
  it('a contradiction is no interval at all', () =>
    expect(indexBounds({ a: { $gt: 5, $lt: 3 } }, 'a', single)).toEqual([]));
  it('a regular expression with a literal beginning is the strings that begin so, and itself', () => {
    const regex = new BSONRegExp('^ab\\.c.*');
    expect(indexBounds({ a: regex }, 'a')).toEqual([
      { lower: 'ab.c', lowerInclusive: true, upper: 'ab.d', upperInclusive: false },
      point(regex),
    ]);
  });
  it.each(['ab', '^a|b', '^(ab)', '.*'])('the regular expression %s bounds nothing', (pattern) =>
    expect(indexBounds({ a: new BSONRegExp(pattern) }, 'a')).toBeUndefined(),
  );
  it('an optional last letter is not part of the beginning', () =>
    expect(indexBounds({ a: { $regex: '^abc?' } }, 'a')![0]).toMatchObject({ lower: 'ab', upper: 'ac' }));
  it('ignoring case bounds nothing', () =>
    expect(indexBounds({ a: { $regex: '^ab', $options: 'i' } }, 'a')).toBeUndefined());
  it.each([NaN, Decimal128.fromString('NaN')])('%s, which is in no range of numbers, bounds nothing', (nan) =>
    expect([
      indexBounds({ a: { $lte: nan } }, 'a'),
      indexBounds({ a: { $gte: nan } }, 'a'),
      indexBounds({ a: nan }, 'a'),
    ]).toEqual([undefined, undefined, undefined]),
  );
  it('null is everything up to null', () =>
    expect(indexBounds({ a: null }, 'a')).toEqual([{ lowerInclusive: true, upper: null, upperInclusive: true }]));
  it('$or is bounded when all of it is', () =>
    expect([indexBounds({ $or: [{ a: 1 }, { a: 5 }] }, 'a'), indexBounds({ $or: [{ a: 1 }, { b: 5 }] }, 'a')]).toEqual([
      [point(1), point(5)],
      undefined,
    ]));
  it('$elemMatch bounds the path within it', () =>
    expect(indexBounds({ a: { $elemMatch: { b: 1, c: 2 } } }, 'a.b')).toEqual([point(1)]));
  it.each<[string, BsonDocument]>([
    ['$ne', { a: { $ne: 1 } }],
    ['$exists', { a: { $exists: true } }],
    ['$not', { a: { $not: { $gt: 1 } } }],
    ['$nor', { $nor: [{ a: 1 }] }],
    ['another field', { b: 1 }],
    ['what is no clause', { $and: [null], $or: [null] }],
  ])('%s bounds nothing', (_, filter) => expect(indexBounds(filter, 'a')).toBeUndefined());
});
