import { Controller } from '@nestjs/common';
import { type EventOf, HolidayChanged } from '#contracts';
import { HandlesEvent } from '#messaging';
import { Clock } from '#platform';
import { DayOffStore } from '../holidays/holidays.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ReminderSweep, thankedForMs } from '../reminder/reminder.module.js';

/** Mails that keep to working days move with the days off, of each meeting that they are still to come of. */
@Controller()
export class PlanAnewWhenHolidayChanged {
  constructor(
    private readonly days: DayOffStore,
    private readonly meetings: MeetingStore,
    private readonly reminders: ReminderSweep,
    private readonly clock: Clock,
  ) {}

  @HandlesEvent(HolidayChanged, { consumer: 'holidays', from: 'start' })
  async handle({ data: { day, off }, revision }: EventOf<typeof HolidayChanged>): Promise<void> {
    await this.days.keep(day, revision, off);
    await this.meetings.followAgain(new Date(this.clock.now().getTime() - thankedForMs).toISOString());
    this.reminders.wake();
  }
}
