import { describe, expect, it } from '@jest/globals';
import { BSONRegExp, Decimal128, Double, ObjectId, Timestamp } from 'bson';
import { aggregate, type BsonDocument, splitPipeline } from './index.js';

const now = new Date('2016-11-23T07:30:00Z');
const collections: Record<string, BsonDocument[]> = {
  halls: [
    { _id: 1, province: 'x', links: [2] },
    { _id: 2, province: 'y', links: [3] },
    { _id: 3, province: 'x', links: [1] },
  ],
};
const run = (
  documents: BsonDocument[],
  pipeline: BsonDocument[],
  options: { let?: BsonDocument; collation?: BsonDocument } = {},
): BsonDocument[] => [
  ...aggregate(documents, pipeline, { now, lookup: (name) => collections[name] ?? [], ...options }),
];
const value = (expression: unknown, document: BsonDocument = {}): unknown =>
  run([document], [{ $replaceWith: { v: expression } }])[0]!['v'];
const refused = (pipeline: BsonDocument[], code: number, documents: BsonDocument[] = [{}]): void =>
  expect(() => run(documents, pipeline)).toThrow(expect.objectContaining({ code }));
const refusedValue = (expression: unknown, code: number): void => refused([{ $replaceWith: { v: expression } }], code);

describe('paths, literals and variables', () => {
  it('a path through an array gives what its documents have there', () =>
    expect(value('$a.b', { a: [{ b: 1 }, { c: 1 }, 5, { b: 2 }] })).toEqual([1, 2]));
  it.each<[unknown, unknown]>([
    [[[{ b: 1 }], { b: 2 }], [2]],
    [[[{ b: 1 }]], []],
    [[{ b: [{ c: 1 }] }, [{ b: 3 }]], [[{ c: 1 }]]],
    [{ b: [[1]] }, [[1]]],
    [[], []],
    [5, undefined],
  ])('a path passes over an array within an array: %j', (a, result) => expect(value('$a.b', { a })).toEqual(result));
  it('a path further in passes over it too', () =>
    expect(value('$a.b.c', { a: [{ b: [[{ c: 1 }], { c: 2 }] }, [{ b: { c: 3 } }]] })).toEqual([[2]]));
  it.each(['$a\0b', '$$ROOT.a\0', '$a.\x001'])('a path with NUL is refused with 16411: %j', (path) =>
    refusedValue(path, 16411),
  );
  it('a missing field stays missing, and is null in an array', () =>
    expect([value('$x'), value(['$x'])]).toEqual([undefined, [null]]));
  it("$$REMOVE leaves the field out, $$NOW is the command's time", () =>
    expect([value('$$REMOVE'), value('$$NOW')]).toEqual([undefined, now]));
  it('$literal is taken as it stands', () => expect(value({ $literal: '$a' })).toBe('$a'));
  it('values pass through with their type', () => expect(value('$a', { a: 5n })).toBe(5n));
  it('an undefined variable is refused with 17276', () => refusedValue('$$x', 17276));
  it('an unknown operator is refused with 168', () => refusedValue({ $foo: 1 }, 168));
  it('two operators in one document are refused with 15983', () => refusedValue({ $add: [1], $multiply: [1] }, 15983));
  it('the wrong number of arguments is refused with 16020', () => refusedValue({ $eq: [1] }, 16020));
  it.each(['$function', '$accumulator'])('%s is refused with 238', (name) => refusedValue({ [name]: {} }, 238));
  it('$let, $map, $filter and $reduce bind their variables', () => {
    expect(
      value({ $let: { vars: { x: 2 }, in: { $map: { input: [1, 2], as: 'n', in: { $multiply: ['$$n', '$$x'] } } } } }),
    ).toEqual([2, 4]);
    expect(value({ $filter: { input: '$a', cond: { $gt: ['$$this', 1] }, limit: 1 } }, { a: [1, 2, 3] })).toEqual([2]);
    expect(value({ $reduce: { input: ['a', 'b'], initialValue: '', in: { $concat: ['$$value', '$$this'] } } })).toBe(
      'ab',
    );
  });
  it('variables of the command are evaluated and seen', () =>
    expect(
      run([{ a: 3 }], [{ $match: { $expr: { $eq: ['$a', '$$x'] } } }], { let: { x: { $add: [1, 2] } } }),
    ).toHaveLength(1));
});

