import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Meeting } from '#contracts';
import { InjectConnection, projectIfNewer, updateIfNewer } from '#persistence';
import { notFound, ReadsTogether } from '#platform';

/** `unfollowed`: its reminders are still those of an earlier revision. */
type MeetingDocument = { readonly _id: string; readonly revision: number; readonly meeting: Meeting; readonly unfollowed?: true };

const schema = new Schema<MeetingDocument>(
  { _id: { type: String, required: true }, revision: { type: Number, required: true }, meeting: { type: Schema.Types.Mixed, required: true }, unfollowed: Boolean },
  { strict: 'throw', versionKey: false },
);
schema.index({ unfollowed: 1 }, { partialFilterExpression: { unfollowed: true } });

/** Meetings as registration told of them; an older event never undoes a newer one. */
@Injectable()
export class MeetingStore {
  readonly #meetings: Model<MeetingDocument>;
  readonly #reads = new ReadsTogether<Meeting>(async (ids) => {
    const docs = await this.#meetings.find({ _id: { $in: [...ids] } }).lean<MeetingDocument[]>();
    return new Map(docs.map(({ _id, meeting }) => [_id, meeting]));
  });

  constructor(@InjectConnection() connection: Connection) {
    this.#meetings = connection.model<MeetingDocument>('Meeting', schema, 'meetings');
  }

  /** Look-ups that come together make one trip. */
  find(meetingId: string): Promise<Meeting | undefined> {
    return this.#reads.get(meetingId);
  }

  /** Throws not-found 'meeting-not-found'. */
  async get(meetingId: string): Promise<Meeting> {
    const meeting = await this.find(meetingId);
    if (meeting === undefined) throw notFound('meeting-not-found', { values: { id: meetingId } });
    return meeting;
  }

  /** Keeps a whole meeting as of a revision. A later event of it may have come first: then that stays. */
  async keep(meeting: Meeting, revision: number): Promise<void> {
    await projectIfNewer(this.#meetings, meeting.id, revision, { meeting: { ...meeting, revision }, unfollowed: true });
  }

  /** Throws not-found 'meeting-not-found' while the announcement is still to come. */
  async extend(meetingId: string, { replyBy, answersUntil = replyBy }: Pick<Meeting, 'replyBy' | 'answersUntil'>, revision: number): Promise<Meeting> {
    await updateIfNewer(this.#meetings, meetingId, revision, { 'meeting.replyBy': replyBy, 'meeting.answersUntil': answersUntil, 'meeting.revision': revision, unfollowed: true });
    return this.get(meetingId);
  }

  /** Meetings whose reminders have to be brought in line. */
  async unfollowed(): Promise<Meeting[]> {
    const docs = await this.#meetings.find({ unfollowed: true }).sort({ _id: 1 }).lean<MeetingDocument[]>();
    return docs.map(({ meeting }) => meeting);
  }

  countUnfollowed(): Promise<number> {
    return this.#meetings.countDocuments({ unfollowed: true });
  }

  /** Unless it changed again meanwhile. */
  async followed({ id, revision }: Meeting): Promise<void> {
    await this.#meetings.updateOne({ _id: id, revision }, { $unset: { unfollowed: 1 as const } });
  }
}
