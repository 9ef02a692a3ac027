import { Controller } from '@nestjs/common';
import { type EventOf, MeetingCancelled } from '#contracts';
import { HandlesEvent } from '#messaging';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ReminderSweep } from '../reminder/reminder.module.js';

/** Nothing about the meeting is sent any more but that it is off, to those who were told of it. Of a draft nobody was. */
@Controller()
export class CancelMailsWhenMeetingCancelled {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly reminders: ReminderSweep,
  ) {}

  @HandlesEvent(MeetingCancelled, { consumer: 'registration', from: 'start' })
  async handle({ data, revision }: EventOf<typeof MeetingCancelled>): Promise<void> {
    if (!data.wasAnnounced) return;
    await this.meetings.keep({ ...data.meeting, status: 'cancelled' }, revision, [
      { kind: 'meeting-cancelled', revision, reason: data.reason },
    ]);
    this.reminders.wake();
  }
}
