import { Injectable } from '@nestjs/common';
import { type Collection, type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, isDuplicateKey, text } from '#persistence';
import { type Head, type Link, nothingYet } from './chain.js';

/** Its id is that of its event: an event is noted once. */
type EntryDocument = Omit<Link, 'event'> & { readonly _id: string };

const number = { type: Number, required: true };
/** What it says is kept as it was hashed: nothing is cast, nothing left out. */
const schema = new Schema<EntryDocument>(
  {
    _id: text,
    meetingId: text,
    sequence: number,
    at: text,
    who: { type: Schema.Types.Mixed, required: true },
    what: text,
    invitationId: String,
    organisationId: String,
    siteId: String,
    provinceCode: String,
    responseRevision: Number,
    changes: { type: Schema.Types.Mixed, required: true },
    reason: String,
    previous: text,
    hash: text,
  },
  { strict: 'throw', versionKey: false, minimize: false, collection: 'history' },
);
// Two replicas that add after the same entry: one of them is refused, so a chain never forks.
schema.index({ meetingId: 1, sequence: 1 }, { unique: true });
schema.index({ meetingId: 1, invitationId: 1, sequence: -1 });
schema.index({ meetingId: 1, provinceCode: 1, sequence: -1 });

const toLink = ({ _id, ...rest }: EntryDocument): Link => ({ ...rest, event: _id });

export type HistoryFilter = {
  readonly meetingId: string;
  readonly invitationId?: string | undefined;
  /** Of one province, and what concerns the whole meeting. */
  readonly provinceCode?: string | undefined;
};

@Injectable()
export class HistoryStore {
  readonly #entries: Model<EntryDocument>;
  readonly #documents: Collection<EntryDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#entries = connection.model<EntryDocument>('HistoryEntry', schema);
    this.#documents = connection.collection<EntryDocument>('history');
  }

  async head(meetingId: string): Promise<Head> {
    const last = await this.#entries
      .findOne({ meetingId }, { sequence: 1, hash: 1 })
      .sort({ meetingId: -1, sequence: -1 })
      .lean<Head | null>();
    return last === null ? nothingYet : { sequence: last.sequence, hash: last.hash };
  }

  /** Which of these events are noted. */
  async noted(events: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await this.#entries.find({ _id: { $in: [...events] } }, { _id: 1 }).lean<{ _id: string }[]>();
    return new Set(found.map(({ _id }) => _id));
  }

  /** In their order, until one is refused: what stands then is a whole chain. Says whether all of them stand. */
  async append(links: readonly Link[]): Promise<boolean> {
    try {
      await this.#documents.insertMany(
        links.map(({ event, ...link }) => ({ _id: event, ...link })),
        { ordered: true },
      );
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** The newest first, from below a sequence. */
  async page({ meetingId, invitationId, provinceCode }: HistoryFilter, below: number, limit: number): Promise<Link[]> {
    const filter = {
      meetingId,
      sequence: { $lt: below },
      ...(invitationId !== undefined && { invitationId }),
      ...(provinceCode !== undefined && { provinceCode: { $in: [provinceCode, null] } }),
    };
    const found = await this.#entries
      .find(filter as object)
      .sort({ sequence: -1 })
      .limit(limit)
      .lean<EntryDocument[]>();
    return found.map(toLink);
  }

  /** All entries of a meeting, some at a time, the oldest first. */
  async *each(meetingId: string, pageSize = 1000): AsyncGenerator<readonly Link[]> {
    for (let after = 0; ;) {
      const found = await this.#entries
        .find({ meetingId, sequence: { $gt: after } })
        .sort({ meetingId: 1, sequence: 1 })
        .limit(pageSize)
        .lean<EntryDocument[]>();
      if (found.length > 0) yield found.map(toLink);
      after = found.at(-1)?.sequence ?? after;
      if (found.length < pageSize) return;
    }
  }
}
