import { Module } from '@nestjs/common';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { OthersService } from './others.service.js';
import { PreparingController } from './preparing.controller.js';
import { PreparingService } from './preparing.service.js';

/** What a meeting would do before it is announced or changed: what it lacks, whom it invites, whom a change concerns. */
@Module({
  imports: [MeetingModule, OrganisationModule, InvitationModule],
  controllers: [PreparingController],
  providers: [PreparingService, OthersService],
})
export class PreparingModule {}
