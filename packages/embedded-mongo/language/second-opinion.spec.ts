import { describe, expect, it } from '@jest/globals';
import { Double } from 'bson';
import fc from 'fast-check';
import { aggregate as mingo } from 'mingo';
import { aggregate, type BsonDocument } from './index.js';

/** The `mingo` package as a second opinion, on plain values and on operators that it has right; the last digits of a double may differ. */
const copy = (value: unknown, number: (value: number) => number): unknown => {
  if (typeof value === 'bigint' || typeof value === 'number') return number(Number(value));
  if (value instanceof Double) return number(value.value);
  if (Array.isArray(value)) return value.map((element) => copy(element, number));
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, copy(field, number)]));
};
const cloned = (documents: BsonDocument[]) => copy(documents, (number) => number) as BsonDocument[];
const plain = (value: unknown): unknown => copy(value, (number) => Number(number.toPrecision(12)) || 0);
const ours = (documents: BsonDocument[], pipeline: BsonDocument[]): unknown =>
  plain([...aggregate(documents, pipeline, { now: new Date(0), lookup: () => documents })]);
const theirs = (documents: BsonDocument[], pipeline: BsonDocument[]): unknown =>
  plain(mingo(cloned(documents), pipeline, { collectionResolver: () => cloned(documents) }));

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '-'), maxLength: 6 });
const document = fc.record({
  _id: fc.nat(50),
  n: fc.integer({ min: -9, max: 9 }),
  m: fc.integer({ min: 1, max: 9 }),
  r: fc.double({ min: -9, max: 9, noNaN: true }).filter((x) => !Object.is(x, -0)),
  s: text,
  t: text,
  k: fc.constantFrom('x', 'y', 'z'),
  l: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 }),
  l2: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 }),
  d: fc.date({ min: new Date('2015-01-01'), max: new Date('2017-12-31'), noInvalidDate: true }),
  o: fc.record({ p: fc.nat(3), q: text }),
});

const expressions: BsonDocument = {
  add: { $add: ['$n', '$m'] },
  subtract: { $subtract: ['$n', '$m'] },
  multiply: { $multiply: ['$n', '$m'] },
  divide: { $divide: ['$n', '$m'] },
  mod: { $mod: ['$n', '$m'] },
  abs: { $abs: '$n' },
  floor: { $floor: '$r' },
  ceil: { $ceil: '$r' },
  exp: { $exp: '$n' },
  sqrt: { $sqrt: '$m' },
  ln: { $ln: '$m' },
  sin: { $sin: '$r' },
  atan2: { $atan2: ['$n', '$m'] },
  pow: { $pow: ['$n', '$m'] },
  bits: { $bitXor: ['$n', '$m'] },
  concat: { $concat: ['$s', '$t'] },
  lower: { $toLower: '$s' },
  split: { $split: ['$s', '-'] },
  cut: { $substrCP: ['$s', 1, 2] },
  trim: { $trim: { input: '$s' } },
  length: { $strLenCP: '$s' },
  replaced: { $replaceAll: { input: '$s', find: 'a', replacement: 'c' } },
  folded: { $strcasecmp: ['$s', '$t'] },
  found: { $regexMatch: { input: '$s', regex: 'a+b' } },
  first: { $first: '$l2' },
  at: { $arrayElemAt: ['$l', 0] },
  size: { $size: '$l' },
  sliced: { $slice: ['$l', -2] },
  joined: { $concatArrays: ['$l', '$l2'] },
  reversed: { $reverseArray: '$l' },
  has: { $in: ['$m', '$l'] },
  index: { $indexOfArray: ['$l', '$m'] },
  sorted: { $sortArray: { input: '$l', sortBy: -1 } },
  equal: { $setEquals: ['$l', '$l2'] },
  subset: { $setIsSubset: ['$l', '$l2'] },
  filtered: { $filter: { input: '$l', cond: { $gt: ['$$this', 2] } } },
  mapped: { $map: { input: '$l', as: 'x', in: { $add: ['$$x', '$n'] } } },
  reduced: { $reduce: { input: '$l', initialValue: 0, in: { $add: ['$$this', '$$value'] } } },
  range: { $range: [0, '$m', 2] },
  summed: { $sum: '$l' },
  least: { $min: '$l' },
  year: { $year: '$d' },
  month: { $month: '$d' },
  day: { $dayOfMonth: '$d' },
  dayOfYear: { $dayOfYear: '$d' },
  hour: { $hour: '$d' },
  weekday: { $dayOfWeek: '$d' },
  isoWeekday: { $isoDayOfWeek: '$d' },
  isoWeek: { $isoWeek: '$d' },
  written: { $dateToString: { date: '$d', format: '%Y-%m-%d %H:%M:%S.%L' } },
  monthBegin: { $dateTrunc: { date: '$d', unit: 'month' } },
  tomorrow: { $dateAdd: { startDate: '$d', unit: 'day', amount: 1 } },
  years: { $dateDiff: { startDate: '$d', endDate: new Date('2020-02-29'), unit: 'month' } },
  pairs: { $objectToArray: '$o' },
  merged: { $mergeObjects: ['$o', { z: 1 }] },
  chosen: { $cond: [{ $gt: ['$n', '$m'] }, '$s', '$t'] },
  present: { $ifNull: ['$missing', '$n'] },
  asText: { $toString: '$n' },
  asNumber: { $toInt: '$r' },
  compared: { $cmp: ['$n', '$m'] },
};

