import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import mongoose, { type Collection, type Connection } from 'mongoose';
import { filePartBytes } from '#contracts';
import { InjectConnection, isWritten, unlessThere } from '#persistence';
import { conflict, invalid, notFound, SystemClock } from '#platform';
import { Files } from './files.js';

type FileDocument = {
  readonly _id: string;
  readonly filename: string;
  readonly length: number;
  readonly chunkSize: number;
  readonly uploadDate: Date;
};
type ChunkDocument = { readonly files_id: string; readonly n: number; readonly data: mongoose.mongo.Binary };
type BegunDocument = { readonly _id: string; readonly at: Date };

const bucketName = 'files';

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
  }

  async keepPart(fileId: string, number: number, content: Uint8Array): Promise<void> {
    if ((await this.#files.findOne({ _id: fileId }, { projection: { _id: 1 } })) !== null)
      throw conflict('file-kept', { values: { id: fileId } });
    await this.#begun.updateOne({ _id: fileId }, { $setOnInsert: { at: this.#real.now() } }, { upsert: true });
    const data = new mongoose.mongo.Binary(content);
    await this.#chunks.updateOne({ files_id: fileId, n: number }, { $set: { data } }, { upsert: true });
  }

  async complete(fileId: string, { name, bytes }: { readonly name: string; readonly bytes: number }): Promise<void> {
    const parts = Math.ceil(bytes / filePartBytes);
    const there = await this.#chunks.countDocuments({ files_id: fileId });
    const last = await this.#chunks.findOne({ files_id: fileId, n: parts - 1 });
    const sizeOfLast = bytes - (parts - 1) * filePartBytes;
    if (there !== parts || last === null || last.data.length() !== sizeOfLast)
      throw invalid('file-incomplete', { values: { id: fileId } });
    const file = { filename: name, length: bytes, chunkSize: filePartBytes, uploadDate: this.#real.now() };
    isWritten(
      await unlessThere(() => this.#files.updateOne({ _id: fileId }, { $setOnInsert: file }, { upsert: true })),
    );
    await this.#begun.deleteOne({ _id: fileId });
  }

  async onDisk<Result>(fileId: string, work: (path: string) => Promise<Result>): Promise<Result> {
    if ((await this.#files.findOne({ _id: fileId }, { projection: { _id: 1 } })) === null)
      throw notFound('file-not-found', { values: { id: fileId } });
    const folder = await mkdtemp(join(tmpdir(), 'sala-file-'));
    try {
      const path = join(folder, 'file');
      await pipeline(this.#bucket().openDownloadStream(idOf(fileId)), createWriteStream(path, { mode: 0o600 }));
      return await work(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async remove(fileId: string): Promise<void> {
    await this.#files.deleteOne({ _id: fileId });
    await this.#chunks.deleteMany({ files_id: fileId });
    await this.#begun.deleteOne({ _id: fileId });
  }

  async forgetUnfinished(before: Date): Promise<void> {
    const left = await this.#begun
      .find({ at: { $lt: before } })
      .limit(100)
      .toArray();
    for (const { _id } of left)
      if ((await this.#files.findOne({ _id }, { projection: { _id: 1 } })) === null) await this.remove(_id);
      else await this.#begun.deleteOne({ _id });
  }

  #bucket(): mongoose.mongo.GridFSBucket {
    const { db } = this.connection;
    if (db === undefined) throw new Error('there is no connection to the database');
    return new mongoose.mongo.GridFSBucket(db, { bucketName, chunkSizeBytes: filePartBytes });
  }
}

/** A file's id may be of any type; the driver's own type knows only the usual one. */
const idOf = (fileId: string): mongoose.mongo.ObjectId => fileId as unknown as mongoose.mongo.ObjectId;
