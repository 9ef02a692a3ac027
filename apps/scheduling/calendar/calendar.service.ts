import { Injectable } from '@nestjs/common';
import { type CheckCalendar, GetMeeting } from '#contracts';
import { RpcClient } from '#messaging';
import { DayOffStore } from '#persistence';
import { AppError, invalid } from '#platform';
import { MeetingStore } from '../meeting/meeting.module.js';
import { calendarProblems } from './calendar-rules.js';
import { CalendarStore } from './calendar.store.js';
import { tidied } from './calendar.js';

type Times = { readonly startsAt: string; readonly timeZone: string };

@Injectable()
export class CalendarService {
  constructor(
    private readonly calendars: CalendarStore,
    private readonly meetings: MeetingStore,
    private readonly daysOff: DayOffStore,
    private readonly rpc: RpcClient,
  ) {}

  /** Keeps the calendar with its hours merged. Throws invalid 'calendar-refused' that names each field and says what it must be. */
  async set(calendar: CheckCalendar): Promise<CheckCalendar> {
    const [times, daysOff] = [await this.#timesOf(calendar.meetingId), await this.daysOff.all()];
    const fields = calendarProblems(calendar, times, daysOff);
    if (fields.length === 0) return this.calendars.set(tidied(calendar));
    throw invalid('calendar-refused', { details: { fields } });
  }

  /** A draft is not told to anybody, so registration is asked; a calendar can be set before its meeting can be looked up. */
  async #timesOf(meetingId: string): Promise<Times | undefined> {
    const known = await this.meetings.timesOf(meetingId);
    if (known !== undefined) return known;
    try {
      return await this.rpc.call(GetMeeting, { meetingId }, { timeoutMs: 2_000 });
    } catch (error) {
      if (error instanceof AppError && (error.kind === 'not-found' || error.kind === 'unavailable')) return undefined;
      throw error;
    }
  }
}
