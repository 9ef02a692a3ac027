import { Module } from '@nestjs/common';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { AssigningService } from './assigning.service.js';
import { CorrectingController } from './correcting.controller.js';
import { CorrectingService } from './correcting.service.js';
import { FollowingService } from './following.service.js';
import { IssuingService } from './issuing.service.js';
import { SettlingService } from './settling.service.js';
import { VoidingService } from './voiding.service.js';

export { FollowingService } from './following.service.js';
export { IssuingService } from './issuing.service.js';
export { becomesOf } from './settling.js';
export { SettlingService } from './settling.service.js';
export { VoidingService } from './voiding.service.js';

/** Invites the directory's organisations to meetings, and lets its corrections follow into what was sent. */
@Module({
  imports: [MeetingModule, OrganisationModule, InvitationModule],
  controllers: [CorrectingController],
  providers: [IssuingService, FollowingService, SettlingService, VoidingService, CorrectingService, AssigningService],
  exports: [IssuingService, FollowingService, SettlingService, VoidingService],
})
export class InvitingModule {}
