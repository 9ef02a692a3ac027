import { Module } from '@nestjs/common';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { SeatingController } from './seating.controller.js';
import { SeatingService } from './seating.service.js';
import { SeatingStore } from './seating.store.js';

export { SeatingService } from './seating.service.js';

/** What the halls of a meeting hold for the offices that come, where seats are counted: seats, and a waiting list. */
@Module({
  imports: [MeetingModule, InvitationModule],
  controllers: [SeatingController],
  providers: [SeatingStore, SeatingService],
  exports: [SeatingService],
})
export class SeatingModule {}
