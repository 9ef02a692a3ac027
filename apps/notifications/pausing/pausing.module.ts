import { Module } from '@nestjs/common';
import { HoldingModule } from '../holding/holding.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { MailPauses } from './mail-pauses.js';
import { PauseStore } from './pause.store.js';
import { PausingController } from './pausing.controller.js';
import { PausingService } from './pausing.service.js';

export { MailPauses } from './mail-pauses.js';

/** What people keep from leaving for a time: a meeting's mails, a kind of them, or all. */
@Module({
  imports: [HoldingModule, LedgerModule, MeetingModule],
  controllers: [PausingController],
  providers: [PauseStore, MailPauses, PausingService],
  exports: [MailPauses],
})
export class PausingModule {}
