import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, type Document } from 'mongodb';
import { RawClient } from './raw-client.js';
import { refusal, type Served, serve } from './served.js';

const DOCUMENTS = 12_000;
/** How many are enough where a command only has to be met in its middle. */
const SOME = 8000;
/** Turns of the server that may pass between a ping and its answer: its own, and those that begin while it is on its way. */
const TURNS_A_PING = 4;

const filled = async (items: Collection<Document>, count = DOCUMENTS): Promise<void> => {
  for (let from = 0; from < count; from += 5000) {
    await items.insertMany(
      Array.from({ length: Math.min(5000, count - from) }, (_, n) => ({
        _id: from + n,
        a: (from + n) % 1000,
        b: `office ${from + n}`,
        tags: [n % 7, `t${n % 5}`],
        at: new Date(0),
      })) as never[],
    );
  }
};

type Long = (items: Collection<Document>, served: Served) => Promise<unknown>;
const LONG: Readonly<Record<string, Long>> = {
  'a scan': (items) => items.find({ c: 1 }).toArray(),
  'a scan that sends everything': (items) => items.find().batchSize(100_000).toArray(),
  'a sort in memory': (items) => items.find().sort({ b: -1 }).toArray(),
  'a count with a filter': (items) => items.countDocuments({ a: { $gte: 0 }, c: null }),
  distinct: (items) => items.distinct('b'),
  $group: (items) =>
    items
      .aggregate([{ $group: { _id: '$b', n: { $sum: '$a' }, all: { $push: '$tags' } } }, { $match: { n: -1 } }])
      .toArray(),
  '$sort behind $unwind': (items) =>
    items.aggregate([{ $unwind: '$tags' }, { $sort: { tags: 1, b: -1 } }, { $skip: DOCUMENTS * 2 }]).toArray(),
  $facet: (items) =>
    items.aggregate([{ $facet: { n: [{ $count: 'n' }], top: [{ $sort: { a: 1 } }, { $limit: 3 }] } }]).toArray(),
  $setWindowFields: (items) =>
    items
      .aggregate([
        {
          $setWindowFields: {
            partitionBy: '$a',
            sortBy: { b: 1 },
            output: { sum: { $sum: '$a', window: { documents: ['unbounded', 'current'] } } },
          },
        },
        { $match: { sum: -1 } },
      ])
      .toArray(),
  $lookup: (items) =>
    items
      .aggregate([{ $limit: 300 }, { $lookup: { from: 'other', localField: 'a', foreignField: 'z', as: 'z' } }])
      .toArray(),
  createIndex: (items) => items.createIndex({ b: 1, a: -1 }),
  'an update of all': (items) => items.updateMany({}, { $inc: { n: 1 } }),
  $out: (items) => items.aggregate([{ $set: { x: 1 } }, { $out: 'copied' }]).toArray(),
  $merge: (items) => items.aggregate([{ $limit: 3000 }, { $set: { y: 1 } }, { $merge: 'merged' }]).toArray(),
  'an insert of many': (items) =>
    items.insertMany(Array.from({ length: DOCUMENTS }, (_, n) => ({ _id: `more ${n}` })) as never[]),
  validate: (items, { db }) => db.command({ validate: items.collectionName, full: true }),
  'a sweep of expired documents': async (items, { server }) => {
    await items.createIndex({ at: 1 }, { expireAfterSeconds: 1 });
    expect(await server.sweep()).toBe(DOCUMENTS);
  },
  'a delete of all': async (items) => {
    if ((await items.estimatedDocumentCount()) === 0) await filled(items);
    await items.deleteMany({});
  },
  'a drop': async (items) => {
    await filled(items);
    await items.drop();
  },
};

describe('while a long command runs', () => {
  let served: Served;
  let items: Collection<Document>;
  let other: RawClient;
  beforeAll(async () => {
    served = await serve();
    items = served.db.collection('items');
    await filled(items);
    await served.db.collection('other').insertMany(Array.from({ length: 300 }, (_, n) => ({ z: n })));
    other = await RawClient.open(served.server.port);
  }, 60_000);
  afterAll(async () => {
    other.close();
    await served.stop();
  });

  it.each(Object.entries(LONG))(
    'other connections are answered in between: %s',
    async (_, run) => {
      let done = false;
      const long = run(items, served).finally(() => (done = true));
      let answered = 0;
      let most = 0;
      while (!done) {
        const before = served.server.turns;
        expect(await other.command({ ping: 1, $db: 'admin' })).toMatchObject({ ok: 1 });
        expect(await other.command({ find: 'other', filter: { z: 5 }, limit: 1, $db: 'proof' })).toMatchObject({
          ok: 1,
        });
        most = Math.max(most, (served.server.turns - before) / 2);
        answered++;
      }
      await long;
      expect(most).toBeLessThanOrEqual(TURNS_A_PING);
      // How many fit in hangs on how long the command takes; that they are answered in the midst of it is the point.
      expect(answered).toBeGreaterThan(1);
    },
    60_000,
  );
});