describe('arithmetic expressions', () => {
  it('keep int, long, double and decimal, and widen on overflow', () => {
    expect(
      [
        { $add: [1, 2] },
        { $add: [1, 2n] },
        { $add: [1, new Double(2)] },
        { $multiply: [65536, 65536] },
        { $add: [1, Decimal128.fromString('0.10')] },
        { $subtract: [2147483647, -1] },
      ].map((e) => value(e)),
    ).toEqual([3, 3n, new Double(3), 4294967296n, Decimal128.fromString('1.10'), 2147483648n]);
  });
  it('$add shifts a date and $subtract measures between two in int64 milliseconds', () =>
    expect([value({ $add: [now, 1000] }), value({ $subtract: [now, new Date(now.getTime() - 5)] })]).toEqual([
      new Date(now.getTime() + 1000),
      5n,
    ]));
  it('give null for null and missing', () =>
    expect([value({ $add: [1, null] }), value({ $multiply: ['$x', 2] }), value({ $divide: [null, 0] })]).toEqual([
      null,
      null,
      null,
    ]));
  it('$divide always gives a double', () =>
    expect([value({ $divide: [4, 2] }), value({ $divide: [1, 4] })]).toEqual([new Double(2), 0.25]));
  it('$divide by zero is refused with 2 and $mod by zero with 16610', () => {
    refusedValue({ $divide: [1, 0] }, 2);
    refusedValue({ $mod: [1, 0] }, 16610);
  });
  it('$add of a string is refused with 14', () => refusedValue({ $add: [1, 'x'] }, 14));
  it('$round goes to even, also to places and tens', () =>
    expect(
      [2.5, 3.5, -0.5]
        .map((n) => value({ $round: [n] }))
        .concat([
          value({ $round: [2.675, 2] }),
          value({ $round: [1234, -2] }),
          value({ $trunc: [-1.57, 1] }),
          value({ $round: Decimal128.fromString('2.5') }),
        ]),
    ).toEqual([new Double(2), new Double(4), -0, 2.67, 1200, -1.5, Decimal128.fromString('2')]));
  it('$floor, $ceil and $abs keep the type', () =>
    expect([value({ $floor: -1.5 }), value({ $ceil: 1.2 }), value({ $abs: -5n }), value({ $floor: 3 })]).toEqual([
      new Double(-2),
      new Double(2),
      5n,
      3,
    ]));
  it('$sqrt of a negative number is refused with 28714', () => refusedValue({ $sqrt: -1 }, 28714));
  it('$pow of ints is an int where it fits', () =>
    expect([
      value({ $pow: [2, 10] }),
      value({ $pow: [2, 40] }),
      value({ $pow: [2, -1] }),
      value({ $pow: [-1, 3] }),
    ]).toEqual([1024, 1099511627776n, 0.5, -1]));
  it.each<[unknown, unknown, unknown]>([
    [7, 4, 3],
    [7, 4n, 3n],
    [7n, 4, 3n],
    [7, new Double(4), 3],
    [7n, new Double(4), 3n],
    [-7, new Double(4), -3],
    [7, 2.5, new Double(2)],
    [7, 2 ** 40, new Double(7)],
    [7n, 2 ** 40, new Double(7)],
    [new Double(7), 4, new Double(3)],
    [7.5, new Double(2), 1.5],
    [7, Decimal128.fromString('4'), Decimal128.fromString('3')],
    [Decimal128.fromString('7.5'), new Double(2), Decimal128.fromString('1.5')],
  ])(
    '$mod keeps the type of what is divided where the divisor is whole and fits an int: %p by %p is %p',
    (a, b, result) => expect(value({ $mod: ['$a', '$b'] }, { a, b })).toEqual(result),
  );
});

