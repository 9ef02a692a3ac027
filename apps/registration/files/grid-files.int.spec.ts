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
    expect((await readdir(tmpdir())).filter((each) => each.startsWith(`sala-work-${process.pid}-`))).toEqual([]);
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

  it('is told of and read part by part by whoever may have it, until it is gone', async () => {
    await keep('four', [0, 1, 2]);
    await expect(files.told('four')).rejects.toMatchObject({ code: 'file-not-found' });
    await files.complete('four', { name, contentType: 'application/pdf', bytes: content.length });
    expect(await files.told('four')).toEqual({
      fileId: 'four',
      name,
      contentType: 'application/pdf',
      bytes: content.length,
    });
    const read = await Promise.all([0, 1, 2].map((number) => files.part('four', number)));
    expect(Buffer.compare(Buffer.concat(read), content)).toBe(0);
    await expect(files.part('four', 3)).rejects.toMatchObject({ code: 'file-not-found' });
  });
});

describe('a file that was made for somebody', () => {
  let mongo: RunningMongo;
  let connection: Connection;
  let files: GridFiles;
  const list = { name: 'รายชื่อ.csv', contentType: 'text/csv; charset=utf-8' };

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

  it('holds what was written of it, in whatever pieces, and is forgotten after a while', async () => {
    const made = await files.make(list, async (stream) => {
      for (let at = 0; at < content.length; at += 100_000)
        if (!stream.write(content.subarray(at, at + 100_000)))
          await new Promise((resolve) => stream.once('drain', resolve));
      await new Promise<void>((resolve) => stream.end(resolve));
    });
    expect(made).toEqual({ ...list, fileId: made.fileId, bytes: content.length });
    const read = await Promise.all([0, 1, 2].map((number) => files.part(made.fileId, number)));
    expect(Buffer.compare(Buffer.concat(read), content)).toBe(0);

    await files.forgetMade(new Date(Date.now() - 60_000));
    expect(await files.told(made.fileId)).toEqual(made);
    await files.forgetMade(new Date(Date.now() + 60_000));
    await expect(files.told(made.fileId)).rejects.toMatchObject({ code: 'file-not-found' });
    expect(await connection.collection('files.chunks').countDocuments({ files_id: made.fileId })).toBe(0);
  });

  it('leaves nothing where it could not be written to its end, and none that was handed in goes with it', async () => {
    await files.keepPart('kept', 0, parts[0]!);
    await files.complete('kept', { name, bytes: parts[0]!.length });
    const broken = files.make(list, (stream) => {
      stream.write(content.subarray(0, filePartBytes));
      return Promise.reject(new Error('the list ended early'));
    });
    await expect(broken).rejects.toThrow('the list ended early');
    await files.forgetMade(new Date(Date.now() + 60_000));
    expect(await connection.collection('files.files').distinct('_id')).toEqual(['kept']);
    expect(await connection.collection('files.chunks').distinct('files_id')).toEqual(['kept']);
    expect(await connection.collection('files.begun').countDocuments({})).toBe(0);
  });
});