describe('what a long command works on while others write', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served.stop());

  it('is given each update once, also where the update moves it along the index', async () => {
    const items = served.db.collection<Document>('halloween');
    await filled(items, SOME);
    await items.createIndex({ a: 1 });
    const moved = items.updateMany({ a: { $gte: 0 } }, { $inc: { a: 1_000_000, n: 1 } });
    const inserts = Promise.all(
      Array.from({ length: 50 }, (_, n) => items.insertOne({ _id: `late ${n}` as never, a: 5 })),
    );
    await Promise.all([moved, inserts]);
    expect(await items.countDocuments({ n: { $gt: 1 } })).toBe(0);
    expect(await items.countDocuments({ n: 1, _id: { $type: 'int' } as never })).toBe(SOME);
  }, 60_000);

  it('is updated as it is when its turn comes, not as it was', async () => {
    const items = served.db.collection<Document>('recheck');
    await filled(items, SOME);
    const long = items.updateMany({ a: { $lt: 2000 } }, { $set: { touched: true } });
    await items.updateMany({ _id: { $gte: SOME - 1000 } as never }, { $set: { a: 5000 } });
    await long;
    expect(await items.countDocuments({ a: 5000 })).toBe(1000);
    const both = await items.countDocuments({ a: 5000, touched: true });
    // Either the one came first or the other, for each document: none of the two updates is lost.
    expect(await items.countDocuments({ a: 5000, touched: null })).toBe(1000 - both);
    expect(await items.countDocuments({ a: { $lt: 2000 }, touched: true })).toBe(SOME - 1000);
  }, 60_000);

  it('keeps its uniqueness while the index for it is being built', async () => {
    const items = served.db.collection<Document>('unique');
    await filled(items, SOME);
    const built = refusal(items.createIndex({ b: 1 }, { unique: true }));
    const taken = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        items.insertOne({ _id: `double ${n}` as never, b: 'office 7' }).then(
          () => 1,
          () => 0,
        ),
      ),
    );
    const stored = taken.reduce<number>((sum, each) => sum + each, 0);
    if (stored > 0) {
      expect(await built).toMatchObject({ code: 11000 });
      expect(await items.indexes()).toHaveLength(1);
      await items.deleteMany({ _id: /^double/ as never });
      await items.createIndex({ b: 1 }, { unique: true });
    } else await expect(built).rejects.toThrow('the call was not refused');
    expect(await refusal(items.insertOne({ b: 'office 7' }))).toMatchObject({ code: 11000 });
    await items.insertOne({ b: 'office of its own' });
    expect(await items.find({ b: 'office of its own' }).hint({ b: 1 }).toArray()).toHaveLength(1);
    expect(await served.db.command({ validate: 'unique', full: true })).toMatchObject({ valid: true });
  }, 60_000);

  it('is in the index also where it was written while the index was being built', async () => {
    const items = served.db.collection<Document>('building');
    await filled(items, SOME);
    const built = items.createIndex({ a: 1, b: 1 });
    await Promise.all([
      items.updateMany({ _id: { $mod: [3, 0] } as never }, { $set: { a: -1 } }),
      items.deleteMany({ _id: { $mod: [7, 1] } as never }),
      ...Array.from({ length: 50 }, (_, n) => items.insertOne({ _id: `new ${n}` as never, a: -2, b: 'x' })),
    ]);
    await built;
    expect(await served.db.command({ validate: 'building', full: true })).toMatchObject({
      valid: true,
      nrecords: await items.countDocuments({}),
    });
    expect(await items.countDocuments({ a: -2 }, { hint: { a: 1, b: 1 } })).toBe(50);
  }, 60_000);

  it('may be dropped: the command that reads it is told so', async () => {
    const items = served.db.collection<Document>('dropped');
    await filled(items, SOME);
    const reading = refusal(
      items
        .aggregate([{ $group: { _id: '$b', all: { $push: '$tags' } } }, { $sort: { _id: 1 } }, { $skip: 30_000 }])
        .toArray(),
    );
    const building = refusal(items.createIndex({ b: 1 }));
    await served.db.command({ ping: 1 });
    await items.drop();
    expect([175, 43]).toContain((await reading).code);
    expect([276, 175]).toContain((await building).code);
    await items.insertOne({ b: 1 });
    expect(await items.indexes()).toHaveLength(1);
    expect(await items.countDocuments({})).toBe(1);
  }, 60_000);

  it('is counted right whatever is written while it is counted', async () => {
    const items = served.db.collection<Document>('counted');
    await filled(items, SOME);
    await served.db.collection('counted').rename('recounted');
    const again = served.db.collection<Document>('recounted');
    await Promise.all([
      again.countDocuments({}),
      again.deleteMany({ _id: { $lt: 5000 } as never }),
      again.insertMany(Array.from({ length: 3000 }, (_, n) => ({ n }))),
    ]);
    expect(await again.countDocuments({})).toBe(SOME - 2000);
    expect(await again.estimatedDocumentCount()).toBe(SOME - 2000);
    expect(await again.countDocuments({}, { skip: 10, limit: SOME - 2005 })).toBe(SOME - 2010);
    expect(await again.aggregate([{ $count: 'n' }]).toArray()).toEqual([{ n: SOME - 2000 }]);
  }, 60_000);
});

