import { describe, expect, it } from '@jest/globals';
import {
  BSONRegExp,
  BSONSymbol,
  Binary,
  Code,
  DBRef,
  Decimal128,
  deserialize as read,
  Double,
  type Document,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize as reference,
  Timestamp,
} from 'bson';
import fc from 'fast-check';
import { deserialize } from './bson-reader.js';
import { BsonWriter } from './bson-writer.js';
import { GrowingBytes } from './growing-bytes.js';

/** The sizes at which a buffer that begins with 16 KiB and doubles is outgrown, and other powers of two for writers that begin smaller. */
const BOUNDARIES = [64, 4096, 8192, 16_384, 32_768, 65_536];
const NEAR = Array.from({ length: 41 }, (_, n) => n - 30);

const VALUES: Readonly<Record<string, unknown>> = {
  double: 1.5,
  'a whole double': new Double(5),
  'a string': 'abc',
  'an empty string': '',
  'Thai text': 'สาขา',
  document: { a: 1, b: 'x' },
  'an empty document': {},
  array: [1, 'b', null, { c: true }],
  binary: new Binary(Buffer.from('bytes'), 0),
  'an old binary': new Binary(Buffer.from('bytes'), 2),
  'an objectId': new ObjectId('5820f1f1f1f1f1f1f1f1f1f1'),
  true: true,
  false: false,
  date: new Date(1_478_476_800_000),
  null: null,
  regex: new BSONRegExp('^a+', 'i'),
  code: new Code('x'),
  'code with scope': new Code('x', { y: 1 }),
  symbol: new BSONSymbol('s'),
  int: 42,
  'a wrapped int': new Int32(7),
  timestamp: new Timestamp({ t: 5, i: 6 }),
  long: 2n ** 40n,
  'a wrapped long': Long.fromBigInt(2n ** 41n),
  decimal: Decimal128.fromString('1.50'),
  minKey: new MinKey(),
  maxKey: new MaxKey(),
  reference: new DBRef('offices', new ObjectId('5820f1f1f1f1f1f1f1f1f1f1')),
};

/** What a fresh writer makes, against the `bson` package's bytes, and read back. */
function expectSound(document: Document): void {
  const bytes = new BsonWriter().write(document);
  const expected = reference(document);
  if (!Buffer.from(bytes).equals(expected))
    throw new Error(`written wrong, ${bytes.length} bytes for ${expected.length}`);
  deserialize(bytes);
}

const event = (n: number) => ({
  id: `evt-${n}`,
  type: 'evt.registration.v1.response-recorded',
  at: new Date(n),
  data: {
    office: `สาขา ${n}`,
    seats: [n, n + 1],
    people: Array.from({ length: 6 }, (_, p) => ({ name: `ผู้เข้าประชุม ${p}`, phone: '02-000-0000' })),
  },
});

describe('the BSON writer', () => {
  it.each(Object.entries(VALUES))('writes %s whole wherever its buffer is outgrown', (_, value) => {
    for (const boundary of BOUNDARIES) {
      for (const near of boundary === 16_384 ? NEAR : NEAR.filter((each) => each % 5 === 0)) {
        // The element of the value, its name, its inner parts: each comes to lie upon the boundary for one of the sizes.
        expectSound({ s: 'x'.repeat(boundary + near - 14), v: value, after: 1 });
      }
    }
  });

  it.each(Object.entries(VALUES))(
    'writes %s within arrays and documents wherever its buffer is outgrown',
    (_, value) => {
      for (const near of NEAR)
        expectSound({ a: [{ s: 'x'.repeat(16_384 + near - 24), n: { v: value } }, value], after: value });
    },
  );

  it('writes long names, long arrays and many events whole from a fresh writer', () => {
    for (const near of NEAR) {
      expectSound({ ['n'.repeat(16_384 + near)]: 1, b: { ['m'.repeat(16_384 + near)]: 'x' } });
      expectSound({ a: Array.from({ length: 1480 + near }, (_, n) => n), b: 'after' });
      expectSound({
        _id: 'x'.repeat(40 + near),
        state: { revision: 27 },
        outbox: Array.from({ length: 27 }, (_, n) => event(n)),
      });
    }
    for (let events = 1; events < 60; events++)
      expectSound({ _id: 1, outbox: Array.from({ length: events }, (_, n) => event(n)) });
  });

  it('writes nested documents whole at every depth at which its buffer is outgrown', () => {
    for (let depth = 1; depth < 150; depth += 7) {
      for (const near of [-300, -100, -20, -3, 0, 2]) {
        let document: Document = { s: 'x'.repeat(16_384 + near) };
        for (let level = 0; level < depth; level++) document = { d: document, a: [document === undefined, level] };
        expectSound(document);
      }
    }
  });

  it('writes what the bson package writes, for any documents one after the other', () => {
    const leaf = fc.oneof(
      fc.constantFrom(...Object.values(VALUES)),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.nat({ max: 20_000 }).map((length) => 'y'.repeat(length)),
      fc.double({ noNaN: true }),
      fc.integer(),
    );
    const name = fc
      .string({ minLength: 1, maxLength: 12 })
      .filter((key) => !/^\d+$/.test(key) && key !== '__proto__' && !key.includes('\u0000'));
    const { document } = fc.letrec<{ value: unknown; document: Document }>((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 5 }), tie('document')),
      document: fc.dictionary(name, tie('value'), { maxKeys: 6, noNullPrototype: true }),
    }));
    const kept = new BsonWriter();
    fc.assert(
      fc.property(document, (one) => {
        expectSound(one);
        expect(Buffer.from(kept.write(one)).equals(Buffer.from(reference(one)))).toBe(true);
        expect(Object.keys(read(kept.write(one)))).toEqual(Object.keys(one));
      }),
      { numRuns: 150, seed: 27 },
    );
  });

  it('refuses a date that is none', () => {
    expect(() => new BsonWriter().write({ d: new Date(NaN) })).toThrow(/date/);
  });
});

describe('growing bytes', () => {
  it('hold what was written, whatever their buffer began with and however it grew', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('raw' as const), bytes: fc.uint8Array({ maxLength: 300 }) }),
      fc.record({
        kind: fc.constant('utf8' as const),
        text: fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.nat(9000).map((length) => 'ก'.repeat(length)),
        ),
      }),
      fc.record({ kind: fc.constant('space' as const), value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }) }),
      fc.record({ kind: fc.constant('byte' as const), value: fc.nat(255) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.array(step, { maxLength: 40 }), (first, steps) => {
        const out = new GrowingBytes(first);
        const parts: Buffer[] = [];
        const later: (() => void)[] = [];
        for (const one of steps) {
          if (one.kind === 'raw') {
            out.raw(one.bytes);
            parts.push(Buffer.from(one.bytes));
          } else if (one.kind === 'utf8') {
            out.utf8(one.text);
            parts.push(Buffer.from(one.text));
          } else if (one.kind === 'byte') {
            out.byte(one.value);
            parts.push(Buffer.of(one.value));
          } else {
            const place = out.space(4);
            later.push(() => out.int32At(place, one.value));
            const bytes = Buffer.alloc(4);
            bytes.writeInt32LE(one.value);
            parts.push(bytes);
          }
        }
        for (const patch of later) patch();
        expect(out.take().equals(Buffer.concat(parts))).toBe(true);
        expect(out.length).toBe(0);
      }),
      { seed: 16, numRuns: 300 },
    );
  });

  it('refuse a place that was not written', () => {
    const out = new GrowingBytes();
    out.byte(1);
    expect(() => out.int32At(0, 1)).toThrow(RangeError);
  });
});
