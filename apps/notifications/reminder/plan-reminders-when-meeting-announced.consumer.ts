import { Controller } from '@nestjs/common';
import { type EventOf, MeetingAnnounced } from '#contracts';
import { HandlesEvent } from '#messaging';
import { MeetingStore } from '../meeting/meeting.store.js';
import { ReminderService } from './reminder.service.js';

@Controller()
export class PlanRemindersWhenMeetingAnnounced {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly reminders: ReminderService,
  ) {}

  @HandlesEvent(MeetingAnnounced, { consumer: 'registration', from: 'start' })
  async handle({ data, revision }: EventOf<typeof MeetingAnnounced>): Promise<void> {
    await this.meetings.announce(data.meeting, revision);
    await this.reminders.follow(data.meeting.id);
  }
}
