import { Controller } from '@nestjs/common';
import { type EventOf, MeetingAnnounced, MeetingCancelled } from '#contracts';
import { HandlesEvent } from '#messaging';
import { BookingService } from '../check/check.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';

@Controller()
export class FollowMeetingWhenRegistrationTells {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly booking: BookingService,
  ) {}

  @HandlesEvent(MeetingAnnounced, { consumer: 'meetings', from: 'start' })
  async announced({ revision, data }: EventOf<typeof MeetingAnnounced>): Promise<void> {
    await this.meetings.announced(data.meeting, revision);
  }

  /** Done again when it comes again: a check that was booked in between is cancelled too. */
  @HandlesEvent(MeetingCancelled, { consumer: 'meetings', from: 'start' })
  async cancelled({ revision, data }: EventOf<typeof MeetingCancelled>): Promise<void> {
    await this.meetings.cancelled(data.meetingId, revision);
    await this.booking.cancelAll('meeting-cancelled', data.meetingId);
  }
}
