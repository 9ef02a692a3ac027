import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Collection, type Document } from 'mongodb';
import { heldByAll, limitTotal } from '../language/index.js';
import { message, RawClient } from './raw-client.js';
import { refusal, type Served, serve } from './served.js';

const TEXT = 'x'.repeat(200_000);
const COPIES = 700; // 140 MB

describe('what a command holds', () => {
  let served: Served;
  let items: Collection<Document>;
  beforeAll(async () => {
    served = await serve();
    items = served.db.collection('items');
    for (let from = 0; from < COPIES; from += 50)
      await items.insertMany(
        Array.from({ length: 50 }, (_, n) => ({ _id: from + n, t: TEXT + (from + n), all: 1 })) as never[],
      );
    await served.db.collection('one').insertOne({ all: 1 });
  }, 60_000);
  afterAll(() => served.stop());

  const LIMITED: Readonly<Record<string, [pipeline: Document[], code: number]>> = {
    $push: [[{ $group: { _id: null, all: { $push: '$t' } } }], 146],
    '$push of whole documents': [[{ $group: { _id: null, all: { $push: '$$ROOT' } } }], 146],
    $addToSet: [[{ $group: { _id: null, all: { $addToSet: '$t' } } }], 146],
    '$first of many groups': [[{ $group: { _id: '$_id', t: { $first: '$t' } } }], 146],
    'keys of groups': [[{ $group: { _id: '$t' } }], 292],
    $topN: [[{ $group: { _id: null, all: { $topN: { n: 1000, sortBy: { t: 1 }, output: '$t' } } } }], 146],
    $sort: [[{ $set: { x: 1 } }, { $sort: { t: 1 } }], 292],
    $facet: [[{ $facet: { all: [{ $match: {} }] } }], 146],
    $setWindowFields: [[{ $setWindowFields: { sortBy: { t: 1 }, output: { n: { $documentNumber: {} } } } }], 292],
    $bucket: [[{ $bucket: { groupBy: '$_id', boundaries: [0, 10_000], output: { all: { $push: '$t' } } } }], 146],
    $bucketAuto: [[{ $bucketAuto: { groupBy: '$_id', buckets: 2 } }], 292],
    $sortByCount: [[{ $sortByCount: '$t' }], 292],
  };
  it.each(Object.entries(LIMITED))(
    "ends at its limit, with MongoDB's error, and holds nothing then: %s",
    async (_, [pipeline, code]) => {
      const before = heldByAll();
      expect(await refusal(items.aggregate(pipeline).toArray())).toMatchObject({ code });
      expect(heldByAll()).toBe(before);
    },
    30_000,
  );

  it('ends at its limit in $lookup and $graphLookup', async () => {
    const one = served.db.collection('one');
    expect(
      await refusal(
        one.aggregate([{ $lookup: { from: 'items', localField: 'all', foreignField: 'all', as: 'all' } }]).toArray(),
      ),
    ).toMatchObject({ code: 146 });
    expect(
      await refusal(
        one
          .aggregate([
            {
              $graphLookup: {
                from: 'items',
                startWith: '$all',
                connectFromField: 'none',
                connectToField: 'all',
                as: 'all',
              },
            },
          ])
          .toArray(),
      ),
    ).toMatchObject({ code: 146 });
    expect(heldByAll()).toBe(0);
  }, 30_000);

  it('ends at its limit in a sort of find, and in distinct', async () => {
    expect(await refusal(items.find().sort({ t: 1 }).toArray())).toMatchObject({ code: 292 });
    expect(await refusal(items.distinct('t'))).toMatchObject({ code: 146 });
    expect(heldByAll()).toBe(0);
  }, 30_000);

  it('is no more than one answer may hold', async () => {
    expect(await refusal(items.distinct('t', { _id: { $lt: 100 } } as never))).toMatchObject({ code: 17217 });
    expect(
      await refusal(
        items.aggregate([{ $match: { _id: { $lt: 100 } } }, { $group: { _id: null, all: { $push: '$t' } } }]).toArray(),
      ),
    ).toMatchObject({ code: 10334 });
    expect(
      await items
        .aggregate([
          { $match: { _id: { $lt: 100 } } },
          { $group: { _id: null, all: { $push: '$t' } } },
          { $project: { n: { $size: '$all' } } },
        ])
        .toArray(),
    ).toEqual([{ _id: null, n: 100 }]);
  }, 30_000);

  it('goes on where only few are kept of many', async () => {
    expect(
      await items
        .aggregate([
          { $set: { x: 1 } },
          {
            $group: {
              _id: null,
              last: { $last: '$t' },
              least: { $min: '$t' },
              one: { $top: { sortBy: { _id: -1 }, output: '$_id' } },
            },
          },
        ])
        .toArray(),
    ).toMatchObject([{ one: COPIES - 1 }]);
    expect(await items.find().sort({ t: 1 }).limit(3).toArray()).toHaveLength(3);
  }, 30_000);

  it('counts with what the others hold; cursors that nobody can read any more make room', async () => {
    const before = limitTotal(120_000_000);
    try {
      const left = await RawClient.open(served.server.port);
      const open = await left.command({
        find: 'items',
        filter: { _id: { $lt: 200 } },
        sort: { t: 1 },
        batchSize: 1,
        $db: 'proof',
      });
      expect(open).toMatchObject({ ok: 1 });
      expect(heldByAll()).toBeGreaterThan(40_000_000);
      expect(
        await refusal(
          items
            .find({ _id: { $lt: 200 } } as never)
            .sort({ t: 1 })
            .toArray(),
        ),
      ).toMatchObject({ code: 146 });
      left.close();
      // The connection's end is seen by a command in between.
      for (let n = 0; n < 3; n++) await served.db.command({ ping: 1 });
      expect(
        await items
          .find({ _id: { $lt: 200 } } as never)
          .sort({ t: 1 })
          .toArray(),
      ).toHaveLength(200);
      expect(heldByAll()).toBe(0);
    } finally {
      limitTotal(before);
    }
  }, 30_000);
});

