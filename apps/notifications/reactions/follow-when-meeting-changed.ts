import { Controller } from '@nestjs/common';
import { type EventOf, MeetingChanged } from '#contracts';
import { HandlesEvent } from '#messaging';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ReminderSweep } from '../reminder/reminder.module.js';

/** Mails say what the meeting is now. Where its deadline moved, the offices that are silent hear of it, and their reminders move with it. */
@Controller()
export class FollowWhenMeetingChanged {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly reminders: ReminderSweep,
  ) {}

  @HandlesEvent(MeetingChanged, { consumer: 'registration', from: 'start' })
  async handle({ data, revision, occurredAt: toldAt }: EventOf<typeof MeetingChanged>): Promise<void> {
    const { meeting, previous } = data;
    const { replyBy } = meeting;
    const moved = replyBy !== previous.replyBy && {
      kind: 'deadline-moved' as const,
      revision,
      previousReplyBy: previous.replyBy,
      replyBy,
      toldAt,
    };
    await this.meetings.keep(meeting, revision, moved || undefined);
    this.reminders.wake();
  }
}
