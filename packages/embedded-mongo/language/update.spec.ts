import { describe, expect, it } from '@jest/globals';
import { BSONRegExp, Decimal128, Double, ObjectId, Timestamp } from 'bson';
import { applyUpdate, type BsonDocument, fieldKey, type UpdateOptions, upsertDocument } from './index.js';

const now = new Date('2016-11-23T07:30:00Z');
type Spec = BsonDocument | BsonDocument[];
const update = (document: BsonDocument, spec: Spec, options: Partial<UpdateOptions> = {}) =>
  applyUpdate(document, spec, { now, ...options });
const after = (document: BsonDocument, spec: Spec, options: Partial<UpdateOptions> = {}): BsonDocument =>
  update(document, spec, options).document;
const refused = (
  document: BsonDocument,
  spec: Spec,
  code: number,
  options: Partial<UpdateOptions> & { message?: string } = {},
): void => {
  const { message = '', ...rest } = options;
  const before = structuredClone({ ...document });
  expect(() => update(document, spec, rest)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
  expect(document).toEqual(before);
};

describe('$set and $unset', () => {
  it('set nested fields and make the documents on the way', () =>
    expect(after({ _id: 1 }, { $set: { 'a.b.c': 1 } })).toEqual({ _id: 1, a: { b: { c: 1 } } }));
  it('leave the given document and what they do not touch as they are', () => {
    const document = { _id: 1, a: { b: 1 }, c: { d: 1 } };
    const result = after(document, { $set: { 'a.b': 2 } });
    expect(document).toEqual({ _id: 1, a: { b: 1 }, c: { d: 1 } });
    expect(result['c']).toBe(document.c);
  });
  it('make new fields in the order of their names, numbers in that of their values', () =>
    expect(Object.keys(after({ _id: 1 }, { $set: { c: 1, [fieldKey('10')]: 1, [fieldKey('9')]: 1, a: 1 } }))).toEqual([
      '_id',
      fieldKey('9'),
      fieldKey('10'),
      'a',
      'c',
    ]));
  it('fill an array with null up to the index', () =>
    expect(after({ _id: 1, a: [1] }, { $set: { 'a.3': 4 } })).toEqual({ _id: 1, a: [1, null, null, 4] }));
  it('$set below a scalar is refused with 28', () =>
    refused({ _id: 1, a: 1 }, { $set: { 'a.b': 1 } }, 28, { message: "Cannot create field 'b' in element {a: 1}" }));
  it('$set below null is refused with 28', () => refused({ _id: 1, a: null }, { $set: { 'a.b': 1 } }, 28));
  it('$set of a name in an array is refused with 28', () => refused({ _id: 1, a: [] }, { $set: { 'a.b': 1 } }, 28));
  it('$set of a path with an empty name is refused with 56', () => refused({ _id: 1 }, { $set: { 'a.': 1 } }, 56));
  it('$unset removes a field, puts null in an array, and passes by what is not there', () =>
    expect(after({ _id: 1, a: { b: 1 }, c: [1, 2] }, { $unset: { 'a.b': '', 'c.0': '', 'x.y': '' } })).toEqual({
      _id: 1,
      a: {},
      c: [null, 2],
    }));
  it('say changed only when the BSON differs, types included', () => {
    expect(
      [
        { $set: { a: 1 } },
        { $set: { a: new Double(1) } },
        { $set: { a: 1n } },
        { $unset: { b: 1 } },
        { $inc: { a: 0 } },
        {},
      ].map((spec) => update({ _id: 1, a: 1 }, spec).changed),
    ).toEqual([false, true, true, false, false, true]);
  });
  it('a path and one within it are refused with 40', () =>
    refused({ _id: 1 }, { $set: { 'a.b': 1 }, $inc: { a: 1 } }, 40, { message: "would create a conflict at 'a'" }));
  it('one path in two operators is refused with 40', () => refused({ _id: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40));
  it('$setOnInsert does nothing to a document that is there', () =>
    expect(after({ _id: 1 }, { $setOnInsert: { a: 1 } })).toEqual({ _id: 1 }));
  it('fields named __proto__ are fields', () =>
    expect(Object.keys(after({ _id: 1 }, { $set: JSON.parse('{"__proto__": 5}') as BsonDocument }))).toEqual([
      '_id',
      '__proto__',
    ]));
});

describe('names that begin with $', () => {
  it('are stored below the top', () =>
    expect(after({ _id: 1 }, { $set: { 'a.$x': 1, b: { $y: 2 }, 'c.$ref': 'r' } })).toEqual({
      _id: 1,
      a: { $x: 1 },
      b: { $y: 2 },
      c: { $ref: 'r' },
    }));
  it.each<[string, BsonDocument, BsonDocument]>([
    ['$set', { $set: { $x: 1 } }, { _id: 1 }],
    ['$inc', { $inc: { $x: 1 } }, { _id: 1 }],
    ['$push', { $push: { $x: 1 } }, { _id: 1 }],
    ['$set below one that is not there', { $set: { '$x.a': 1 } }, { _id: 1 }],
    ['$rename', { $rename: { a: '$x' } }, { _id: 1, a: 1 }],
    ['$set of one that is there', { $set: { $x: 2 } }, { _id: 1, $x: 1 }],
    ['a replacement', { a: 1, $x: 1 }, { _id: 1 }],
  ])('at the top of a document that is there are refused with 52: %s', (_, spec, document) =>
    refused(document, spec, 52, { message: '$replaceWith' }),
  );
  it.each<[string, BsonDocument, BsonDocument, BsonDocument]>([
    ['$unset', { $unset: { $x: 1 } }, { _id: 1, $x: 1 }, { _id: 1 }],
    ['$rename from it', { $rename: { $x: 'a' } }, { _id: 1, $x: 1 }, { _id: 1, a: 1 }],
    ['what changes nothing', { $set: { $x: 1 } }, { _id: 1, $x: 1 }, { _id: 1, $x: 1 }],
    ['what lies below', { $set: { '$x.a': 2 } }, { _id: 1, $x: { a: 1 } }, { _id: 1, $x: { a: 2 } }],
    ['$setOnInsert, which is idle', { $setOnInsert: { $x: 1 } }, { _id: 1 }, { _id: 1 }],
    ['another field', { $set: { a: 1 } }, { _id: 1, $x: 1 }, { _id: 1, $x: 1, a: 1 }],
  ])('at the top are no hindrance to %s', (_, spec, document, result) => expect(after(document, spec)).toEqual(result));
  it.each<[BsonDocument]>([
    [{ $set: { $hotel: 320, a: 1 } }],
    [{ $setOnInsert: { $hotel: 320 }, $set: { a: 1 } }],
    [{ a: 1, $hotel: 320 }],
  ])('are stored at the top by an upsert: %j', (spec) =>
    expect(upsertDocument({ _id: 1 }, spec, { now })).toEqual({ _id: 1, $hotel: 320, a: 1 }),
  );
  it('of a DBRef at the top must be a whole one (55)', () => {
    expect(after({ _id: 1 }, { a: 1, $ref: 'r', $id: 5 })).toEqual({ _id: 1, a: 1, $ref: 'r', $id: 5 });
    for (const spec of [
      { $set: { $id: 5 } },
      { $set: { $ref: 'r' } },
      { a: 1, $id: 5, $ref: 'r' },
      { a: 1, $ref: 5, $id: 5 },
    ])
      refused({ _id: 1 }, spec, 55);
  });
  it('that only look positional are names', () =>
    expect(after({ _id: 1, a: {} }, { $set: { 'a.$[x': 1 } })).toEqual({ _id: 1, a: { '$[x': 1 } }));
});

describe('_id', () => {
  it('may be set to the value that it has', () =>
    expect(update({ _id: 1, a: 1 }, { $set: { _id: 1, a: 2 } })).toEqual({
      document: { _id: 1, a: 2 },
      changed: true,
    }));
  it('changed by $set is refused with 66', () => refused({ _id: 1 }, { $set: { _id: 2 } }, 66));
  it('changed within is refused with 66', () => refused({ _id: { a: 1 } }, { $set: { '_id.a': 2 } }, 66));
  it('removed by $unset is refused with 66', () => refused({ _id: 1 }, { $unset: { _id: 1 } }, 66));
  it('changed by a replacement is refused with 66', () => refused({ _id: 1 }, { _id: 2 }, 66));
  it('changed by a pipeline is refused with 66', () => refused({ _id: 1 }, [{ $set: { _id: 2 } }], 66));
  it('stays, first in key order, in a replacement', () =>
    expect(Object.entries(after({ _id: 1, a: 1 }, { b: 2 }))).toEqual([
      ['_id', 1],
      ['b', 2],
    ]));
  it('stays, first in key order, after $replaceRoot', () =>
    expect(Object.entries(after({ _id: 1, a: { b: 2 } }, [{ $replaceRoot: { newRoot: '$a' } }]))).toEqual([
      ['_id', 1],
      ['b', 2],
    ]));
});

describe('arithmetic', () => {
  it('$inc keeps int, long, double and decimal', () => {
    expect(
      after(
        { _id: 1, i: 1, l: 5n, d: new Double(2), n: Decimal128.fromString('1.10') },
        { $inc: { i: 1, l: 1, d: 1, n: 1 } },
      ),
    ).toEqual({ _id: 1, i: 2, l: 6n, d: new Double(3), n: Decimal128.fromString('2.10') });
  });
  it('$inc takes the wider type', () =>
    expect(
      after({ _id: 1, a: 1, b: 1, c: 1 }, { $inc: { a: 1n, b: new Double(1), c: Decimal128.fromString('0.5') } }),
    ).toEqual({ _id: 1, a: 2n, b: new Double(2), c: Decimal128.fromString('1.5') }));
  it('$inc of an int32 that overflows makes an int64', () =>
    expect(after({ _id: 1, a: 2147483647 }, { $inc: { a: 1 } })).toEqual({ _id: 1, a: 2147483648n }));
  it('$inc of an int64 that overflows is refused with 2', () =>
    refused({ _id: 1, a: 2n ** 63n - 1n }, { $inc: { a: 1 } }, 2));
  it('$inc on a string is refused with 14', () =>
    refused({ _id: 1, a: 'x' }, { $inc: { a: 1 } }, 14, {
      message:
        "Cannot apply $inc to a value of non-numeric type. {_id: 1} has the field 'a' of non-numeric type string",
    }));
  it('$inc on null is refused with 14', () => refused({ _id: 1, a: null }, { $inc: { a: 1 } }, 14));
  it('$inc by a string is refused with 14', () =>
    refused({ _id: 1 }, { $inc: { a: 'x' } }, 14, { message: 'Cannot increment with non-numeric argument: {a: "x"}' }));
  it("$mul of a missing field makes a zero of the argument's type", () =>
    expect(after({ _id: 1 }, { $mul: { a: 5n, b: new Double(2), c: 3 } })).toEqual({
      _id: 1,
      a: 0n,
      b: new Double(0),
      c: 0,
    }));
  it('$mul multiplies', () =>
    expect(after({ _id: 1, a: 3, b: 65536 }, { $mul: { a: 1.5, b: 65536 } })).toEqual({
      _id: 1,
      a: 4.5,
      b: 4294967296n,
    }));
  it('$min and $max compare in BSON order', () =>
    expect(after({ _id: 1, a: 5, b: 5, c: 'x' }, { $min: { a: 3, b: 'x', d: 1 }, $max: { c: 5 } })).toEqual({
      _id: 1,
      a: 3,
      b: 5,
      c: 'x',
      d: 1,
    }));
  it('$min and $max keep an equal value with its type', () =>
    expect(update({ _id: 1, a: 1, b: 1 }, { $min: { a: 1n }, $max: { b: new Double(1) } })).toEqual({
      document: { _id: 1, a: 1, b: 1 },
      changed: false,
    }));
  it('$bit does and, or, xor on int and long', () =>
    expect(after({ _id: 1, a: 12, b: 12n }, { $bit: { a: { and: 10 }, b: { xor: 10 }, c: { or: 3 } } })).toEqual({
      _id: 1,
      a: 8,
      b: 6n,
      c: 3,
    }));
  it('$bit on a double is refused with 2', () => refused({ _id: 1, a: 1.5 }, { $bit: { a: { and: 1 } } }, 2));
  it('$currentDate sets a date or a timestamp', () =>
    expect(after({ _id: 1 }, { $currentDate: { a: true, b: { $type: 'timestamp' } } })).toEqual({
      _id: 1,
      a: now,
      b: new Timestamp({ t: now.getTime() / 1000, i: 1 }),
    }));
  it('$currentDate of another type is refused with 2', () =>
    refused({ _id: 1 }, { $currentDate: { a: { $type: 'x' } } }, 2));
});

describe('$rename', () => {
  it('moves a field', () =>
    expect(after({ _id: 1, a: 1, b: { c: 2 } }, { $rename: { a: 'b.d' } })).toEqual({ _id: 1, b: { c: 2, d: 1 } }));
  it('from below a scalar is refused with 28', () => refused({ _id: 1, a: 1 }, { $rename: { 'a.b': 'c' } }, 28));
  it('of a missing field does nothing', () =>
    expect(update({ _id: 1, b: 1 }, { $rename: { a: 'b' } }).changed).toBe(false));
  it('to itself is refused with 2', () => refused({ _id: 1 }, { $rename: { a: 'a' } }, 2));
  it('out of an array is refused with 2', () => refused({ _id: 1, a: [{ b: 1 }] }, { $rename: { 'a.0': 'c' } }, 2));
  it('to a name with NUL is refused with 2', () =>
    refused({ _id: 1 }, { $rename: { a: 'b\0c' } }, 2, { message: 'null byte' }));
  it('to what is no string is refused with 2', () => refused({ _id: 1 }, { $rename: { a: 1 } }, 2));
});

describe('array operators', () => {
  it('$push appends, and makes the array', () =>
    expect(after({ _id: 1, a: [1] }, { $push: { a: [2], b: 3 } })).toEqual({ _id: 1, a: [1, [2]], b: [3] }));
  it('$push with $each, $position, $sort and $slice does them in this order', () =>
    expect(
      after({ _id: 1, a: [5, 3] }, { $push: { a: { $each: [4, 1], $position: 0, $sort: 1, $slice: 3 } } }),
    ).toEqual({ _id: 1, a: [1, 3, 4] }));
  it('$push at a negative position counts from the end', () =>
    expect(after({ _id: 1, a: [1, 2] }, { $push: { a: { $each: [9], $position: -1 } } })).toEqual({
      _id: 1,
      a: [1, 9, 2],
    }));
  it('$push keeps the last with a negative $slice, and sorts by fields', () =>
    expect(
      after({ _id: 1, a: [{ n: 3 }, { n: 1 }] }, { $push: { a: { $each: [{ n: 2 }], $sort: { n: 1 }, $slice: -2 } } }),
    ).toEqual({ _id: 1, a: [{ n: 2 }, { n: 3 }] }));
  it.each<[string, BsonDocument, unknown[], unknown[]]>([
    [
      'a field that holds an array, as a whole',
      { n: 1 },
      [{ n: [3, 0] }, { n: [1, 9] }],
      [{ n: [1, 9] }, { n: [3, 0] }],
    ],
    ['the same, downwards', { n: -1 }, [{ n: [1, 9] }, { n: [3, 0] }], [{ n: [3, 0] }, { n: [1, 9] }]],
    [
      'an array after numbers, an empty one before others',
      { n: 1 },
      [{ n: [0] }, { n: [] }, { n: 7 }],
      [{ n: 7 }, { n: [] }, { n: [0] }],
    ],
    [
      'a missing field and an element that is no document as null',
      { n: -1 },
      [5, { n: 1 }, {}, { n: null }],
      [{ n: 1 }, 5, {}, { n: null }],
    ],
    [
      'a path through an array by its indexes only',
      { 'n.0': 1 },
      [{ n: [2, 0] }, { n: [1, 9] }, { n: { [fieldKey('0')]: 0 } }],
      [{ n: { [fieldKey('0')]: 0 } }, { n: [1, 9] }, { n: [2, 0] }],
    ],
    [
      'a path of names through an array as missing',
      { 'n.x': 1 },
      [{ n: { x: 1 } }, { n: [{ x: 0 }] }],
      [{ n: [{ x: 0 }] }, { n: { x: 1 } }],
    ],
  ])('$push with $sort, and $sortArray, sort %s', (_, sort, before, sorted) => {
    expect(after({ _id: 1, a: before }, { $push: { a: { $each: [], $sort: sort } } })).toEqual({ _id: 1, a: sorted });
    expect(after({ _id: 1, a: before }, [{ $set: { a: { $sortArray: { input: '$a', sortBy: sort } } } }])).toEqual({
      _id: 1,
      a: sorted,
    });
  });
  it('$push on a scalar is refused with 2', () =>
    refused({ _id: 1, a: 1 }, { $push: { a: 1 } }, 2, {
      message: "The field 'a' must be an array but is of type int in document {_id: 1}",
    }));
  it('$push with an unknown modifier is refused with 2', () =>
    refused({ _id: 1 }, { $push: { a: { $each: [], $foo: 1 } } }, 2, {
      message: 'Unrecognized clause in $push: $foo',
    }));
  it('$each that is no array is refused with 2', () => refused({ _id: 1 }, { $push: { a: { $each: 1 } } }, 2));
  it('$addToSet adds what is not there, by BSON equality', () =>
    expect(
      after({ _id: 1, a: [1, { x: 1, y: 2 }] }, { $addToSet: { a: { $each: [1n, 2, 2, { y: 2, x: 1 }] } } }),
    ).toEqual({ _id: 1, a: [1, { x: 1, y: 2 }, 2, { y: 2, x: 1 }] }));
  it('$addToSet with an $each that is no array is refused with 14', () =>
    refused({ _id: 1 }, { $addToSet: { a: { $each: 1 } } }, 14));
  it('$addToSet on a scalar is refused with 2', () => refused({ _id: 1, a: 1 }, { $addToSet: { a: 1 } }, 2));
  it('$pop takes the last or the first', () =>
    expect(after({ _id: 1, a: [1, 2, 3], b: [1, 2, 3] }, { $pop: { a: 1, b: -1 } })).toEqual({
      _id: 1,
      a: [1, 2],
      b: [2, 3],
    }));
  it('$pop by 2 is refused with 9', () => refused({ _id: 1, a: [1] }, { $pop: { a: 2 } }, 9));
  it('$pop on a scalar is refused with 14', () => refused({ _id: 1, a: 1 }, { $pop: { a: 1 } }, 14));
  it('$pull takes values, conditions and queries on documents', () => {
    expect(
      after(
        { _id: 1, a: [1, 2, 1n], b: [1, 5, 9], c: [{ x: 1, y: 1 }, { x: 2 }], d: ['ab', 'c'] },
        { $pull: { a: 1, b: { $gte: 5 }, c: { x: { $lt: 2 } }, d: new BSONRegExp('^a') } },
      ),
    ).toEqual({ _id: 1, a: [2], b: [1], c: [{ x: 2 }], d: ['c'] });
  });
  it.each<[string, BsonDocument, unknown[]]>([
    ['$or', { $or: [{ x: 1 }, { y: 2 }] }, [5, { x: 3 }, [{ x: 1 }]]],
    ['$and', { $and: [{ x: 1 }, { y: { $exists: false } }] }, [5, { y: 2 }, { x: 3 }, [{ x: 1 }]]],
    ['$nor', { $nor: [{ x: 1 }, { y: 2 }] }, [5, { x: 1 }, { y: 2 }, [{ x: 1 }]]],
    ['a field beside $or', { x: { $gt: 0 }, $or: [{ x: 1 }, { x: 2 }] }, [5, { y: 2 }, { x: 3 }, [{ x: 1 }]]],
    ['an operator on the elements', { $in: [5] }, [{ x: 1 }, { y: 2 }, { x: 3 }, [{ x: 1 }]]],
  ])('$pull by %s asks of the documents in the array, or of its values', (_, condition, left) =>
    expect(after({ _id: 1, a: [5, { x: 1 }, { y: 2 }, { x: 3 }, [{ x: 1 }]] }, { $pull: { a: condition } })).toEqual({
      _id: 1,
      a: left,
    }),
  );
  it('$pull finds DBRefs by their parts', () => {
    const refs = [
      { $ref: 'r', $id: 1 },
      { $ref: 'r', $id: 2, $db: 'd' },
    ];
    for (const condition of [{ $id: 2 }, { $ref: 'r', $id: 2 }, { $db: 'd' }])
      expect(after({ _id: 1, a: refs }, { $pull: { a: condition } })).toEqual({ _id: 1, a: [refs[0]] });
  });
  it('$expr in $pull and in an arrayFilter is refused with 224, $not in $pull with 2', () => {
    refused({ _id: 1, a: [1] }, { $pull: { a: { $expr: true } } }, 224);
    refused({ _id: 1, a: [1] }, { $pull: { a: { $or: [{ $expr: true }] } } }, 224);
    refused({ _id: 1, a: [1] }, { $set: { 'a.$[x]': 1 } }, 224, { arrayFilters: [{ x: 1, $expr: true }] });
    refused({ _id: 1, a: [1] }, { $pull: { a: { $not: { $gt: 1 } } } }, 2, {
      message: 'unknown top level operator: $not',
    });
  });
  it('$pull and $pop below a scalar are refused with 28, $unset passes by', () => {
    refused({ _id: 1, a: 1 }, { $pull: { 'a.b': 1 } }, 28, {
      message: 'Cannot use the part (b) of (a.b) to traverse the element ({a: 1})',
    });
    refused({ _id: 1, a: [] }, { $pop: { 'a.b': 1 } }, 28);
    expect(update({ _id: 1, a: 1 }, { $unset: { 'a.b': 1 }, $pull: { 'x.y': 1 } }).changed).toBe(false);
  });
  it('$pull on a scalar is refused with 2', () => refused({ _id: 1, a: 1 }, { $pull: { a: 1 } }, 2));
  it('$pullAll takes the listed values', () =>
    expect(after({ _id: 1, a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } })).toEqual({ _id: 1, a: [1] }));
});

describe('positional operators', () => {
  it('$ is the element that the filter matched', () =>
    expect(after({ _id: 1, a: [{ n: 1 }, { n: 2 }] }, { $set: { 'a.$.n': 9 } }, { filter: { 'a.n': 2 } })).toEqual({
      _id: 1,
      a: [{ n: 1 }, { n: 9 }],
    }));
  it('$ without a matched array is refused with 2', () =>
    refused({ _id: 1, a: [1] }, { $set: { 'a.$': 1 } }, 2, {
      filter: { _id: 1 },
      message: 'The positional operator did not find the match needed from the query.',
    }));
  it('$[] is every element', () =>
    expect(after({ _id: 1, a: [1, 2] }, { $inc: { 'a.$[]': 10 } })).toEqual({ _id: 1, a: [11, 12] }));
  it('$[] of a missing array is refused with 2', () => refused({ _id: 1 }, { $set: { 'a.$[]': 1 } }, 2));
  it('$[] of a scalar is refused with 2', () => refused({ _id: 1, a: 1 }, { $set: { 'a.$[]': 1 } }, 2));
  it('$[x] is the elements that its filter chooses', () =>
    expect(
      after(
        {
          _id: 1,
          a: [
            { n: 1, b: [1, 5] },
            { n: 5, b: [1, 5] },
          ],
        },
        { $set: { 'a.$[x].b.$[y]': 0 } },
        { arrayFilters: [{ 'x.n': { $gt: 2 } }, { y: { $gt: 2 } }] },
      ),
    ).toEqual({
      _id: 1,
      a: [
        { n: 1, b: [1, 5] },
        { n: 5, b: [1, 0] },
      ],
    }));
  it('an arrayFilter that nothing uses is refused with 9', () =>
    refused({ _id: 1, a: [1] }, { $set: { b: 1 } }, 9, {
      arrayFilters: [{ x: 1 }],
      message: "The array filter for identifier 'x' was not used in the update",
    }));
  it('an identifier without arrayFilter is refused with 2', () =>
    refused({ _id: 1, a: [1] }, { $set: { 'a.$[x]': 1 } }, 2, {
      message: "No array filter found for identifier 'x' in path 'a.$[x]'",
    }));
  it('two arrayFilters for one identifier are refused with 9', () =>
    refused({ _id: 1, a: [1] }, { $set: { 'a.$[x]': 1 } }, 9, { arrayFilters: [{ x: 1 }, { x: 2 }] }));
  it('an arrayFilter with two names is refused with 9', () =>
    refused({ _id: 1, a: [1] }, { $set: { 'a.$[x]': 1 } }, 9, { arrayFilters: [{ x: 1, y: 2 }] }));
  it('one element by $[] and by its index is refused with 40', () =>
    refused({ _id: 1, a: [1] }, { $set: { 'a.$[]': 1, 'a.0': 2 } }, 40, {
      message: "Update created a conflict at 'a.0'",
    }));
});

describe('forms of an update', () => {
  it('an unknown operator is refused with 9', () =>
    refused({ _id: 1 }, { $foo: { a: 1 } }, 9, { message: 'Unknown modifier: $foo' }));
  it('an operator on what is no document is refused with 9', () =>
    refused({ _id: 1 }, { $set: 1 }, 9, { message: 'Modifiers operate on fields but we found type int instead' }));
  it('a $-name in a replacement is refused with 52', () => refused({ _id: 1 }, { a: 1, $set: { b: 1 } }, 52));
  it('an empty timestamp at the top of a replacement becomes the time', () =>
    expect(after({ _id: 1 }, { t: new Timestamp({ t: 0, i: 0 }) })).toEqual({
      _id: 1,
      t: new Timestamp({ t: now.getTime() / 1000, i: 1 }),
    }));
  it('a pipeline computes from the document', () =>
    expect(after({ _id: 1, a: 2, b: 3 }, [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }])).toEqual({
      _id: 1,
      b: 3,
      c: 5,
    }));
  it('a pipeline sees the variables of the command and $$NOW', () =>
    expect(after({ _id: 1 }, [{ $set: { a: '$$x', at: '$$NOW' } }], { let: { x: 5 } })).toEqual({
      _id: 1,
      a: 5,
      at: now,
    }));
  it('a stage that reads other documents is refused with 72', () => refused({ _id: 1 }, [{ $match: {} }], 72));
  it('an unknown stage is refused with 40324', () => refused({ _id: 1 }, [{ $foo: {} }], 40324));
});

