import { Controller } from '@nestjs/common';
import { DeadlineExtended, type EventOf } from '#contracts';
import { HandlesEvent } from '#messaging';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ReminderSweep } from '../reminder/reminder.module.js';

/** The offices that are silent hear of it, and their reminders move with it. */
@Controller()
export class MoveRemindersWhenDeadlineExtended {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly reminders: ReminderSweep,
  ) {}

  @HandlesEvent(DeadlineExtended, { consumer: 'registration', from: 'start' })
  async handle({ data, revision, occurredAt: toldAt }: EventOf<typeof DeadlineExtended>): Promise<void> {
    const { meetingId, previousReplyBy, replyBy } = data;
    await this.meetings.extend(meetingId, data, {
      kind: 'deadline-extended',
      revision,
      previousReplyBy,
      replyBy,
      toldAt,
    });
    this.reminders.wake();
  }
}
