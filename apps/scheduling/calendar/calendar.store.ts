import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { CheckCalendar } from '#contracts';
import { notFound } from '#platform';
import { InjectConnection, plain, text } from '#persistence';

type CalendarDocument = Omit<CheckCalendar, 'meetingId'> & { readonly _id: string };
const number = { type: Number, required: true } as const;

const schema = new Schema<CalendarDocument>(
  {
    _id: text,
    firstDay: text,
    lastDay: text,
    hours: { type: [plain({ from: text, to: text })], required: true },
    closedDays: { type: [String], required: true },
    openOnDaysOff: Boolean,
    slotMinutes: number,
    gapMinutes: number,
    rooms: number,
    noticeHours: Number,
  },
  { versionKey: false, strict: 'throw' },
);

@Injectable()
export class CalendarStore {
  readonly #calendars: Model<CalendarDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#calendars = connection.model<CalendarDocument>('CheckCalendar', schema, 'calendars');
  }

  async set({ meetingId, ...content }: CheckCalendar): Promise<CheckCalendar> {
    await this.#calendars.replaceOne({ _id: meetingId }, content, { upsert: true });
    return { meetingId, ...content };
  }

  /** Throws not-found 'calendar-not-set'. */
  async get(meetingId: string): Promise<CheckCalendar> {
    const doc = await this.#calendars.findById(meetingId).lean<CalendarDocument | null>();
    if (doc === null) throw notFound('calendar-not-set', { why: meetingId });
    const { _id, ...content } = doc;
    // One that was kept before it knew of notice has the usual one; before it knew of days off, it was open on them.
    const { openOnDaysOff = true } = content as Partial<CalendarDocument>;
    return CheckCalendar.parse({ meetingId: _id, ...content, openOnDaysOff });
  }
}
