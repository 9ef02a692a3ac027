import { Injectable } from '@nestjs/common';
import { type Collection, type Connection } from 'mongoose';
import { type MeetingFile } from '#contracts';
import { InjectConnection, unlessThere } from '#persistence';

type DocumentRecord = MeetingFile & { readonly meetingId: string; readonly keptAt: string; readonly keptBy: string };
type Kept = Omit<DocumentRecord, 'fileId'> & { readonly _id: string };

/** Which files a meeting may name, and what they are: what is said of a file is taken from here. */
@Injectable()
export class DocumentStore {
  readonly #documents: Collection<Kept>;

  constructor(@InjectConnection() connection: Connection) {
    this.#documents = connection.collection<Kept>('documents');
  }

  /** The first one stays. */
  async insert({ fileId, ...rest }: DocumentRecord): Promise<void> {
    await unlessThere(() => this.#documents.insertOne({ _id: fileId, ...rest }));
  }

  async remove(fileId: string): Promise<void> {
    await this.#documents.deleteOne({ _id: fileId });
  }

  async find(fileIds: readonly string[]): Promise<MeetingFile[]> {
    const kept = await this.#documents.find({ _id: { $in: [...fileIds] } }).toArray();
    return kept.map(({ _id: fileId, contentType, bytes, sha256 }) => ({ fileId, contentType, bytes, sha256 }));
  }
}
