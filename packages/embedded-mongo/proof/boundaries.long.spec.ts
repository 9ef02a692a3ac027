import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, type Document, MongoClient } from 'mongodb';
import { buildCommand, ChildServer } from './child-server.js';

/** Sizes around those at which a buffer is outgrown that begins with 16 KiB and doubles; upwards, so that each is met by a buffer of the size before. */
const SIZES = [16_384, 32_768, 65_536, 131_072].flatMap((boundary) =>
  Array.from({ length: 25 }, (_, n) => boundary + n * 8 - 150),
);

const event = (n: number) => ({
  id: `evt-${n}`,
  type: 'evt.registration.v1.response-recorded',
  at: new Date(n),
  data: {
    office: `สาขา ${n}`,
    people: Array.from({ length: 6 }, (_, p) => ({ name: `ผู้เข้าประชุม ${p}`, seats: [n, p] })),
  },
});

type Write = (items: Collection<Document>, size: number, n: number) => Promise<Document>;
const text = (size: number) => 'x'.repeat(size);

/** Each way in which a command has a document written anew, and what must be stored then. */
const WRITES: Readonly<Record<string, Write>> = {
  'an update by operators': async (items, size, n) => {
    await items.insertOne({ _id: n as never, t: text(size) });
    await items.updateOne({ _id: n as never }, { $set: { a: 1, b: { c: [true, null] } } });
    return { _id: n, t: text(size), a: 1, b: { c: [true, null] } };
  },
  'an update by a pipeline': async (items, size, n) => {
    await items.insertOne({ _id: n as never, t: text(size) });
    await items.updateOne({ _id: n as never }, [{ $set: { copy: { of: '$t' }, last: true } }]);
    return { _id: n, t: text(size), copy: { of: text(size) }, last: true };
  },
  'an upsert': async (items, size, n) => {
    await items.updateOne({ _id: n as never }, { $set: { t: text(size), d: new Date(5) } }, { upsert: true });
    return { _id: n, t: text(size), d: new Date(5) };
  },
  'a replacement': async (items, size, n) => {
    await items.insertOne({ _id: n as never });
    await items.replaceOne({ _id: n as never }, { t: text(size), outbox: [event(1)] });
    return { _id: n, t: text(size), outbox: [event(1)] };
  },
  findAndModify: async (items, size, n) => {
    await items.insertOne({ _id: n as never, t: text(size), outbox: [] });
    const after = await items.findOneAndUpdate(
      { _id: n as never },
      { $push: { outbox: { $each: [event(1), event(2)] } } as never },
      { returnDocument: 'after' },
    );
    expect(after).toEqual({ _id: n, t: text(size), outbox: [event(1), event(2)] });
    return after!;
  },
  'an outbox that fills': async (items, size, n) => {
    const outbox = Array.from({ length: 5 + (n % 40) }, (_, each) => event(each));
    await items.insertOne({ _id: n as never, t: text(size / 64), outbox: [] });
    for (const each of outbox) await items.updateOne({ _id: n as never }, { $push: { outbox: each } as never });
    return { _id: n, t: text(size / 64), outbox };
  },
  $merge: async (items, size, n) => {
    await items.db.collection('source').insertOne({ _id: n as never, t: text(size) });
    await items.db
      .collection('source')
      .aggregate([{ $match: { _id: n } }, { $set: { late: { n: 1 } } }, { $merge: 'items' }])
      .toArray();
    return { _id: n, t: text(size), late: { n: 1 } };
  },
  $out: async (items, size, n) => {
    await items.db.collection('source').insertOne({ _id: n as never, t: text(size) });
    await items.db
      .collection('source')
      .aggregate([{ $match: { _id: n } }, { $set: { late: ['a', 1] } }, { $out: 'items' }])
      .toArray();
    return { _id: n, t: text(size), late: ['a', 1] };
  },
};

describe('a document that outgrows the buffer it is written in', () => {
  let command: string;
  let folder: string;
  beforeAll(() => {
    command = buildCommand();
    folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(Object.entries(WRITES))(
    'is stored as written by %s, and is still so after a restart',
    async (name, write) => {
      const dataDir = join(folder, String(Object.keys(WRITES).indexOf(name)));
      const expected = new Map<unknown, Document>();
      let server = await ChildServer.start(command, '--data-dir', dataDir, '--no-fsync');
      let client = await MongoClient.connect(server.url);
      try {
        for (const [n, size] of SIZES.entries()) {
          const items = client.db('proof').collection<Document>('items');
          const stored = await write(items, size, n);
          expect(await items.findOne({ _id: n as never })).toEqual(stored);
          if (name === '$out') expected.clear();
          expected.set(n, stored);
        }
        await client.close();
        await server.end('SIGTERM');
        server = await ChildServer.start(command, '--data-dir', dataDir, '--no-fsync');
        client = await MongoClient.connect(server.url);
        const all = await client.db('proof').collection('items').find().toArray();
        expect(new Map(all.map((document) => [document._id, document]))).toEqual(expected);
      } finally {
        await client.close();
        await server.end('SIGTERM');
      }
    },
    60_000,
  );
});