describe('the second opinion', () => {
  it.each(Object.keys(expressions))('agrees on the expression %s', (name) => {
    fc.assert(
      fc.property(document, (doc) => {
        const pipeline = [{ $project: { _id: 0, [name]: expressions[name] } }];
        expect(ours([doc], pipeline)).toEqual(theirs([doc], pipeline));
      }),
      { numRuns: 12 },
    );
  });

  const pipelines: Record<string, BsonDocument[]> = {
    group: [
      {
        $group: {
          _id: '$k',
          total: { $sum: '$n' },
          mean: { $avg: '$m' },
          most: { $max: '$n' },
          all: { $push: '$s' },
          count: { $count: {} },
          deviation: { $stdDevPop: '$m' },
        },
      },
      { $sort: { _id: 1 } },
    ],
    unwind: [{ $unwind: { path: '$l', preserveNullAndEmptyArrays: true } }, { $match: { l: { $gte: 2 } } }],
    facet: [
      {
        $facet: {
          low: [
            { $match: { n: { $lt: 0 } } },
            { $sortByCount: '$_id' },
            { $limit: 1 },
            { $project: { count: 1, _id: 0 } },
          ],
          top: [{ $sort: { n: -1, _id: 1 } }, { $limit: 2 }, { $project: { n: 1 } }],
        },
      },
    ],
    lookup: [
      { $lookup: { from: 'x', localField: 'm', foreignField: '_id', as: 'with' } },
      { $project: { 'with.n': 1 } },
    ],
    window: [
      {
        $setWindowFields: {
          partitionBy: '$k',
          sortBy: { n: 1, _id: 1 },
          output: { sum: { $sum: '$m', window: { documents: [-1, 1] } }, number: { $documentNumber: {} } },
        },
      },
      { $project: { sum: 1, number: 1 } },
      { $sort: { _id: 1, sum: 1, number: 1 } },
    ],
    exclusion: [{ $project: { o: { q: 0 }, l: 0 } }],
    computed: [{ $addFields: { 'o.r': { $add: ['$n', 1] }, k: '$$REMOVE' } }, { $unset: ['s', 'o.p'] }],
  };
  it.each(Object.keys(pipelines))('agrees on the pipeline %s', (name) => {
    fc.assert(
      fc.property(fc.uniqueArray(document, { maxLength: 6, selector: ({ _id }) => _id }), (documents) => {
        expect(ours(documents, pipelines[name]!)).toEqual(theirs(documents, pipelines[name]!));
      }),
      { numRuns: 12 },
    );
  });
});
