import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { MeetingStatus } from '#contracts';
import { notFound, ReadsTogether } from '#platform';
import {
  type Aggregate,
  aggregateSchema,
  bilingual,
  eventsOf,
  fromDocument,
  InjectConnection,
  insertAggregate,
  plain,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { type MeetingDecision, type MeetingRecord } from './meeting.js';

type MeetingDocument = Aggregate & Omit<MeetingRecord, 'id' | 'revision'>;

const schema = aggregateSchema<MeetingDocument>({
  title: bilingual,
  organiser: bilingual,
  purpose: bilingual,
  place: bilingual,
  timeZone: text,
  startsAt: text,
  endsAt: text,
  replyBy: text,
  fax: String,
  number: {
    type: plain({ ordinal: { type: Number, required: true }, year: { type: Number, required: true } }),
    default: undefined,
  },
  coordinator: { unit: bilingual, name: String, phone: String, email: text },
  host: { type: plain({ unit: bilingual, name: String, phone: String, email: String }), default: undefined },
  faultLine: String,
  // Their forms are the contract's, by which they are read on their way in.
  letter: Schema.Types.Mixed,
  form: Schema.Types.Mixed,
  classes: {
    type: [plain({ class: text, name: bilingual, surveyed: { type: Boolean, required: true } })],
    required: true,
  },
  status: { type: String, required: true, enum: MeetingStatus.options },
  announcedAt: String,
  extensions: { type: [plain({ at: text, replyBy: text })], default: undefined },
});
schema.index({ startsAt: -1, _id: 1 });
schema.index({ status: 1, 'classes.class': 1 });

@Injectable()
export class MeetingStore {
  readonly #meetings: Model<MeetingDocument>;
  readonly #reads = new ReadsTogether<MeetingRecord>((ids) => this.#read(ids));

  constructor(@InjectConnection() connection: Connection) {
    this.#meetings = connection.model<MeetingDocument>('Meeting', schema, 'meetings');
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#meetings;
  }

  find(meetingId: string): Promise<MeetingRecord | undefined> {
    return this.#reads.get(meetingId);
  }

  /** Throws not-found 'meeting-not-found'. */
  async get(meetingId: string): Promise<MeetingRecord> {
    const meeting = await this.find(meetingId);
    if (meeting === undefined) throw notFound('meeting-not-found', { values: { id: meetingId } });
    return meeting;
  }

  /** The newest start first. */
  async list(): Promise<MeetingRecord[]> {
    const docs = await this.#meetings.find({}, withoutOutbox).sort({ startsAt: -1, _id: 1 }).lean<MeetingDocument[]>();
    return docs.map(fromDocument);
  }

  /** The one that starts last, whatever became of it. */
  async last(): Promise<MeetingRecord | undefined> {
    const doc = await this.#meetings
      .findOne({ status: { $ne: 'cancelled' } }, withoutOutbox)
      .sort({ startsAt: -1, _id: 1 })
      .lean<MeetingDocument | null>();
    return doc === null ? undefined : fromDocument(doc);
  }

  /** Whether the draft was still as it was read, and is gone now. */
  async delete({ id, revision }: MeetingRecord): Promise<boolean> {
    const { deletedCount } = await this.#meetings.deleteOne({ _id: id, revision, status: 'draft' });
    return deletedCount === 1;
  }

  /** Announced meetings of a class that are still to begin; instants are kept in one form, so that comparing texts compares times. */
  async openForClass(organisationClass: string, now: Date): Promise<MeetingRecord[]> {
    const docs = await this.#meetings
      .find(
        { status: 'announced', 'classes.class': organisationClass, startsAt: { $gt: now.toISOString() } },
        withoutOutbox,
      )
      .lean<MeetingDocument[]>();
    return docs.map(fromDocument);
  }

  insert({ id, revision: _revision, ...content }: MeetingRecord): Promise<'inserted' | 'exists'> {
    return insertAggregate(this.#meetings, { _id: id, ...content });
  }

  async save(
    meeting: MeetingRecord,
    { changes, fact }: NonNullable<MeetingDecision>,
    now: Date,
  ): Promise<MeetingRecord> {
    const revision = await saveAggregate(
      this.#meetings,
      meeting,
      changes,
      eventsOf(meeting, fact === undefined ? [] : [fact], now),
    );
    return { ...meeting, ...changes, revision };
  }

  async #read(ids: readonly string[]): Promise<Map<string, MeetingRecord>> {
    const docs = await this.#meetings.find({ _id: { $in: [...ids] } }, withoutOutbox).lean<MeetingDocument[]>();
    return new Map(docs.map((doc) => [doc._id, fromDocument(doc)]));
  }
}
