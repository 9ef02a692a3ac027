import { BSONRegExp, BSONSymbol, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { type BsonDocument } from '../language/index.js';

/** Few values of every type, so that filters and documents meet; arrays of them, and arrays within those. */
const number = fc.constantFrom<unknown>(
  0,
  1,
  2,
  -1,
  1.5,
  NaN,
  new Double(1),
  1n,
  Decimal128.fromString('1'),
  Decimal128.fromString('NaN'),
  Infinity,
  -Infinity,
);
const plain = fc.oneof(
  { arbitrary: number, weight: 4 },
  fc.constantFrom('', 'a', 'ab', 'b'),
  fc.constant(null),
  fc.boolean(),
  fc.constantFrom<unknown>(
    new Date(0),
    new Date(5),
    new Timestamp({ t: 1, i: 1 }),
    new BSONSymbol('a'),
    new MinKey(),
    new MaxKey(),
    Buffer.from('a'),
    new ObjectId('000000000000000000000001'),
  ),
);
const optional = { requiredKeys: [] as never[], noNullPrototype: true };
const item = fc.oneof(
  { arbitrary: plain, weight: 3 },
  fc.record({ x: plain }, optional),
  fc.array(plain, { maxLength: 2 }),
);
const value = fc.oneof({ arbitrary: item, weight: 2 }, fc.array(item, { maxLength: 3 }));
const regex = fc.constantFrom(new BSONRegExp('a'), new BSONRegExp('^a'));
const stored = fc.oneof({ arbitrary: value, weight: 5 }, regex);

const path = fc.constantFrom('a', 'a.x', 'b');
const type = fc.constantFrom<unknown>(
  'number',
  'array',
  'null',
  'regex',
  'object',
  'string',
  'bool',
  ['string', 'array'],
  1,
);
const comparison = fc
  .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte'), value)
  .map(([operator, operand]) => ({ [operator]: operand }));
const membership = fc
  .array(fc.oneof({ arbitrary: value, weight: 4 }, regex), { minLength: 1, maxLength: 3 })
  .map((operands) => ({ $in: operands }));
const condition = fc.oneof(
  value,
  { arbitrary: comparison, weight: 3 },
  membership,
  type.map((operand) => ({ $type: operand })),
  comparison.map((inner) => ({ $not: inner })),
  fc
    .constantFrom<unknown>(true, false, 1, 0, new Double(0), null, Decimal128.fromString('0'))
    .map((there) => ({ $exists: there })),
  fc.array(value, { minLength: 1, maxLength: 2 }).map((operands) => ({ $all: operands })),
  comparison.map((inner) => ({ $elemMatch: inner })),
  fc.record({ x: value }, { noNullPrototype: true }).map((inner) => ({ $elemMatch: inner })),
  regex,
  fc.constantFrom<unknown>(
    { $regex: '^a' },
    { $regex: new BSONRegExp('a'), $options: 'i' },
    { $size: 1 },
    { $mod: [2, 0] },
    { $ne: null },
    { $all: [{ $elemMatch: { $gt: 0 } }] },
  ),
);
const clause = fc.tuple(path, condition).map(([name, test]): BsonDocument => ({ [name]: test }));

export const anyFilter = fc.oneof(
  clause,
  fc
    .tuple(fc.constantFrom('$and', '$or'), fc.array(clause, { minLength: 2, maxLength: 2 }))
    .map(([operator, clauses]): BsonDocument => ({ [operator]: clauses })),
);
export const anyPartialFilter = fc
  .tuple(
    path,
    fc.oneof(
      value,
      comparison,
      membership,
      fc.constant({ $exists: true }),
      type.map((operand) => ({ $type: operand })),
      regex,
    ),
  )
  .map(([name, test]): BsonDocument => ({ [name]: test }));
export const anyDocument: fc.Arbitrary<BsonDocument> = fc.record(
  {
    a: fc.oneof({ arbitrary: stored, weight: 2 }, fc.array(fc.record({ x: value }, optional), { maxLength: 2 })),
    b: stored,
  },
  optional,
);
export const anyKey = fc.uniqueArray(fc.tuple(path, fc.constantFrom<1 | -1>(1, -1)), {
  minLength: 1,
  maxLength: 2,
  selector: ([name]) => name,
});
