import { Controller } from '@nestjs/common';
import { DeadlineExtended, type EventOf } from '#contracts';
import { HandlesEvent } from '#messaging';
import { MeetingStore } from '../meeting/meeting.store.js';
import { ReminderService } from './reminder.service.js';

@Controller()
export class MoveRemindersWhenDeadlineExtended {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly reminders: ReminderService,
  ) {}

  @HandlesEvent(DeadlineExtended, { consumer: 'registration', from: 'start' })
  async handle({ data, revision }: EventOf<typeof DeadlineExtended>): Promise<void> {
    await this.meetings.change(data.meetingId, { replyBy: data.replyBy }, revision);
    await this.reminders.follow(data.meetingId);
  }
}
