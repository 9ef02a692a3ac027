import { describe, expect, it } from '@jest/globals';
import {
  Binary,
  BSONRegExp,
  calculateObjectSize,
  Decimal128,
  deserialize as bsonRead,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize as bsonWrite,
  Timestamp,
} from 'bson';
import fc from 'fast-check';
import { anyCharacter } from '../proof/any-character.js';
import {
  atOnce,
  type BsonDocument,
  compareValues,
  deserialize,
  distinctValues,
  fieldKey,
  identical,
  indexKeys,
  serialize,
  valueKey,
} from './index.js';

describe('the BSON codec', () => {
  const wrapped = {
    i: new Int32(5),
    d: new Double(5),
    l: Long.fromNumber(5),
    n: Decimal128.fromString('5.0'),
    z: -0,
    r: new BSONRegExp('^a', 'i'),
    b: new Binary(Buffer.from('xy'), 4),
    o: new ObjectId('64b0c0ffee0c0ffee0c0ffee'),
    t: new Timestamp({ t: 4_000_000_000, i: 7 }),
    at: new Date(-5),
    s: 'ไทย😀',
    a: [1, [true, null]],
    m: new MinKey(),
    x: new MaxKey(),
    e: {},
  };

  it('keeps every numeric type, byte for byte', () => {
    const bytes = bsonWrite(wrapped);
    expect(Buffer.from(serialize(deserialize(bytes)))).toEqual(Buffer.from(bytes));
  });

  it('shows int32 as a number, int64 as a bigint and an integral double as Double', () => {
    const { i, d, l } = deserialize(bsonWrite(wrapped));
    expect([i, d, l]).toEqual([5, new Double(5), 5n]);
  });

  it('keeps the order of integer-like keys', () => {
    const bytes = Buffer.from('1b00000010620001000000103200020000001031000300000000', 'hex');
    bytes.writeInt32LE(bytes.length, 0);
    const document = deserialize(bytes.subarray(0, bytes.length));
    expect(Object.keys(document)).toEqual(['b', fieldKey('2'), fieldKey('1')]);
    expect(Buffer.from(serialize(document))).toEqual(bytes);
  });

  it('keeps a field named __proto__ a field', () => {
    const bytes = serialize(
      Object.defineProperty({}, '__proto__', { value: 1, enumerable: true }) as Record<string, unknown>,
    );
    expect(Object.entries(deserialize(bytes))).toEqual([['__proto__', 1]]);
  });

  it('reads what the bson package writes, and the other way round', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.integer(),
        fc.double({ noNaN: true }),
        fc.string({ unit: anyCharacter }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(
          fc.string({ minLength: 1 }).filter((key) => !key.includes('\0') && !/^\d|^__proto__$/.test(key)),
          tie('value'),
          { maxKeys: 4 },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(value, (v) => {
        const document = { v };
        expect(Buffer.from(serialize(document))).toEqual(Buffer.from(bsonWrite(document)));
        expect(bsonRead(serialize(deserialize(bsonWrite(document))), { promoteValues: true })).toEqual(
          bsonRead(bsonWrite(document)),
        );
        expect(serialize(document).length).toBe(calculateObjectSize(document));
      }),
      { numRuns: 30 },
    );
  });

  const refusedOrRead = (bytes: Buffer) => {
    try {
      return deserialize(bytes);
    } catch (error) {
      expect(error).toMatchObject({ name: 'MongoError', codeName: expect.stringMatching(/InvalidBSON|Overflow/) });
      return 'refused';
    }
  };

  it('refuses a document with any one byte changed with InvalidBSON or reads it, and never throws anything else', () => {
    const bytes = Buffer.from(bsonWrite(wrapped));
    for (let at = 0; at < bytes.length; at++)
      for (let byte = 0; byte < 256; byte++) {
        const changed = Buffer.from(bytes);
        changed[at] = byte;
        refusedOrRead(changed);
      }
  });

  it('refuses a document that is cut or lengthened anywhere', () => {
    const bytes = Buffer.from(bsonWrite(wrapped));
    for (let length = 0; length < bytes.length; length++)
      expect(refusedOrRead(bytes.subarray(0, length))).toBe('refused');
    expect(refusedOrRead(Buffer.concat([bytes, Buffer.alloc(1)]))).toBe('refused');
  });

  it.each([
    ['a character cut short that is as long as what stands for it', [0xf0, 0x9f, 0x98]],
    ['half of a pair', [0xed, 0xa0, 0xbd]],
    ['a letter written too long', [0xc1, 0x81]],
  ])('refuses a text with %s', (_, wrong) => {
    const bytes = Buffer.from(bsonWrite({ s: 'a'.repeat(wrong.length) }));
    Buffer.from(wrong).copy(bytes, bytes.indexOf('a'));
    expect(refusedOrRead(bytes)).toBe('refused');
    expect(refusedOrRead(Buffer.from(bsonWrite({ s: 'told: \ufffd' })))).toEqual({ s: 'told: \ufffd' });
  });

  it('refuses a document nested too deep with 15', () => {
    let document: Record<string, unknown> = {};
    for (let i = 0; i < 300; i++) document = { a: document };
    expect(() => serialize(document)).toThrow(expect.objectContaining({ code: 15 }));
  });
});

