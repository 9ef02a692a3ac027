import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Connection } from 'mongoose';
import { filePartBytes } from '#contracts';
import { connectMongo } from '#persistence';
import { type RunningMongo, startMongo } from '#testing';
import { GridFiles } from './grid-files.js';

const content = randomBytes(filePartBytes * 2 + 5);
const parts = [0, 1, 2].map((number) => content.subarray(number * filePartBytes, (number + 1) * filePartBytes));
const name = 'offices.xlsx';

describe('a file that people handed in', () => {
  let mongo: RunningMongo;
  let connection: Connection;
  let files: GridFiles;

  beforeAll(async () => {
    mongo = await startMongo();
    connection = await connectMongo(mongo.url, mongo.database());
    files = new GridFiles(connection);
    await files.onModuleInit();
  });
  afterAll(async () => {
    await connection.close();
    await mongo.stop();
  });

  const keep = async (fileId: string, order: readonly number[]) => {
    for (const number of order) await files.keepPart(fileId, number, parts[number]!);
  };

  it('is whole when all its parts are there, in whatever order they came and however often', async () => {
    await keep('one', [2, 0, 2]);
    await expect(files.complete('one', { name, bytes: content.length })).rejects.toMatchObject({
      code: 'file-incomplete',
    });
    await keep('one', [1]);
    await files.complete('one', { name, bytes: content.length });
    await files.complete('one', { name, bytes: content.length });
    expect(Buffer.compare(await files.onDisk('one', (path) => readFile(path)), content)).toBe(0);
    expect((await readdir(tmpdir())).filter((each) => each.startsWith('sala-file-'))).toEqual([]);
    await expect(files.keepPart('one', 0, parts[0]!)).rejects.toMatchObject({ code: 'file-kept' });
  });

  it('is not whole with a last part of another size', async () => {
    await keep('two', [0, 1, 2]);
    await expect(files.complete('two', { name, bytes: content.length + 1 })).rejects.toMatchObject({
      code: 'file-incomplete',
    });
  });

  it('is gone with all its parts when it is removed, or was begun and never became whole', async () => {
    await keep('three', [0]);
    await files.forgetUnfinished(new Date(Date.now() - 60_000));
    const chunks = connection.collection('files.chunks');
    expect(await chunks.countDocuments({ files_id: 'three' })).toBe(1);
    await files.forgetUnfinished(new Date(Date.now() + 60_000));
    expect(await chunks.countDocuments({ files_id: 'three' })).toBe(0);
    await files.remove('one');
    expect(await chunks.countDocuments({ files_id: 'one' })).toBe(0);
    await expect(files.onDisk('one', () => Promise.resolve())).rejects.toMatchObject({ code: 'file-not-found' });
  });
});
