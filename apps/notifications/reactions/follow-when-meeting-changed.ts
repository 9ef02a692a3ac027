import { Controller } from '@nestjs/common';
import { type EventOf, mailedParts, type Meeting, MeetingChanged } from '#contracts';
import { HandlesEvent } from '#messaging';
import { type MeetingAsTold } from '../mail/mail.module.js';
import { type MeetingNews, MeetingStore } from '../meeting/meeting.module.js';
import { ReminderSweep } from '../reminder/reminder.module.js';

const asTold = ({ title, startsAt, endsAt, timeZone, place, replyBy }: Meeting): MeetingAsTold => ({
  title,
  startsAt,
  endsAt,
  timeZone,
  place,
  replyBy,
});

const newsOf = (
  { meeting, previous, changed, reason }: EventOf<typeof MeetingChanged>['data'],
  revision: number,
  toldAt: string,
): MeetingNews[] => {
  const { replyBy, dialIn, faultLine } = previous;
  const joining: MeetingNews[] =
    meeting.dialIn === dialIn && meeting.faultLine === faultLine
      ? []
      : [
          {
            kind: 'joining-changed',
            revision,
            joining: { ...(dialIn !== undefined && { dialIn }), ...(faultLine !== undefined && { faultLine }), toldAt },
          },
        ];
  if (mailedParts.some((part) => changed.includes(part))) {
    const change = {
      before: asTold(previous),
      after: asTold(meeting),
      toldAt,
      ...(reason !== undefined && { reason }),
    };
    return [{ kind: 'meeting-changed', revision, change }, ...joining];
  }
  if (meeting.replyBy === replyBy) return joining;
  return [{ kind: 'deadline-moved', revision, previousReplyBy: replyBy, replyBy: meeting.replyBy, toldAt }, ...joining];
};

/**
 * Mails say what the meeting is now. Where it is another day, time or place, or is called otherwise, every invited office hears of
 * it; where its deadline alone moved, those that are silent do. Reminders move with it. What is dialled is told to those that come and
 * were told something else.
 */
@Controller()
export class FollowWhenMeetingChanged {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly reminders: ReminderSweep,
  ) {}

  @HandlesEvent(MeetingChanged, { consumer: 'registration', from: 'start' })
  async handle({ data, revision, occurredAt: toldAt }: EventOf<typeof MeetingChanged>): Promise<void> {
    await this.meetings.keep(data.meeting, revision, newsOf(data, revision, toldAt));
    this.reminders.wake();
  }
}
