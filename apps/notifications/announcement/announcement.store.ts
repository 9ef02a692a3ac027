import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  type Fact,
  InjectConnection,
  insertAggregate,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { AppError, notFound, unavailable } from '#platform';
import { type Announcement } from './announcement.js';

type Named = Pick<Announcement, 'meetingId' | 'announcementId'>;
type AnnouncementDocument = Aggregate
  & Omit<Announcement, 'revision'> & {
    readonly released?: Announcement['written'];
    readonly withdrawn?: Announcement['written'] & { readonly reason: string };
    readonly planned?: number;
  };
type Changes = Partial<Pick<AnnouncementDocument, 'state' | 'released' | 'withdrawn' | 'planned'>>;

const schema = aggregateSchema<AnnouncementDocument>({
  meetingId: text,
  announcementId: text,
  number: { type: Number, required: true },
  words: { type: Schema.Types.Mixed, required: true },
  invitationIds: { type: [String], required: true },
  state: text,
  written: { type: Schema.Types.Mixed, required: true },
  released: Schema.Types.Mixed,
  withdrawn: Schema.Types.Mixed,
  planned: Number,
});
schema.index({ meetingId: 1, number: 1 }, { unique: true });
// Those whose mails are to be planned.
schema.index({ 'released.at': 1 }, { partialFilterExpression: { state: 'released' } });

const idOf = ({ meetingId, announcementId }: Named): string => `${meetingId}.${announcementId}`;
const fromStore = ({ _id, outbox: _outbox, ...doc }: AnnouncementDocument): Announcement => doc as Announcement;
const isTaken = (error: unknown): boolean => error instanceof AppError && error.code === 'duplicate-key';
const triesForNumber = 20;
const mostShown = 200;

/** What offices of a meeting are told by announcements. Their words and offices never change. */
@Injectable()
export class AnnouncementStore {
  readonly #announcements: Model<AnnouncementDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#announcements = connection.model<AnnouncementDocument>('Announcement', schema, 'announcements');
  }

  get model(): { readonly modelName: string } {
    return this.#announcements;
  }

  async find(named: Named): Promise<Announcement | undefined> {
    const doc = await this.#announcements.findById(idOf(named), withoutOutbox).lean<AnnouncementDocument | null>();
    return doc === null ? undefined : fromStore(doc);
  }

  /** @throws not-found 'announcement-not-found' */
  async get(named: Named): Promise<Announcement> {
    const found = await this.find(named);
    if (found === undefined) throw notFound('announcement-not-found', { values: { id: named.announcementId } });
    return found;
  }

  /** The newest first. */
  async ofMeeting(meetingId: string): Promise<Announcement[]> {
    const docs = await this.#announcements
      .find({ meetingId }, withoutOutbox)
      .sort({ number: -1 })
      .limit(mostShown)
      .lean<AnnouncementDocument[]>();
    return docs.map(fromStore);
  }

  /** Keeps it under the meeting's next number; what is there under its id stays, and is what counts. */
  async keep(
    announcement: Omit<Announcement, 'number' | 'revision'>,
    facts: readonly Fact[],
    now: Date,
  ): Promise<Announcement> {
    const id = idOf(announcement);
    for (let attempt = 0; attempt < triesForNumber; attempt += 1) {
      const there = await this.find(announcement);
      if (there !== undefined) return there;
      const last = await this.#announcements
        .findOne({ meetingId: announcement.meetingId }, { number: 1 })
        .sort({ number: -1 })
        .lean<Pick<AnnouncementDocument, 'number'> | null>();
      const doc = { _id: id, ...announcement, number: (last?.number ?? 0) + 1 };
      try {
        await insertAggregate(this.#announcements, doc, eventsOf({ id, revision: 0 }, facts, now));
      } catch (error) {
        // Another one took the number in between: then the next one is looked for.
        if (!isTaken(error)) throw error;
      }
    }
    throw unavailable('ordinal-taken', { why: id });
  }

  /** @throws conflict 'revision-conflict' where somebody else was first */
  async change(before: Announcement, changes: Changes, facts: readonly Fact[], now: Date): Promise<void> {
    const at = { id: idOf(before), revision: before.revision };
    await saveAggregate(this.#announcements, at, changes, eventsOf(at, facts, now));
  }

  countWaiting(meetingId: string): Promise<number> {
    return this.#announcements.countDocuments({ meetingId, state: 'waiting' });
  }

  countUnplanned(): Promise<number> {
    return this.#announcements.countDocuments({ state: 'released', planned: { $exists: false } });
  }

  /** Those that were released and whose mails do not all stand in the ledger yet. */
  async unplanned(): Promise<Announcement[]> {
    const docs = await this.#announcements
      .find({ state: 'released', planned: { $exists: false } }, withoutOutbox)
      .sort({ 'released.at': 1 })
      .limit(10)
      .lean<AnnouncementDocument[]>();
    return docs.map(fromStore);
  }
}
