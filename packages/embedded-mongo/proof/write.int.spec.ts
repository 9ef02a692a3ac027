import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Binary, type Collection, Decimal128, type Document, Double, Int32, Long, ObjectId, Timestamp } from 'mongodb';
import { refusal, serve, type Served } from './served.js';

type Id = string | number | ObjectId | Int32 | Double | Long | Decimal128;

interface Item {
  _id?: Id;
  [field: string]: unknown;
}

describe('writes through the mongodb driver', () => {
  let served: Served;
  let items: Collection<Item>;
  beforeAll(async () => (served = await serve()));
  afterAll(() => served.stop());
  beforeEach(async () => {
    items = served.db.collection<Item>('items');
    await items.deleteMany({});
  });

  describe('an index with many keys of a document', () => {
    it('follows a small change of it soon', async () => {
      const items = served.db.collection<{ _id: number; tags: string[] }>('tagged');
      await items.createIndex({ tags: 1 });
      const tags = Array.from({ length: 20_000 }, (_, i) => `tag ${i}`);
      await items.insertOne({ _id: 1, tags });
      const from = performance.now();
      await items.updateOne({ _id: 1 }, { $push: { tags: 'one more' } });
      await items.updateOne({ _id: 1 }, { $pull: { tags: 'tag 5' } });
      expect(performance.now() - from).toBeLessThan(5_000);
      expect([
        await items.countDocuments({ tags: 'one more' }),
        await items.countDocuments({ tags: 'tag 5' }),
        await items.countDocuments({ tags: 'tag 6' }),
      ]).toEqual([1, 0, 1]);
    });
  });

  describe('insert', () => {
    it('makes an _id where there is none, and puts it first', async () => {
      await served.db.command({ insert: 'items', documents: [{ a: 1 }, { a: 2, _id: 7 }] });
      const [made, given] = await items.find().toArray();
      expect(Object.keys(made!)).toEqual(['_id', 'a']);
      expect(made!._id).toBeInstanceOf(ObjectId);
      expect(Object.entries(given!)).toEqual([
        ['_id', 7],
        ['a', 2],
      ]);
    });

    it('keeps types and the order of fields', async () => {
      const document = {
        _id: 1,
        z: new Int32(1),
        y: Long.fromString('9007199254740993'),
        x: new Double(5),
        w: Decimal128.fromString('1.00'),
        v: new Date(5),
        u: new Binary(Buffer.from('ab'), 5),
        t: /^a/i,
        s: null,
        r: [1, [2, { b: 3 }]],
        q: { b: 1, a: 2, 10: 'ten', 2: 'two' },
        p: new Timestamp({ t: 1, i: 2 }),
        o: 'ไทย',
      };
      await items.insertOne(document);
      const found = await items.findOne({ _id: 1 }, { promoteValues: false, bsonRegExp: true });
      expect(Object.keys(found!)).toEqual(Object.keys(document));
      expect(found).toMatchObject({ z: new Int32(1), y: Long.fromString('9007199254740993'), x: new Double(5) });
      expect(String(found!.w)).toBe('1.00');
      expect(found!.u).toEqual(document.u);
    });

    it('stops an ordered insert at its first error and goes on with an unordered one', async () => {
      const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }];
      const ordered = await refusal(items.insertMany(documents));
      expect(ordered).toMatchObject({ code: 11000 });
      expect(await items.countDocuments()).toBe(1);
      const unordered = await refusal(items.insertMany(documents, { ordered: false }));
      expect(
        (unordered.writeErrors as { index: number; code: number }[]).map(({ index, code }) => [index, code]),
      ).toEqual([
        [0, 11000],
        [1, 11000],
      ]);
      expect(await items.countDocuments()).toBe(2);
    });

    it('says 11000 with keyPattern and keyValue', async () => {
      await items.insertOne({ _id: 'a' });
      expect(await refusal(items.insertOne({ _id: 'a' }))).toMatchObject({
        code: 11000,
        message: 'E11000 duplicate key error collection: proof.items index: _id_ dup key: { _id: "a" }',
        keyPattern: { _id: 1 },
        keyValue: { _id: 'a' },
      });
    });

    it('takes one number in any type for one _id', async () => {
      await items.insertOne({ _id: new Int32(1) });
      for (const same of [new Double(1), Long.fromNumber(1), Decimal128.fromString('1.0')])
        expect(await refusal(items.insertOne({ _id: same }))).toMatchObject({ code: 11000 });
    });

    it.each([
      ['an array', [1], 2],
      ['a regular expression', /a/, 2],
      ['a document with a $-field', { $a: 1 }, 52],
    ])('refuses %s as _id', async (_, id, code) => {
      expect(await refusal(items.insertOne({ _id: id as unknown as Id }))).toMatchObject({ code });
    });

    it('refuses a document over 16 MiB or nested deeper than MongoDB allows, and takes one of 16 MiB', async () => {
      const limit = 16 * 1024 * 1024;
      const sized = (bytes: number) => ({ _id: 1, s: 'x'.repeat(bytes - 22) });
      await items.insertOne(sized(limit));
      expect((await items.findOne({ _id: 1 }))!.s).toHaveLength(limit - 22);
      expect(await served.db.command({ insert: 'items', documents: [{ ...sized(limit + 1), _id: 2 }] })).toMatchObject({
        n: 0,
        writeErrors: [{ index: 0, code: 2, errmsg: expect.stringContaining('too large') }],
      });
      let nested: unknown = 1;
      for (let depth = 0; depth < 190; depth++) nested = { a: nested };
      expect(await refusal(items.insertOne({ _id: 3, nested }))).toMatchObject({ code: 15 });
    }, 30_000);

    it('writes without an answer for w: 0', async () => {
      const result = await items.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
      expect(result.acknowledged).toBe(false);
      expect(await items.findOne({ _id: 1 })).toEqual({ _id: 1 });
    });

    it('sets an empty timestamp to the time', async () => {
      await items.insertOne({ _id: 1, at: new Timestamp({ t: 0, i: 0 }) });
      expect(((await items.findOne({ _id: 1 }))!.at as Timestamp).t).toBeGreaterThan(1_600_000_000);
    });
  });

  describe('update', () => {
    beforeEach(() =>
      items.insertMany([
        { _id: 1, n: 1, tags: ['a'] },
        { _id: 2, n: 2, tags: ['a', 'b'] },
        { _id: 3, n: 3, tags: [] },
      ]),
    );

    it('changes one document or all that match, and counts those that changed', async () => {
      expect(await items.updateOne({ n: { $gte: 1 } }, { $set: { x: 1 } })).toMatchObject({
        matchedCount: 1,
        modifiedCount: 1,
      });
      expect(await items.updateMany({}, { $set: { x: 1 } })).toMatchObject({ matchedCount: 3, modifiedCount: 2 });
      expect(await items.countDocuments({ x: 1 })).toBe(3);
    });

    it('replaces a document and keeps its _id', async () => {
      expect(await items.replaceOne({ n: 2 }, { m: 5 } as unknown as Item)).toMatchObject({ modifiedCount: 1 });
      expect(await items.findOne({ _id: 2 })).toEqual({ _id: 2, m: 5 });
    });

    it('pushes, pulls, increments and unsets', async () => {
      await items.updateOne({ _id: 1 }, { $push: { tags: { $each: ['c', 'b'], $sort: 1 } }, $inc: { n: 5 } } as object);
      await items.updateOne({ _id: 2 }, { $pull: { tags: 'a' }, $unset: { n: '' } } as object);
      expect(await items.find({ _id: { $in: [1, 2] } }).toArray()).toEqual([
        { _id: 1, n: 6, tags: ['a', 'b', 'c'] },
        { _id: 2, tags: ['b'] },
      ]);
    });

    it('upserts with the fields of the filter', async () => {
      const result = await items.updateOne(
        { _id: 9, 'a.b': 2, c: { $gt: 1 } },
        { $set: { d: 1 }, $setOnInsert: { e: 2 } },
        { upsert: true },
      );
      expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 9 });
      expect(await items.findOne({ _id: 9 })).toEqual({ _id: 9, a: { b: 2 }, d: 1, e: 2 });
    });

    it.each<Document>([
      { $expr: true },
      { $and: [{ a: 1 }, { $expr: { $eq: ['$a', 1] } }] },
      { $or: [{ $and: [{ $expr: true }] }, { a: 1 }] },
      { $nor: [{ $expr: false }] },
    ])('refuses an upsert by an expression: %j', async (filter) => {
      for (const there of [false, true]) {
        await items.deleteMany({});
        if (there) await items.insertOne({ _id: 50, a: 1 });
        const expected = {
          code: 224,
          message: expect.stringContaining('$expr is not allowed in the query predicate for an upsert'),
        };
        expect(await refusal(items.updateOne(filter, { $set: { d: 1 } }, { upsert: true }))).toMatchObject(expected);
        expect(await refusal(items.findOneAndUpdate(filter, { $set: { d: 1 } }, { upsert: true }))).toMatchObject(
          expected,
        );
        expect(await refusal(items.replaceOne(filter, { d: 1 }, { upsert: true }))).toMatchObject(expected);
      }
      await items.updateOne({ $expr: { $eq: ['$a', 1] } }, { $set: { d: 1 } });
      expect(await items.findOne({})).toEqual({ _id: 50, a: 1, d: 1 });
    });

    it('makes an _id on an upsert without one', async () => {
      const result = await items.updateOne({ k: 1 }, { $set: { d: 1 } }, { upsert: true });
      expect(result.upsertedId).toBeInstanceOf(ObjectId);
      expect(Object.keys((await items.findOne({ k: 1 }))!)[0]).toBe('_id');
    });

    it('reaches array elements by filters', async () => {
      await items.insertOne({
        _id: 4,
        checks: [
          { s: 1, ok: false },
          { s: 2, ok: false },
        ],
      });
      await items.updateOne({ _id: 4 }, { $set: { 'checks.$[c].ok': true } }, { arrayFilters: [{ 'c.s': 2 }] });
      await items.updateOne({ 'checks.s': 1 }, { $set: { 'checks.$.hit': 1 } });
      expect((await items.findOne({ _id: 4 }))!.checks).toEqual([
        { s: 1, ok: false, hit: 1 },
        { s: 2, ok: true },
      ]);
    });

    it('takes a pipeline', async () => {
      await items.updateMany({}, [{ $set: { twice: { $multiply: ['$n', 2] } } }]);
      expect((await items.find().toArray()).map(({ twice }) => twice)).toEqual([2, 4, 6]);
    });

    it('never changes an _id', async () => {
      expect(await refusal(items.updateOne({ _id: 1 }, { $set: { _id: 5 } } as object))).toMatchObject({ code: 66 });
      expect(await items.updateOne({ _id: 1 }, { $set: { _id: 1, n: 9 } } as object)).toMatchObject({
        modifiedCount: 1,
      });
    });

    it.each([
      ['$inc on a string', { _id: 1 }, { $inc: { tags: 1 } }, 14],
      ['$push on a number', { _id: 1 }, { $push: { n: 1 } }, 2],
      ['$set below a number', { _id: 1 }, { $set: { 'n.a': 1 } }, 28],
      ['an unknown operator', { _id: 1 }, { $frob: { n: 1 } }, 9],
      ['two operators on one path', { _id: 1 }, { $set: { n: 1 }, $inc: { n: 1 } }, 40],
      ['an unknown query operator', { n: { $near: 1 } }, { $set: { a: 1 } }, undefined],
    ])('refuses %s', async (_, filter, change, code) => {
      const error = await refusal(items.updateOne(filter as object, change as object));
      if (code !== undefined) expect(error).toMatchObject({ code });
      expect(await items.findOne({ _id: 1 })).toEqual({ _id: 1, n: 1, tags: ['a'] });
    });

    it('refuses to replace many', async () => {
      expect(
        await served.db.command({ update: 'items', updates: [{ q: {}, u: { a: 1 }, multi: true }] }),
      ).toMatchObject({ n: 0, writeErrors: [{ index: 0, code: 9 }] });
    });

    it('does a bulk of mixed writes', async () => {
      const result = await items.bulkWrite([
        { insertOne: { document: { _id: 10 } } },
        { updateOne: { filter: { _id: 10 }, update: { $set: { a: 1 } } } },
        { updateMany: { filter: { n: { $gt: 1 } }, update: { $inc: { n: 10 } } as object } },
        { replaceOne: { filter: { _id: 3 }, replacement: { r: 1 } } },
        { deleteOne: { filter: { _id: 1 } } },
      ]);
      expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 4, deletedCount: 1 });
      expect(await items.find().sort({ _id: 1 }).toArray()).toEqual([
        { _id: 2, n: 12, tags: ['a', 'b'] },
        { _id: 3, r: 1 },
        { _id: 10, a: 1 },
      ]);
    });
  });

  describe('delete', () => {
    beforeEach(() =>
      items.insertMany([
        { _id: 1, n: 1 },
        { _id: 2, n: 1 },
        { _id: 3, n: 2 },
      ]),
    );
    it('takes out one or all that match', async () => {
      expect((await items.deleteOne({ n: 1 })).deletedCount).toBe(1);
      expect((await items.deleteMany({ n: { $lte: 2 } })).deletedCount).toBe(2);
      expect((await items.deleteMany({})).deletedCount).toBe(0);
    });
    it('refuses a limit other than 0 and 1', async () => {
      const reply = await served.db.command({ delete: 'items', deletes: [{ q: {}, limit: 2 }] });
      expect(reply).toMatchObject({ n: 0, writeErrors: [{ index: 0, code: 9 }] });
    });
  });

  it.each<[string, Document]>([
    [
      'update',
      {
        updates: [
          { q: {}, u: { $set: { n: 9 } } },
          { q: {}, u: {}, sort: { n: 1 } },
        ],
      },
    ],
    [
      'delete',
      {
        deletes: [
          { q: {}, limit: 1 },
          { q: {}, limit: 1, sort: { n: 1 } },
        ],
      },
    ],
  ])(
    '%s with a sort, which MongoDB 7.0 does not know, is refused before any of it is done',
    async (name, statements) => {
      await items.insertOne({ _id: 1, n: 1 });
      expect(await refusal(served.db.command({ [name]: 'items', ...statements }))).toMatchObject({ code: 40415 });
      expect(await items.find().toArray()).toEqual([{ _id: 1, n: 1 }]);
    },
  );

  describe('findAndModify', () => {
    beforeEach(() =>
      items.insertMany([
        { _id: 1, n: 1 },
        { _id: 2, n: 5 },
        { _id: 3, n: 3 },
      ]),
    );
    it('gives the document before or after, the one first in the sort, as projected', async () => {
      expect(await items.findOneAndUpdate({}, { $inc: { n: 1 } } as object, { sort: { n: -1 } })).toEqual({
        _id: 2,
        n: 5,
      });
      expect(
        await items.findOneAndUpdate({}, { $inc: { n: 1 } } as object, {
          sort: { n: -1 },
          returnDocument: 'after',
          projection: { _id: 0 },
        }),
      ).toEqual({ n: 7 });
    });
    it('replaces, removes and upserts', async () => {
      expect(
        await items.findOneAndReplace({ _id: 1 }, { m: 1 } as unknown as Item, { returnDocument: 'after' }),
      ).toEqual({ _id: 1, m: 1 });
      expect(await items.findOneAndDelete({ n: 3 })).toEqual({ _id: 3, n: 3 });
      expect(await items.findOneAndUpdate({ _id: 8 }, { $set: { a: 1 } }, { upsert: true })).toBeNull();
      expect(
        await items.findOneAndUpdate(
          { _id: 9 },
          { $set: { a: 1 } },
          { upsert: true, returnDocument: 'after', includeResultMetadata: true },
        ),
      ).toMatchObject({ lastErrorObject: { n: 1, updatedExisting: false, upserted: 9 }, value: { _id: 9, a: 1 } });
    });
    it('gives null when nothing matches', async () => {
      expect(await items.findOneAndUpdate({ _id: 77 }, { $set: { a: 1 } })).toBeNull();
      expect(await items.findOneAndDelete({ _id: 77 })).toBeNull();
    });
    it('refuses contradictions', async () => {
      expect(
        await refusal(served.db.command({ findAndModify: 'items', query: {}, remove: true, update: {} })),
      ).toMatchObject({ code: 9 });
      expect(await refusal(served.db.command({ findAndModify: 'items', query: {} }))).toMatchObject({ code: 9 });
    });
  });
});
