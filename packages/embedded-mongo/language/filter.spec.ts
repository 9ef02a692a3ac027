import { describe, expect, it } from '@jest/globals';
import { Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { type BsonDocument, compileFilter, fieldKey } from './index.js';

const matches = (filter: BsonDocument, document: BsonDocument): boolean => compileFilter(filter).matches(document);
const refused = (filter: BsonDocument, code: number, message?: string | RegExp): void =>
  expect(() => compileFilter(filter)).toThrow(
    expect.objectContaining({ code, ...(message && { message: expect.stringMatching(message) }) }),
  );
const positionOf = (filter: BsonDocument, document: BsonDocument): number | undefined => {
  const details: { index?: number } = {};
  compileFilter(filter).matches(document, details);
  return details.index;
};

describe('properties and codes of characters in a regular expression', () => {
  it.each<[string, string, boolean]>([
    ['^\\p{L}+$', 'กขค', true],
    ['^\\p{L}+$', 'ก1', false],
    ['^\\pL+$', 'abc', true],
    ['^\\p{Thai}+$', 'ประชุม', true],
    ['^\\p{Thai}+$', 'abc', false],
    ['\\P{Thai}', 'ก', false],
    ['\\p{^Thai}', 'ก', false],
    ['\\P{^Thai}', 'ก', true],
    ['^[\\p{Thai}\\d ]+$', 'จังหวัด 9', true],
    ['^[^\\p{Thai}]+$', 'จ', false],
    ['^\\p{L&}$', 'a', true],
    ['^\\p{Any}$', '\n', true],
    ['^\\p{Lu}\\p{Ll}$', 'Ab', true],
    ['^\\p{Nd}$', '๙', true],
    ['^\\x{0E01}$', 'ก', true],
    ['^\\x{e01}-\\x41$', 'ก-A', true],
    ['^[\\x{0E01}-\\x{0E2E}]+$', 'กฮ', true],
    ['^[\\x{0E01}-\\x{0E2E}]+$', 'a', false],
    ['^\\x{1F600}$', '😀', true],
    ['^\\x9$', '\t', true],
    ['^\\\\p{2}$', '\\pp', true],
    ['^\\Q\\p{L}\\E$', '\\p{L}', true],
  ])('%s on %j', (pattern, text, expected) => expect(matches({ a: { $regex: pattern } }, { a: text })).toBe(expected));
  it.each(['\\p{Klingon}', '\\p{Xx}', '\\x{110000}', '\\p{L'])('%s is refused with 51091', (pattern) =>
    refused({ a: { $regex: pattern } }, 51091),
  );
});

describe('equality', () => {
  it('is by value between int, long, double and decimal', () => {
    for (const stored of [5, 5n, Long.fromNumber(5), new Double(5), Decimal128.fromString('5.00')]) {
      for (const asked of [5, 5n, new Double(5), Decimal128.fromString('5.0')])
        expect(matches({ a: asked }, { a: stored })).toBe(true);
    }
  });
  it('of null matches a missing field, and of a missing path below a scalar', () => {
    expect([
      matches({ a: null }, {}),
      matches({ a: null }, { a: null }),
      matches({ a: null }, { a: 0 }),
      matches({ 'a.b': null }, { a: 5 }),
    ]).toEqual([true, true, false, true]);
  });
  it('of null on a path through an array skips what is no document', () => {
    expect([
      matches({ 'a.b': null }, { a: [] }),
      matches({ 'a.b': null }, { a: [5] }),
      matches({ 'a.b': null }, { a: [{ b: 1 }, {}] }),
    ]).toEqual([false, false, true]);
  });
  it('of a scalar matches an element of an array', () => expect(matches({ a: 2 }, { a: [1, 2] })).toBe(true));
  it('of an array matches the whole array or an element that is that array', () => {
    expect([
      matches({ a: [1, 2] }, { a: [1, 2] }),
      matches({ a: [1, 2] }, { a: [[1, 2], 3] }),
      matches({ a: [2, 1] }, { a: [1, 2] }),
    ]).toEqual([true, true, false]);
  });
  it('of documents respects the order of keys', () =>
    expect([
      matches({ a: { x: 1, y: 2 } }, { a: { x: 1, y: 2 } }),
      matches({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }),
    ]).toEqual([true, false]));
  it('reads ObjectId, date, binary and timestamp by value', () => {
    const id = '64b0c0ffee0c0ffee0c0ffee';
    expect(
      matches(
        { o: new ObjectId(id), d: new Date(5), b: new Binary(Buffer.from('x')), t: new Timestamp({ t: 1, i: 2 }) },
        { o: new ObjectId(id), d: new Date(5), b: new Binary(Buffer.from('x')), t: new Timestamp({ t: 1, i: 2 }) },
      ),
    ).toBe(true);
  });
  it('does not find inherited names', () =>
    expect([matches({ toString: { $exists: true } }, {}), matches({ constructor: null }, {})]).toEqual([false, true]));
  it('finds integer-like keys of documents and indexes of arrays by one path', () => {
    expect([
      matches({ 'a.0': 5 }, { a: { [fieldKey('0')]: 5 } }),
      matches({ 'a.0': 5 }, { a: [5] }),
      matches({ 'a.0.b': 1 }, { a: [{ b: 1 }] }),
    ]).toEqual([true, true, true]);
  });
  it('at an index of an array does not expand an array that stands there', () =>
    expect([matches({ 'a.0': 1 }, { a: [[1, 2]] }), matches({ 'a.0': [1, 2] }, { a: [[1, 2]] })]).toEqual([
      false,
      true,
    ]));
});

describe('comparison', () => {
  it('stays within the type of the operand', () =>
    expect([
      matches({ a: { $lt: 5 } }, { a: 'x' }),
      matches({ a: { $gt: 5 } }, { a: 'x' }),
      matches({ a: { $lt: 5 } }, {}),
      matches({ a: { $lte: 5 } }, { a: null }),
    ]).toEqual([false, false, false, false]));
  it('of null with $lte and $gte matches null and missing', () =>
    expect([
      matches({ a: { $gte: null } }, {}),
      matches({ a: { $lte: null } }, { a: null }),
      matches({ a: { $gt: null } }, {}),
    ]).toEqual([true, true, false]));
  it('never takes NaN for a number that is less or greater', () =>
    expect([
      matches({ a: { $lt: 5 } }, { a: NaN }),
      matches({ a: { $lte: 5 } }, { a: NaN }),
      matches({ a: { $gte: NaN } }, { a: NaN }),
      matches({ a: NaN }, { a: NaN }),
      matches({ a: { $lte: NaN } }, { a: 1 }),
    ]).toEqual([false, false, true, true, false]));
  it('works between int64 and double', () =>
    expect([matches({ a: { $gt: 1.5 } }, { a: 2n }), matches({ a: { $lt: 2n ** 53n + 1n } }, { a: 2 ** 53 })]).toEqual([
      true,
      true,
    ]));
  it('may be met by different elements of one array', () =>
    expect(matches({ a: { $gt: 5, $lt: 3 } }, { a: [1, 10] })).toBe(true));
  it('with MinKey and MaxKey spans all types', () =>
    expect([
      matches({ a: { $gt: new MinKey() } }, { a: 'x' }),
      matches({ a: { $lt: new MaxKey() } }, { a: 'x' }),
      matches({ a: { $gt: new MaxKey() } }, { a: 'x' }),
    ]).toEqual([true, true, false]));
  it('$ne and $nin are the opposite of $eq and $in, so they match a missing field', () =>
    expect([
      matches({ a: { $ne: 1 } }, {}),
      matches({ a: { $nin: [1] } }, {}),
      matches({ a: { $ne: 1 } }, { a: [1, 2] }),
      matches({ a: { $ne: null } }, {}),
    ]).toEqual([true, true, false, false]));
  it('$in takes null, regular expressions and values of any type', () => {
    expect([
      matches({ a: { $in: [null] } }, {}),
      matches({ a: { $in: [new BSONRegExp('^x')] } }, { a: 'xy' }),
      matches({ a: { $in: [1n, 'q'] } }, { a: new Double(1) }),
      matches({ a: { $in: [] } }, { a: 1 }),
    ]).toEqual([true, true, true, false]);
  });
  it('$in with many values finds each of any type, by value', () => {
    const list = [
      1,
      2n,
      new Double(3),
      Decimal128.fromString('4.0'),
      'five',
      null,
      new ObjectId('64b0c0ffee0c0ffee0c0ffee'),
      [7],
      { a: 8 },
      true,
      NaN,
      new Date(9),
    ];
    for (const stored of [
      1n,
      2,
      3,
      4,
      'five',
      null,
      undefined,
      new ObjectId('64b0c0ffee0c0ffee0c0ffee'),
      [7],
      [[7]],
      { a: 8n },
      true,
      NaN,
      new Date(9),
      [0, 'five'],
    ])
      expect(matches({ a: { $in: list } }, { a: stored })).toBe(true);
    for (const stored of [5, 'six', false, [], { a: 9 }, '1'])
      expect(matches({ a: { $in: list } }, { a: stored })).toBe(false);
  });
  it('$in without an array is refused with 2', () => refused({ a: { $in: 1 } }, 2, '\\$in needs an array'));
  it('$in with an operator inside is refused with 2', () =>
    refused({ a: { $in: [{ $gt: 1 }] } }, 2, 'cannot nest \\$ under \\$in'));
});

describe('logic', () => {
  it('$and, $or and $nor combine', () =>
    expect([
      matches({ $and: [{ a: 1 }, { b: 2 }] }, { a: 1, b: 2 }),
      matches({ $or: [{ a: 1 }, { b: 2 }] }, { b: 2 }),
      matches({ $nor: [{ a: 1 }, { b: 2 }] }, { b: 2 }),
    ]).toEqual([true, true, false]));
  it('$or without clauses is refused with 2', () => refused({ $or: [] }, 2, 'must be a nonempty array'));
  it('$and of what is no document is refused with 2', () => refused({ $and: [1] }, 2));
  it('$not turns operators and regular expressions round', () =>
    expect([
      matches({ a: { $not: { $gt: 5 } } }, { a: 'x' }),
      matches({ a: { $not: new BSONRegExp('^x') } }, { a: 'xy' }),
      matches({ a: { $not: { $gt: 5 } } }, {}),
    ]).toEqual([true, false, true]));
  it('$not of a value is refused with 2', () => refused({ a: { $not: 5 } }, 2, '\\$not needs a regex or a document'));
  it('an unknown operator is refused with 2', () => refused({ a: { $foo: 1 } }, 2, 'unknown operator: \\$foo'));
  it('an unknown top level operator is refused with 2', () =>
    refused({ $foo: 1 }, 2, 'unknown top level operator: \\$foo'));
  it('$comment is accepted and changes nothing', () => expect(matches({ $comment: 'why', a: 1 }, { a: 1 })).toBe(true));
  it.each(['$where', '$text', '$jsonSchema'])('%s is refused with 238', (name) => refused({ [name]: {} }, 238));
  it.each(['$near', '$geoWithin', '$nearSphere', '$geoIntersects'])('%s is refused with 238', (name) =>
    refused({ a: { [name]: {} } }, 238),
  );
  it('a collation other than simple is refused with 238', () =>
    expect(() => compileFilter({}, { collation: { locale: 'en_US' } })).toThrow(
      expect.objectContaining({ code: 238 }),
    ));
});

describe('element operators', () => {
  it('$exists tells null from missing', () =>
    expect([
      matches({ a: { $exists: true } }, { a: null }),
      matches({ a: { $exists: false } }, {}),
      matches({ a: { $exists: 0 } }, { a: 1 }),
      matches({ 'a.b': { $exists: false } }, { a: [] }),
    ]).toEqual([true, true, false, true]));
  it.each([
    ['int', 1],
    ['long', 1n],
    ['double', 1.5],
    ['double', new Double(1)],
    ['decimal', Decimal128.fromString('1')],
    ['objectId', new ObjectId()],
    ['binData', new Binary(Buffer.from('x'))],
    ['timestamp', new Timestamp({ t: 1, i: 1 })],
    ['minKey', new MinKey()],
    ['maxKey', new MaxKey()],
    ['regex', new BSONRegExp('a')],
    ['date', new Date(0)],
    ['null', null],
    ['object', {}],
    ['bool', false],
    ['string', ''],
  ])('$type %s finds it', (name, value) => expect(matches({ a: { $type: name } }, { a: value })).toBe(true));
  it('$type tells int from double, long and decimal', () =>
    expect(['double', 'long', 'decimal'].map((type) => matches({ a: { $type: type } }, { a: 1 }))).toEqual([
      false,
      false,
      false,
    ]));
  it('$type number means all four, and array the array itself', () =>
    expect([
      matches({ a: { $type: 'number' } }, { a: 1n }),
      matches({ a: { $type: 'array' } }, { a: [1] }),
      matches({ a: { $type: ['string', 16] } }, { a: [1] }),
    ]).toEqual([true, true, true]));
  it.each([6, 6n, new Double(6), 'undefined'])('$type %p asks for undefined, which nothing is', (type) =>
    expect([
      matches({ a: { $type: type } }, {}),
      matches({ a: { $type: type } }, { a: null }),
      matches({ a: { $type: [type, 'int'] } }, { a: 1 }),
    ]).toEqual([false, false, true]),
  );
  it('an unknown type is refused with 2', () => refused({ a: { $type: 'foo' } }, 2, 'Unknown type name alias: foo'));
});

describe('evaluation operators', () => {
  it('$mod truncates toward zero and takes every numeric type', () =>
    expect([
      matches({ a: { $mod: [4, 0] } }, { a: 8n }),
      matches({ a: { $mod: [4.9, 1] } }, { a: 5.9 }),
      matches({ a: { $mod: [3, -1] } }, { a: -4 }),
      matches({ a: { $mod: [2, 0] } }, { a: Decimal128.fromString('4') }),
    ]).toEqual([true, true, true, true]));
  it('$mod by zero is refused with 2', () => refused({ a: { $mod: [0, 1] } }, 2, 'divisor cannot be 0'));
  it('$mod with one element is refused with 2', () => refused({ a: { $mod: [2] } }, 2, 'not enough elements'));
  it('$regex takes i, m, s and x', () => {
    expect(
      [
        ['^AB', 'i', 'abc'],
        ['^b', 'm', 'a\nb'],
        ['a.b', 's', 'a\nb'],
        ['a b # comment', 'x', 'ab'],
      ].map(([p, o, s]) => matches({ a: { $regex: p, $options: o } }, { a: s })),
    ).toEqual([true, true, true, true]);
  });
  it('a regular expression follows PCRE where JavaScript differs', () => {
    const found = (pattern: string, text: string): boolean => matches({ a: new BSONRegExp(pattern) }, { a: text });
    expect([
      found('a$', 'a\n'),
      found('\\Aa\\z', 'a'),
      found('a.b', 'a\rb'),
      found('^.$', '😀'),
      found('[[:digit:]]+', 'x9'),
      found('(?i)ABC', 'xabcx'),
      found('a\\-b', 'a-b'),
      found('a{x', 'a{x'),
      found('\\Qa.b\\E', 'axb'),
      found('\\s', '\u00a0'),
    ]).toEqual([true, true, true, true, true, true, true, true, false, false]);
  });
  it('a regular expression that JavaScript cannot run is refused with 51091', () =>
    refused({ a: { $regex: 'a(?>b)' } }, 51091));
  it('an unknown regex option is refused with 51108', () => refused({ a: { $regex: 'a', $options: 'q' } }, 51108));
  it('$options without $regex is refused with 2', () =>
    refused({ a: { $options: 'i' } }, 2, '\\$options needs a \\$regex'));
  it('a stored regular expression equals the same one', () =>
    expect(matches({ a: new BSONRegExp('x', 'i') }, { a: new BSONRegExp('x', 'i') })).toBe(true));
  it('$expr compares fields, with variables of the command', () =>
    expect([
      matches({ $expr: { $gt: ['$a', '$b'] } }, { a: 2, b: 1 }),
      compileFilter({ $expr: { $eq: ['$a', '$$x'] } }, { let: { x: { $add: [1, 1] } } }).matches({ a: 2n }),
    ]).toEqual([true, true]));
  it('$expr with an undefined variable is refused with 17276', () => refused({ $expr: { $eq: ['$a', '$$x'] } }, 17276));
  it('$expr with $function is refused with 238', () =>
    refused({ $expr: { $function: { body: 'x', args: [], lang: 'js' } } }, 238));
  it('$bits operators test integers and binaries', () =>
    expect([
      matches({ a: { $bitsAllSet: [1, 3] } }, { a: 10 }),
      matches({ a: { $bitsAnySet: 5 } }, { a: 4n }),
      matches({ a: { $bitsAllClear: 1 } }, { a: -2 }),
      matches({ a: { $bitsAnyClear: 3 } }, { a: new Binary(Buffer.from([1])) }),
    ]).toEqual([true, true, true, true]));
});

describe('array operators', () => {
  it('$size wants the exact length and an array', () =>
    expect([
      matches({ a: { $size: 2 } }, { a: [1, 2] }),
      matches({ a: { $size: 1 } }, { a: [[1, 2]] }),
      matches({ a: { $size: 0 } }, { a: 5 }),
    ]).toEqual([true, true, false]));
  it('$size below zero is refused with 2', () => refused({ a: { $size: -1 } }, 2));
  it('$all wants every value', () =>
    expect([
      matches({ a: { $all: [1, 2] } }, { a: [2, 1, 3] }),
      matches({ a: { $all: [1, 4] } }, { a: [1] }),
      matches({ a: { $all: [5] } }, { a: 5 }),
      matches({ a: { $all: [] } }, { a: [] }),
    ]).toEqual([true, false, true, false]));
  it('$elemMatch wants one element that meets all conditions', () => {
    expect([
      matches({ a: { $elemMatch: { $gt: 5, $lt: 3 } } }, { a: [1, 10] }),
      matches(
        { a: { $elemMatch: { b: 1, c: 2 } } },
        {
          a: [
            { b: 1, c: 1 },
            { b: 1, c: 2 },
          ],
        },
      ),
      matches({ a: { $elemMatch: { $gt: 1 } } }, { a: 5 }),
      matches({ a: { $elemMatch: { $or: [{ b: 1 }, { b: 2 }] } } }, { a: [{ b: 2 }] }),
    ]).toEqual([false, true, false, true]);
  });
  it('$elemMatch compares an element that is an array as a whole', () =>
    expect([
      matches({ a: { $elemMatch: { $eq: 1 } } }, { a: [[1]] }),
      matches({ a: { $elemMatch: { $eq: [1] } } }, { a: [[1]] }),
    ]).toEqual([false, true]));
  it.each<[BsonDocument, unknown, boolean]>([
    [{ b: 1 }, [[{ b: 1 }]], false],
    [{ b: 1 }, [{ b: 1 }], true],
    [{ b: 1 }, [{ b: [1, 2] }], true],
    [{ '0.b': 1 }, [[{ b: 1 }]], true],
    [{ '1': 5 }, [4, [4, 5]], true],
    [{ b: null }, [[]], true],
    [{ b: { $ne: 1 } }, [[{ b: 1 }]], true],
    [{ $or: [{ b: 1 }] }, [[{ b: 1 }]], false],
    [{ $comment: 'c', b: 1 }, [{ b: 1 }], true],
  ])('$elemMatch %j takes an array in the array for a document of its indexes: %j', (condition, stored, matched) =>
    expect(matches({ a: { $elemMatch: condition } }, { a: stored })).toBe(matched),
  );
  it.each<[BsonDocument, boolean]>([
    [{ a: { $elemMatch: { $id: 7 } } }, true],
    [{ a: { $elemMatch: { $ref: 'r', $id: 7 } } }, true],
    [{ a: { $elemMatch: { $id: 8 } } }, false],
    [{ a: { $elemMatch: { $id: { $gt: 1 } } } }, false],
    [{ 'a.$id': 7 }, true],
    [{ 'a.$id': { $in: [7, 8] } }, true],
    [{ a: { $ref: 'r', $id: 7 } }, true],
    [{ a: { $in: [{ $ref: 'r', $id: 7 }] } }, true],
    [{ a: { $all: [{ $ref: 'r', $id: 7 }] } }, true],
    [{ a: { $ne: { $ref: 'r', $id: 7 } } }, false],
  ])('%j reads a DBRef as a value, its parts as fields', (filter, matched) =>
    expect(matches(filter, { a: [{ $ref: 'r', $id: 7 }] })).toBe(matched),
  );
  it.each<[BsonDocument, string]>([
    [{ a: { $id: 7 } }, 'unknown operator: \\$id'],
    [{ a: { $ref: 'r' } }, 'unknown operator: \\$ref'],
    [{ a: { $in: [{ $id: 7 }] } }, 'cannot nest'],
    [{ a: { $elemMatch: { $expr: true } } }, 'top-level document'],
    [{ a: { $all: [{ $elemMatch: { b: 1 } }, 5] } }, 'consistent'],
    [{ a: { $all: [{ $elemMatch: { b: 1 } }, { b: 1 }] } }, 'consistent'],
    [{ a: { $all: [5, { $elemMatch: { b: 1 } }] } }, 'no \\$ expressions'],
    [{ a: { $all: [{ $gt: 1 }] } }, 'no \\$ expressions'],
    [{ a: { $regex: 'a\0b' } }, 'null byte'],
    [{ a: { $regex: 'a', $options: 'i\0' } }, 'null byte'],
  ])('%j is refused with 2', (filter, message) => refused(filter, 2, message));
  it('$elemMatch of a value is refused with 2', () => refused({ a: { $elemMatch: 5 } }, 2));
  it('tells the outermost matching index for the positional operator', () => {
    expect([
      positionOf({ a: 2 }, { a: [1, 2] }),
      positionOf({ 'a.b': 2 }, { a: [{ b: [1] }, { b: [1, 2] }] }),
      positionOf({ a: { $elemMatch: { b: 2 } } }, { a: [{ b: 1 }, { b: 2 }] }),
      positionOf({ a: 5 }, { a: 5 }),
    ]).toEqual([1, 1, 1, undefined]);
  });
  it('tells the index in the inner array when the path names that of the outer one', () =>
    expect(positionOf({ 'a.1.b': 5 }, { a: [0, { b: [4, 3, 5] }] })).toBe(2));
  it('tells the index of the last condition that met an array', () => {
    expect([
      positionOf({ a: 1, b: { $elemMatch: { $gt: 1 } } }, { a: [1], b: [1, 2] }),
      positionOf({ b: 2, a: 1 }, { a: [1], b: [1, 2] }),
    ]).toEqual([1, 0]);
  });
});
