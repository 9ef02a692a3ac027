import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Collection, Decimal128, type Document, Double, Long } from 'mongodb';
import { refusal, serve, type Served } from './served.js';

interface Office {
  _id: number;
  [field: string]: unknown;
}

describe('reads through the mongodb driver', () => {
  let served: Served;
  let offices: Collection<Office>;
  let nowMs = Date.UTC(2016, 10, 7);
  beforeAll(async () => {
    served = await serve({ memory: true, now: () => new Date(nowMs) });
    offices = served.db.collection<Office>('offices');
    await offices.insertMany(
      Array.from({ length: 300 }, (_, n) => ({
        _id: n,
        province: n % 10,
        name: `office ${n}`,
        tags: n % 3 === 0 ? ['even', 'third'] : ['other'],
        seat: { row: n % 7, hall: n % 2 ? 'a' : 'b' },
        checks: [{ s: n, ok: n % 2 === 0 }],
      })),
    );
  });
  afterAll(() => served.stop());

  describe('find', () => {
    it('filters, sorts, skips, limits and projects', async () => {
      const found = await offices
        .find({ province: { $in: [3, 4] }, 'seat.hall': 'a' }, { projection: { name: 1, _id: 0 } })
        .sort({ _id: -1 })
        .skip(1)
        .limit(2)
        .toArray();
      expect(found).toEqual([{ name: 'office 283' }, { name: 'office 273' }]);
    });
    it('gives documents in the order they came when no other is asked for, and turned round by $natural', async () => {
      expect((await offices.find().limit(3).toArray()).map(({ _id }) => _id)).toEqual([0, 1, 2]);
      expect((await offices.find().sort({ $natural: -1 }).limit(2).toArray()).map(({ _id }) => _id)).toEqual([
        299, 298,
      ]);
    });
    it('projects by position and $elemMatch', async () => {
      expect(await offices.findOne({ _id: 4, 'checks.s': 4 }, { projection: { 'checks.$': 1 } })).toEqual({
        _id: 4,
        checks: [{ s: 4, ok: true }],
      });
      expect(await offices.findOne({ _id: 4 }, { projection: { checks: { $elemMatch: { ok: false } } } })).toEqual({
        _id: 4,
      });
    });
    it('sorts arrays by their least element upwards and their greatest downwards', async () => {
      const arrays = served.db.collection<Office>('arrays');
      await arrays.insertMany([
        { _id: 1, a: [5, 1] },
        { _id: 2, a: 3 },
        { _id: 3, a: [] },
        { _id: 4 },
        { _id: 5, a: [2, 9] },
        { _id: 6, a: 'x' },
      ]);
      expect((await arrays.find().sort({ a: 1, _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([3, 4, 1, 5, 2, 6]);
      expect((await arrays.find().sort({ a: -1, _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([6, 5, 1, 2, 4, 3]);
      expect(
        (await arrays.aggregate([{ $sort: { a: -1, _id: 1 } }, { $limit: 2 }]).toArray()).map(({ _id }) => _id),
      ).toEqual([6, 5]);
    });
    it('sorts a hundred thousand, keeping only those that can be first', async () => {
      const many = served.db.collection<Office>('many');
      for (let from = 0; from < 100_000; from += 10_000)
        await many.insertMany(
          Array.from({ length: 10_000 }, (_, n) => ({ _id: from + n, k: ((from + n) * 7919) % 100_003 })),
        );
      const keys = (await many.find().sort({ k: 1 }).limit(1500).toArray()).map(({ k }) => k as number);
      expect(keys).toEqual([...keys].sort((a, b) => a - b));
      expect(keys).toHaveLength(1500);
      expect(keys[0]).toBe(0);
      expect(await refusal(many.find({ k: -1 }).maxTimeMS(1).toArray())).toMatchObject({
        code: 50,
        codeName: 'MaxTimeMSExpired',
      });
    }, 30_000);
    it('refuses to sort by two arrays of one document, and more than 100 MiB', async () => {
      const two = served.db.collection<Office>('two');
      await two.insertOne({ _id: 1, a: [1], b: [2] });
      expect(await refusal(two.find().sort({ a: 1, b: 1 }).toArray())).toMatchObject({ code: 2 });
      const heavy = served.db.collection<Office>('heavy');
      for (let n = 0; n < 8; n++) await heavy.insertOne({ _id: n, k: n, s: 'x'.repeat(15_000_000) });
      expect(await refusal(heavy.find().sort({ k: -1 }).toArray())).toMatchObject({ code: 292 });
      expect((await heavy.find().sort({ _id: -1 }).limit(1).toArray())[0]!._id).toBe(7);
    }, 30_000);
    it('takes variables', async () => {
      expect(await offices.countDocuments({ $expr: { $eq: ['$province', '$$wanted'] } }, { let: { wanted: 3 } })).toBe(
        30,
      );
    });
    it('knows all matches from nothing: a collection that is not there is empty', async () => {
      expect(await served.db.collection('nowhere').find().toArray()).toEqual([]);
      expect(await served.db.collection('nowhere').countDocuments()).toBe(0);
    });
    it.each([
      ['an unknown operator', { filter: { a: { $frob: 1 } } }, 2],
      ['an unknown option', { frob: 1 }, 40415],
      ['a negative skip', { skip: -1 }, 51024],
      ['a filter that is none', { filter: 'x' }, 14],
      ['scripts', { filter: { $where: 'true' } }, undefined],
      ['min and max', { min: { _id: 1 } }, 238],
      ['a hint that is no index', { hint: 'frob' }, 2],
      ['a tailable cursor', { tailable: true }, 238],
      ['a bad sort', { sort: { a: 5 } }, 15975],
    ])('refuses %s', async (_, options, code) => {
      const error = await refusal(served.db.command({ find: 'offices', ...options }));
      expect(error).toMatchObject(code === undefined ? { name: 'MongoServerError' } : { code });
    });
  });

  describe('cursors', () => {
    it('stream in batches of the size asked for', async () => {
      const first = await served.db.command({ find: 'offices', batchSize: 10 });
      expect(first.cursor.firstBatch).toHaveLength(10);
      const second = await served.db.command(
        { getMore: first.cursor.id, collection: 'offices', batchSize: 7 },
        { promoteLongs: false },
      );
      expect(second.cursor.nextBatch.map(({ _id }: Office) => Number(_id))).toEqual([10, 11, 12, 13, 14, 15, 16]);
      expect(await served.db.command({ killCursors: 'offices', cursors: [first.cursor.id] })).toMatchObject({
        cursorsKilled: [expect.anything()],
      });
      expect(await refusal(served.db.command({ getMore: first.cursor.id, collection: 'offices' }))).toMatchObject({
        code: 43,
        codeName: 'CursorNotFound',
      });
    });
    it('first batch is 101 documents when no size is given, and a size of 0 gives a cursor alone', async () => {
      expect((await served.db.command({ find: 'offices' })).cursor.firstBatch).toHaveLength(101);
      const { cursor } = await served.db.command({ find: 'offices', batchSize: 0 });
      expect(cursor.firstBatch).toEqual([]);
      expect(Number(cursor.id)).not.toBe(0);
    });
    it('go on past writes and see no document twice', async () => {
      const moving = served.db.collection<Office>('moving');
      await moving.insertMany(Array.from({ length: 50 }, (_, n) => ({ _id: n, s: 'x' })));
      const seen: number[] = [];
      for await (const { _id } of moving.find().batchSize(5)) {
        seen.push(_id);
        if (_id < 50) await moving.updateOne({ _id }, { $set: { s: 'x'.repeat(1000) } });
        if (_id === 20) await moving.deleteOne({ _id: 40 });
      }
      expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => n).filter((n) => n !== 40));
    });
    it('end when nobody asks for ten minutes', async () => {
      const { cursor } = await served.db.command({ find: 'offices', batchSize: 1 });
      const kept = (await served.db.command({ find: 'offices', batchSize: 1, noCursorTimeout: true })).cursor;
      nowMs += 10 * 60_000;
      await served.server.sweep();
      expect(await refusal(served.db.command({ getMore: cursor.id, collection: 'offices' }))).toMatchObject({
        code: 43,
      });
      expect(
        (await served.db.command({ getMore: kept.id, collection: 'offices', batchSize: 1 })).cursor.nextBatch,
      ).toHaveLength(1);
    });
    it('end when their collection is dropped', async () => {
      await served.db.collection<Office>('gone').insertMany([{ _id: 1 }, { _id: 2 }]);
      const { cursor } = await served.db.command({ find: 'gone', batchSize: 1 });
      await served.db.dropCollection('gone');
      expect(await refusal(served.db.command({ getMore: cursor.id, collection: 'gone' }))).toMatchObject({ code: 43 });
    });
    it.each([
      ['an int', 2],
      ['a long', Long.fromNumber(2)],
      ['a double', new Double(2)],
      ['a decimal', Decimal128.fromString('2')],
    ])('of aggregations and lists begin with a batch of %s', async (_, batchSize) => {
      const { cursor } = await served.db.command({ aggregate: 'offices', pipeline: [], cursor: { batchSize } });
      expect(cursor.firstBatch).toHaveLength(2);
      await served.db.command({ killCursors: 'offices', cursors: [cursor.id] });
      expect(
        (await served.db.command({ listIndexes: 'offices', cursor: { batchSize } })).cursor.firstBatch.length,
      ).toBeGreaterThan(0);
    });
    it.each<[string, Document, number]>([
      ['no number', { batchSize: 'x' }, 14],
      ['one below zero', { batchSize: -1 }, 51024],
      ['another field', { frob: 1 }, 40415],
    ])('refuse as first batch %s', async (_, cursor, code) => {
      for (const call of [
        { aggregate: 'offices', pipeline: [], cursor },
        { listCollections: 1, cursor },
        { listIndexes: 'offices', cursor },
      ])
        expect(await refusal(served.db.command(call))).toMatchObject({ code });
    });
    it.each(['maxTimeMS', 'term', 'lastKnownCommittedOpTime'])('that wait for no data refuse %s', async (option) => {
      const { cursor } = await served.db.command({ find: 'offices', batchSize: 1 });
      expect(
        await refusal(served.db.command({ getMore: cursor.id, collection: 'offices', [option]: 10 })),
      ).toMatchObject({ code: 2 });
      expect(
        (await served.db.command({ getMore: cursor.id, collection: 'offices', batchSize: 1 })).cursor.nextBatch,
      ).toHaveLength(1);
    });
    it.each<[string, Document, number]>([
      ['find with an unknown field', { find: 'offices', frob: 1 }, 40415],
      ['count', { count: 'offices', frob: 1 }, 40415],
      ['aggregate', { aggregate: 'offices', pipeline: [], cursor: {}, frob: 1 }, 40415],
      ['update', { update: 'offices', updates: [{ q: {}, u: {}, frob: 1 }] }, 40415],
      ['update with a sort', { update: 'offices', updates: [{ q: {}, u: {}, sort: { a: 1 } }] }, 40415],
      [
        'two statements',
        {
          delete: 'offices',
          deletes: [
            { q: {}, limit: 1 },
            { q: {}, limit: 1 },
          ],
        },
        16,
      ],
      ['an explained aggregate', { aggregate: 'offices', pipeline: [], explain: true }, 9],
      ['ping', { ping: 1 }, 59],
    ])('are not explained: %s', async (_, explain, code) =>
      expect(await refusal(served.db.command({ explain }))).toMatchObject({ code }),
    );
    it('belong to their collection', async () => {
      const { cursor } = await served.db.command({ find: 'offices', batchSize: 1 });
      expect(await refusal(served.db.command({ getMore: cursor.id, collection: 'other' }))).toMatchObject({ code: 13 });
      expect(await refusal(served.db.command({ getMore: Long.fromNumber(5), collection: 'offices' }))).toMatchObject({
        code: 43,
      });
    });
    it('keep a batch within 16 MiB', async () => {
      const large = served.db.collection<Office>('large');
      for (let n = 0; n < 5; n++) await large.insertOne({ _id: n, s: 'x'.repeat(6_000_000) });
      expect((await served.db.command({ find: 'large' })).cursor.firstBatch).toHaveLength(2);
      expect(await large.find().toArray()).toHaveLength(5);
    }, 30_000);
  });

  describe('count and distinct', () => {
    it('count with filter, skip and limit', async () => {
      expect(await offices.countDocuments({ province: 3 })).toBe(30);
      expect(await offices.estimatedDocumentCount()).toBe(300);
      expect(await served.db.command({ count: 'offices', query: { province: 3 }, skip: 5, limit: 10 })).toMatchObject({
        n: 10,
      });
      expect(await served.db.command({ count: 'offices', skip: 295 })).toMatchObject({ n: 5 });
    });
    it('distinct refuses a NUL in its key', async () =>
      expect(await refusal(served.db.command({ distinct: 'offices', key: 'a\0b' }))).toMatchObject({ code: 31032 }));
    it('distinct looks into arrays', async () => {
      expect(await offices.distinct('tags')).toEqual(['even', 'other', 'third']);
      expect(await offices.distinct('checks.s', { _id: { $lt: 3 } })).toEqual([0, 1, 2]);
    });
  });

  describe('aggregate', () => {
    it('matches, groups, sorts and projects', async () => {
      const found = await offices
        .aggregate([
          { $match: { province: { $lt: 2 } } },
          { $group: { _id: '$province', n: { $sum: 1 }, last: { $max: '$_id' } } },
          { $sort: { _id: 1 } },
          { $project: { n: 1, last: 1 } },
        ])
        .toArray();
      expect(found).toEqual([
        { _id: 0, n: 30, last: 290 },
        { _id: 1, n: 30, last: 291 },
      ]);
    });
    it('joins alike with and without an index on the other side: numbers of any type, lists, nulls, what is not there', async () => {
      const others = served.db.collection('others');
      const keys = [1, Long.fromNumber(2), 2.5, null, undefined, 'x', [1, 'x'], [], { a: 1 }];
      await others.insertMany(keys.map((key, n) => (key === undefined ? { _id: n } : { _id: n, key })) as never[]);
      await served.db
        .collection('asking')
        .insertMany(
          [...keys, 2, 99].map((wants, n) => (wants === undefined ? { _id: n } : { _id: n, wants })) as never[],
        );
      const joined = () =>
        served.db
          .collection('asking')
          .aggregate([
            { $lookup: { from: 'others', localField: 'wants', foreignField: 'key', as: 'found' } },
            { $sort: { _id: 1 } },
            { $project: { found: { $sortArray: { input: '$found._id', sortBy: 1 } } } },
          ])
          .toArray();
      const scanned = await joined();
      expect(scanned.map((each) => each.found)).toContainEqual([1]);
      await others.createIndex({ key: 1 });
      expect(await joined()).toEqual(scanned);
    });

    it('joins by $lookup', async () => {
      await served.db.collection<Office>('provinces').insertMany([
        { _id: 0, name: 'Krabi' },
        { _id: 1, name: 'Tak' },
      ]);
      const found = await offices
        .aggregate([
          { $match: { _id: { $lt: 2 } } },
          { $lookup: { from: 'provinces', localField: 'province', foreignField: '_id', as: 'in' } },
          { $project: { in: '$in.name' } },
        ])
        .toArray();
      expect(found).toEqual([
        { _id: 0, in: ['Krabi'] },
        { _id: 1, in: ['Tak'] },
      ]);
    });
    it('writes by $out and keeps the indexes of what it replaces', async () => {
      await served.db.collection('sums').createIndex({ n: 1 });
      await offices.aggregate([{ $group: { _id: '$province', n: { $sum: 1 } } }, { $out: 'sums' }]).toArray();
      expect(await served.db.collection('sums').countDocuments({ n: 30 })).toBe(10);
      expect((await served.db.collection('sums').indexes()).map(({ name }) => name)).toEqual(['_id_', 'n_1']);
      expect((await served.db.listCollections().toArray()).filter(({ name }) => name.startsWith('tmp'))).toEqual([]);
    });
    it.each<Document[]>([
      [{ $match: {} }],
      [{ $match: {} }, { $sort: { _id: 1 } }],
      [{ $sort: { _id: 1 } }],
      [{ $limit: 1 }],
      [{ $project: { _id: 1 } }],
    ])('refuses documents of its own behind other stages: %j', async (...before) => {
      expect(await refusal(served.db.aggregate([...before, { $documents: [{ a: 1 }] }]).toArray())).toMatchObject({
        code: 40602,
      });
    });

    it('gives the variables of $merge the result’s fields', async () => {
      const merged = async (into: string, options: Document, result: Document) => {
        await served.db.collection<{ _id: number }>(into).insertOne({ _id: 1, n: 10 } as never);
        await offices
          .aggregate([{ $match: { _id: 1 } }, { $project: result }, { $merge: { into, ...options } }])
          .toArray();
        return served.db.collection<{ _id: number }>(into).findOne({ _id: 1 });
      };
      const result = { n: { $literal: 5 }, deep: { m: { $literal: 7 } } };
      const sum = { $set: { sum: { $add: ['$n', '$$five', '$$seven', '$$new.n'] }, missing: '$$none' } };
      expect(
        await merged(
          'merged',
          { let: { five: '$n', seven: '$deep.m', none: '$nothing', new: '$$ROOT' }, whenMatched: [sum] },
          result,
        ),
      ).toEqual({ _id: 1, n: 10, sum: 27 });
      const into = { into: 'merged' };
      expect(
        await refusal(offices.aggregate([{ $merge: { ...into, let: { new: '$n' }, whenMatched: [sum] } }]).toArray()),
      ).toMatchObject({ code: 51273 });
      expect(
        await refusal(offices.aggregate([{ $merge: { ...into, let: { a: 1 }, whenMatched: 'merge' } }]).toArray()),
      ).toMatchObject({ code: 51199 });
      expect(
        await refusal(offices.aggregate([{ $merge: { ...into, let: 5, whenMatched: [sum] } }]).toArray()),
      ).toMatchObject({ code: 14 });
    });

    it('writes by $merge', async () => {
      await served.db.collection<Office>('board').insertMany([{ _id: 1, kept: true, n: 0 }]);
      await offices
        .aggregate([
          { $match: { province: { $lt: 3 } } },
          { $group: { _id: '$province', n: { $sum: 1 } } },
          { $merge: { into: 'board', whenMatched: 'merge', whenNotMatched: 'insert' } },
        ])
        .toArray();
      expect(await served.db.collection('board').find().sort({ _id: 1 }).toArray()).toEqual([
        { _id: 0, n: 30 },
        { _id: 1, kept: true, n: 30 },
        { _id: 2, n: 30 },
      ]);
      await offices
        .aggregate([
          { $match: { _id: 1 } },
          { $project: { n: { $literal: 5 } } },
          { $merge: { into: 'board', whenMatched: [{ $set: { n: { $add: ['$n', '$$new.n'] } } }] } },
        ])
        .toArray();
      expect(await served.db.collection<Office>('board').findOne({ _id: 1 })).toEqual({ _id: 1, kept: true, n: 35 });
      expect(
        await refusal(
          offices.aggregate([{ $match: { _id: 1 } }, { $merge: { into: 'board', whenMatched: 'fail' } }]).toArray(),
        ),
      ).toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } });
      await served.db.collection<Office>('board').deleteMany({ _id: { $ne: 1 } });
      await served.db.collection('board').createIndex({ kept: 1, 'in.n': -1 }, { unique: true, name: 'both' });
      await served.db.collection<Office>('board').updateOne({ _id: 1 }, { $set: { in: { n: 7 } } });
      expect(
        await refusal(
          offices
            .aggregate([
              { $match: { _id: 1 } },
              { $project: { kept: { $literal: true }, in: { n: { $literal: 7 } } } },
              { $merge: { into: 'board', on: ['in.n', 'kept'], whenMatched: 'fail' } },
            ])
            .toArray(),
        ),
      ).toMatchObject({
        code: 11000,
        keyPattern: { kept: 1, 'in.n': -1 },
        keyValue: { kept: true, 'in.n': 7 },
        message: expect.stringContaining('index: both dup key'),
      });
      expect(
        await refusal(
          offices.aggregate([{ $match: { _id: 77 } }, { $merge: { into: 'board', whenNotMatched: 'fail' } }]).toArray(),
        ),
      ).toMatchObject({ code: 13113 });
    });
    it.each([
      ['an unknown stage', [{ $frob: {} }], 40324],
      ['a stage with two names', [{ $match: {}, $sort: { a: 1 } }], 40323],
      ['$out before the end', [{ $out: 'x' }, { $match: {} }], 40601],
      ['$indexStats', [{ $indexStats: {} }], undefined],
      ['$changeStream', [{ $changeStream: {} }], undefined],
      ['$function', [{ $project: { x: { $function: { body: '', args: [], lang: 'js' } } } }], undefined],
    ])('refuses %s', async (_, pipeline, code) => {
      const error = await refusal(offices.aggregate(pipeline as object[]).toArray());
      expect(error).toMatchObject(code === undefined ? { name: 'MongoServerError' } : { code });
    });
  });

  it('reads nothing changed into what is stored', async () => {
    const before = await offices.findOne({ _id: 5 });
    await offices
      .aggregate([{ $match: { _id: 5 } }, { $set: { 'seat.row': 99, name: 'changed' } }, { $unset: 'tags' }])
      .toArray();
    expect(await offices.findOne({ _id: 5 })).toEqual(before);
  });
});
