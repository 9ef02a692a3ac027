import { Module } from '@nestjs/common';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { SeatingModule } from '../seating/seating.module.js';
import { MovingController } from './moving.controller.js';
import { MovingService } from './moving.service.js';

/** At which hall an office joins a meeting, where it is to be another than its own. */
@Module({
  imports: [MeetingModule, OrganisationModule, InvitationModule, SeatingModule],
  controllers: [MovingController],
  providers: [MovingService],
})
export class MovingModule {}
