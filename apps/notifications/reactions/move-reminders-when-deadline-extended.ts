import { Controller } from '@nestjs/common';
import { DeadlineExtended, type EventOf } from '#contracts';
import { HandlesEvent } from '#messaging';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ChangeMails, ReminderSweep } from '../reminder/reminder.module.js';

/** The offices that are silent hear of it; the sweep of reminders brings the schedule in line. */
@Controller()
export class MoveRemindersWhenDeadlineExtended {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly mails: ChangeMails,
    private readonly reminders: ReminderSweep,
  ) {}

  @HandlesEvent(DeadlineExtended, { consumer: 'registration', from: 'start' })
  async handle({ data, revision, occurredAt }: EventOf<typeof DeadlineExtended>): Promise<void> {
    const meeting = await this.meetings.extend(data.meetingId, data, revision);
    this.reminders.wake();
    // Something newer is known of the meeting: this move is told, or overtaken.
    if (meeting.revision > revision) return;
    await this.mails.deadlineMoved(meeting, revision, { previousReplyBy: data.previousReplyBy, replyBy: data.replyBy, toldAt: occurredAt });
  }
}
