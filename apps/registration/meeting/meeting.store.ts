import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import { filesOf, HistoryNoted, type HistoryNote, MeetingStatus } from '#contracts';
import { askedBy } from '#messaging';
import { notFound, ReadsTogether } from '#platform';
import {
  type Aggregate,
  aggregateSchema,
  bilingual,
  eventsOf,
  type Fact,
  fact,
  fromDocument,
  InjectConnection,
  insertAggregate,
  plain,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { type MeetingDecision, type MeetingRecord } from './meeting.js';
import { noteOfDeletion, noteOfMeeting } from './noted.js';

/** A draft that was deleted (`deletedAt`) is found by nobody; it stays, so that its history and its revisions go on if its id is used again. */
type MeetingDocument = Aggregate & Omit<MeetingRecord, 'id' | 'revision'> & { readonly deletedAt?: string };
const isThere = { deletedAt: { $exists: false } };

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
  dialIn: String,
  // Their forms are the contract's, by which they are read on their way in.
  letter: Schema.Types.Mixed,
  documents: { type: [Schema.Types.Mixed], default: undefined },
  duties: { type: [Schema.Types.Mixed], default: undefined },
  form: Schema.Types.Mixed,
  mails: Schema.Types.Mixed,
  classes: {
    type: [plain({ class: text, name: bilingual, surveyed: { type: Boolean, required: true } })],
    required: true,
  },
  status: { type: String, required: true, enum: MeetingStatus.options },
  announcedAt: String,
  confirmedFrom: String,
  madeLike: { type: plain({ meetingId: text, at: text }), default: undefined },
  extensions: { type: [plain({ at: text, replyBy: text })], default: undefined },
  seatsSince: { type: plain({ at: text, revision: { type: Number, required: true } }), default: undefined },
  deletedAt: String,
});
schema.index({ startsAt: -1, _id: 1 });
schema.index({ status: 1, 'classes.class': 1 });

/** What is told carries what it changed and who had it done; what is told to nobody else is told to the history. */
const noted = (told: Fact | undefined, note: HistoryNote): Fact => ({
  ...(told === undefined ? fact(HistoryNoted, note) : { ...told, note }),
  by: askedBy(),
});

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
    const docs = await this.#meetings
      .find(isThere, withoutOutbox)
      .sort({ startsAt: -1, _id: 1 })
      .lean<MeetingDocument[]>();
    return docs.map(fromDocument);
  }

  /** Which of these files a meeting names, a draft too. */
  async filesNamed(fileIds: readonly string[]): Promise<string[]> {
    const ids = { $in: [...fileIds] };
    const docs = await this.#meetings
      .find(
        {
          ...isThere,
          $or: [{ 'letter.enclosures.file.fileId': ids }, { 'documents.file.fileId': ids }],
        } as QueryFilter<MeetingDocument>,
        { letter: 1, documents: 1 },
      )
      .lean<Pick<MeetingDocument, 'letter' | 'documents'>[]>();
    return docs.flatMap((doc) => filesOf(doc).map(({ file }) => file.fileId));
  }

  /** The one that starts last, whatever became of it. */
  async last(): Promise<MeetingRecord | undefined> {
    const doc = await this.#meetings
      .findOne({ status: { $ne: 'cancelled' }, ...isThere }, withoutOutbox)
      .sort({ startsAt: -1, _id: 1 })
      .lean<MeetingDocument | null>();
    return doc === null ? undefined : fromDocument(doc);
  }

  /** Throws conflict 'revision-conflict' when the draft is not as it was read. */
  async delete(draft: MeetingRecord, now: Date): Promise<void> {
    await saveAggregate(
      this.#meetings,
      draft,
      { deletedAt: now.toISOString() },
      eventsOf(draft, [noted(undefined, noteOfDeletion(draft))], now),
    );
  }

  /** Announced meetings of a class that are still to begin; instants are kept in one form, so that comparing texts compares times. */
  /** By each of these classes the meetings that invite it and are still to begin. */
  async openForClasses(classes: readonly string[], now: Date): Promise<ReadonlyMap<string, readonly MeetingRecord[]>> {
    const docs = await this.#meetings
      .find(
        { status: 'announced', 'classes.class': { $in: [...classes] }, startsAt: { $gt: now.toISOString() } },
        withoutOutbox,
      )
      .lean<MeetingDocument[]>();
    const meetings = docs.map(fromDocument);
    return new Map(
      classes.map((each) => [each, meetings.filter((one) => one.classes.some((its) => its.class === each))]),
    );
  }

  /** The new meeting as it is kept, or 'exists'. Throws conflict 'revision-conflict' when another took a deleted one's place. */
  async insert(meeting: MeetingRecord, now: Date): Promise<MeetingRecord | 'exists'> {
    const { id, revision: _revision, ...content } = meeting;
    const told = [noted(undefined, noteOfMeeting(undefined, meeting))];
    const events = eventsOf({ id, revision: 0 }, told, now);
    if ((await insertAggregate(this.#meetings, { _id: id, ...content }, events)) === 'inserted') return meeting;
    const deleted = await this.#meetings
      .findOne({ _id: id, deletedAt: { $exists: true } }, withoutOutbox)
      .lean<MeetingDocument | null>();
    if (deleted === null) return 'exists';
    const { id: _id, revision: at, ...before } = fromDocument(deleted);
    const nothing = Object.fromEntries(Object.keys(before).map((name) => [name, undefined]));
    const changes = { ...nothing, ...content };
    const revision = await saveAggregate(
      this.#meetings,
      { id, revision: at },
      changes,
      eventsOf({ id, revision: at }, told, now),
    );
    return { ...meeting, revision };
  }

  async save(
    meeting: MeetingRecord,
    { changes, fact: told }: NonNullable<MeetingDecision>,
    now: Date,
    reason?: string,
  ): Promise<MeetingRecord> {
    const note = noteOfMeeting(meeting, { ...meeting, ...changes }, reason);
    const revision = await saveAggregate(this.#meetings, meeting, changes, eventsOf(meeting, [noted(told, note)], now));
    return { ...meeting, ...changes, revision };
  }

  async #read(ids: readonly string[]): Promise<Map<string, MeetingRecord>> {
    const docs = await this.#meetings
      .find({ _id: { $in: [...ids] }, ...isThere }, withoutOutbox)
      .lean<MeetingDocument[]>();
    return new Map(docs.map((doc) => [doc._id, fromDocument(doc)]));
  }
}
