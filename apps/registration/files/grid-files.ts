import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import mongoose, { type Collection, type Connection } from 'mongoose';
import { type FileMade, filePartBytes } from '#contracts';
import { InjectConnection, isWritten, unlessThere } from '#persistence';
import { conflict, inTemporaryFolder, invalid, notFound, SystemClock } from '#platform';
import { type Beside, Files, type Named } from './files.js';
import { PartWriter } from './part-writer.js';

type FileDocument = {
  readonly _id: string;
  readonly filename: string;
  readonly length: number;
  readonly chunkSize: number;
  readonly uploadDate: Date;
  readonly metadata?: {
    readonly contentType?: string;
    /** Made for whoever asked, to be gone soon. */ readonly made?: true;
    /** When somebody last was about to name it. */ readonly touchedAt?: Date;
  };
};
type ChunkDocument = { readonly files_id: string; readonly n: number; readonly data: mongoose.mongo.Binary };
/** What is not a whole file yet, or no longer. */
type BegunDocument = { readonly _id: string; readonly at: Date };

const bucketName = 'files';
/** Whoever begins to remove a file is done with it at once: what is left of that is nobody's. */
const longAgo = new Date(0);
const unknownType = 'application/octet-stream';

/**
 * Files in GridFS. Its driver writes a file from one stream only; parts come to any replica and perhaps twice, so that each
 * is written as the chunk that it is, and the file's own document when all are there.
 */
@Injectable()
export class GridFiles extends Files implements OnModuleInit {
  readonly #files: Collection<FileDocument>;
  readonly #chunks: Collection<ChunkDocument>;
  readonly #begun: Collection<BegunDocument>;
  readonly #real = new SystemClock();

  constructor(@InjectConnection() private readonly connection: Connection) {
    super();
    this.#files = connection.collection<FileDocument>(`${bucketName}.files`);
    this.#chunks = connection.collection<ChunkDocument>(`${bucketName}.chunks`);
    this.#begun = connection.collection<BegunDocument>(`${bucketName}.begun`);
  }

  async onModuleInit(): Promise<void> {
    await this.#chunks.createIndex({ files_id: 1, n: 1 }, { unique: true });
    await this.#files.createIndex({ 'metadata.made': 1 }, { sparse: true });
  }

