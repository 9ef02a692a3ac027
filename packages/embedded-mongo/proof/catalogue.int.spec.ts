import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Long, MongoClient, ObjectId, UUID } from 'mongodb';
import { startEmbeddedMongo } from '../index.js';
import { refusal, serve, type Served } from './served.js';
import { message, RawClient } from './raw-client.js';

describe('handshake and catalogue', () => {
  let served: Served;
  beforeAll(async () => (served = await serve()));
  afterAll(() => served.stop());
  beforeEach(() => served.db.dropDatabase());

  describe('handshake', () => {
    it('is a standalone without compression', async () => {
      const hello = await served.db.admin().command({ hello: 1 });
      expect(hello).toMatchObject({
        isWritablePrimary: true,
        maxBsonObjectSize: 16777216,
        maxMessageSizeBytes: 48000000,
        maxWriteBatchSize: 100000,
        logicalSessionTimeoutMinutes: 30,
        topologyVersion: { processId: expect.any(ObjectId) },
        ok: 1,
      });
      for (const absent of ['setName', 'compression', 'msg']) expect(hello).not.toHaveProperty(absent);
    });
    it('is taken with compressors, an application name and an API version in the address', async () => {
      const client = new MongoClient(
        `${served.server.url}&compressors=zlib&appName=x&w=majority&readConcernLevel=majority`,
        { serverApi: '1' },
      );
      expect(await client.db('proof').collection('c').insertOne({ a: 1 })).toMatchObject({ acknowledged: true });
      await client.close();
    });
    it('answers what shells and monitors ask', async () => {
      const admin = served.db.admin();
      expect(await admin.command({ buildInfo: 1 })).toMatchObject({
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      });
      expect(await admin.command({ connectionStatus: 1 })).toMatchObject({ authInfo: { authenticatedUsers: [] } });
      expect(await admin.command({ getParameter: 1, featureCompatibilityVersion: 1 })).toMatchObject({
        featureCompatibilityVersion: { version: '7.0' },
      });
      expect(await admin.command({ serverStatus: 1 })).toMatchObject({
        process: 'mongod',
        connections: { current: expect.any(Number) },
        opcounters: { insert: expect.any(Number) },
      });
      for (const name of ['ping', 'whatsmyuri', 'getCmdLineOpts', 'hostInfo'])
        expect(await admin.command({ [name]: 1 })).toMatchObject({ ok: 1 });
      expect(await admin.command({ getLog: 'startupWarnings' })).toMatchObject({ log: [] });
      expect(await admin.command({ endSessions: [] })).toMatchObject({ ok: 1 });
    });
    it('refuses unknown commands, passwords and transactions', async () => {
      expect(await refusal(served.db.command({ frob: 1 }))).toMatchObject({
        code: 59,
        codeName: 'CommandNotFound',
        message: "no such command: 'frob'",
      });
      expect(
        await refusal(
          new MongoClient(served.server.url.replace('//', '//user:secret@'), {
            serverSelectionTimeoutMS: 3000,
          }).connect(),
        ),
      ).toMatchObject({ code: 18 });
      const session = served.client.startSession();
      // The driver's words for MongoDB's error 20 on a standalone.
      expect(
        await refusal(session.withTransaction(() => served.db.collection('c').insertOne({ a: 1 }, { session }))),
      ).toMatchObject({ message: expect.stringContaining('does not support retryable writes') });
      expect(
        await refusal(
          served.db.command({
            insert: 'c',
            documents: [{}],
            lsid: { id: new UUID() },
            txnNumber: Long.fromNumber(1),
            startTransaction: true,
            autocommit: false,
          }),
        ),
      ).toMatchObject({ code: 20 });
      await session.endSession();
      expect(await served.db.collection('c').countDocuments()).toBe(0);
    });
    it('answers the legacy handshake in its own form', async () => {
      const raw = await RawClient.open(served.server.port);
      const query = message({ isMaster: 1 });
      const parts = Buffer.concat([
        Buffer.alloc(4),
        Buffer.from('admin.$cmd\0'),
        Buffer.alloc(4),
        Buffer.from([255, 255, 255, 255]),
        query.subarray(21),
      ]);
      const head = Buffer.alloc(16);
      head.writeInt32LE(16 + parts.length, 0);
      head.writeInt32LE(2004, 12);
      const answered = new Promise<Buffer>((resolve) => raw.socket.once('data', resolve));
      raw.socket.write(Buffer.concat([head, parts]));
      expect((await answered).readInt32LE(12)).toBe(1);
      raw.close();
    });
    it.each([
      ['a write concern of two', { writeConcern: { w: 2 } }, 2],
      ['an unknown write concern', { writeConcern: { w: 'frob' } }, 79],
      ['snapshots', { readConcern: { level: 'snapshot' } }, 246],
    ])('refuses %s', async (_, options, code) => {
      expect(
        await refusal(served.client.db('proof').command({ insert: 'c', documents: [{}], ...options })),
      ).toMatchObject({ code });
    });
    it('listens on loopback only, unless told otherwise', async () => {
      await expect(startEmbeddedMongo({ memory: true, host: '0.0.0.0' })).rejects.toThrow('not a loopback address');
      await expect(startEmbeddedMongo({ memory: true, dataDir: '/tmp/x' })).rejects.toThrow('either dataDir or memory');
      await expect(startEmbeddedMongo({ memory: true, port: served.server.port })).rejects.toThrow('EADDRINUSE');
    });
  });

  describe('collections', () => {
    it('come with the first document, or by create, and go by drop', async () => {
      await served.db.collection('a').insertOne({});
      await served.db.createCollection('b');
      expect((await served.db.listCollections().toArray()).map(({ name, type }) => [name, type])).toEqual([
        ['a', 'collection'],
        ['b', 'collection'],
      ]);
      expect(await served.db.listCollections({ name: 'b' }, { nameOnly: true }).toArray()).toEqual([
        { name: 'b', type: 'collection' },
      ]);
      expect(await refusal(served.db.createCollection('a'))).toMatchObject({ code: 48 });
      await served.db.dropCollection('a');
      expect((await served.db.listCollections().toArray()).map(({ name }) => name)).toEqual(['b']);
    });
    it('are renamed, over another only when told', async () => {
      await served.db.collection('a').insertOne({ n: 1 });
      await served.db.collection('a').createIndex({ n: 1 }, { unique: true });
      await served.db.collection('b').insertOne({ n: 2 });
      expect(await refusal(served.db.renameCollection('a', 'b'))).toMatchObject({ code: 48 });
      await served.db.renameCollection('a', 'b', { dropTarget: true });
      expect(
        await served.db
          .collection('b')
          .find({}, { projection: { _id: 0 } })
          .toArray(),
      ).toEqual([{ n: 1 }]);
      expect(await refusal(served.db.collection('b').insertOne({ n: 1 }))).toMatchObject({
        code: 11000,
        message: expect.stringContaining('proof.b'),
      });
      expect(await refusal(served.db.renameCollection('a', 'c'))).toMatchObject({ code: 26 });
    });
    it.each([
      ['capped', { capped: true, size: 1000 }],
      ['time series', { timeseries: { timeField: 't' } }],
      ['a validator', { validator: { a: 1 } }],
      ['a view', { viewOn: 'a', pipeline: [] }],
      ['a collation', { collation: { locale: 'th' } }],
    ])('refuse to be made with %s', async (_, options) => {
      expect(await refusal(served.db.createCollection('special', options))).toMatchObject({ code: 238 });
    });
    it.each([['a$b'], ['system.users'], ['.a'], ['x'.repeat(260)]])('refuse the name %s', async (name) => {
      expect(await refusal(served.db.command({ insert: name, documents: [{}] }))).toMatchObject({ code: 73 });
    });
    it('are counted and sized', async () => {
      await served.db.collection('a').insertMany([{ _id: 1 as never, s: 'x'.repeat(100) }, { _id: 2 as never }]);
      expect(await served.db.command({ collStats: 'a' })).toMatchObject({
        ns: 'proof.a',
        count: 2,
        nindexes: 1,
        size: 122 + 14,
      });
      expect(await served.db.stats()).toMatchObject({ db: 'proof', collections: 1, objects: 2 });
      expect((await served.db.admin().listDatabases()).databases).toContainEqual({
        name: 'proof',
        sizeOnDisk: expect.any(Number),
        empty: false,
      });
    });
    it('are not made in a database whose name differs by case alone', async () => {
      await served.db.collection('a').insertOne({ _id: 1 as never });
      const other = served.client.db('Proof');
      const calls = {
        insert: { insert: 'a', documents: [{}] },
        upsert: { update: 'a', updates: [{ q: {}, u: { $set: { a: 1 } }, upsert: true }] },
        create: { create: 'a' },
        createIndexes: { createIndexes: 'a', indexes: [{ key: { a: 1 }, name: 'a' }] },
      };
      for (const [name, call] of Object.entries(calls)) {
        const got = (await other.command(call).catch((error: { code?: number }) => error)) as {
          code?: number;
          writeErrors?: { code: number }[];
        };
        expect([name, got.writeErrors?.[0]?.code ?? got.code]).toEqual([name, 13297]);
      }
      for (const stage of [{ $out: { db: 'Proof', coll: 'b' } }, { $merge: { into: { db: 'Proof', coll: 'b' } } }])
        expect(await refusal(served.db.collection('a').aggregate([stage]).toArray())).toMatchObject({ code: 13297 });
      expect(
        await refusal(served.client.db('admin').command({ renameCollection: 'proof.a', to: 'PROOF.a' })),
      ).toMatchObject({ code: 13297 });
      expect(await other.collection('a').find().toArray()).toEqual([]);
    });
    it('go with their database, which is told where there was one', async () => {
      await served.db.collection('a').insertOne({});
      expect(await served.db.command({ dropDatabase: 1 })).toEqual({ dropped: 'proof', ok: 1 });
      expect(await served.db.command({ dropDatabase: 1 })).toEqual({ ok: 1 });
      expect(await refusal(served.db.command({ dropDatabase: 2 }))).toMatchObject({ code: 5255100 });
    });
    it('go with their database', async () => {
      await served.db.collection('a').insertOne({});
      await served.db.dropDatabase();
      expect((await served.db.admin().listDatabases({ nameOnly: true })).databases).toEqual([]);
    });
  });
});
