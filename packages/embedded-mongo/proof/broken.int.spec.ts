import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Document } from 'mongodb';
import { buildCommand } from './child-server.js';
import { refusal, serve } from './served.js';

/** Ways in which bytes of a document go wrong: each on the document with `_id` 2. */
const DAMAGES: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'a type that is none': (bytes) => {
    bytes[bytes.indexOf('text') - 1] = 0x55;
    return bytes;
  },
  'a wrong length': (bytes) => {
    bytes.writeInt32LE(bytes.length + 9, 0);
    return bytes;
  },
  'an end cut off': (bytes) => bytes.subarray(0, bytes.length - 4),
  'a string length beyond the end': (bytes) => {
    bytes.writeInt32LE(100_000, bytes.indexOf('text') + 5);
    return bytes;
  },
  'text that is no UTF-8': (bytes) => {
    bytes[bytes.indexOf('xxx')] = 0xff;
    return bytes;
  },
};

describe('a document that is broken in the file', () => {
  let folder: string;
  let command: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'broken-'));
    command = buildCommand();
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(Object.entries(DAMAGES))(
    'is named, by reads, by validate and by --check, and can be deleted: %s',
    async (name, damage) => {
      const dataDir = join(folder, name);
      const first = await serve({ dataDir, fsync: false });
      const docs = [1, 2, 3].map((n) => ({ _id: n as never, text: 'xxx', k: n }));
      await first.db.collection<Document>('items').insertMany(docs);
      await first.db.collection('items').createIndex({ k: 1 });
      await first.stop();

      const file = new DatabaseSync(join(dataDir, 'documents.sqlite'));
      const [table] = file.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'documents%'").all() as {
        name: string;
      }[];
      const row = file.prepare(`SELECT doc FROM ${table!.name} WHERE rid = 2`).get() as { doc: Uint8Array };
      file.prepare(`UPDATE ${table!.name} SET doc = ? WHERE rid = 2`).run(damage(Buffer.from(row.doc)));
      file.close();

      const checked = spawnSync(process.execPath, [command, '--check', join(dataDir, 'documents.sqlite'), '--json'], {
        encoding: 'utf8',
      });
      expect(checked.status).toBe(3);
      expect(JSON.parse(checked.stdout)).toMatchObject({
        sound: false,
        collections: [{ namespace: 'proof.items', documents: 3, broken: [{ rowId: 2, id: '2' }] }],
      });
      expect(
        spawnSync(process.execPath, [command, '--check', join(dataDir, 'documents.sqlite')], { encoding: 'utf8' })
          .stdout,
      ).toMatch(/broken: _id 2 \(row 2\)/);

      const again = await serve({ dataDir, fsync: false });
      const items = again.db.collection<Document>('items');
      expect(await refusal(items.find().toArray())).toMatchObject({
        code: 22,
        message: expect.stringMatching(/_id 2 in proof\.items \(row 2\) is broken/),
      });
      expect(await refusal(items.find({ text: 'none' }).toArray())).toMatchObject({ code: 22 });
      expect(
        await items
          .find({ _id: { $ne: 2 } as never }, { hint: { _id: 1 } })
          .toArray()
          .catch(() => 'named'),
      ).toBeDefined();
      expect(await items.findOne({ _id: 3 as never })).toEqual({ _id: 3, text: 'xxx', k: 3 });
      expect(await again.db.command({ validate: 'items' })).toMatchObject({
        valid: false,
        nInvalidDocuments: 1,
        nrecords: 3,
        corruptRecords: [2],
      });
      expect(await items.deleteOne({ _id: 2 as never })).toMatchObject({ deletedCount: 1 });
      expect(await items.find().toArray()).toHaveLength(2);
      expect(await again.db.command({ validate: 'items', full: true })).toMatchObject({
        valid: true,
        nrecords: 2,
        keysPerIndex: { _id_: 2, k_1: 2 },
      });
      await again.stop();
      const sound = spawnSync(process.execPath, [command, '--check', join(dataDir, 'documents.sqlite')], {
        encoding: 'utf8',
      });
      expect([sound.status, sound.stdout.includes('is sound')]).toEqual([0, true]);
    },
    60_000,
  );

  it("is looked for in a file that is there, and is this server's", () => {
    const missing = spawnSync(process.execPath, [command, '--check', join(folder, 'none.sqlite')], {
      encoding: 'utf8',
    });
    expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining('there is no file')]);
    expect(spawnSync(process.execPath, [command, '--check', 'x', '--memory'], { encoding: 'utf8' }).status).toBe(2);
    expect(spawnSync(process.execPath, [command, '--json'], { encoding: 'utf8' }).status).toBe(2);
  });
});
