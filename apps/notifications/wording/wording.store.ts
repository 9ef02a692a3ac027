import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Language, type WordedKind, type WordingVersion } from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  type Fact,
  InjectConnection,
  insertAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { type Head, type Words } from './wording.js';

export type Letter = { readonly meetingId: string; readonly kind: WordedKind; readonly language: Language };
type WordingDocument = Aggregate
  & Letter
  & Omit<WordingVersion, 'words'> & { readonly own: boolean; readonly words?: Words };

const schema = aggregateSchema<WordingDocument>({
  meetingId: text,
  kind: text,
  language: text,
  version: { type: Number, required: true },
  own: { type: Boolean, required: true },
  words: Schema.Types.Mixed,
  changedAt: text,
  changedBy: text,
});
schema.index({ meetingId: 1, kind: 1, language: 1, version: 1 }, { unique: true });

/** The words of letters. A version is never changed: the next one takes its place, and of two who write it the database takes one. */
@Injectable()
export class WordingStore {
  readonly #versions: Model<WordingDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#versions = connection.model<WordingDocument>('MailWording', schema, 'mail-wordings');
  }

  get model(): { readonly modelName: string } {
    return this.#versions;
  }

  async heads(meetingId: string): Promise<Head[]> {
    const docs = await this.#versions
      .find({ meetingId }, { words: 0, outbox: 0 })
      .lean<Omit<WordingDocument, 'words' | 'outbox'>[]>();
    return docs.map(({ _id, kind, language, version, own, changedAt, changedBy }) => ({
      id: _id,
      kind,
      language,
      version,
      own,
      changedAt,
      changedBy,
    }));
  }

  /** The newest first. */
  async versions({ meetingId, kind, language }: Letter): Promise<WordingVersion[]> {
    const docs = await this.#versions
      .find({ meetingId, kind, language }, withoutOutbox)
      .sort({ version: -1 })
      .limit(mostShown)
      .lean<WordingDocument[]>();
    return docs.map(({ version, words, changedAt, changedBy }) => ({
      version,
      ...(words !== undefined && { words }),
      changedAt,
      changedBy,
    }));
  }

  async words(id: string): Promise<Words | undefined> {
    const doc = await this.#versions.findById(id, withoutOutbox).lean<WordingDocument | null>();
    return doc?.words;
  }

  /** 'exists': somebody else wrote this version. */
  async add(
    letter: Letter,
    { words, ...version }: WordingVersion,
    facts: readonly Fact[],
    now: Date,
  ): Promise<'inserted' | 'exists'> {
    const id = `${letter.meetingId}.${letter.kind}.${letter.language}.${version.version}`;
    const doc = { ...letter, ...version, own: words !== undefined, ...(words !== undefined && { words }) };
    return insertAggregate(this.#versions, { _id: id, ...doc }, eventsOf({ id, revision: 0 }, facts, now));
  }
}
const mostShown = 100;
