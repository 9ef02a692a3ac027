import { Controller } from '@nestjs/common';
import { type EventOf, MeetingAnnounced, MeetingCancelled, MeetingChanged } from '#contracts';
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

  /** A check that would come after the meeting has begun is of no use: the site is told, and is planned anew. */
  @HandlesEvent(MeetingChanged, { consumer: 'meetings', from: 'start' })
  async changed({ revision, data }: EventOf<typeof MeetingChanged>): Promise<void> {
    await this.meetings.changed(data.meeting, revision);
    const times = await this.meetings.timesOf(data.meeting.id);
    if (times !== undefined)
      await this.booking.cancelAll('meeting-moved', data.meeting.id, { endingAfter: times.startsAt });
  }

  /** Done again when it comes again: a check that was booked in between is cancelled too. */
  @HandlesEvent(MeetingCancelled, { consumer: 'meetings', from: 'start' })
  async cancelled({ revision, data }: EventOf<typeof MeetingCancelled>): Promise<void> {
    await this.meetings.cancelled(data.meetingId, revision);
    await this.booking.cancelAll('meeting-cancelled', data.meetingId);
  }
}
