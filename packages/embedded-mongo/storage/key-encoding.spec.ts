import { describe, expect, it } from '@jest/globals';
import { Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { valueKey } from '../language/compare.js';
import { compareValues } from '../language/index.js';
import { anyCharacter } from '../proof/any-character.js';
import { afterPrefix, encodeKey, encodeValue } from './key-encoding.js';

const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -5, max: 5 }).map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.integer({ min: -4, max: 4 }).map((near) => 2n ** 53n + BigInt(near)),
  fc.integer({ min: -4, max: 4 }).map((near) => Decimal128.fromString(String(2n ** 53n + BigInt(near)))),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 34n) + 1n, max: 10n ** 34n - 1n }), fc.integer({ min: -6000, max: 6000 }))
    .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`)),
  fc
    .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -3, max: 1 }))
    .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`)),
  fc
    .constantFrom('NaN', 'Infinity', '-Infinity', '0', '-0', '0.1', '1.0', '1.00', '1E+1')
    .map((text) => Decimal128.fromString(text)),
  fc.constantFrom(0.1, -0, NaN, Infinity, -Infinity, Number.MAX_VALUE, Number.MIN_VALUE),
);
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: anyCharacter }),
  fc.constantFrom('', '\0', 'a', 'a\0', 'a\0b', 'ab', 'ก'),
);
const scalar = fc.oneof(
  number,
  text,
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new Binary(bytes)),
  fc.tuple(fc.nat(), fc.nat()).map(([t, i]) => new Timestamp({ t, i })),
  fc
    .tuple(
      text.filter((each) => !each.includes('\0')),
      fc.constantFrom('', 'i', 'im'),
    )
    .map(([pattern, flags]) => new BSONRegExp(pattern, flags)),
  fc.constantFrom(new MinKey(), new MaxKey(), Long.fromNumber(5)),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const sign = (order: number): number => Math.sign(order);

describe('encodeValue', () => {
  it('sorts as BSON values compare', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(sign(compareValues(a, b)));
      }),
      { numRuns: 3000 },
    );
  });

  it('sorts numbers of all types by their exact value', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(sign(compareValues(a, b)));
      }),
      { numRuns: 3000 },
    );
  });

  it('sorts doubles among the decimals that are next to them, which have fewer digits', () => {
    const near = fc.tuple(
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .filter((double) => double === 0 || (Math.abs(double) > 1e-300 && Math.abs(double) < 1e300)),
      fc.integer({ min: 1, max: 34 }),
    );
    // Its 35th digit is a five and the last: toExponential goes up then, decimals go to the even digit.
    const isHalfway = (double: number): boolean => /^-?\d\.\d{33}50*e/.test(double.toExponential(100));
    fc.assert(
      fc.property(near, ([double, digits]) => {
        const decimal = Decimal128.fromString(double.toExponential(digits - 1));
        const order = sign(compareValues(double, decimal));
        expect(sign(Buffer.compare(encodeValue(double), encodeValue(decimal)))).toBe(order);
        expect(valueKey(double) === valueKey(decimal)).toBe(order === 0);
        if (digits === 34 && !isHalfway(double)) expect(order).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes a double that is halfway between two decimals for the one whose last digit is even', () => {
    const double = 73889.94866977725;
    const [even, odd] = ['7.388994866977725178003311157226562E4', '7.388994866977725178003311157226563E4'].map(
      (digits) => Decimal128.fromString(digits),
    );
    expect([compareValues(double, even), compareValues(double, odd)]).toEqual([0, -1]);
    expect(encodeValue(double).equals(encodeValue(even))).toBe(true);
    expect(Buffer.compare(encodeValue(double), encodeValue(odd))).toBe(-1);
  });

  it('gives one key to one number in four types', () => {
    const keys = [1, new Double(1), 1n, Decimal128.fromString('1.00')].map((each) => encodeValue(each).toString('hex'));
    expect(new Set(keys).size).toBe(1);
  });
});

describe('encodeKey', () => {
  it('sorts compound keys by their parts, a descending part the other way round', () => {
    const pair = fc.tuple(value, value);
    fc.assert(
      fc.property(pair, pair, fc.boolean(), fc.boolean(), (a, b, down0, down1) => {
        const order =
          sign(compareValues(a[0], b[0])) * (down0 ? -1 : 1) || sign(compareValues(a[1], b[1])) * (down1 ? -1 : 1);
        const down = [down0, down1];
        expect(sign(Buffer.compare(encodeKey(a, down), encodeKey(b, down)))).toBe(order || 0);
      }),
      { numRuns: 3000 },
    );
  });

  it('bounds all keys that begin alike', () => {
    fc.assert(
      fc.property(value, value, fc.boolean(), (a, b, down) => {
        const prefix = encodeKey([a], [down]);
        const key = encodeKey([a, b], [down, false]);
        expect(Buffer.compare(prefix, key)).toBe(-1);
        expect(Buffer.compare(key, afterPrefix(prefix)!)).toBe(-1);
      }),
    );
  });
});

describe('keys longer than the buffer they are made in', () => {
  it.each([4096, 8192, 16_384])('are whole around %i bytes', (boundary) => {
    for (let size = boundary - 40; size <= boundary + 12; size++) {
      const text = 'x'.repeat(size);
      const inner = Buffer.concat([Buffer.from(text), Buffer.of(0, 0)]);
      expect(encodeValue(text).equals(Buffer.concat([Buffer.of(0x20), inner]))).toBe(true);
      // An array of the text, its text with a zero within, and a binary: type, parts, end.
      expect(
        encodeValue([text, true]).equals(Buffer.concat([Buffer.of(0x30, 0x20), inner, Buffer.of(0x48, 1, 0)])),
      ).toBe(true);
      expect(
        encodeValue(`${text}\u0000y`).equals(
          Buffer.concat([Buffer.of(0x20), Buffer.from(text), Buffer.of(0, 0xff), Buffer.from('y'), Buffer.of(0, 0)]),
        ),
      ).toBe(true);
      const both = encodeKey([text, size], [true, false]);
      expect(
        both.subarray(0, size + 3).equals(Buffer.concat([Buffer.of(0x20), inner]).map((byte) => ~byte & 0xff)),
      ).toBe(true);
    }
  });
});
