import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Decimal128, Double, Long, type Collection, type Document } from 'mongodb';
import { serve, type Served } from './served.js';

/** What a document, a filter and an update of the model may hold: small, so that they meet often. */
const number = fc.oneof(
  fc.integer({ min: -2, max: 3 }),
  fc.constantFrom(new Double(1), Long.fromNumber(2), Decimal128.fromString('1.0'), 1.5, NaN),
);
const scalar = fc.oneof(
  { arbitrary: number, weight: 4 },
  fc.constantFrom('', 'a', 'ab', 'b', 'ก'),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(new Date(0), new Date(5)),
);
const element = fc.oneof(
  { arbitrary: scalar, weight: 3 },
  fc.record({ x: scalar, y: scalar }, { requiredKeys: [], noNullPrototype: true }),
);
const small = fc.integer({ min: 0, max: 3 });
const value = fc.oneof(
  { arbitrary: element, weight: 4 },
  { arbitrary: fc.array(small, { minLength: 2, maxLength: 3 }), weight: 2 },
  {
    arbitrary: fc.array(fc.record({ x: small, y: small }, { noNullPrototype: true }), { minLength: 2, maxLength: 2 }),
    weight: 2,
  },
  { arbitrary: fc.array(element, { maxLength: 3 }), weight: 1 },
);
const body = fc.record({ a: value, b: value, c: value }, { requiredKeys: [], noNullPrototype: true });
const documents = fc.array(body, { minLength: 1, maxLength: 12 });

const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'b.x', 'b.y', 'a.0');
const condition: fc.Arbitrary<unknown> = fc.oneof(
  value,
  fc
    .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), value)
    .map(([operator, operand]) => ({ [operator]: operand })),
  scalar,
  small,
  fc.tuple(small, small).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gt: low, $lte: high })),
  fc
    .tuple(fc.constantFrom('$in', '$nin'), fc.array(value, { maxLength: 3 }))
    .map(([operator, operands]) => ({ [operator]: operands })),
  fc.boolean().map((there) => ({ $exists: there })),
  fc.constantFrom(
    { $type: 'number' },
    { $type: 'array' },
    { $size: 2 },
    { $not: { $gt: 1 } },
    /^a/,
    /b/i,
    { $elemMatch: { $gt: 0, $lt: 2 } },
    { $elemMatch: { x: 1 } },
    { $all: [1, 2] },
  ),
);
const clause = fc.tuple(path, condition).map(([name, test]) => ({ [name]: test }) as Document);
const filter = fc.oneof(
  clause,
  // Two conditions on one array of documents, which different elements may meet.
  fc.tuple(small, small).map(([x, y]) => ({ 'b.x': x, 'b.y': y }) as Document),
  fc.tuple(clause, clause).map(([one, other]) => ({ ...one, ...other }) as Document),
  fc
    .tuple(fc.constantFrom('$and', '$or'), fc.array(clause, { minLength: 1, maxLength: 3 }))
    .map(([operator, clauses]) => ({ [operator]: clauses }) as Document),
);
const sort = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'b.x'), fc.constantFrom<1 | -1>(1, -1)), {
  maxLength: 2,
  selector: ([name]) => name,
});
const key = fc.oneof(
  fc.constant<['b.x' | 'b.y', 1][]>([
    ['b.x', 1],
    ['b.y', 1],
  ]),
  fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'a.x', 'b.x', 'b.y'), fc.constantFrom<1 | -1>(1, -1)), {
    minLength: 1,
    maxLength: 3,
    selector: ([name]) => name,
  }),
);
const partial = fc.constantFrom<Document | undefined>(
  undefined,
  undefined,
  undefined,
  { a: { $gt: 0 } },
  { b: { $exists: true } },
  { c: 'a' },
  { a: 1 },
  { a: null },
  { b: { $gte: [1] } },
  { b: { $type: 'number' } },
  { 'b.x': { $lte: 2 } },
  { a: { $in: [1, null, [1, 2]] } },
);
const index = fc.record({ key, sparse: fc.boolean(), partial });
const indexes = fc.uniqueArray(index, {
  minLength: 1,
  maxLength: 3,
  selector: ({ key: fields }) => JSON.stringify(fields),
});
const update = fc.oneof(
  fc.tuple(path, value).map(([name, next]) => ({ $set: { [name]: next } })),
  fc.tuple(path, fc.integer({ min: 1, max: 2 })).map(([name, by]) => ({ $inc: { [name]: by } })),
  path.map((name) => ({ $unset: { [name]: '' } })),
  fc.tuple(path, element).map(([name, next]) => ({ $push: { [name]: next } })),
  fc.tuple(path, scalar).map(([name, gone]) => ({ $pull: { [name]: gone } })),
);

type Outcome = { answer: unknown } | { code: unknown };

async function outcome(call: Promise<unknown>): Promise<Outcome> {
  try {
    return { answer: await call };
  } catch (error) {
    return { code: (error as { code?: unknown }).code ?? String(error) };
  }
}