describe('the order of values', () => {
  const ascending = [
    new MinKey(),
    undefined,
    null,
    NaN,
    -Infinity,
    -1n,
    0,
    Decimal128.fromString('0.1'),
    0.5,
    1,
    2n ** 62n,
    Infinity,
    '',
    'a',
    'b',
    '\uffff',
    '😀',
    {},
    { a: 1 },
    { a: 2 },
    { b: 1 },
    { a: 'x' },
    [],
    [1],
    [1, 2],
    [2],
    new Binary(Buffer.from('b')),
    new Binary(Buffer.from('aa')),
    new ObjectId('000000000000000000000001'),
    new ObjectId('ffffffffffffffffffffffff'),
    false,
    true,
    new Date(-1),
    new Date(0),
    new Timestamp({ t: 1, i: 2 }),
    new Timestamp({ t: 4_000_000_000, i: 0 }),
    new BSONRegExp('a', ''),
    new BSONRegExp('a', 'i'),
    new MaxKey(),
  ];

  it('is that of the manual over all types', () => {
    for (const [i, left] of ascending.entries()) {
      for (const [j, right] of ascending.entries())
        expect([i, j, Math.sign(compareValues(left, right))]).toEqual([i, j, Math.sign(i - j)]);
    }
  });

  it('puts ObjectId before bool and date', () => {
    expect(compareValues(new ObjectId(), false)).toBeLessThan(0);
    expect(compareValues(new ObjectId(), new Date(0))).toBeLessThan(0);
  });

  it('takes numbers of all types for equal when their values are', () => {
    const fives = [
      5,
      5n,
      new Double(5),
      new Int32(5),
      Long.fromNumber(5),
      Decimal128.fromString('5'),
      Decimal128.fromString('5.00'),
    ];
    for (const a of fives) for (const b of fives) expect([compareValues(a, b), valueKey(a)]).toEqual([0, valueKey(b)]);
  });

  it('compares an int64 with a double exactly', () => {
    expect(compareValues(2n ** 53n + 1n, 2 ** 53)).toBeGreaterThan(0);
    expect(compareValues(Decimal128.fromString('0.1'), 0.1)).toBeLessThan(0);
  });

  it('does not take an array of one number for that number', () => expect(compareValues([5], 5)).toBeGreaterThan(0));
  it('takes documents whose keys stand in another order for different', () =>
    expect(compareValues({ a: 1, b: 2 }, { b: 2, a: 1 })).not.toBe(0));
  it('tells 5 from 5.0 where identity counts', () =>
    expect([identical(5, new Double(5)), identical({ a: 5n }, { a: 5n })]).toEqual([false, true]));
});

const distinct = (documents: BsonDocument[], path: string): unknown[] => atOnce(distinctValues(documents, path));

describe('distinct values', () => {
  it('expands arrays, joins equal numbers and keeps BSON order', () => {
    expect(distinct([{ a: [2, 1] }, { a: 1n }, { a: null }, {}, { a: [[3]] }], 'a')).toEqual(
      [null, 1n, 2, [3]].map((v) => (v === 1n ? 1 : v)),
    );
  });
  it('goes through arrays of documents', () =>
    expect(distinct([{ a: [{ b: 1 }, { b: 2 }, 5] }, { a: { b: 2 } }], 'a.b')).toEqual([1, 2]));
});

describe('index keys', () => {
  it('holds a missing field as null', () => expect(indexKeys({}, { a: 1 })).toEqual([[null]]));
  it('holds an array under each of its elements', () =>
    expect(indexKeys({ a: [1, 2], b: 'x' }, { a: 1, b: 1 })).toEqual([
      [1, 'x'],
      [2, 'x'],
    ]));
  it('holds an empty array as undefined', () => expect(indexKeys({ a: [] }, { a: 1 })).toEqual([[undefined]]));
  it('holds an array within an array as one key', () =>
    expect(indexKeys({ a: [[1, 2]] }, { a: 1 })).toEqual([[[1, 2]]]));
  it('pairs the fields of one element', () =>
    expect(indexKeys({ a: [{ b: 1, c: 2 }, { b: 3 }, 4] }, { 'a.b': 1, 'a.c': 1 })).toEqual([
      [1, 2],
      [3, null],
      [null, null],
    ]));
  it('reads an index into an array', () => expect(indexKeys({ a: [{ b: 7 }] }, { 'a.0.b': 1 })).toEqual([[7]]));
  it('refuses parallel arrays with 171', () =>
    expect(() => indexKeys({ a: [1], b: [2] }, { a: 1, b: 1 })).toThrow(
      expect.objectContaining({ code: 171, codeName: 'CannotIndexParallelArrays' }),
    ));
});
