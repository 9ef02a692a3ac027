import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Collection, Decimal128, type Document, Double, type Filter, Long } from 'mongodb';
import { refusal, serve, type Served } from './served.js';

interface Item {
  _id?: number | string;
  [field: string]: unknown;
}

type Order = Record<string, 1 | -1>;

interface Plan {
  stage: string;
  indexName?: string;
  inputStage?: Plan;
}

describe('indexes', () => {
  let served: Served;
  let items: Collection<Item>;
  let nowMs = Date.UTC(2016, 10, 7);
  beforeAll(async () => {
    served = await serve({ memory: true, now: () => new Date(nowMs) });
    items = served.db.collection<Item>('items');
  });
  afterAll(() => served.stop());
  beforeEach(() => served.db.dropDatabase());

  const stagesOf = (plan: Plan): string[] => [
    plan.indexName ? `${plan.stage} ${plan.indexName}` : plan.stage,
    ...(plan.inputStage ? stagesOf(plan.inputStage) : []),
  ];
  const explained = async (filter: Filter<Item>, sort?: Order) => {
    const found = items.find(filter);
    const { queryPlanner, executionStats } = await (sort ? found.sort(sort) : found).explain('executionStats');
    return {
      stages: stagesOf(queryPlanner.winningPlan),
      keys: executionStats.totalKeysExamined,
      docs: executionStats.totalDocsExamined,
      returned: executionStats.nReturned,
    };
  };

  describe('unique', () => {
    it('refuses a second document with the key, and says which', async () => {
      await items.createIndex({ meeting: 1, office: 1 }, { unique: true });
      await items.insertMany([
        { meeting: 1, office: 'a' },
        { meeting: 1, office: 'b' },
      ]);
      expect(await refusal(items.insertOne({ meeting: 1, office: 'b' }))).toMatchObject({
        code: 11000,
        keyPattern: { meeting: 1, office: 1 },
        keyValue: { meeting: 1, office: 'b' },
        message:
          'E11000 duplicate key error collection: proof.items index: meeting_1_office_1 dup key: { meeting: 1, office: "b" }',
      });
      expect(await refusal(items.updateOne({ office: 'a' }, { $set: { office: 'b' } }))).toMatchObject({ code: 11000 });
      expect(await items.findOne({ office: 'a' }, { projection: { _id: 0 } })).toEqual({ meeting: 1, office: 'a' });
      expect(await items.updateOne({ office: 'a' }, { $set: { office: 'a', x: 1 } })).toMatchObject({
        modifiedCount: 1,
      });
    });
    it('takes numbers of all types for one, and a missing field for null', async () => {
      await items.createIndex({ n: 1 }, { unique: true });
      await items.insertOne({ n: 1 });
      for (const n of [new Double(1), Long.fromNumber(1), Decimal128.fromString('1.000')])
        expect(await refusal(items.insertOne({ n }))).toMatchObject({ code: 11000 });
      await items.insertOne({});
      expect(await refusal(items.insertOne({ n: null }))).toMatchObject({ code: 11000, keyValue: { n: null } });
    });
    it('holds over the elements of arrays of different documents, not of one', async () => {
      await items.createIndex({ tags: 1 }, { unique: true });
      await items.insertOne({ tags: ['a', 'a', 'b'] });
      expect(await refusal(items.insertOne({ tags: ['c', 'b'] }))).toMatchObject({
        code: 11000,
        keyValue: { tags: 'b' },
      });
      await items.insertOne({ tags: ['c'] });
    });
    it('can not be made over duplicates, and then is not there', async () => {
      await items.insertMany([{ a: 1 }, { a: 1 }]);
      expect(await refusal(items.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
      expect(await items.indexes()).toHaveLength(1);
      await items.insertOne({ a: 1 });
      expect(await items.countDocuments({ a: 1 })).toBe(3);
    });
    it('frees a key when its document changes or goes', async () => {
      await items.createIndex({ a: 1 }, { unique: true });
      await items.insertMany([
        { _id: 1, a: 1 },
        { _id: 2, a: 2 },
      ]);
      await items.updateOne({ _id: 1 }, { $set: { a: 3 } });
      await items.insertOne({ a: 1 });
      await items.deleteOne({ _id: 2 });
      await items.insertOne({ a: 2 });
      expect(await items.countDocuments()).toBe(3);
    });
  });

  describe('partial and sparse', () => {
    it('a partial unique index holds for its documents only', async () => {
      await items.createIndex({ slot: 1 }, { unique: true, partialFilterExpression: { state: 'booked' } });
      await items.insertMany([
        { slot: 1, state: 'booked' },
        { slot: 1, state: 'cancelled' },
        { slot: 1, state: 'cancelled' },
      ]);
      expect(await refusal(items.insertOne({ slot: 1, state: 'booked' }))).toMatchObject({ code: 11000 });
      expect(await refusal(items.updateOne({ state: 'cancelled' }, { $set: { state: 'booked' } }))).toMatchObject({
        code: 11000,
      });
      await items.updateOne({ state: 'booked' }, { $set: { state: 'cancelled' } });
      await items.insertOne({ slot: 1, state: 'booked' });
    });
    it('a partial index is read for whatever its own filter asks, not the whole collection', async () => {
      await items.createIndex({ slot: 1 }, { partialFilterExpression: { slot: { $exists: true } } });
      await items.insertMany([{ _id: 1, slot: 1 }, { _id: 2 }, { _id: 3 }] as Item[]);
      expect(await explained({ slot: { $exists: true } } as Filter<Item>)).toMatchObject({
        stages: ['FETCH', 'IXSCAN slot_1'],
        returned: 1,
        docs: 1,
      });
    });

    it('a partial index answers only what it surely holds', async () => {
      await items.createIndex({ slot: 1 }, { partialFilterExpression: { state: 'booked', n: { $gt: 5 } } });
      await items.insertMany([
        { slot: 1, state: 'booked', n: 6 },
        { slot: 1, state: 'other', n: 6 },
      ]);
      expect(await explained({ slot: 1 })).toMatchObject({ stages: ['COLLSCAN'], returned: 2 });
      expect(await explained({ slot: 1, state: 'booked', n: { $gte: 6 } })).toMatchObject({
        stages: ['FETCH', 'IXSCAN slot_1'],
        returned: 1,
        keys: 1,
      });
      expect(await explained({ slot: 1, state: 'booked', n: { $gt: 4 } })).toMatchObject({ stages: ['COLLSCAN'] });
      expect(await explained({ slot: 1, state: { $in: ['booked', 'x'] }, n: 7 })).toMatchObject({
        stages: ['COLLSCAN'],
      });
    });
    it('a sparse index finds what has its field without a look at what has not', async () => {
      await items.createIndex({ code: 1 }, { sparse: true });
      await items.insertMany([{ _id: 1 as never }, { _id: 2 as never, code: 'a' }, { _id: 3 as never, code: null }]);
      const found = items.find({ code: { $exists: true } });
      expect((await found.toArray()).map(({ _id }) => Number(_id))).toEqual([3, 2]);
      expect(JSON.stringify((await found.explain()).queryPlanner.winningPlan)).toContain('IXSCAN');
      expect(await items.countDocuments({ code: { $exists: false } })).toBe(1);
    });

    it('a sparse unique index lets many documents be without the field', async () => {
      await items.createIndex({ code: 1 }, { unique: true, sparse: true });
      await items.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, code: null }]);
      expect(await refusal(items.insertOne({ code: null }))).toMatchObject({ code: 11000 });
      expect(await explained({ code: null })).toMatchObject({ stages: ['COLLSCAN'], returned: 3 });
      expect(await explained({}, { code: 1 })).toMatchObject({ stages: ['SORT', 'COLLSCAN'], returned: 3 });
      expect(await explained({ code: { $gt: 1 } })).toMatchObject({ stages: ['FETCH', 'IXSCAN code_1'] });
    });
  });

  describe('are used', () => {
    beforeEach(async () => {
      await items.insertMany(
        Array.from({ length: 200 }, (_, n) => ({
          _id: n,
          a: n % 20,
          b: n % 7,
          name: `office ${n}`,
          tags: [n % 5, n % 3],
          seat: { row: n % 10 },
        })),
      );
      await items.createIndexes([
        { key: { a: 1, b: -1 } },
        { key: { name: 1 } },
        { key: { tags: 1 } },
        { key: { 'seat.row': -1 } },
      ]);
    });
    it.each<[string, Filter<Item>, Order | undefined, string[], number | undefined]>([
      ['equality', { a: 5 }, undefined, ['FETCH', 'IXSCAN a_1_b_-1'], 10],
      ['equality on two fields', { a: 5, b: 3 }, undefined, ['FETCH', 'IXSCAN a_1_b_-1'], 2],
      ['$in', { a: { $in: [1, 2] } }, undefined, ['FETCH', 'IXSCAN a_1_b_-1'], 20],
      ['a range', { a: { $gte: 18 } }, undefined, ['FETCH', 'IXSCAN a_1_b_-1'], 20],
      ['a range behind an equality', { a: 5, b: { $lt: 2 } }, undefined, ['FETCH', 'IXSCAN a_1_b_-1'], undefined],
      ['a range of a descending field', { 'seat.row': { $gt: 7 } }, undefined, ['FETCH', 'IXSCAN seat.row_-1'], 40],
      ['the beginning of a text', { name: /^office 19/ }, undefined, ['FETCH', 'IXSCAN name_1'], 11],
      ['an element of an array', { tags: 4 }, undefined, ['FETCH', 'IXSCAN tags_1'], 40],
      ['_id', { _id: 7 }, undefined, ['FETCH', 'IXSCAN _id_'], 1],
      ['a range of _id', { _id: { $gte: 190 } }, undefined, ['FETCH', 'IXSCAN _id_'], 10],
      ['a sort', {}, { a: 1, b: -1 }, ['FETCH', 'IXSCAN a_1_b_-1'], 200],
      ['a sort the other way', {}, { a: -1, b: 1 }, ['FETCH', 'IXSCAN a_1_b_-1'], 200],
      ['a sort behind an equality', { a: 5 }, { b: 1 }, ['FETCH', 'IXSCAN a_1_b_-1'], 10],
      ['a sort that no index has', {}, { a: 1, b: 1 }, ['SORT', 'COLLSCAN'], undefined],
      ['a filter that no index helps', { b: 3 }, undefined, ['COLLSCAN'], undefined],
    ])('for %s', async (_, filter, sort, stages, keys) => {
      const plan = await explained(filter, sort);
      expect(plan.stages).toEqual(stages);
      if (keys !== undefined) expect(plan.keys).toBe(keys);
      const natural = await items.find(filter).hint({ $natural: 1 }).toArray();
      expect(plan.returned).toBe(natural.length);
    });
    it('as hinted by name or key, and a hint that is no index is refused', async () => {
      expect(await items.countDocuments({ b: 3 }, { hint: 'a_1_b_-1' })).toBe(await items.countDocuments({ b: 3 }));
      expect(
        (await items.find({ b: 3 }).hint({ a: 1, b: -1 }).explain()).queryPlanner.winningPlan.inputStage.indexName,
      ).toBe('a_1_b_-1');
      expect(await refusal(items.find({}).hint('frob').toArray())).toMatchObject({ code: 2 });
      expect(await refusal(items.updateOne({ a: 1 }, { $set: { b: 1 } }, { hint: 'frob' }))).toMatchObject({ code: 2 });
    });
    it('not when hidden', async () => {
      await served.db.command({ collMod: 'items', index: { name: 'a_1_b_-1', hidden: true } });
      expect((await explained({ a: 5 })).stages).toEqual(['COLLSCAN']);
    });
    it('by updates and deletes, once for each document though it moves in the index', async () => {
      expect(await items.updateMany({ a: { $gte: 0 } }, { $inc: { a: 100 } } as object)).toMatchObject({
        modifiedCount: 200,
      });
      expect(await items.countDocuments({ a: { $gte: 100, $lt: 120 } })).toBe(200);
      expect(await items.deleteMany({ a: { $gte: 110 } })).toMatchObject({ deletedCount: 100 });
      expect(await items.countDocuments({ a: { $gte: 0 } })).toBe(100);
    });
    it('with arrays: two conditions need not meet in one element', async () => {
      await items.deleteMany({});
      await items.createIndex({ 'c.x': 1, 'c.y': 1 });
      await items.insertMany([
        {
          _id: 1,
          tags: [1, 10],
          c: [
            { x: 1, y: 9 },
            { x: 9, y: 2 },
          ],
        },
      ]);
      expect(await items.countDocuments({ tags: { $gt: 3, $lt: 5 } }, { hint: 'tags_1' })).toBe(1);
      expect(await items.countDocuments({ 'c.x': 1, 'c.y': 2 }, { hint: 'c.x_1_c.y_1' })).toBe(1);
      expect(await items.countDocuments({ c: { $elemMatch: { x: 1, y: 2 } } })).toBe(0);
    });
  });

  describe('are kept in the catalogue', () => {
    it('listed, made once, dropped by name, key or all', async () => {
      expect(await items.createIndex({ a: 1 })).toBe('a_1');
      expect(
        await served.db.command({ createIndexes: 'items', indexes: [{ key: { a: 1 }, name: 'a_1' }] }),
      ).toMatchObject({ note: 'all indexes already exist', numIndexesBefore: 2, numIndexesAfter: 2 });
      await items.createIndexes([
        { key: { b: 1 }, unique: true, partialFilterExpression: { b: { $exists: true } } },
        { key: { c: -1 }, expireAfterSeconds: 60 },
      ]);
      expect(await items.indexes()).toEqual([
        { v: 2, key: { _id: 1 }, name: '_id_' },
        { v: 2, key: { a: 1 }, name: 'a_1' },
        { v: 2, key: { b: 1 }, name: 'b_1', unique: true, partialFilterExpression: { b: { $exists: true } } },
        { v: 2, key: { c: -1 }, name: 'c_-1', expireAfterSeconds: 60 },
      ]);
      await items.dropIndex('a_1');
      await served.db.command({ dropIndexes: 'items', index: { b: 1 } });
      expect((await items.indexes()).map(({ name }) => name)).toEqual(['_id_', 'c_-1']);
      await items.dropIndexes();
      expect(await items.indexes()).toHaveLength(1);
      expect(await refusal(items.dropIndex('a_1'))).toMatchObject({ code: 27 });
      expect(await refusal(items.dropIndex('_id_'))).toMatchObject({ code: 72 });
      expect(await refusal(served.db.collection('nowhere').indexes())).toMatchObject({ code: 26 });
    });
    it('clash when one name or key is to be two indexes', async () => {
      await items.createIndex({ a: 1 });
      expect(await refusal(items.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 86 });
      expect(await refusal(items.createIndex({ b: 1 }, { name: 'a_1' }))).toMatchObject({ code: 86 });
      expect(await refusal(items.createIndex({ a: 1 }, { name: 'other' }))).toMatchObject({ code: 85 });
    });
    it.each([
      ['text', { a: 'text' }, {}, 67],
      ['geo', { a: '2dsphere' }, {}, 67],
      ['hashed', { a: 'hashed' }, {}, 67],
      ['wildcard', { '$**': 1 }, {}, 67],
      ['zero', { a: 0 }, {}, 67],
      ['empty', {}, {}, 67],
      ['a collation', { a: 1 }, { collation: { locale: 'th' } }, 67],
      ['sparse and partial', { a: 1 }, { sparse: true, partialFilterExpression: { a: 1 } }, 67],
      ['a compound TTL', { a: 1, b: 1 }, { expireAfterSeconds: 1 }, 67],
      ['a partial filter by regex', { a: 1 }, { partialFilterExpression: { a: { $not: { $gt: 1 } } } }, 67],
      ['an unknown option', { a: 1 }, { frob: 1 }, 197],
    ])('refuse %s', async (_, key, options, code) => {
      expect(
        await refusal(served.db.command({ createIndexes: 'items', indexes: [{ key, name: 'x', ...options }] })),
      ).toMatchObject({ code });
    });
    it.each<[string, Document, Document, number]>([
      ['a regex in a partial filter', { a: 1 }, { partialFilterExpression: { a: /x/ } }, 67],
      ['one within $and', { a: 1 }, { partialFilterExpression: { $and: [{ b: 1 }, { a: /x/ }] } }, 67],
      ['$regex', { a: 1 }, { partialFilterExpression: { a: { $regex: 'x' } } }, 67],
      ['$exists: 0', { a: 1 }, { partialFilterExpression: { a: { $exists: 0 } } }, 67],
      ['unique on _id', { _id: 1 }, { unique: true }, 197],
      ['unique: false on _id', { _id: 1 }, { unique: false }, 197],
      ['sparse on _id', { _id: 1 }, { sparse: true }, 197],
      ['a partial one on _id', { _id: 1 }, { partialFilterExpression: { a: 1 } }, 197],
      ['TTL on _id', { _id: 1 }, { expireAfterSeconds: 1 }, 197],
      ['_id downwards', { _id: -1 }, {}, 2],
      ['a hidden one on _id', { _id: 1 }, { hidden: true }, 2],
      ['the name *', { a: 1 }, { name: '*' }, 2],
    ])('refuse of a new index %s', async (_, key, options, code) => {
      expect(
        await refusal(served.db.command({ createIndexes: 'items', indexes: [{ key, name: 'x', ...options }] })),
      ).toMatchObject({ code });
    });
    it('take {_id: 1} as the one that is there', async () => {
      await items.insertOne({});
      expect(
        await served.db.command({
          createIndexes: 'items',
          indexes: [
            { key: { _id: 1 }, name: 'mine' },
            { key: { _id: new Double(1) }, name: '_id_' },
          ],
        }),
      ).toMatchObject({ numIndexesBefore: 1, numIndexesAfter: 1 });
    });
    it('refuse a document in which a number on the path is an index and a name, and let it be without the index', async () => {
      const ambiguous = [{ a: [{ '0': 2 }] }, { a: [2, { '0': 3 }] }, { b: [{ a: [{ '0': 2 }] }] }] as Document[];
      await items.createIndex({ 'a.0': 1 });
      await items.createIndex({ 'b.a.0': 1 });
      for (const document of ambiguous)
        expect(await refusal(items.insertOne({ ...document }))).toMatchObject({ code: 16746 });
      expect(
        await served.db.command({ insert: 'items', documents: [ambiguous[0]!, { _id: 1, a: [[5]] }], ordered: false }),
      ).toMatchObject({ n: 1, writeErrors: [{ index: 0, code: 16746 }] });
      expect(await refusal(items.updateOne({ _id: 1 as never }, { $set: ambiguous[1]! }))).toMatchObject({
        code: 16746,
      });
      expect(await items.find().toArray()).toEqual([{ _id: 1, a: [[5]] }]);
      await items.insertMany([{ a: { '0': 1 } }, { a: [] }, { a: [{ '1': 1 }] }] as Document[] as Item[]);
      await items.dropIndexes();
      await items.insertMany(ambiguous as Item[]);
      expect(await refusal(items.createIndex({ 'a.0': 1 }))).toMatchObject({ code: 16746 });
      expect(await items.indexes()).toHaveLength(1);
    });
    it.each<[string, Document, number]>([
      ['a validation level', { validationLevel: 'strict' }, 238],
      ['a validator', { validator: {} }, 238],
      ['an index without a name', { index: { hidden: true } }, 72],
      ['an index with name and key', { index: { name: 'a_1', keyPattern: { a: 1 }, hidden: true } }, 72],
      ['nothing of an index', { index: { name: 'a_1' } }, 72],
      ['an unknown field', { index: { name: 'a_1', frob: 1 } }, 40415],
      ['unique', { index: { name: 'a_1', unique: true } }, 238],
      ['a time that is no number', { index: { name: 'a_1', expireAfterSeconds: 'x' } }, 14],
      ['the index on _id hidden', { index: { name: '_id_', hidden: true } }, 2],
      ['an index that is not there', { index: { name: 'z', hidden: true } }, 27],
    ])('are not changed by collMod with %s', async (_, options, code) => {
      await items.createIndex({ a: 1 });
      expect(await refusal(served.db.command({ collMod: 'items', ...options }))).toMatchObject({ code });
    });
    it('are changed by collMod, which tells what was and what is', async () => {
      await items.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
      const change = (index: Document) => served.db.command({ collMod: 'items', index: { name: 'at_1', ...index } });
      expect(await change({ expireAfterSeconds: Long.fromNumber(10), hidden: true })).toEqual({
        expireAfterSeconds_old: 60,
        expireAfterSeconds_new: 10,
        hidden_old: false,
        hidden_new: true,
        ok: 1,
      });
      expect(await change({ expireAfterSeconds: 10 })).toEqual({ ok: 1 });
      expect(await served.db.command({ collMod: 'items' })).toEqual({ ok: 1 });
      expect((await items.indexes())[1]).toMatchObject({ hidden: true, expireAfterSeconds: 10 });
    });
    it('refuse two arrays in one document', async () => {
      await items.createIndex({ a: 1, b: 1 });
      expect(await refusal(items.insertOne({ a: [1], b: [2] }))).toMatchObject({ code: 171 });
      expect(await items.countDocuments()).toBe(0);
    });
  });

  describe('TTL', () => {
    it.each([[1], [-1]])('takes documents out when their time has come (direction %d)', async (direction) => {
      await items.createIndex({ at: direction as 1 | -1 }, { expireAfterSeconds: 60 });
      const at = (seconds: number) => new Date(nowMs + seconds * 1000);
      await items.insertMany([
        { _id: 'old', at: at(-100) },
        { _id: 'due', at: at(-60) },
        { _id: 'array', at: [at(500), at(-61)] },
        { _id: 'new', at: at(-59) },
        { _id: 'text', at: 'x' },
        { _id: 'none' },
      ]);
      expect(await served.server.sweep()).toBe(3);
      expect((await items.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual(['new', 'none', 'text']);
      nowMs += 2000;
      expect(await served.server.sweep()).toBe(1);
    });
    it('follows a changed time', async () => {
      await items.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
      await items.insertOne({ at: new Date(nowMs - 30_000) });
      await served.db.command({ collMod: 'items', index: { keyPattern: { at: 1 }, expireAfterSeconds: 10 } });
      expect(await served.server.sweep()).toBe(1);
    });
  });
});
