import { Inject, Injectable } from '@nestjs/common';
import { type CheckCalendar } from '#contracts';
import { CalendarStore } from '../calendar/calendar.store.js';
import { FreshDays } from '../config.js';
import { MeetingStore, type MeetingTimes } from '../meeting/meeting.store.js';

/** The frame that a meeting's checks are planned in. */
@Injectable()
export class PlanningFrame {
  constructor(
    private readonly calendars: CalendarStore,
    private readonly meetings: MeetingStore,
    @Inject(FreshDays) private readonly freshDays: number,
  ) {}

  async of(meetingId: string): Promise<{ meeting: MeetingTimes; calendar: CheckCalendar; freshDays: number }> {
    const meeting = await this.meetings.getOpen(meetingId);
    return { meeting, calendar: await this.calendars.get(meetingId), freshDays: this.freshDays };
  }
}
