import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '../index.js';
import { buildCommand, ChildServer } from './child-server.js';

/** The long loop is 100 kills; `EMBEDDED_MONGO_KILLS` shortens it. */
const KILLS = Number(process.env.EMBEDDED_MONGO_KILLS ?? 100);
const WRITERS = 8;

interface Account {
  _id: string;
  /** Grows by one with each acknowledged update; `copy` is set beside it in the same update, `marks` gets it pushed. */
  revision: number;
  copy: number;
  marks: number[];
}

describe('what was acknowledged is there after a crash', () => {
  let command: string;
  let dataDir: string;
  beforeAll(() => {
    command = buildCommand();
  }, 60_000);
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'embedded-mongo-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it(`through ${KILLS} kills under load: no acknowledged write is lost, none is half there`, async () => {
    const acknowledged = {
      inserts: new Set<string>(),
      revisions: new Map<string, number>(),
      attempted: new Map<string, number>(),
    };
    for (let kill = 0; kill < KILLS; kill++) {
      const server = await ChildServer.start(command, '--data-dir', dataDir);
      const client = new MongoClient(server.url, { retryWrites: false, retryReads: false });
      const accounts = client.db('kill').collection<Account>('accounts');
      const events = client.db('kill').collection<Event>('events');
      await accounts.createIndex({ revision: 1 });
      await events.createIndex({ group: 1, n: 1 }, { unique: true });
      let over = false;
      let writes = 0;
      let reached: () => void = () => {};
      // Kills come at different points of the load, by the number of writes done, not by a clock.
      const goal = 20 + ((kill * 37) % 150);
      const enough = new Promise<void>((resolve) => (reached = resolve));
      const writers = Array.from({ length: WRITERS }, async (_, writer) => {
        const id = `account-${writer}`;
        for (let n = 0; !over; n++) {
          const group = `${kill}-${writer}-${n}`;
          const pair = [
            { _id: `${group}-a`, group, n: 0 },
            { _id: `${group}-b`, group, n: 1 },
          ];
          const next = (acknowledged.revisions.get(id) ?? 0) + 1;
          acknowledged.attempted.set(id, next);
          try {
            await events.insertMany(pair);
            for (const { _id } of pair) acknowledged.inserts.add(_id);
            await accounts.updateOne(
              { _id: id },
              { $set: { revision: next, copy: next }, $push: { marks: next } },
              { upsert: true },
            );
            acknowledged.revisions.set(id, next);
          } catch {
            return;
          }
          if (++writes === goal) reached();
        }
      });
      await enough;
      await server.end('SIGKILL');
      over = true;
      await Promise.all(writers);
      await client.close();
      // What was under way may have been done or not; the next round goes on from what is there.
      const again = await startEmbeddedMongo({ dataDir });
      const reader = new MongoClient(again.url);
      for (const account of await reader.db('kill').collection<Account>('accounts').find().toArray()) {
        const known = acknowledged.revisions.get(account._id) ?? 0;
        expect(account.revision).toBeGreaterThanOrEqual(known);
        expect(account.revision).toBeLessThanOrEqual(acknowledged.attempted.get(account._id)!);
        acknowledged.revisions.set(account._id, account.revision);
      }
      // Each time what this round wrote, now and then and at the end everything.
      const round = kill % 10 === 9 || kill === KILLS - 1 ? undefined : `${kill}-`;
      await check(
        reader.db('kill').collection<Account>('accounts'),
        reader.db('kill').collection('events'),
        acknowledged,
        round,
      );
      await reader.close();
      await again.stop();
    }
    expect(acknowledged.inserts.size).toBeGreaterThan(KILLS * 20);
  }, 600_000);

  it('goes on after SIGTERM with exit code 0, keeps indexes, and makes a copy when asked by a signal', async () => {
    const first = await ChildServer.start(command, '--data-dir', dataDir);
    const client = new MongoClient(first.url);
    await client.db('a').collection('c').createIndex({ x: 1 }, { unique: true });
    await client.db('a').collection('c').insertOne({ x: 1 });
    await client.close();
    const copyDir = join(dataDir, 'copy');
    mkdirSync(copyDir);
    renameSync(await first.backup(), join(copyDir, 'documents.sqlite'));
    expect(await first.end('SIGTERM')).toBe(0);
    const second = await startEmbeddedMongo({ dataDir });
    const again = new MongoClient(second.url);
    await expect(again.db('a').collection('c').insertOne({ x: 1 })).rejects.toMatchObject({ code: 11000 });
    await again.close();
    await second.stop();
    const copy = await startEmbeddedMongo({ dataDir: copyDir });
    const reader = new MongoClient(copy.url);
    expect(await reader.db('a').collection('c').countDocuments()).toBe(1);
    await reader.close();
    await copy.stop();
  }, 30_000);

  it('copies itself to files while it is written to, each of them whole', async () => {
    const server = await startEmbeddedMongo({ dataDir });
    const client = new MongoClient(server.url);
    const items = client.db('b').collection<{ _id: number; s: string }>('items');
    await items.insertMany(Array.from({ length: 2000 }, (_, n) => ({ _id: n, s: 'x'.repeat(500) })));
    let written = 2000;
    let done = false;
    const writers = Array.from({ length: 8 }, async () => {
      while (!done) await items.insertOne({ _id: written++, s: 'y' });
    });
    const copies = mkdtempSync(join(tmpdir(), 'embedded-mongo-copy-'));
    for (let copy = 0; copy < 10; copy += 1) {
      const folder = join(copies, String(copy));
      mkdirSync(folder);
      const before = await items.countDocuments();
      await server.backup(join(folder, 'documents.sqlite'));
      const opened = await startEmbeddedMongo({ dataDir: folder });
      const reader = new MongoClient(opened.url);
      const ids = (await reader.db('b').collection<{ _id: number }>('items').find().sort({ _id: 1 }).toArray()).map(
        ({ _id }) => _id,
      );
      expect(ids.length).toBeGreaterThanOrEqual(before);
      expect(new Set(ids).size).toBe(ids.length);
      expect(
        await reader
          .db('b')
          .collection('items')
          .countDocuments({ s: 'x'.repeat(500) }),
      ).toBe(2000);
      await reader.close();
      await opened.stop();
    }
    done = true;
    await Promise.all(writers);
    await client.close();
    await server.stop();
    rmSync(copies, { recursive: true });
  }, 60_000);

  it('opens no file of another format, another program or another server', async () => {
    const server = await startEmbeddedMongo({ dataDir });
    await expect(startEmbeddedMongo({ dataDir })).rejects.toThrow(/locked/);
    await server.stop();
    const file = join(dataDir, 'documents.sqlite');
    const bytes = readFileSync(file);
    bytes.writeUInt32BE(99, 60); // user_version in SQLite's header
    writeFileSync(file, bytes);
    await expect(startEmbeddedMongo({ dataDir })).rejects.toThrow('has file format 99');
    bytes.writeUInt32BE(1, 60);
    bytes.writeUInt32BE(7, 68); // application_id
    writeFileSync(file, bytes);
    await expect(startEmbeddedMongo({ dataDir })).rejects.toThrow('a file of another program');
  });
});

