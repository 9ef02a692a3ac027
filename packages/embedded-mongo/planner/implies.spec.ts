import { describe, expect, it } from '@jest/globals';
import { BSONRegExp, Decimal128, Double, MaxKey, MinKey } from 'bson';
import fc from 'fast-check';
import { compileFilter, type BsonDocument } from '../language/index.js';
import { anyDocument, anyFilter, anyPartialFilter } from '../proof/any-type.js';
import { implies } from './implies.js';

const [least, greatest] = [new MinKey(), new MaxKey()];
const regex = (pattern: string, options = '') => new BSONRegExp(pattern, options);

type Row = [what: string, filter: BsonDocument, partial: BsonDocument];

describe('a filter implies a partial filter', () => {
  it.each<Row>([
    ['the same', { a: { $gt: 0 } }, { a: { $gt: 0 } }],
    ['a narrower range', { a: { $gt: 5 } }, { a: { $gte: 5 } }],
    ['a value in the range', { a: 5 }, { a: { $gt: 0 } }],
    ['values that are all in it', { a: { $in: [5, 6] } }, { a: { $gt: 0 } }],
    ['a narrower range of arrays', { a: { $gte: [0, 0] } }, { a: { $gte: [0] } }],
    ['an array in a range of arrays', { a: [1, 2] }, { a: { $gt: [1] } }],
    ['an array where arrays are wanted', { a: [1, 2] }, { a: { $type: 'array' } }],
    ['a range of documents', { a: { $gt: { x: 2 } } }, { a: { $gt: { x: 1 } } }],
    ['a range of dates', { a: { $lt: new Date(5) } }, { a: { $lte: new Date(5) } }],
    ['a number where any number is wanted', { a: 1 }, { a: { $type: 'number' } }],
    ['a truth where its type is wanted', { a: true }, { a: { $type: 'bool' } }],
    ['null where null is wanted', { a: null }, { a: null }],
    ['NaN where NaN is wanted', { a: NaN }, { a: { $gte: NaN } }],
    ['a value above the least of all', { a: 5 }, { a: { $gt: least } }],
    ['any value where something is wanted', { a: { $gt: '' } }, { a: { $exists: true } }],
    ['all of some values where something is wanted', { a: { $all: [null, 5] } }, { a: { $exists: true } }],
    ['all of some values in the range', { a: { $all: [[], 5] } }, { a: { $gt: 0 } }],
    ['a regular expression that is among the wanted', { a: regex('x') }, { a: { $in: [1, regex('x')] } }],
    ['each part of $and', { $and: [{ a: 5 }, { b: 1 }] }, { b: 1, $and: [{ a: { $gt: 0 } }] }],
    ['one branch of $or', { a: 5 }, { $or: [{ b: 1 }, { a: { $gt: 0 } }] }],
  ])('by %s', (_, filter, partial) => expect(implies(filter, partial)).toBe(true));
});

describe('a filter does not imply a partial filter', () => {
  it.each<Row>([
    ['by a range of arrays, whose elements may be anything', { a: { $gte: [0, 0] } }, { a: { $gt: 0 } }],
    ['by an array, which may be an element itself', { a: [1, 2] }, { a: { $gt: 0 } }],
    ['by an array that holds the wanted value', { a: ['a'] }, { a: 'a' }],
    ['by arrays among values', { a: { $in: [1, [1]] } }, { a: 1 }],
    ['by a value when a range of arrays is wanted', { a: { $gt: 5 } }, { a: { $gt: [5] } }],
    ['by a value of another type', { a: '5' }, { a: { $gt: 0 } }],
    ['by a range of another type', { a: { $gt: '5' } }, { a: { $gt: 0 } }],
    ['by NaN, which is in no range of numbers', { a: { $lte: NaN } }, { a: { $lte: 5 } }],
    ['by a range when NaN is wanted', { a: { $gt: 5 } }, { a: { $gte: NaN } }],
    ['by everything above the least of all', { a: { $gt: least } }, { a: { $gt: 0 } }],
    ['by everything below the greatest of all', { a: { $lt: greatest } }, { a: { $lt: 0 } }],
    ['by null, which is missing too, when something is wanted', { a: null }, { a: { $exists: true } }],
    ['by null and above when anything above the least is wanted', { a: { $gte: null } }, { a: { $gte: least } }],
    ['by null when the type is wanted', { a: { $in: [null] } }, { a: { $type: 'null' } }],
    ['by all of null, which is missing too', { a: { $all: [null] } }, { a: { $exists: true } }],
    ['by $exists of a zero of any type', { a: { $exists: new Double(0) } }, { a: { $exists: true } }],
    ['by $exists of a decimal zero', { a: { $exists: Decimal128.fromString('0') } }, { a: { $exists: true } }],
    [
      'by a regular expression, which takes strings, when the type is wanted',
      { a: { $in: [regex('x')] } },
      { a: { $type: 'regex' } },
    ],
    ['by a number, whose equals are of other types', { a: 1 }, { a: { $type: 'int' } }],
    ['by numbers among which are equals of other types', { a: { $in: [1n] } }, { a: { $type: ['int', 'long'] } }],
    ['by a regular expression with other options', { a: { $regex: regex('x'), $options: 'i' } }, { a: regex('x') }],
    ['by a wider range', { a: { $gte: 5 } }, { a: { $gt: 5 } }],
    ['by a range the other way', { a: { $lt: 5 } }, { a: { $gt: 0 } }],
    ['by another path', { b: 5 }, { a: 5 }],
    ['by nothing', {}, { a: { $exists: true } }],
    ['by what is refused later', { a: { $in: 'abc' }, $and: [null] }, { a: { $gt: 0 } }],
  ])('%s', (_, filter, partial) => expect(implies(filter, partial)).toBe(false));
});

describe('whatever a filter is said to imply', () => {
  it('is met by each document that meets the filter, over all types', () => {
    fc.assert(
      fc.property(
        anyFilter,
        fc.array(anyPartialFilter, { minLength: 20, maxLength: 20 }),
        fc.array(anyDocument, { minLength: 20, maxLength: 20 }),
        (given, partials, documents) => {
          const matching = documents.filter((document) => compileFilter(given).matches(document));
          for (const each of partials.filter((one) => implies(given, one))) {
            const covers = compileFilter(each);
            expect({ partial: each, left: matching.filter((document) => !covers.matches(document)) }).toEqual({
              partial: each,
              left: [],
            });
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
