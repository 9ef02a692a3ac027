import { Controller } from '@nestjs/common';
import { CheckBooked, CheckCancelled, CheckMoved, CheckRecorded, type EventOf } from '#contracts';
import { HandlesEvent } from '#messaging';
import { ReadinessService } from './readiness.service.js';

/** Follows this service's own events, so that a crash between a check's write and the readiness's loses nothing. */
@Controller()
export class DeriveReadinessWhenChecksChange {
  constructor(private readonly readiness: ReadinessService) {}

  @HandlesEvent(CheckBooked, { consumer: 'readiness' })
  async booked({ data }: EventOf<typeof CheckBooked>): Promise<void> {
    await this.readiness.derive(data.check.meetingId, data.check.siteId);
  }

  @HandlesEvent(CheckMoved, { consumer: 'readiness' })
  async moved({ data }: EventOf<typeof CheckMoved>): Promise<void> {
    await this.readiness.derive(data.check.meetingId, data.check.siteId);
  }

  @HandlesEvent(CheckCancelled, { consumer: 'readiness' })
  async cancelled({ data }: EventOf<typeof CheckCancelled>): Promise<void> {
    await this.readiness.derive(data.check.meetingId, data.check.siteId);
  }

  @HandlesEvent(CheckRecorded, { consumer: 'readiness' })
  async recorded({ data }: EventOf<typeof CheckRecorded>): Promise<void> {
    await this.readiness.derive(data.check.meetingId, data.check.siteId);
  }
}