describe('an upsert', () => {
  const upsert = (filter: BsonDocument, spec: Spec): BsonDocument => upsertDocument(filter, spec, { now });
  it('takes the fields that the filter fixes, also in $and, $eq and dotted, and runs $setOnInsert', () => {
    expect(
      upsert(
        { _id: 7, $and: [{ a: 1 }, { b: { $eq: 2 } }], 'c.d': 3, e: { $gt: 5 }, f: { $in: [1, 2] } },
        { $setOnInsert: { g: 4 }, $inc: { a: 1 } },
      ),
    ).toEqual({ _id: 7, a: 2, b: 2, c: { d: 3 }, g: 4 });
  });
  it('puts _id first and makes one when nothing gives it', () => {
    const document = upsert({ a: 1 }, { $set: { b: 1 } });
    expect(Object.keys(document)).toEqual(['_id', 'a', 'b']);
    expect(document['_id']).toBeInstanceOf(ObjectId);
  });
  it('takes _id from $set or $setOnInsert', () =>
    expect(upsert({ a: 1 }, { $setOnInsert: { _id: 5 } })).toEqual({ _id: 5, a: 1 }));
  it('by a replacement takes only _id from the filter', () =>
    expect(upsert({ _id: 5, a: 1 }, { b: 2 })).toEqual({ _id: 5, b: 2 }));
  it("by a pipeline starts from the filter's fields", () =>
    expect(upsert({ _id: 5, a: 1 }, [{ $set: { b: { $add: ['$a', 1] } } }])).toEqual({ _id: 5, a: 1, b: 2 }));
  it("with another _id than the filter's is refused with 66", () =>
    expect(() => upsert({ _id: 5 }, { $set: { _id: 6 } })).toThrow(expect.objectContaining({ code: 66 })));
  it('with one field fixed twice is refused with 54', () =>
    expect(() => upsert({ $and: [{ a: 1 }, { a: 2 }] }, { $set: { b: 1 } })).toThrow(
      expect.objectContaining({ code: 54 }),
    ));
  it('takes a single $in and an $all for equalities, in the order of the paths', () =>
    expect(Object.entries(upsert({ c: { $all: [3] }, b: { $in: [2] }, _id: 1, a: null }, { $set: { d: 1 } }))).toEqual([
      ['_id', 1],
      ['a', null],
      ['b', 2],
      ['c', 3],
      ['d', 1],
    ]));
  it('by a replacement with a part of _id in the filter is refused with 111', () =>
    expect(() => upsert({ '_id.x': 5 }, { b: 2 })).toThrow(expect.objectContaining({ code: 111 })));
  it('with an array for _id is refused with 53', () =>
    expect(() => upsert({}, { $set: { _id: [1] } })).toThrow(expect.objectContaining({ code: 53 })));
  it('with a $-name in _id is refused with 52', () =>
    expect(() => upsert({}, { _id: { $x: 1 } })).toThrow(expect.objectContaining({ code: 52 })));
});
