import { Module } from '@nestjs/common';
import { DayOffStore } from '#persistence';
import { MeetingModule } from '../meeting/meeting.module.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarService } from './calendar.service.js';
import { CalendarStore } from './calendar.store.js';

export { bookableSlots, earliestMove, earliestPlanned, type Slot, slotsOf } from './calendar.js';
export { CalendarStore } from './calendar.store.js';

/** When checks of a meeting can be held: its days, hours and rooms. */
@Module({
  imports: [MeetingModule],
  controllers: [CalendarController],
  providers: [CalendarStore, CalendarService, DayOffStore],
  exports: [CalendarStore, DayOffStore],
})
export class CalendarModule {}