describe('the same answers by any way', () => {
  let served: Served;
  let plain: Collection<Document>;
  let indexed: Collection<Document>;
  beforeAll(async () => {
    served = await serve({ memory: true }, { ignoreUndefined: true });
    plain = served.db.collection('plain');
    indexed = served.db.collection('indexed');
  });
  afterAll(() => served.stop());

  /** Both collections with the same documents, one with indexes; false when the documents can't be indexed so (two arrays in one key). */
  async function fill(
    bodies: object[],
    wanted: { key: [string, 1 | -1][]; sparse: boolean; partial: Document | undefined }[],
  ): Promise<boolean> {
    await Promise.all([plain.drop(), indexed.drop()]);
    const all = bodies.map((each, _id) => ({ _id, ...each }) as unknown as Document);
    for (const [position, { key: fields, sparse, partial }] of wanted.entries()) {
      await indexed.createIndex(new Map(fields), {
        name: `index_${position}`,
        ...(partial ? { partialFilterExpression: partial } : { sparse }),
      });
    }
    await plain.insertMany(all);
    const filled = await outcome(indexed.insertMany(all));
    if ('code' in filled) expect(filled).toEqual({ code: 171 });
    return 'answer' in filled;
  }

  const raw = { promoteValues: false } as const;

  it('of find with and without indexes: the same documents, in the order of the sort', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        indexes,
        fc.array(fc.tuple(filter, sort), { minLength: 4, maxLength: 4 }),
        async (bodies, wanted, queries) => {
          fc.pre(await fill(bodies, wanted));
          for (const [query, order] of queries) {
            const ask = (collection: Collection<Document>) => {
              const cursor = collection.find(query, raw);
              return outcome(
                (order.length > 0
                  ? cursor.sort([...order, ['_id', 1]] as [string, 1 | -1][])
                  : cursor.sort({ _id: 1 })
                ).toArray(),
              );
            };
            expect(await ask(indexed)).toEqual(await ask(plain));
            expect(await outcome(indexed.countDocuments(query))).toEqual(await outcome(plain.countDocuments(query)));
            // Without `_id` the order among equals is free, but the documents are the same.
            const loose = (collection: Collection<Document>) =>
              outcome(
                collection
                  .find(query)
                  .sort(order as [string, 1 | -1][])
                  .toArray()
                  .then((found) => found.map(({ _id }) => Number(_id)).sort((one, other) => one - other)),
              );
            expect(await loose(indexed)).toEqual(await loose(plain));
          }
        },
      ),
      { numRuns: 250 },
    );
  }, 120_000);

  it('when each index is forced by a hint', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        key,
        fc.array(filter, { minLength: 4, maxLength: 4 }),
        async (bodies, fields, queries) => {
          fc.pre(await fill(bodies, [{ key: fields, sparse: false, partial: undefined }]));
          for (const query of queries) {
            expect(await outcome(indexed.find(query, raw).hint('index_0').sort({ _id: 1 }).toArray())).toEqual(
              await outcome(plain.find(query, raw).sort({ _id: 1 }).toArray()),
            );
          }
        },
      ),
      { numRuns: 250 },
    );
  }, 120_000);

  it('of updates and deletes with and without indexes, and the indexes stay true to the documents', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        indexes,
        fc.array(fc.tuple(filter, update, fc.boolean()), { minLength: 3, maxLength: 3 }),
        filter,
        async (bodies, wanted, writes, gone) => {
          fc.pre(await fill(bodies, wanted));
          for (const [query, change, many] of writes) {
            const write = (collection: Collection<Document>) =>
              outcome(
                many
                  ? collection.updateMany(query, change as Document)
                  : collection.findOneAndUpdate(query, change as Document, {
                      sort: { _id: 1 },
                      includeResultMetadata: true,
                      returnDocument: 'after',
                    }),
              );
            const [byIndex, byScan] = [await write(indexed), await write(plain)];
            // An update that would put two arrays under one index is refused with it, and done without.
            if ('code' in byIndex && byIndex.code === 171) return;
            // An error ends an update of many where it strikes, which hangs on the order it went in.
            if ('code' in byIndex || 'code' in byScan) {
              expect(byIndex).toEqual(byScan);
              return;
            }
            expect(byIndex).toEqual(byScan);
            if (!many)
              expect(await indexed.find({}, raw).sort({ _id: 1 }).toArray()).toEqual(
                await plain.find({}, raw).sort({ _id: 1 }).toArray(),
              );
          }
          expect(await outcome(indexed.deleteMany(gone))).toEqual(await outcome(plain.deleteMany(gone)));
          const rest = await plain.find({}, raw).sort({ _id: 1 }).toArray();
          expect(await indexed.find({}, raw).sort({ _id: 1 }).toArray()).toEqual(rest);
          for (const [position, { sparse, partial }] of wanted.entries()) {
            if (!sparse && !partial)
              expect(await indexed.find({}, raw).hint(`index_${position}`).sort({ _id: 1 }).toArray()).toEqual(rest);
          }
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);
});