describe('comparison, conditions, types', () => {
  it('compare over all types', () =>
    expect([
      value({ $lt: [5, 'a'] }),
      value({ $eq: [1, 1n] }),
      value({ $cmp: ['b', 'a'] }),
      value({ $gt: [null, '$x'] }),
    ]).toEqual([true, true, 1, true]));
  it('$cond, $ifNull and $switch evaluate only what they need', () => {
    expect([
      value({ $cond: [0, { $divide: [1, 0] }, 'no'] }),
      value({ $cond: { if: 'x', then: 1, else: 2 } }),
      value({ $ifNull: ['$x', null, 7] }),
      value({
        $switch: {
          branches: [
            { case: false, then: 1 },
            { case: true, then: 2 },
          ],
        },
      }),
    ]).toEqual(['no', 1, 7, 2]);
  });
  it('$switch without a matching branch is refused with 40066', () =>
    refusedValue({ $switch: { branches: [{ case: false, then: 1 }] } }, 40066));
  it('$type names the BSON type', () =>
    expect([
      value({ $type: '$x' }),
      value({ $type: 5n }),
      value({ $type: { $literal: 1 } }),
      value({ $type: new ObjectId() }),
    ]).toEqual(['missing', 'long', 'int', 'objectId']));
  it.each<[string, unknown[], string]>([
    ['of one double with a decimal', [0.1, '0'], '0.1000000000000000055511151231257827'],
    ['of several', [0.1, 0.2, '1'], '1.300000000000000016653345369377348'],
    ['with whole numbers', [1, 0.5, '0.25'], '1.75'],
    ['that is infinite', [Infinity, '1'], 'Infinity'],
  ])('the sum %s keeps the doubles to 34 digits', (_, terms, sum) => {
    const a = terms.map((term) => (typeof term === 'string' ? Decimal128.fromString(term) : term));
    expect(String(value({ $sum: '$a' }, { a }))).toBe(sum);
    expect(
      String(
        run(
          a.map((n) => ({ n })),
          [{ $group: { _id: null, v: { $sum: '$n' } } }],
        )[0]!['v'],
      ),
    ).toBe(sum);
  });
  it('$toDecimal gives a Decimal128 and $toObjectId an ObjectId', () => {
    expect(value({ $toDecimal: '1.50' })).toEqual(Decimal128.fromString('1.50'));
    expect(value({ $toDecimal: 0.1 })).toEqual(Decimal128.fromString('0.1'));
    expect(value({ $toObjectId: '64b0c0ffee0c0ffee0c0ffee' })).toEqual(new ObjectId('64b0c0ffee0c0ffee0c0ffee'));
  });
  it('$toInt, $toLong, $toString, $toBool, $toDate convert', () =>
    expect([
      value({ $toInt: '42' }),
      value({ $toInt: 3.9 }),
      value({ $toLong: 3 }),
      value({ $toString: 1.5 }),
      value({ $toString: new Date(0) }),
      value({ $toBool: 'false' }),
      value({ $toDate: 1000n }),
    ]).toEqual([42, 3, 3n, '1.5', '1970-01-01T00:00:00.000Z', true, new Date(1000)]));
  it('a failed conversion is refused with 241, or answers onError', () => {
    refusedValue({ $toInt: 'x' }, 241);
    refusedValue({ $toInt: 3e9 }, 241);
    expect(value({ $convert: { input: 'x', to: 'int', onError: 'bad', onNull: 0 } })).toBe('bad');
  });
});

describe('strings', () => {
  it('$concat gives null with null', () =>
    expect([value({ $concat: ['a', 'b'] }), value({ $concat: ['a', '$x'] })]).toEqual(['ab', null]));
  it('$toUpper changes ASCII only', () => expect(value({ $toUpper: 'aé' })).toBe('Aé'));
  it('count and cut code points or bytes', () =>
    expect([
      value({ $strLenCP: 'ไท😀' }),
      value({ $strLenBytes: 'ไท😀' }),
      value({ $substrCP: ['a😀b', 1, 1] }),
      value({ $substrBytes: ['abc', 1, -1] }),
      value({ $indexOfCP: ['a😀b', 'b'] }),
      value({ $indexOfBytes: ['a😀b', 'b'] }),
    ]).toEqual([3, 10, '😀', 'bc', 2, 5]));
  it('$substrBytes within a character is refused with 28656', () => refusedValue({ $substrBytes: ['ไ', 1, 1] }, 28656));
  it('$split, $trim, $replaceOne, $replaceAll, $strcasecmp', () =>
    expect([
      value({ $split: ['a-b', '-'] }),
      value({ $trim: { input: '  a ' } }),
      value({ $ltrim: { input: 'xxa', chars: 'x' } }),
      value({ $replaceOne: { input: 'aa', find: 'a', replacement: { $literal: '$&' } } }),
      value({ $replaceAll: { input: 'aa', find: 'a', replacement: 'b' } }),
      value({ $strcasecmp: ['a', 'B'] }),
    ]).toEqual([['a', 'b'], 'a', 'a', '$&a', 'bb', -1]));
  it('$regexFind tells match, index in code points and captures', () =>
    expect([
      value({ $regexFind: { input: '😀ab', regex: '(a)(x)?' } }),
      value({ $regexMatch: { input: 'AB', regex: new BSONRegExp('b', 'i') } }),
      value({ $regexFindAll: { input: 'aXa', regex: 'a' } }),
    ]).toEqual([
      { match: 'a', idx: 1, captures: ['a', null] },
      true,
      [
        { match: 'a', idx: 0, captures: [] },
        { match: 'a', idx: 2, captures: [] },
      ],
    ]));
});

