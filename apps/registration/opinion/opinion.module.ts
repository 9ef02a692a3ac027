import { Module } from '@nestjs/common';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OpinionController } from './opinion.controller.js';
import { OpinionService } from './opinion.service.js';
import { OpinionStore } from './opinion.store.js';

export { OpinionService } from './opinion.service.js';
export { OpinionStore } from './opinion.store.js';

/** What offices think, before the meeting and after. */
@Module({
  imports: [MeetingModule, InvitationModule],
  controllers: [OpinionController],
  providers: [OpinionStore, OpinionService],
  exports: [OpinionStore, OpinionService],
})
export class OpinionModule {}
