import { Controller } from '@nestjs/common';
import { type EventOf, MeetingCancelled } from '#contracts';
import { HandlesEvent } from '#messaging';
import { DeliveryService } from '../delivery/delivery.service.js';
import { MeetingStore } from '../meeting/meeting.store.js';
import { ReminderService } from './reminder.service.js';

@Controller()
export class CancelMailsWhenMeetingCancelled {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly reminders: ReminderService,
    private readonly deliveries: DeliveryService,
  ) {}

  @HandlesEvent(MeetingCancelled, { consumer: 'registration', from: 'start' })
  async handle({ data, revision }: EventOf<typeof MeetingCancelled>): Promise<void> {
    await this.meetings.change(data.meetingId, { status: 'cancelled' }, revision);
    await this.reminders.follow(data.meetingId);
    await this.deliveries.cancelPlanned(data.meetingId);
  }
}