describe('arrays, sets and objects', () => {
  it('$arrayElemAt, $slice, $range, $reverseArray, $in, $indexOfArray, $concatArrays, $size', () => {
    expect([
      value({ $arrayElemAt: [[1, 2], -1] }),
      value({ $arrayElemAt: [[1], 5] }),
      value({ $slice: [[1, 2, 3], 1, 1] }),
      value({ $range: [0, 5, 2] }),
      value({ $reverseArray: [[1, 2]] }),
      value({ $in: [1n, [1]] }),
      value({ $indexOfArray: [['a', 'b'], 'b'] }),
      value({ $concatArrays: [[1], [2]] }),
      value({ $size: [[1, 2]] }),
    ]).toEqual([2, undefined, [2], [0, 2, 4], [2, 1], true, 1, [1, 2], 2]);
  });
  it('$size of a missing field is refused with 17124', () => refusedValue({ $size: '$x' }, 17124));
  it('sets take equal numbers for one', () =>
    expect([
      value({
        $setUnion: [
          [1, 2],
          [1n, 3],
        ],
      }),
      value({ $setIntersection: [[1, 2], [2n]] }),
      value({ $setDifference: [[1, 2, 2], [1]] }),
      value({ $setEquals: [[1, 1], [1n]] }),
      value({ $setIsSubset: [[1], [1, 2]] }),
      value({ $anyElementTrue: [[0, 1]] }),
    ]).toEqual([[1, 2, 3], [2], [2], true, true, true]));
  it('$mergeObjects, $objectToArray, $arrayToObject, $getField, $setField, $unsetField', () => {
    expect([
      value({ $mergeObjects: [{ a: 1 }, '$x', { b: 2 }] }),
      value({ $objectToArray: { a: 1 } }),
      value({ $arrayToObject: [[{ k: 'a', v: 1 }]] }),
      value({ $getField: { field: { $literal: '$a.b' }, input: { $literal: { '$a.b': 5 } } } }),
      value({ $setField: { field: 'a.b', input: {}, value: 1 } }),
      value({ $unsetField: { field: 'a', input: { a: 1, b: 2 } } }),
    ]).toEqual([{ a: 1, b: 2 }, [{ k: 'a', v: 1 }], { a: 1 }, 5, { 'a.b': 1 }, { b: 2 }]);
  });
  it('$sortArray, $firstN, $maxN, $zip', () =>
    expect([
      value({ $sortArray: { input: [3, 1n, 2], sortBy: -1 } }),
      value({ $firstN: { n: 2, input: [1, 2, 3] } }),
      value({ $maxN: { n: 1, input: [1, null, 3] } }),
      value({ $zip: { inputs: [[1, 2], ['a']], useLongestLength: true } }),
    ]).toEqual([
      [3, 2, 1n],
      [1, 2],
      [3],
      [
        [1, 'a'],
        [2, null],
      ],
    ]));
  it('$sum, $avg, $min and $max over an array', () =>
    expect([
      value({ $sum: [[1, 'x', 2]] }),
      value({ $avg: '$a' }, { a: [1, 2] }),
      value({ $max: [1, 'a', null] }),
      value({ $min: '$x' }),
    ]).toEqual([3, 1.5, 'a', null]));
});

