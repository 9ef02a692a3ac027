import { Module } from '@nestjs/common';
import { MeetingModule } from '../meeting/meeting.module.js';
import { SiteModule } from '../site/site.module.js';
import { BookingService } from './booking.service.js';
import { CheckController } from './check.controller.js';
import { CheckStore } from './check.store.js';

export { assertAsExpected, assertBooked, bookCheck, countOf, isOverdue, moveCheck, type Place } from './check.js';
export { BookingService } from './booking.service.js';
export { CheckStore } from './check.store.js';
export { heldUntil, minutesHeld, Occupancy, type Occupied } from './occupancy.js';

/** Checks: what is booked, what came of it, and which minutes of rooms and sites they hold. */
@Module({
  imports: [MeetingModule, SiteModule],
  controllers: [CheckController],
  providers: [CheckStore, BookingService],
  exports: [CheckStore, BookingService],
})
export class CheckModule {}
