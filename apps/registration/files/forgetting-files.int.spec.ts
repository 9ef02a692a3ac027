import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Connection } from 'mongoose';
import { connectMongo, Leases } from '#persistence';
import { type RunningMongo, startMongo } from '#testing';
import { FileUsers } from './file-users.js';
import { ForgettingFiles } from './forgetting-files.js';
import { GridFiles } from './grid-files.js';

const dayMs = 86_400_000;
const inADay = () => new Date(Date.now() + dayMs + 60_000);

describe('files that people handed in', () => {
  let mongo: RunningMongo;
  let connection: Connection;
  let files: GridFiles;
  let named: Set<string>;
  let forgotten: string[];
  let failing: boolean;

  const sweeping = (): ForgettingFiles => {
    const users = new FileUsers();
    users.register('scan', {
      named: (fileIds) => Promise.resolve(fileIds.filter((each) => named.has(each))),
      forgotten: (fileId) => {
        if (failing) return Promise.reject(new Error('the process is gone'));
        forgotten.push(fileId);
        return Promise.resolve();
      },
    });
    return new ForgettingFiles(files, users, new Leases(connection));
  };
  const keep = async (fileId: string) => {
    await files.keepPart(fileId, 0, Buffer.from('a paper'));
    await files.complete(fileId, { name: fileId, bytes: 7 });
  };
  const left = () => connection.collection<{ _id: string }>('files.files').distinct('_id');
  const partsLeft = () => connection.collection('files.chunks').distinct('files_id');

  beforeAll(async () => {
    mongo = await startMongo();
  });
  beforeEach(async () => {
    connection = await connectMongo(mongo.url, mongo.database());
    files = new GridFiles(connection);
    await files.onModuleInit();
    [named, forgotten, failing] = [new Set(), [], false];
  });
  afterEach(() => connection.close());
  afterAll(() => mongo.stop());

  it('are gone a day later where nobody named them, with all that was kept of them; others stay', async () => {
    await keep('scan-named');
    await keep('scan-left');
    await keep('doc-of-another-feature');
    named.add('scan-named');
    const sweep = sweeping();
    await sweep.sweep();
    expect(await left()).toEqual(['doc-of-another-feature', 'scan-left', 'scan-named']);
    await sweep.sweep(inADay());
    await sweep.sweep(inADay());
    expect(await left()).toEqual(['doc-of-another-feature', 'scan-named']);
    expect(await partsLeft()).toEqual(['doc-of-another-feature', 'scan-named']);
    expect(forgotten).toEqual(['scan-left']);
    expect(await connection.collection('files.begun').countDocuments({})).toBe(0);
  });

  it('stay where somebody is about to name one just now, and cannot be named once they are gone', async () => {
    await keep('scan-late');
    const before = new Date();
    // Looked at as one of no use, and touched before it goes.
    const ids = await files.untouched({ prefix: 'scan-', before: new Date(Date.now() + 1000), limit: 10 });
    expect(ids).toEqual(['scan-late']);
    expect(await files.touch('scan-late')).toBe(true);
    await files.forget('scan-late', before, () => Promise.resolve());
    expect(await left()).toEqual(['scan-late']);
    await sweeping().sweep(inADay());
    expect(await left()).toEqual([]);
    expect(await files.touch('scan-late')).toBe(false);
  });

  it('are gone wholly where whoever removes them is gone in between', async () => {
    await keep('scan-left');
    failing = true;
    await expect(sweeping().sweep(inADay())).rejects.toThrow('the process is gone');
    expect(await left()).toEqual([]);
    expect(await partsLeft()).toEqual(['scan-left']);
    failing = false;
    await sweeping().sweep(new Date());
    expect(await partsLeft()).toEqual([]);
    expect(forgotten).toEqual(['scan-left']);
  });

  it('are looked through by two replicas at once, and by more than a page', async () => {
    const ids = Array.from({ length: 130 }, (_, index) => `scan-${String(index).padStart(3, '0')}`);
    for (const id of ids) await keep(id);
    for (const id of ids.slice(0, 110)) named.add(id);
    const [one, other] = [sweeping(), sweeping()];
    await Promise.all([one.sweep(inADay()), other.sweep(inADay())]);
    await Promise.all([one.sweep(inADay()), other.sweep(inADay())]);
    expect(await left()).toEqual(ids.slice(0, 110));
    expect(await partsLeft()).toEqual(ids.slice(0, 110));
    expect([...new Set(forgotten)].sort()).toEqual(ids.slice(110));
  });
});