describe('dates', () => {
  const bangkok = 'Asia/Bangkok';
  it('$dateToString writes the parts in the zone', () => {
    expect(
      value({
        $dateToString: { date: now, timezone: bangkok, format: '%Y-%m-%d %H:%M:%S.%L %z %j %u %w %V %G %b %B %%' },
      }),
    ).toBe('2016-11-23 14:30:00.000 +0700 328 3 4 47 2016 Nov November %');
    expect([
      value({ $dateToString: { date: now } }),
      value({ $dateToString: { date: null, onNull: 'none' } }),
      value({ $dateToString: { date: '$x' } }),
    ]).toEqual(['2016-11-23T07:30:00.000Z', 'none', null]);
  });
  it('parts are those of the zone', () =>
    expect([
      value({ $hour: now }),
      value({ $hour: { date: now, timezone: '+07:00' } }),
      value({ $dayOfWeek: now }),
      value({ $isoWeekYear: new Date('2016-01-01') }),
      value({ $week: new Date('2016-01-01') }),
      value({ $isoWeek: new Date('2016-01-01') }),
    ]).toEqual([7, 14, 4, 2015n, 0, 53]));
  it('an unknown zone is refused with 40485', () =>
    refusedValue({ $hour: { date: now, timezone: 'Mars/Base' } }, 40485));
  it('$dateAdd of months stays within the month, and days keep the clock over a change of time', () => {
    expect([
      value({ $dateAdd: { startDate: new Date('2016-01-31'), unit: 'month', amount: 1 } }),
      value({ $dateSubtract: { startDate: new Date('2016-03-31'), unit: 'year', amount: 1 } }),
      value({
        $dateAdd: { startDate: new Date('2016-03-26T12:00:00Z'), unit: 'day', amount: 1, timezone: 'Europe/Berlin' },
      }),
    ]).toEqual([new Date('2016-02-29'), new Date('2015-03-31'), new Date('2016-03-27T11:00:00Z')]);
  });
  it('$dateDiff counts borders crossed', () =>
    expect([
      value({
        $dateDiff: { startDate: new Date('2015-12-31T23:00Z'), endDate: new Date('2016-01-01T01:00Z'), unit: 'year' },
      }),
      value({ $dateDiff: { startDate: new Date('2016-11-18'), endDate: now, unit: 'day' } }),
      value({ $dateDiff: { startDate: new Date('2016-11-19'), endDate: new Date('2016-11-20'), unit: 'week' } }),
    ]).toEqual([1n, 5n, 1n]));
  it('$dateTrunc cuts in the zone', () =>
    expect([
      value({ $dateTrunc: { date: new Date('2016-11-22T18:00:00Z'), unit: 'day', timezone: bangkok } }),
      value({ $dateTrunc: { date: now, unit: 'month' } }),
      value({ $dateTrunc: { date: now, unit: 'minute', binSize: 20 } }),
      value({ $dateTrunc: { date: now, unit: 'week', startOfWeek: 'monday' } }),
    ]).toEqual([
      new Date('2016-11-22T17:00:00Z'),
      new Date('2016-11-01'),
      new Date('2016-11-23T07:20:00Z'),
      new Date('2016-11-21'),
    ]));
  it('$dateFromString, $dateFromParts and $dateToParts', () => {
    expect([
      value({ $dateFromString: { dateString: '2016-11-23T14:30:00', timezone: bangkok } }),
      value({ $dateFromString: { dateString: '23/11/2016', format: '%d/%m/%Y' } }),
      value({ $dateFromParts: { year: 2016, month: 11, day: 23, hour: 14, timezone: bangkok } }),
      value({ $dateFromParts: { isoWeekYear: 2016, isoWeek: 47, isoDayOfWeek: 3 } }),
    ]).toEqual([now, new Date('2016-11-23'), new Date('2016-11-23T07:00:00Z'), new Date('2016-11-23')]);
    expect(value({ $dateToParts: { date: now, timezone: bangkok } })).toEqual({
      year: 2016,
      month: 11,
      day: 23,
      hour: 14,
      minute: 30,
      second: 0,
      millisecond: 0,
    });
  });
  it('a text that is no date is refused with 241, or answers onError', () => {
    refusedValue({ $dateFromString: { dateString: '2016-02-30' } }, 241);
    expect(value({ $dateFromString: { dateString: 'x', onError: 'bad' } })).toBe('bad');
  });
  it('dates are read out of ObjectId and timestamp', () =>
    expect([
      value({ $year: new ObjectId('5835a9800000000000000000') }),
      value({ $year: new Timestamp({ t: 1479886200, i: 1 }) }),
    ]).toEqual([2016, 2016]));
});

