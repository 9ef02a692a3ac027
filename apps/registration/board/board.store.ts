import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import { InjectConnection, plain, text, unlessThere } from '#persistence';
import { type BoardEntry, type BoardFilter, type Counted, type Counts, emptyCounts, type Increments } from './board.js';

/**
 * The board and the entries it is the sum of lie in several documents, without a transaction. So each change of the board
 * carries, in the same write, the entries that it counted (`pending`), and whoever changes it next writes them first:
 * board and entries can't come apart. `version` counts the changes; each is made only on the version it was worked out on.
 * Entries belong to a `generation`: counting anew makes new ones beside the old. `counts` says what was counted when it
 * was begun: a board from before that is counted anew before it is read.
 */
export type Board = {
  readonly meetingId: string;
  readonly version: number;
  readonly generation: string;
  readonly counts: Counts;
  readonly isOld: boolean;
};
export type BoardControl = Pick<Board, 'meetingId' | 'version' | 'generation'> & {
  readonly pending: readonly BoardEntry[];
};

/** Raised when what is counted of an invitation changes. */
const counting = 2;
type BoardDocument = Counts & Omit<BoardControl, 'meetingId'> & { readonly _id: string; readonly counting?: number };
type EntryDocument = BoardEntry & {
  readonly _id: string;
  readonly meetingId: string;
  readonly generation: string;
  readonly version: number;
};

const reply = plain({ answer: text, channel: text, late: { type: Boolean, required: true }, people: Number });
const counted = plain({ class: text, provinceCode: text, reply });
const entry = { invitationId: text, revision: { type: Number, required: true }, counted };
const counters = { type: Schema.Types.Mixed, required: true };
const options = { strict: 'throw', versionKey: false, minimize: false } as const;

const boardSchema = new Schema<BoardDocument>(
  {
    _id: text,
    version: { type: Number, required: true },
    generation: text,
    pending: [plain(entry)],
    total: counters,
    byClass: counters,
    byProvince: counters,
    byChannel: counters,
    counting: Number,
  },
  options,
);
const entrySchema = new Schema<EntryDocument>(
  { _id: text, meetingId: text, generation: text, version: { type: Number, required: true }, ...entry },
  options,
);
entrySchema.index({ meetingId: 1, generation: 1, version: 1 });

const toEntry = ({ invitationId, revision, counted: kept }: BoardEntry & { counted?: Counted }): BoardEntry => ({
  invitationId,
  revision,
  ...(kept && { counted: kept }),
});

@Injectable()
export class BoardStore {
  readonly #boards: Model<BoardDocument>;
  readonly #entries: Model<EntryDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#boards = connection.model<BoardDocument>('Board', boardSchema, 'boards');
    this.#entries = connection.model<EntryDocument>('BoardEntry', entrySchema, 'boardEntries');
  }

  async find(meetingId: string): Promise<Board | undefined> {
    const doc = await this.#boards.findById(meetingId, { pending: 0 }).lean<BoardDocument | null>();
    if (doc === null) return undefined;
    const { _id, version, generation, counting: countedBy, ...counts } = doc;
    return { meetingId, version, generation, counts, isOld: countedBy !== counting };
  }

  /** The board's version and what is pending; a board that is not there yet is begun. */
  async control(meetingId: string): Promise<BoardControl> {
    const doc = await this.#boards
      .findById(meetingId, { version: 1, generation: 1, pending: 1 })
      .lean<BoardDocument | null>();
    if (doc !== null)
      return { meetingId, version: doc.version, generation: doc.generation, pending: doc.pending.map(toEntry) };
    await unlessThere(() =>
      this.#boards.insertOne({
        _id: meetingId,
        version: 0,
        generation: 'first',
        pending: [],
        counting,
        ...emptyCounts(),
      }),
    );
    return this.control(meetingId);
  }

  /** Adds to the counters and keeps what was counted, if the board is still at this version. */
  async add(
    { meetingId, version }: BoardControl,
    increments: Increments,
    pending: readonly BoardEntry[],
  ): Promise<boolean> {
    const update = { $inc: { ...increments, version: 1 }, $set: { pending } };
    return (await this.#boards.updateOne({ _id: meetingId, version }, update)).matchedCount === 1;
  }

  /** Puts other counts and entries in the place of all that were there, if the board is still at this version. */
  async replace({ meetingId, version }: BoardControl, counts: Counts, generation: string): Promise<boolean> {
    const update = { $set: { ...counts, generation, counting, pending: [] }, $inc: { version: 1 } };
    return (await this.#boards.updateOne({ _id: meetingId, version }, update)).matchedCount === 1;
  }

  async entries(
    { meetingId, generation }: Pick<Board, 'meetingId' | 'generation'>,
    invitationIds?: readonly string[],
  ): Promise<Map<string, BoardEntry>> {
    const filter = invitationIds
      ? { _id: { $in: invitationIds.map((id) => `${generation}.${id}`) } }
      : { meetingId, generation };
    const docs = await this.#entries.find(filter).lean<EntryDocument[]>();
    return new Map(docs.map((doc) => [doc.invitationId, toEntry(doc)]));
  }

  /** What is counted of a part of a meeting: none where nothing was counted yet. */
  async entriesUnder(meetingId: string, { classes, provinceCode }: BoardFilter): Promise<BoardEntry[]> {
    for (;;) {
      const { generation, pending } = await this.control(meetingId);
      const docs = await this.#entries
        .find({
          meetingId,
          generation,
          ...(classes !== undefined && { 'counted.class': { $in: classes } }),
          ...(provinceCode !== undefined && { 'counted.provinceCode': provinceCode }),
        } as QueryFilter<EntryDocument>)
        .lean<EntryDocument[]>();
      const newest = new Map(docs.map((doc) => [doc.invitationId, toEntry(doc)]));
      for (const entry of pending)
        if (entry.revision > (newest.get(entry.invitationId)?.revision ?? 0)) newest.set(entry.invitationId, entry);
      // Counted anew meanwhile, they have been forgotten under the reader's hands.
      if ((await this.control(meetingId)).generation === generation) return [...newest.values()];
    }
  }

  /** The invitations whose entries were written after this version of the board. */
  async changedSince({
    meetingId,
    generation,
    version,
  }: Pick<Board, 'meetingId' | 'generation' | 'version'>): Promise<string[]> {
    const docs = await this.#entries
      .find({ meetingId, generation, version: { $gt: version } }, { invitationId: 1 })
      .lean<EntryDocument[]>();
    return docs.map((doc) => doc.invitationId);
  }

  /** Writes entries as of a version of the board; one that a later version has written already stays. */
  async write(
    { meetingId, generation, version }: Pick<Board, 'meetingId' | 'generation' | 'version'>,
    entries: readonly BoardEntry[],
  ): Promise<void> {
    if (entries.length === 0) return;
    const operations = entries.map(({ invitationId, revision, counted: kept }) => ({
      updateOne: {
        filter: { _id: `${generation}.${invitationId}`, version: { $lt: version } },
        update: {
          $set: { meetingId, generation, version, invitationId, revision, ...(kept && { counted: kept }) },
          ...(!kept && { $unset: { counted: 1 as const } }),
        },
        upsert: true,
      },
    }));
    // An entry that stands at this version or a later one refuses its upsert: exactly the ones to leave.
    await unlessThere(() => this.#entries.bulkWrite(operations, { ordered: false }));
  }

  async forget({ meetingId, generation }: Pick<Board, 'meetingId' | 'generation'>): Promise<void> {
    await this.#entries.deleteMany({ meetingId, generation });
  }
}
