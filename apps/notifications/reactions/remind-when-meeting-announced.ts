import { Controller } from '@nestjs/common';
import { type EventOf, MeetingAnnounced } from '#contracts';
import { HandlesEvent } from '#messaging';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ReminderSweep } from '../reminder/reminder.module.js';

/** The sweep of reminders brings the schedule in line with what is kept. */
@Controller()
export class RemindWhenMeetingAnnounced {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly reminders: ReminderSweep,
  ) {}

  @HandlesEvent(MeetingAnnounced, { consumer: 'registration', from: 'start' })
  async handle({ data, revision }: EventOf<typeof MeetingAnnounced>): Promise<void> {
    await this.meetings.keep(data.meeting, revision);
    this.reminders.wake();
  }
}