type Known = { inserts: Set<string>; revisions: Map<string, number> };

interface Event {
  _id: string;
  group: string;
  n: number;
}

/**
 * Every acknowledged write is there and whole: both events of a pair, an update with all of its parts, index and documents alike.
 * @param round the beginning of the ids that are looked at; undefined for all
 */
async function check(
  accounts: Collection<Account>,
  events: Collection<Event>,
  known: Known,
  round = '',
): Promise<void> {
  const beginning = new RegExp(`^${round}`);
  const stored = await events.find({ _id: beginning }).hint({ $natural: 1 }).toArray();
  const ids = new Set(stored.map(({ _id }) => _id));
  expect([...known.inserts].filter((id) => id.startsWith(round) && !ids.has(id))).toEqual([]);
  expect(stored.filter(({ group }) => !ids.has(`${group}-a`) || !ids.has(`${group}-b`))).toEqual([]);
  expect(await events.countDocuments({ group: beginning }, { hint: 'group_1_n_1' })).toBe(stored.length);
  expect(await events.countDocuments({ _id: beginning }, { hint: '_id_' })).toBe(stored.length);
  for (const account of await accounts.find().toArray()) {
    expect(account.copy).toBe(account.revision);
    expect(account.marks).toEqual(Array.from({ length: account.revision }, (_, n) => n + 1));
    expect(account.revision).toBeGreaterThanOrEqual(known.revisions.get(account._id) ?? 0);
    expect(await accounts.countDocuments({ revision: account.revision, _id: account._id })).toBe(1);
  }
}