  async keepPart(fileId: string, number: number, content: Uint8Array): Promise<void> {
    if (await this.#isWhole(fileId)) throw conflict('file-kept', { values: { id: fileId } });
    await this.#begun.updateOne({ _id: fileId }, { $setOnInsert: { at: this.#real.now() } }, { upsert: true });
    await this.#keepChunk(fileId, number, content);
  }

  async complete(
    fileId: string,
    { name, contentType = unknownType, bytes }: Parameters<Files['complete']>[1],
  ): Promise<void> {
    const parts = Math.ceil(bytes / filePartBytes);
    const there = await this.#chunks.countDocuments({ files_id: fileId });
    const last = await this.#chunks.findOne({ files_id: fileId, n: parts - 1 });
    const sizeOfLast = bytes - (parts - 1) * filePartBytes;
    if (there !== parts || last === null || last.data.length() !== sizeOfLast)
      throw invalid('file-incomplete', { values: { id: fileId } });
    await this.#becomeWhole(fileId, { name, bytes, metadata: { contentType } });
  }

  async make({ name, contentType }: Named, write: (stream: Writable) => Promise<void>): Promise<FileMade> {
    const fileId = `file-${randomBytes(16).toString('hex')}`;
    await this.#begun.insertOne({ _id: fileId, at: this.#real.now() });
    const parts = new PartWriter(filePartBytes, (number, content) => this.#keepChunk(fileId, number, content));
    try {
      await write(parts);
      const { bytes } = parts;
      await this.#becomeWhole(fileId, { name, bytes, metadata: { contentType, made: true } });
      return { fileId, name, contentType, bytes };
    } catch (error) {
      await parts.stop();
      await this.remove(fileId);
      throw error;
    }
  }

  async told(fileId: string): Promise<FileMade> {
    const { filename, length, metadata } = await this.#whole(fileId);
    return { fileId, name: filename, contentType: metadata?.contentType ?? unknownType, bytes: length };
  }

  async part(fileId: string, number: number): Promise<Uint8Array> {
    await this.#whole(fileId);
    const chunk = await this.#chunks.findOne({ files_id: fileId, n: number });
    if (chunk === null) throw notFound('file-not-found', { values: { id: fileId } });
    return chunk.data.value();
  }

  async onDisk<Result>(fileId: string, work: (path: string) => Promise<Result>): Promise<Result> {
    await this.#whole(fileId);
    return inTemporaryFolder(async (folder) => {
      const path = join(folder, 'file');
      await pipeline(this.#bucket().openDownloadStream(idOf(fileId)), createWriteStream(path, { mode: 0o600 }));
      return work(path);
    });
  }

  async remove(fileId: string): Promise<void> {
    await this.#beginToRemove(fileId);
    await this.#files.deleteOne({ _id: fileId });
    await this.#removeRest(fileId);
  }

  async touch(fileId: string): Promise<boolean> {
    const touched = await this.#files.updateOne({ _id: fileId }, { $set: { 'metadata.touchedAt': this.#real.now() } });
    return touched.matchedCount > 0;
  }

  async untouched({ prefix, before, after = prefix, limit }: Parameters<Files['untouched']>[0]): Promise<string[]> {
    const found = await this.#files
      .find({ _id: { $gt: after, $lt: `${prefix}~` }, ...notTouchedSince(before) }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    return found.map(({ _id }) => _id);
  }

  async forget(fileId: string, before: Date, beside: Beside): Promise<void> {
    await this.#beginToRemove(fileId);
    const { deletedCount } = await this.#files.deleteOne({ _id: fileId, ...notTouchedSince(before) });
    if (deletedCount === 0) {
      // Touched meanwhile, or gone by another replica, which ends what it began.
      if (await this.#isWhole(fileId)) await this.#begun.deleteOne({ _id: fileId });
      return;
    }
    await beside(fileId);
    await this.#removeRest(fileId);
  }

  async forgetUnfinished(before: Date, beside: Beside = () => Promise.resolve()): Promise<void> {
    const left = await this.#begun
      .find({ at: { $lt: before } })
      .limit(100)
      .toArray();
    for (const { _id } of left)
      if (await this.#isWhole(_id)) await this.#begun.deleteOne({ _id });
      else {
        await beside(_id);
        await this.#removeRest(_id);
      }
  }

  async forgetMade(before: Date): Promise<void> {
    const old = await this.#files
      .find({ 'metadata.made': true, uploadDate: { $lt: before } }, { projection: { _id: 1 } })
      .limit(100)
      .toArray();
    for (const { _id } of old) await this.remove(_id);
  }

  async #isWhole(fileId: string): Promise<boolean> {
    return (await this.#files.findOne({ _id: fileId }, { projection: { _id: 1 } })) !== null;
  }

  /** Noted first, so that nothing of it stays for ever where whoever removes it is gone in between. */
  async #beginToRemove(fileId: string): Promise<void> {
    await this.#begun.updateOne({ _id: fileId }, { $set: { at: longAgo } }, { upsert: true });
  }

  async #removeRest(fileId: string): Promise<void> {
    await this.#chunks.deleteMany({ files_id: fileId });
    await this.#begun.deleteOne({ _id: fileId });
  }

  async #keepChunk(fileId: string, number: number, content: Uint8Array): Promise<void> {
    const data = new mongoose.mongo.Binary(content);
    await this.#chunks.updateOne({ files_id: fileId, n: number }, { $set: { data } }, { upsert: true });
  }

  async #becomeWhole(
    fileId: string,
    { name, bytes, metadata }: Pick<FileMade, 'name' | 'bytes'> & Required<Pick<FileDocument, 'metadata'>>,
  ): Promise<void> {
    const uploadDate = this.#real.now();
    const file = { filename: name, length: bytes, chunkSize: filePartBytes, uploadDate, metadata };
    isWritten(
      await unlessThere(() => this.#files.updateOne({ _id: fileId }, { $setOnInsert: file }, { upsert: true })),
    );
    await this.#begun.deleteOne({ _id: fileId });
  }

  /** Throws not-found 'file-not-found'. */
  async #whole(fileId: string): Promise<FileDocument> {
    const file = await this.#files.findOne({ _id: fileId });
    if (file === null) throw notFound('file-not-found', { values: { id: fileId } });
    return file;
  }

  #bucket(): mongoose.mongo.GridFSBucket {
    const { db } = this.connection;
    if (db === undefined) throw new Error('there is no connection to the database');
    return new mongoose.mongo.GridFSBucket(db, { bucketName, chunkSizeBytes: filePartBytes });
  }
}

const notTouchedSince = (instant: Date) => ({
  uploadDate: { $lt: instant },
  'metadata.touchedAt': { $not: { $gte: instant } },
});

/** A file's id may be of any type; the driver's own type knows only the usual one. */
const idOf = (fileId: string): mongoose.mongo.ObjectId => fileId as unknown as mongoose.mongo.ObjectId;
