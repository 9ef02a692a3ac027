import { Module } from '@nestjs/common';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { HistoryController } from './history.controller.js';
import { HistoryStore } from './history.store.js';
import { NotingService } from './noting.service.js';
import { VerifyingService } from './verifying.service.js';

export { NotingService } from './noting.service.js';

/** What was written of each meeting, by whom and why: one chain a meeting, in which every entry holds the one before it. */
@Module({
  imports: [MeetingModule, InvitationModule, OrganisationModule],
  controllers: [HistoryController],
  providers: [HistoryStore, NotingService, VerifyingService],
  exports: [NotingService],
})
export class HistoryModule {}