describe('a command that takes too long', () => {
  let served: Served;
  let items: Collection<Document>;
  beforeAll(async () => {
    served = await serve();
    items = served.db.collection('items');
    await filled(items, SOME);
  }, 60_000);
  afterAll(() => served.stop());

  it.each([
    [
      'in a stage behind the documents',
      (): Document[] => [
        { $group: { _id: null, all: { $push: '$b' } } },
        { $unwind: '$all' },
        { $lookup: { from: 'items', localField: 'all', foreignField: 'none', as: 'x' } },
        { $count: 'n' },
      ],
    ],
    [
      'in a window',
      (): Document[] => [
        {
          $setWindowFields: {
            sortBy: { _id: 1 },
            output: { x: { $push: '$b', window: { documents: ['unbounded', 'current'] } } },
          },
        },
        { $count: 'n' },
      ],
    ],
  ])(
    'ends at its maxTimeMS %s',
    async (_, pipeline) => {
      expect(await refusal(items.aggregate(pipeline(), { maxTimeMS: 200 }).toArray())).toMatchObject({ code: 50 });
    },
    30_000,
  );

  it.each([
    '^(a+)+$',
    '^(a|aa)+$',
    '^(a*)*b',
    '(?=(a+)+$)b',
    '^(?:(a+)b?)+$',
    '^(a?){25}a{25}$',
    '(x+x+)+y',
    '(.*)*\\1c',
  ])(
    'ends when its regular expression %s would take for ever',
    async (pattern) => {
      await served.db
        .collection<Document>('bad')
        .replaceOne({ _id: 1 as never }, { t: `${'a'.repeat(40)}!`, u: `${'x'.repeat(40)}!` }, { upsert: true });
      for (const field of ['t', 'u']) {
        const found = served.db
          .collection('bad')
          .find({ [field]: { $regex: pattern } }, { maxTimeMS: 100 })
          .toArray();
        const outcome = await found.then(
          () => 'answered',
          (error: { code?: number }) => error.code,
        );
        expect(['answered', 50, 51156]).toContain(outcome);
      }
      const outcome = await served.db
        .collection('bad')
        .aggregate([{ $project: { m: { $regexFindAll: { input: '$t', regex: pattern } } } }])
        .toArray()
        .then(
          () => 'answered',
          (error: { code?: number }) => error.code,
        );
      expect(['answered', 51156]).toContain(outcome);
      expect(await served.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
    },
    30_000,
  );

  it('is shown by currentOp, and ended by killOp', async () => {
    const admin = served.client.db('admin');
    const long = refusal(
      items
        .aggregate(
          [
            {
              $lookup: {
                from: 'items',
                pipeline: [{ $match: { $expr: { $eq: ['$b', '$$b'] } } }],
                let: { b: '$b' },
                as: 'x',
              },
            },
            { $match: { x: -1 } },
          ],
          { comment: 'to be killed' },
        )
        .toArray(),
    );
    let found: Document[] = [];
    while (found.length === 0)
      found = (await admin.command({ currentOp: 1, 'command.comment': 'to be killed' })).inprog as Document[];
    expect(found[0]).toMatchObject({ ns: 'proof.items', op: 'command', active: true });
    expect(await admin.aggregate([{ $currentOp: {} }, { $match: { opid: found[0]!.opid } }]).toArray()).toHaveLength(1);
    expect(await admin.command({ killOp: 1, op: found[0]!.opid })).toMatchObject({
      info: 'attempting to kill op',
      ok: 1,
    });
    expect(await long).toMatchObject({ code: 11601 });
    expect((await admin.command({ currentOp: 1, 'command.comment': 'to be killed' })).inprog).toEqual([]);
    expect(await refusal(served.db.command({ killOp: 1, op: 1 }))).toMatchObject({ code: 13 });
  }, 30_000);

  it('ends when its client goes away', async () => {
    const client = await RawClient.open(served.server.port);
    void client.command({
      aggregate: 'items',
      pipeline: [
        {
          $lookup: {
            from: 'items',
            pipeline: [{ $match: { $expr: { $eq: ['$b', '$$b'] } } }],
            let: { b: '$b' },
            as: 'x',
          },
        },
      ],
      cursor: {},
      comment: 'left alone',
      $db: 'proof',
    });
    const running = async () =>
      (
        (await served.client.db('admin').command({ currentOp: 1, 'command.comment': 'left alone' }))
          .inprog as Document[]
      ).length;
    while ((await running()) === 0);
    client.close();
    while ((await running()) > 0);
  }, 30_000);

  it('ends its cursors with their session', async () => {
    const session = served.client.startSession();
    const cursor = items.find({}, { session, batchSize: 5 });
    await cursor.next();
    const id = cursor.id!;
    await served.client.db('admin').command({ killSessions: [session.id!] });
    expect(await refusal(served.db.command({ getMore: id, collection: 'items' }))).toMatchObject({ code: 43 });
    await session.endSession();
  });
});

describe('a server that is told to end', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'turns-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['an update', 'an index', 'an output', 'a drop'])(
    'ends in time in the middle of %s, and opens again with all in order',
    async (kind) => {
      const dataDir = join(folder, kind);
      const served = await serve({ dataDir, fsync: false });
      const items = served.db.collection<Document>('items');
      await filled(items, SOME);
      const long =
        kind === 'an update'
          ? items.updateMany({}, { $inc: { n: 1 } })
          : kind === 'an index'
            ? items.createIndex({ b: 1, a: 1 })
            : kind === 'an output'
              ? items.aggregate([{ $set: { x: 1 } }, { $out: 'copied' }]).toArray()
              : items.drop();
      const outcome = Promise.resolve<unknown>(long).catch((error: unknown) => error);
      await served.db.command({ ping: 1 });
      await served.server.stop();
      await outcome;
      await served.client.close();
      const again = await serve({ dataDir, fsync: false });
      const names = (await again.db.listCollections().toArray()).map(({ name }) => name as string);
      expect(names.filter((name) => name.startsWith('tmp.'))).toEqual([]);
      for (const name of names)
        expect(await again.db.command({ validate: name, full: true })).toMatchObject({ valid: true });
      await again.stop();
    },
    60_000,
  );

  it('copies everything while commands go on, and the copy is whole', async () => {
    const served = await serve({ dataDir: join(folder, 'copied'), fsync: false });
    const items = served.db.collection<Document>('items');
    await filled(items, SOME);
    let written = 0;
    let copying = true;
    const copied = served.server.backup(join(folder, 'copy.sqlite')).finally(() => (copying = false));
    while (copying) await items.updateOne({ _id: written++ as never }, { $set: { written: true } });
    await copied;
    await served.stop();
    mkdirSync(join(folder, 'opened'));
    renameSync(join(folder, 'copy.sqlite'), join(folder, 'opened', 'documents.sqlite'));
    const client = await serve({ dataDir: join(folder, 'opened'), fsync: false });
    expect(await client.db.command({ validate: 'items', full: true })).toMatchObject({ valid: true, nrecords: SOME });
    await client.stop();
  }, 60_000);
});
