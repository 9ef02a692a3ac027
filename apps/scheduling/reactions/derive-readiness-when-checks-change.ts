import { Controller } from '@nestjs/common';
import {
  type Check,
  CheckBooked,
  CheckCancelled,
  CheckMoved,
  CheckRecorded,
  CheckResultCorrected,
  CheckResultWithdrawn,
  type EventOf,
} from '#contracts';
import { HandlesEvent } from '#messaging';
import { BookingService } from '../check/check.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ReadinessService } from '../readiness/readiness.module.js';

/** Follows this service's own events, so that a crash between a check's write and the readiness's loses nothing. */
@Controller()
export class DeriveReadinessWhenChecksChange {
  constructor(
    private readonly readiness: ReadinessService,
    private readonly meetings: MeetingStore,
    private readonly booking: BookingService,
  ) {}

  @HandlesEvent(CheckBooked, { consumer: 'readiness', from: 'start' })
  async booked({ data }: EventOf<typeof CheckBooked>): Promise<void> {
    await this.#isBooked(data.check);
  }

  @HandlesEvent(CheckMoved, { consumer: 'readiness', from: 'start' })
  async moved({ data }: EventOf<typeof CheckMoved>): Promise<void> {
    await this.#isBooked(data.check);
  }

  @HandlesEvent(CheckCancelled, { consumer: 'readiness', from: 'start' })
  async cancelled({ data }: EventOf<typeof CheckCancelled>): Promise<void> {
    await this.readiness.derive(data.check.meetingId, data.check.siteId);
  }

  @HandlesEvent(CheckRecorded, { consumer: 'readiness', from: 'start' })
  async recorded({ data }: EventOf<typeof CheckRecorded>): Promise<void> {
    await this.readiness.derive(data.check.meetingId, data.check.siteId);
  }

  @HandlesEvent(CheckResultCorrected, { consumer: 'readiness', from: 'start' })
  async corrected({ data }: EventOf<typeof CheckResultCorrected>): Promise<void> {
    await this.readiness.derive(data.check.meetingId, data.check.siteId);
  }

  @HandlesEvent(CheckResultWithdrawn, { consumer: 'readiness', from: 'start' })
  async withdrawn({ data }: EventOf<typeof CheckResultWithdrawn>): Promise<void> {
    await this.#isBooked(data.check);
  }

  /** The last office may have declined, or the meeting been cancelled, while the check was being booked. */
  async #isBooked({ meetingId, siteId }: Check): Promise<void> {
    const { attending } = await this.readiness.derive(meetingId, siteId);
    if (await this.meetings.isCancelled(meetingId))
      await this.booking.cancelAll('meeting-cancelled', meetingId, { siteId });
    else if (attending === 0) await this.booking.cancelAll('nobody-attends', meetingId, { siteId });
  }
}
