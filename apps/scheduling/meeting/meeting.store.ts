import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Meeting } from '#contracts';
import { conflict, notFound } from '#platform';
import { InjectConnection, projectIfNewer, type Projection, text } from '#persistence';

/** What scheduling needs to know of a meeting. */
export type MeetingTimes = { readonly meetingId: string; readonly timeZone: string; readonly startsAt: string };
type MeetingDocument = Projection & Omit<MeetingTimes, 'meetingId'> & { readonly cancelled: boolean };

const schema = new Schema<MeetingDocument>(
  { _id: text, revision: { type: Number, required: true }, timeZone: String, startsAt: String, cancelled: Boolean },
  { versionKey: false, strict: 'throw' },
);

@Injectable()
export class MeetingStore {
  readonly #meetings: Model<MeetingDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#meetings = connection.model<MeetingDocument>('Meeting', schema, 'meetings');
  }

  announced({ id, timeZone, startsAt }: Meeting, revision: number): Promise<boolean> {
    return projectIfNewer(this.#meetings, id, revision, { timeZone, startsAt, cancelled: false });
  }

  changed({ id, timeZone, startsAt }: Meeting, revision: number): Promise<boolean> {
    return projectIfNewer(this.#meetings, id, revision, { timeZone, startsAt });
  }

  cancelled(meetingId: string, revision: number): Promise<boolean> {
    return projectIfNewer(this.#meetings, meetingId, revision, { cancelled: true });
  }

  async isCancelled(meetingId: string): Promise<boolean> {
    return (await this.#meetings.exists({ _id: meetingId, cancelled: true })) !== null;
  }

  /** When and in which zone the meeting begins; nothing while it is not announced. */
  async timesOf(meetingId: string): Promise<MeetingTimes | undefined> {
    const doc = await this.#meetings.findById(meetingId).lean<Partial<MeetingDocument> | null>();
    return doc?.startsAt === undefined || doc.timeZone === undefined
      ? undefined
      : { meetingId, timeZone: doc.timeZone, startsAt: doc.startsAt };
  }

  /** Throws not-found 'meeting-not-announced', conflict 'meeting-cancelled'. */
  async getOpen(meetingId: string): Promise<MeetingTimes> {
    const doc = await this.#meetings.findById(meetingId).lean<MeetingDocument | null>();
    if (doc?.cancelled === true) throw conflict('meeting-cancelled', { why: meetingId });
    if (doc === null) throw notFound('meeting-not-announced', { values: { id: meetingId } });
    return { meetingId, timeZone: doc.timeZone, startsAt: doc.startsAt };
  }
}
