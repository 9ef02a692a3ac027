import { Controller } from '@nestjs/common';
import { type EventOf, MeetingAnnounced } from '#contracts';
import { HandlesEvent } from '#messaging';
import { DeliveryLedger } from '../delivery/delivery-ledger.js';
import { MeetingStore } from '../meeting/meeting.store.js';

/** The sweep of reminders brings the plan in line with what is kept here. */
@Controller()
export class PlanRemindersWhenMeetingAnnounced {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly ledger: DeliveryLedger,
  ) {}

  @HandlesEvent(MeetingAnnounced, { consumer: 'registration', from: 'start' })
  async handle({ data, revision }: EventOf<typeof MeetingAnnounced>): Promise<void> {
    await this.meetings.keep(data.meeting, revision);
    this.ledger.wake();
  }
}