describe('stages', () => {
  const sales = [
    { _id: 1, k: 'a', n: 1 },
    { _id: 2, k: 'b', n: 2n },
    { _id: 3, k: 'a', n: 3 },
    { _id: 4, n: null },
  ];
  it('never change their input', () => {
    const source = [{ _id: 1, a: { b: 1 } }];
    run(source, [{ $addFields: { 'a.c': 2, x: 1 } }, { $unset: 'a.b' }, { $project: { 'a.c': 1 } }]);
    expect(source).toEqual([{ _id: 1, a: { b: 1 } }]);
  });
  it('$group joins missing and null, and equal numbers of different types', () => {
    expect(
      run(sales, [{ $group: { _id: '$k', total: { $sum: '$n' }, count: { $count: {} }, all: { $push: '$n' } } }]),
    ).toEqual([
      { _id: 'a', total: 4, count: 2, all: [1, 3] },
      { _id: 'b', total: 2n, count: 1, all: [2n] },
      { _id: null, total: 0, count: 1, all: [null] },
    ]);
    expect(run([{ a: 1 }, { a: 1n }, { a: new Double(1) }], [{ $group: { _id: '$a' } }])).toEqual([{ _id: 1 }]);
  });
  it('$group with every accumulator', () => {
    expect(
      run(
        [{ a: 1 }, { a: 3 }, { b: 1 }],
        [
          {
            $group: {
              _id: null,
              avg: { $avg: '$a' },
              min: { $min: '$a' },
              max: { $max: '$a' },
              first: { $first: '$a' },
              last: { $last: '$a' },
              set: { $addToSet: '$a' },
              dev: { $stdDevPop: '$a' },
              merged: { $mergeObjects: '$$ROOT' },
              two: { $firstN: { n: 2, input: '$a' } },
              top: { $top: { sortBy: { a: -1 }, output: '$a' } },
            },
          },
        ],
      ),
    ).toEqual([
      {
        _id: null,
        avg: new Double(2),
        min: 1,
        max: 3,
        first: 1,
        last: null,
        set: [1, 3],
        dev: new Double(1),
        merged: { a: 3, b: 1 },
        two: [1, 3],
        top: 3,
      },
    ]);
  });
  it('$sum adds doubles without losing the small ones', () =>
    expect(
      run([{ a: 1e17 }, { a: 0.5 }, { a: -1e17 }, { a: 0.5 }], [{ $group: { _id: 1, s: { $sum: '$a' } } }]),
    ).toEqual([{ _id: 1, s: new Double(1) }]));
  it('$match, $sort, $skip, $limit, $count', () =>
    expect(
      run(sales, [
        { $match: { n: { $gte: 1 } } },
        { $sort: { n: -1 } },
        { $skip: 1 },
        { $limit: 1 },
        { $project: { n: 1, _id: 0 } },
      ]),
    ).toEqual([{ n: 2n }]));
  it('$limit reads no more than it needs', () => {
    let read = 0;
    const source = function* (): Iterable<BsonDocument> {
      for (;;) {
        read++;
        yield { _id: read };
      }
    };
    expect([...aggregate(source(), [{ $match: {} }, { $limit: 2 }], { now, lookup: () => [] })]).toHaveLength(2);
    expect(read).toBe(2);
  });
  it('$unwind with an index and with empty arrays kept', () => {
    const documents = [{ a: [7, 8] }, { a: [] }, { a: 5 }, {}];
    expect(run(documents, [{ $unwind: '$a' }])).toEqual([{ a: 7 }, { a: 8 }, { a: 5 }]);
    expect(
      run(documents, [{ $unwind: { path: '$a', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } }]),
    ).toEqual([{ a: 7, i: 0n }, { a: 8, i: 1n }, { i: null }, { a: 5, i: null }, { i: null }]);
  });
  it('$addFields goes through arrays and replaces scalars', () =>
    expect(run([{ a: [{ x: 1 }, 2], b: 3 }], [{ $addFields: { 'a.y': 9, 'b.c': 1 } }])).toEqual([
      { a: [{ x: 1, y: 9 }, { y: 9 }], b: { c: 1 } },
    ]));
  it('$replaceRoot with what is no document is refused with 40228', () =>
    refused([{ $replaceRoot: { newRoot: '$x' } }], 40228));
  it('$lookup by fields joins arrays element by element and missing with null', () =>
    expect(
      run(
        [{ _id: 'm', h: [1, 3] }],
        [{ $lookup: { from: 'halls', localField: 'h', foreignField: '_id', as: 'found' } }],
      )[0]!['found'],
    ).toEqual([collections['halls']![0], collections['halls']![2]]));
  it('$lookup of an empty array finds nothing, of a missing field what has none', () =>
    expect(
      [{ h: [] }, {}].map(
        (doc) =>
          (
            run([doc], [{ $lookup: { from: 'halls', localField: 'h', foreignField: 'closed', as: 'r' } }])[0]![
              'r'
            ] as unknown[]
          ).length,
      ),
    ).toEqual([0, 3]));
  it('$lookup says which documents it wants, so that an index can be used', () => {
    const asked: unknown[] = [];
    const lookup = (_: string, filter?: BsonDocument): BsonDocument[] => {
      asked.push(filter);
      return collections['halls']!;
    };
    const result = [
      ...aggregate(
        [
          { _id: 'm', h: [1, 3] },
          { _id: 'n', h: 2 },
        ],
        [
          {
            $lookup: {
              from: 'halls',
              localField: 'h',
              foreignField: '_id',
              pipeline: [{ $match: { province: 'x' } }],
              as: 'r',
            },
          },
          { $project: { 'r._id': 1 } },
        ],
        { now, lookup },
      ),
    ];
    expect(asked).toEqual([
      { $and: [{ _id: { $in: [1, 3] } }, { province: 'x' }] },
      { $and: [{ _id: { $eq: 2 } }, { province: 'x' }] },
    ]);
    expect(result).toEqual([
      { _id: 'm', r: [{ _id: 1 }, { _id: 3 }] },
      { _id: 'n', r: [] },
    ]);
  });
  it('$lookup that depends on no document is run once', () => {
    let runs = 0;
    const lookup = (): BsonDocument[] => {
      runs++;
      return collections['halls']!;
    };
    expect([
      ...aggregate([{}, {}], [{ $lookup: { from: 'halls', pipeline: [{ $count: 'n' }], as: 'r' } }], { now, lookup }),
    ]).toEqual([{ r: [{ n: 3 }] }, { r: [{ n: 3 }] }]);
    expect(runs).toBe(1);
  });
  it('$lookup by a pipeline sees its variables', () =>
    expect(
      run(
        [{ p: 'x' }],
        [
          {
            $lookup: {
              from: 'halls',
              let: { p: '$p' },
              pipeline: [{ $match: { $expr: { $eq: ['$province', '$$p'] } } }, { $count: 'n' }],
              as: 'r',
            },
          },
        ],
      ),
    ).toEqual([{ p: 'x', r: [{ n: 2 }] }]));
  it('$graphLookup follows links and tells their depth', () =>
    expect(
      run(
        [{ s: 1 }],
        [
          {
            $graphLookup: {
              from: 'halls',
              startWith: '$s',
              connectFromField: 'links',
              connectToField: '_id',
              as: 'r',
              maxDepth: 1,
              depthField: 'd',
            },
          },
          { $project: { r: { _id: 1, d: 1 } } },
        ],
      ),
    ).toEqual([
      {
        r: [
          { _id: 1, d: 0n },
          { _id: 2, d: 1n },
        ],
      },
    ]));
  it('$facet, $bucket, $sortByCount, $unionWith', () => {
    expect(run(sales, [{ $facet: { many: [{ $count: 'n' }], none: [{ $match: { k: 'z' } }] } }])).toEqual([
      { many: [{ n: 4 }], none: [] },
    ]);
    expect(
      run([{ n: 1 }, { n: 5 }, { n: 99 }], [{ $bucket: { groupBy: '$n', boundaries: [0, 3, 10], default: 'other' } }]),
    ).toEqual([
      { _id: 0, count: 1 },
      { _id: 3, count: 1 },
      { _id: 'other', count: 1 },
    ]);
    expect(run(sales, [{ $sortByCount: '$k' }])[0]).toEqual({ _id: 'a', count: 2 });
    expect(run([{ _id: 9 }], [{ $unionWith: { coll: 'halls', pipeline: [{ $limit: 1 }] } }])).toHaveLength(2);
  });
  it('$redact keeps, prunes and descends', () =>
    expect(
      run(
        [{ l: 1, a: { l: 5, x: 1 }, b: [{ l: 1, y: 1 }] }],
        [{ $redact: { $cond: [{ $gt: ['$l', 3] }, '$$PRUNE', '$$DESCEND'] } }],
      ),
    ).toEqual([{ l: 1, b: [{ l: 1, y: 1 }] }]));
  it('$setWindowFields ranks and sums over windows', () => {
    expect(
      run(
        [
          { k: 'a', t: 2, n: 5 },
          { k: 'a', t: 1, n: 3 },
          { k: 'b', t: 1, n: 1 },
        ],
        [
          {
            $setWindowFields: {
              partitionBy: '$k',
              sortBy: { t: 1 },
              output: {
                r: { $rank: {} },
                s: { $sum: '$n', window: { documents: ['unbounded', 'current'] } },
                p: { $shift: { output: '$n', by: -1, default: 0 } },
                w: { $sum: '$n', window: { range: [-1, 0] } },
              },
            },
          },
        ],
      ),
    ).toEqual([
      { k: 'a', t: 1, n: 3, r: 1, s: 3, p: 0, w: 3 },
      { k: 'a', t: 2, n: 5, r: 2, s: 8, p: 3, w: 8 },
      { k: 'b', t: 1, n: 1, r: 1, s: 1, p: 0, w: 1 },
    ]);
  });
  it('$setWindowFields with $linearFill, $locf, $expMovingAvg, $derivative, $integral and $covariancePop', () => {
    const [, , last] = run(
      [
        { x: 0, y: 1, z: 5 },
        { x: 1, z: null },
        { x: 4, y: 9 },
      ],
      [
        { $addFields: { w: { $ifNull: ['$y', 3] } } },
        {
          $setWindowFields: {
            sortBy: { x: 1 },
            output: {
              line: { $linearFill: '$y' },
              held: { $locf: '$z' },
              smooth: { $expMovingAvg: { input: '$w', N: 3 } },
              slope: { $derivative: { input: '$w' }, window: { documents: [-1, 0] } },
              area: { $integral: { input: '$w' }, window: { documents: ['unbounded', 'current'] } },
              both: { $covariancePop: ['$x', '$w'] },
            },
          },
        },
        { $unset: ['x', 'y', 'z', 'w'] },
      ],
    );
    expect(last).toEqual({ line: 9, held: 5, smooth: 5.5, slope: new Double(2), area: new Double(20), both: 52 / 9 });
    expect(
      run(
        [{ x: 0, y: 1 }, { x: 1 }, { x: 4, y: 9 }],
        [{ $fill: { sortBy: { x: 1 }, output: { y: { method: 'linear' }, k: { value: 'none' } } } }],
      ),
    ).toEqual([
      { x: 0, y: 1, k: 'none' },
      { x: 1, y: new Double(3), k: 'none' },
      { x: 4, y: 9, k: 'none' },
    ]);
  });
  it('$bucketAuto makes buckets of like size and keeps equal values together', () => {
    expect(
      run(
        [1, 1, 1, 2, 3].map((n) => ({ n })),
        [{ $bucketAuto: { groupBy: '$n', buckets: 2 } }],
      ),
    ).toEqual([
      { _id: { min: 1, max: 2 }, count: 3 },
      { _id: { min: 2, max: 3 }, count: 2 },
    ]);
  });
  it('$densify puts in what is missing', () => {
    expect(
      run([{ n: 1 }, { n: 4 }, { k: 1 }], [{ $densify: { field: 'n', range: { step: 1, bounds: 'full' } } }]),
    ).toEqual([{ k: 1 }, { n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
    expect(run([{ n: 1 }], [{ $densify: { field: 'n', range: { step: 2, bounds: [0, 5] } } }])).toEqual([
      { n: 0 },
      { n: 1 },
      { n: 2 },
      { n: 4 },
    ]);
    expect(
      run(
        [{ d: new Date('2016-01-15') }, { d: new Date('2016-03-31') }],
        [{ $densify: { field: 'd', range: { step: 1, unit: 'month', bounds: 'full' } } }],
      ),
    ).toHaveLength(4);
    expect(
      run(
        [
          { k: 'a', n: 6 },
          { k: 'a', n: 7.5 },
          { k: 'b', n: 9 },
        ],
        [{ $densify: { field: 'n', partitionByFields: ['k'], range: { step: 2, bounds: 'full' } } }],
      ),
    ).toEqual([
      { k: 'a', n: 6 },
      { k: 'a', n: 7.5 },
      { k: 'a', n: 8 },
      { k: 'b', n: 6 },
      { k: 'b', n: 8 },
      { k: 'b', n: 9 },
    ]);
    refused([{ $densify: { field: 'd', range: { step: 1, unit: 'month', bounds: 'full' } } }], 238, [
      { d: new Date('2016-01-31') },
      { d: new Date('2016-03-31') },
    ]);
  });
  it.each<[string, unknown]>([
    ['$sqrt', '$n'],
    ['$ln', '$n'],
    ['$log', ['$n', 10]],
    ['$pow', ['$n', 2]],
    ['$atan2', ['$n', 1]],
  ])('%s of a Decimal128 is refused, not answered by a double', (operator, argument) =>
    expect(() => value({ [operator]: argument }, { n: Decimal128.fromString('4') })).toThrow(
      expect.objectContaining({ code: 238 }),
    ),
  );
  it('$median and $percentile as expressions take a list or one value, and leave out what is no number', () =>
    expect(
      run(
        [{ n: [5, 'x', 1, null, 3], one: 7, none: ['x'] }],
        [
          {
            $project: {
              _id: 0,
              middle: { $median: { input: '$n', method: 'approximate' } },
              ends: { $percentile: { input: '$n', p: [0, 1], method: 'approximate' } },
              one: { $median: { input: '$one', method: 'approximate' } },
              none: { $median: { input: '$none', method: 'approximate' } },
            },
          },
        ],
      ),
    ).toEqual([{ middle: new Double(3), ends: [new Double(1), new Double(5)], one: new Double(7), none: null }]));
  it('$median and $percentile give the value of the nearest rank', () =>
    expect(
      run(
        [1, 2, 3, 4].map((n) => ({ n })),
        [
          {
            $group: {
              _id: null,
              m: { $median: { input: '$n', method: 'approximate' } },
              p: { $percentile: { input: '$n', p: [0.95], method: 'approximate' } },
            },
          },
        ],
      ),
    ).toEqual([{ _id: null, m: new Double(2), p: [new Double(4)] }]));
  it('an unknown stage is refused with 40324', () => refused([{ $foo: {} }], 40324));
  it('two stages in one document are refused with 40323', () => refused([{ $match: {}, $limit: 1 }], 40323));
  it('$limit of zero is refused with 15958', () => refused([{ $limit: 0 }], 15958));
  it('an unknown accumulator is refused with 15952', () => refused([{ $group: { _id: 1, a: { $foo: 1 } } }], 15952));
  it('$group without _id is refused with 15955', () => refused([{ $group: { a: { $sum: 1 } } }], 15955));
  it.each(['$indexStats', '$collStats', '$currentOp', '$changeStream', '$geoNear', '$search'])(
    '%s is refused with 238',
    (name) => refused([{ [name]: {} }], 238),
  );
  it('a collation other than simple is refused with 238', () =>
    expect(() => run([], [], { collation: { locale: 'en_US' } })).toThrow(expect.objectContaining({ code: 238 })));
  it('$out and $merge are parted from what reads, and refused with 40601 elsewhere', () => {
    expect(splitPipeline([{ $match: {} }, { $out: { db: 'x', coll: 'y' } }])).toEqual({
      reads: [{ $match: {} }],
      write: { stage: '$out', argument: { db: 'x', coll: 'y' } },
    });
    refused([{ $out: 'x' }, { $match: {} }], 40601);
  });
});
