import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import { HistoryNoted, type HistoryNote } from '#contracts';
import { askedBy } from '#messaging';
import {
  type Aggregate,
  aggregateSchema,
  beginAggregate,
  eventsOf,
  fact,
  fromDocument,
  InjectConnection,
  plain,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { type AttendanceRecord } from './attendance.js';

type AttendanceDocument = Aggregate & Omit<AttendanceRecord, 'id' | 'revision'>;

const schema = aggregateSchema<AttendanceDocument>({
  meetingId: text,
  siteId: text,
  provinceCode: text,
  invitationId: String,
  walkIn: { type: plain({ id: text, name: String, office: text }), default: undefined },
  // Made by a decision from what the contract has parsed.
  made: { type: [Schema.Types.Mixed], required: true },
});
schema.index({ meetingId: 1, siteId: 1 });
schema.index({ meetingId: 1, provinceCode: 1 });
schema.index({ meetingId: 1, invitationId: 1 });

const noted = (note: HistoryNote) => ({ ...fact(HistoryNoted, note), by: askedBy() });

@Injectable()
export class AttendanceStore {
  readonly #lines: Model<AttendanceDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#lines = connection.model<AttendanceDocument>('Attendance', schema, 'attendance');
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#lines;
  }

  async find(id: string): Promise<AttendanceRecord | undefined> {
    const doc = await this.#lines.findById(id, withoutOutbox).lean<AttendanceDocument | null>();
    return doc === null ? undefined : fromDocument(doc);
  }

  /** Whether anything was entered in the registers of a meeting. */
  async isKept(meetingId: string): Promise<boolean> {
    return (await this.#lines.exists({ meetingId })) !== null;
  }

  /** Lines of those who came to a meeting without an invitation, at all of its halls or at those of one province. */
  async walkIns(of: { readonly meetingId: string; readonly provinceCode?: string }): Promise<AttendanceRecord[]> {
    const docs = await this.#lines
      .find({ ...of, walkIn: { $exists: true } } as QueryFilter<AttendanceDocument>, withoutOutbox)
      .sort({ _id: 1 })
      .lean<AttendanceDocument[]>();
    return docs.map(fromDocument);
  }

  async findMany(ids: readonly string[]): Promise<AttendanceRecord[]> {
    const docs = await this.#lines
      .find({ _id: { $in: [...ids] } } as QueryFilter<AttendanceDocument>, withoutOutbox)
      .lean<AttendanceDocument[]>();
    return docs.map(fromDocument);
  }

  /** Of a meeting, of the offices of one province of it, or what was entered at some of its sites or of some of its invitations. */
  async list({
    at,
    ...of
  }: {
    readonly meetingId: string;
    readonly provinceCode?: string;
    readonly at?: { readonly siteIds: readonly string[]; readonly invitationIds: readonly string[] };
  }): Promise<AttendanceRecord[]> {
    const where = at && {
      $or: [{ siteId: { $in: [...at.siteIds] } }, { invitationId: { $in: [...at.invitationIds] } }],
    };
    const docs = await this.#lines
      .find({ ...of, ...where } as QueryFilter<AttendanceDocument>, withoutOutbox)
      .sort({ _id: 1 })
      .lean<AttendanceDocument[]>();
    return docs.map(fromDocument);
  }

  /** Throws conflict 'revision-conflict' where another made it first. */
  async insert(record: AttendanceRecord, note: HistoryNote, now: Date): Promise<AttendanceRecord> {
    const { id, revision: _revision, ...content } = record;
    await beginAggregate(this.#lines, { _id: id, ...content }, eventsOf({ id, revision: 0 }, [noted(note)], now));
    return record;
  }

  /** Throws conflict 'revision-conflict' where another wrote it since it was read. */
  async save(
    record: AttendanceRecord,
    changes: Pick<AttendanceRecord, 'made' | 'siteId'>,
    note: HistoryNote,
    now: Date,
  ): Promise<AttendanceRecord> {
    const revision = await saveAggregate(this.#lines, record, changes, eventsOf(record, [noted(note)], now));
    return { ...record, ...changes, revision };
  }
}
