import { Module } from '@nestjs/common';
import { InvitationModule } from '../invitation/invitation.module.js';
import { InvitingModule } from '../inviting/inviting.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { MergingController } from './merging.controller.js';
import { MergingService } from './merging.service.js';

export { MergingService } from './merging.service.js';

/** Offices that become one by decree, and what that makes of their names, codes and invitations. */
@Module({
  imports: [OrganisationModule, MeetingModule, InvitationModule, InvitingModule],
  controllers: [MergingController],
  providers: [MergingService],
  exports: [MergingService],
})
export class MergingModule {}
