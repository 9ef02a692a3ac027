import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Meeting } from '#contracts';
import { InjectConnection, isDuplicateKey } from '#persistence';
import { notFound } from '#platform';

type MeetingDocument = { readonly _id: string; readonly revision: number; readonly meeting: Meeting };

const schema = new Schema<MeetingDocument>(
  { _id: { type: String, required: true }, revision: { type: Number, required: true }, meeting: { type: Schema.Types.Mixed, required: true } },
  { strict: 'throw', versionKey: false },
);

/** Meetings as registration told of them; an older event never undoes a newer one. */
@Injectable()
export class MeetingStore {
  readonly #meetings: Model<MeetingDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#meetings = connection.model<MeetingDocument>('Meeting', schema, 'meetings');
  }

  /** Throws not-found 'meeting-not-found'. */
  async get(meetingId: string): Promise<Meeting> {
    const doc = await this.#meetings.findById(meetingId).lean<MeetingDocument | null>();
    if (doc === null) throw notFound('meeting-not-found', `Nothing has been heard of the meeting ${meetingId} yet.`);
    return doc.meeting;
  }

  /** Keeps a meeting that was announced. A later event of it may have come first: then that stays. */
  async announce(meeting: Meeting, revision: number): Promise<void> {
    try {
      await this.#meetings.updateOne({ _id: meeting.id, revision: { $lt: revision } }, { $set: { revision, meeting } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Throws not-found 'meeting-not-found' while the announcement is still to come. */
  async change(meetingId: string, changes: Partial<Meeting>, revision: number): Promise<Meeting> {
    const meeting = { ...(await this.get(meetingId)), ...changes, revision };
    const $set = Object.fromEntries(Object.entries({ ...changes, revision }).map(([key, value]) => [`meeting.${key}`, value]));
    await this.#meetings.updateOne({ _id: meetingId, revision: { $lt: revision } }, { $set: { ...$set, revision } });
    return meeting;
  }
}
