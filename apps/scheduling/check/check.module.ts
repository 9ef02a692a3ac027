import { Module } from '@nestjs/common';
import { LimitsModule } from '../limits/limits.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { SiteModule } from '../site/site.module.js';
import { BookingService } from './booking.service.js';
import { CheckController } from './check.controller.js';
import { CheckStore } from './check.store.js';
import { HandingStore } from './handing.store.js';

export {
  assertAsExpected,
  assertBooked,
  bookCheck,
  cancelCheck,
  changed,
  type CheckDecision,
  countOf,
  endsAfter,
  isOverdue,
  moveCheck,
  type Place,
} from './check.js';
export { withoutPresent } from './present.js';
export { BookingService } from './booking.service.js';
export { correctResult, recordResult, withdrawResult } from './result.js';
export { CheckStore } from './check.store.js';
export { HandingStore } from './handing.store.js';
export { hands, heldBy, heldUntil, minutesTaken, Occupancy, type Occupied, type Taken } from './occupancy.js';

/** Checks: what is booked, what came of it, and which minutes of rooms and sites they hold. */
@Module({
  imports: [LimitsModule, MeetingModule, SiteModule],
  controllers: [CheckController],
  providers: [CheckStore, BookingService, HandingStore],
  exports: [CheckStore, BookingService, HandingStore],
})
export class CheckModule {}