describe('what comes over the wire and is no document', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served.stop());

  const nested = (depth: number): Document => {
    let document: Document = { end: 1 };
    for (let level = 0; level < depth; level++) document = { d: document };
    return document;
  };
  const invalid = (): Buffer => {
    const bytes = message({ insert: 'items', documents: [{ s: 'xyz' }], $db: 'proof' });
    bytes[bytes.indexOf('xyz')] = 0xff;
    return bytes;
  };

  it('is answered with an error, and the connection goes on', async () => {
    const client = await RawClient.open(served.server.port);
    client.socket.write(invalid());
    expect(await client.reply()).toMatchObject({ ok: 0, code: 22, codeName: 'InvalidBSON' });
    expect(await client.command({ insert: 'items', documents: [nested(250)], $db: 'proof' })).toMatchObject({
      ok: 0,
      code: 15,
      codeName: 'Overflow',
    });
    expect(await client.command({ insert: 'items', documents: [nested(185)], $db: 'proof' })).toMatchObject({
      n: 0,
      writeErrors: [{ code: 15 }],
    });
    expect(await client.command({ insert: 'items', documents: [nested(100)], $db: 'proof' })).toMatchObject({
      n: 1,
      ok: 1,
    });
    expect(
      await client.command({ update: 'items', updates: [{ q: {}, u: { $set: { deep: nested(185) } } }], $db: 'proof' }),
    ).toMatchObject({ n: 0, writeErrors: [{ code: 15 }] });
    expect(await client.command({ ping: 1, $db: 'admin' })).toMatchObject({ ok: 1 });
    client.close();
  });
});

describe('the sizes that shells ask for', () => {
  it('are told by $collStats and collStats alike', async () => {
    const served = await serve();
    const items = served.db.collection<Document>('items');
    await items.insertMany(Array.from({ length: 500 }, (_, n) => ({ n, t: 'x'.repeat(100) })));
    await items.createIndex({ n: 1 });
    const [{ storageStats }] = (await items
      .aggregate([{ $collStats: { storageStats: { scale: 1 }, count: {} } }])
      .toArray()) as [Document];
    const { ns, ok, ...stats } = await served.db.command({ collStats: 'items' });
    expect([ns, ok]).toEqual(['proof.items', 1]);
    expect(storageStats).toEqual(stats);
    expect(storageStats).toMatchObject({
      count: 500,
      nindexes: 2,
      numOrphanDocs: 0,
      indexSizes: { _id_: expect.any(Number), n_1: expect.any(Number) },
      scaleFactor: 1,
    });
    expect(storageStats.size).toBeGreaterThan(60_000);
    expect(storageStats.avgObjSize).toBe(Math.floor(storageStats.size / 500));
    await items.updateMany({}, { $unset: { t: 1 } });
    expect((await served.db.command({ collStats: 'items' })).size).toBeLessThan(20_000);
    expect(
      await refusal(
        served.db
          .collection('none')
          .aggregate([{ $collStats: { storageStats: {} } }])
          .toArray(),
      ),
    ).toMatchObject({ code: 26 });
    expect(await refusal(items.aggregate([{ $match: { n: 1 } }, { $collStats: {} }]).toArray())).toMatchObject({
      code: 40602,
    });
    await served.stop();
  });
});
