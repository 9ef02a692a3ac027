import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Meeting } from '#contracts';
import { InjectConnection, projectIfNewer } from '#persistence';
import { notFound, ReadsTogether } from '#platform';
import { type ChangeContent, type JoiningContent } from '../mail/mail.module.js';

/** What happened to a meeting that somebody has to be told of, and the revision that it gave the meeting. */
export type MeetingNews = { readonly revision: number } & (
  | {
      readonly kind: 'deadline-moved';
      readonly previousReplyBy: string;
      readonly replyBy: string;
      readonly toldAt: string;
    }
  | { readonly kind: 'meeting-changed'; readonly change: ChangeContent }
  /** What is dialled, or whom to call when a link fails; `joining`: as it was. */
  | { readonly kind: 'joining-changed'; readonly joining: JoiningContent }
  | { readonly kind: 'meeting-cancelled'; readonly reason: string }
);
/** A meeting that changed, with what happened to it since it was followed last, in order. */
export type ChangedMeeting = {
  readonly meeting: Meeting;
  readonly news: readonly MeetingNews[];
  /** How often something else than the meeting had it followed again. */
  readonly again: number;
};

/**
 * `unfollowed`: its reminders are still those of an earlier revision. `news`: what happened since, by revision. `followedBy`: the
 * version of what follows it that did so last; there is none where that was before versions were noted.
 */
type MeetingDocument = {
  readonly _id: string;
  readonly revision: number;
  readonly meeting: Meeting;
  readonly unfollowed?: true;
  readonly again?: number;
  readonly followedBy?: number;
  readonly news?: Readonly<Record<string, MeetingNews>>;
};

const schema = new Schema<MeetingDocument>(
  {
    _id: { type: String, required: true },
    revision: { type: Number, required: true },
    meeting: { type: Schema.Types.Mixed, required: true },
    unfollowed: Boolean,
    again: Number,
    followedBy: Number,
    news: { type: Schema.Types.Mixed, default: undefined },
  },
  { strict: 'throw', versionKey: false },
);
schema.index({ unfollowed: 1 }, { partialFilterExpression: { unfollowed: true } });

const newsOf = (news: readonly MeetingNews[]): Readonly<Record<`news.${string}`, MeetingNews>> =>
  Object.fromEntries(news.map((each) => [`news.r${each.revision}${each.kind === 'joining-changed' ? 'j' : ''}`, each]));

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

  /** Keeps a whole meeting as of a revision, with what happened to it. A later event of it may have come first: then that stays. */
  async keep(meeting: Meeting, revision: number, news: readonly MeetingNews[] = []): Promise<void> {
    await projectIfNewer(this.#meetings, meeting.id, revision, {
      meeting: { ...meeting, revision },
      unfollowed: true,
      ...newsOf(news),
    });
  }

  /** Meetings that somebody has yet to follow. */
  async unfollowed(): Promise<ChangedMeeting[]> {
    const docs = await this.#meetings.find({ unfollowed: true }).sort({ _id: 1 }).lean<MeetingDocument[]>();
    return docs.map(({ meeting, news = {}, again = 0 }) => ({
      meeting,
      again,
      news: Object.values(news).sort((one, other) => one.revision - other.revision),
    }));
  }

  /** Meetings that are not over and not off at an instant. */
  async toCome(now: string): Promise<string[]> {
    const docs = await this.#meetings
      .find({ 'meeting.startsAt': { $gte: now }, 'meeting.status': { $ne: 'cancelled' } }, { _id: 1 })
      .sort({ _id: 1 })
      .lean<{ _id: string }[]>();
    return docs.map(({ _id }) => _id);
  }

  /** Meetings to come that want a digest. */
  async withDigest(now: string): Promise<Meeting[]> {
    const docs = await this.#meetings
      .find({ 'meeting.mails.digest': true, 'meeting.startsAt': { $gte: now } })
      .sort({ _id: 1 })
      .lean<MeetingDocument[]>();
    return docs.map(({ meeting }) => meeting);
  }

  countUnfollowed(): Promise<number> {
    return this.#meetings.countDocuments({ unfollowed: true });
  }

  /** Meetings that began after an instant are to be followed once more, as what their mails' times hang on has changed. */
  async followAgain(since: string): Promise<void> {
    await this.#meetings.updateMany(
      { 'meeting.startsAt': { $gte: since } },
      { $set: { unfollowed: true }, $inc: { again: 1 } },
    );
  }

  /** Meetings that began after an instant and were followed by an earlier version are to be followed by this one. */
  async followAnew(version: number, since: string): Promise<void> {
    await this.#meetings.updateMany(
      { 'meeting.startsAt': { $gte: since }, followedBy: { $ne: version }, unfollowed: { $exists: false } },
      { $set: { unfollowed: true }, $inc: { again: 1 } },
    );
  }

  /** Unless it changed, or was to be followed again, meanwhile. */
  async followed({ meeting: { id, revision }, again }: ChangedMeeting, followedBy: number): Promise<void> {
    const asSeen = again === 0 ? { again: { $exists: false } } : { again };
    await this.#meetings.updateOne(
      { _id: id, revision, ...asSeen },
      { $set: { followedBy }, $unset: { unfollowed: 1 as const, news: 1 as const } },
    );
  }
}
