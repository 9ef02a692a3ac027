import { Controller } from '@nestjs/common';
import { DeadlineExtended, type EventOf } from '#contracts';
import { HandlesEvent } from '#messaging';
import { DeliveryLedger } from '../delivery/delivery-ledger.js';
import { MeetingStore } from '../meeting/meeting.store.js';
import { ChangeMails } from './change-mails.js';

/** The offices that are silent hear of it; the sweep of reminders brings the plan in line. */
@Controller()
export class MoveRemindersWhenDeadlineExtended {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly mails: ChangeMails,
    private readonly ledger: DeliveryLedger,
  ) {}

  @HandlesEvent(DeadlineExtended, { consumer: 'registration', from: 'start' })
  async handle({ data, revision, occurredAt }: EventOf<typeof DeadlineExtended>): Promise<void> {
    const meeting = await this.meetings.extend(data.meetingId, data, revision);
    this.ledger.wake();
    // Something newer is known of the meeting: this move is told, or overtaken.
    if (meeting.revision > revision) return;
    await this.mails.deadlineMoved(meeting, revision, { previousReplyBy: data.previousReplyBy, replyBy: data.replyBy, toldAt: occurredAt });
  }
}
