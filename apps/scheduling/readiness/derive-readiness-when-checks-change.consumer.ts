import { Controller } from '@nestjs/common';
import { CheckBooked, CheckCancelled, CheckMoved, CheckRecorded, type EventOf } from '#contracts';
import { HandlesEvent } from '#messaging';
import { BookingService } from '../check/booking.service.js';
import { MeetingStore } from '../meeting/meeting.store.js';
import { ReadinessService } from './readiness.service.js';

/** Follows this service's own events, so that a crash between a check's write and the readiness's loses nothing. */
@Controller()
export class DeriveReadinessWhenChecksChange {
  constructor(
    private readonly readiness: ReadinessService,
    private readonly meetings: MeetingStore,
    private readonly booking: BookingService,
  ) {}

  /** The last office may have declined, or the meeting been cancelled, while the check was being booked. */
  @HandlesEvent(CheckBooked, { consumer: 'readiness', from: 'start' })
  async booked({ data }: EventOf<typeof CheckBooked>): Promise<void> {
    const { meetingId, siteId } = data.check;
    const { attending } = await this.readiness.derive(meetingId, siteId);
    if (attending === 0 || (await this.meetings.isCancelled(meetingId))) await this.booking.cancelAll(meetingId, siteId);
  }

  @HandlesEvent(CheckMoved, { consumer: 'readiness', from: 'start' })
  async moved({ data }: EventOf<typeof CheckMoved>): Promise<void> {
    await this.readiness.derive(data.check.meetingId, data.check.siteId);
  }

  @HandlesEvent(CheckCancelled, { consumer: 'readiness', from: 'start' })
  async cancelled({ data }: EventOf<typeof CheckCancelled>): Promise<void> {
    await this.readiness.derive(data.check.meetingId, data.check.siteId);
  }

  @HandlesEvent(CheckRecorded, { consumer: 'readiness', from: 'start' })
  async recorded({ data }: EventOf<typeof CheckRecorded>): Promise<void> {
    await this.readiness.derive(data.check.meetingId, data.check.siteId);
  }
}