/** MongoDB's rules for flat documents of numbers and strings, said again as simply as can be. */
describe('the answers of a naive model', () => {
  let served: Served;
  beforeAll(async () => (served = await serve()));
  afterAll(() => served.stop());

  type Flat = { _id: number; a?: number | string; b?: number | string };
  const flatValue = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('x', 'y', 'z'));
  const flat = fc.record({ a: flatValue, b: flatValue }, { requiredKeys: [], noNullPrototype: true });
  const operators = {
    $eq: (x: number | string | undefined, y: number | string) => x === y,
    $gt: (x: number | string | undefined, y: number | string) => typeof x === typeof y && x! > y,
    $gte: (x: number | string | undefined, y: number | string) => typeof x === typeof y && x! >= y,
    $lt: (x: number | string | undefined, y: number | string) => typeof x === typeof y && x! < y,
    $lte: (x: number | string | undefined, y: number | string) => typeof x === typeof y && x! <= y,
    $ne: (x: number | string | undefined, y: number | string) => x !== y,
  };
  const test = fc.tuple(
    fc.constantFrom<'a' | 'b'>('a', 'b'),
    fc.constantFrom(...(Object.keys(operators) as (keyof typeof operators)[])),
    flatValue,
  );
  const command = fc.oneof(
    fc.record({ kind: fc.constant('insert' as const), body: flat }),
    fc.record({
      kind: fc.constant('find' as const),
      test,
      by: fc.constantFrom<'a' | 'b'>('a', 'b'),
      direction: fc.constantFrom<1 | -1>(1, -1),
    }),
    fc.record({ kind: fc.constant('set' as const), test, field: fc.constantFrom<'a' | 'b'>('a', 'b'), to: flatValue }),
    fc.record({ kind: fc.constant('unset' as const), test, field: fc.constantFrom<'a' | 'b'>('a', 'b') }),
    fc.record({ kind: fc.constant('delete' as const), test }),
  );
  const rank = (x: number | string | undefined) => (x === undefined ? 0 : typeof x === 'number' ? 1 : 2);
  const order = (x: number | string | undefined, y: number | string | undefined) =>
    rank(x) - rank(y) || (x === y ? 0 : x! < y! ? -1 : 1);

  it('over random sequences of commands, with a unique index on one field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 30 }), async (commands) => {
        const collection = served.db.collection<Flat>('model');
        await collection.drop();
        await collection.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { a: { $exists: true } } });
        await collection.createIndex({ b: -1, a: 1 });
        let model: Flat[] = [];
        let next = 0;
        const taken = (documents: Flat[]) => {
          const keys = documents.map(({ a }) => a).filter((each) => each !== undefined);
          return new Set(keys).size < keys.length;
        };
        for (const each of commands) {
          if (each.kind === 'insert') {
            const document = { _id: next++, ...each.body };
            const refused = taken([...model, document]);
            expect(await outcome(collection.insertOne(document))).toMatchObject(
              refused ? { code: 11000 } : { answer: { insertedId: document._id } },
            );
            if (!refused) model.push(document);
            continue;
          }
          const [field, operator, operand] = each.test;
          const query = { [field]: { [operator]: operand } };
          const matches = (document: Flat) => operators[operator](document[field], operand);
          if (each.kind === 'find') {
            const expected = model
              .filter(matches)
              .sort((x, y) => order(x[each.by], y[each.by]) * each.direction || x._id - y._id);
            expect(
              await collection
                .find(query)
                .sort([
                  [each.by, each.direction],
                  ['_id', 1],
                ])
                .toArray(),
            ).toEqual(expected);
          } else if (each.kind === 'delete') {
            expect(await collection.deleteMany(query)).toMatchObject({ deletedCount: model.filter(matches).length });
            model = model.filter((document) => !matches(document));
          } else if (each.kind === 'unset') {
            const touched = model.filter(matches);
            expect(await collection.updateMany(query, { $unset: { [each.field]: '' } } as object)).toMatchObject({
              matchedCount: touched.length,
              modifiedCount: touched.filter((document) => document[each.field] !== undefined).length,
            });
            for (const document of touched) delete document[each.field];
          } else {
            const target = model.filter(matches).sort((x, y) => x._id - y._id)[0];
            const after = model.map((document) =>
              document === target ? { ...document, [each.field]: each.to } : document,
            );
            const refused = taken(after);
            const got = await outcome(
              collection.findOneAndUpdate(query, { $set: { [each.field]: each.to } } as object, {
                sort: { _id: 1 },
                includeResultMetadata: true,
              }),
            );
            expect(got).toMatchObject(
              refused
                ? { code: 11000 }
                : {
                    answer: {
                      lastErrorObject: { n: target ? 1 : 0, updatedExisting: target !== undefined },
                      value: target ?? null,
                    },
                  },
            );
            if (!refused) model = after;
          }
          expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual(model);
        }
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});
