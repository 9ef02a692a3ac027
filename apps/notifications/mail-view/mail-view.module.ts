import { Module } from '@nestjs/common';
import { LatenessModule } from '../lateness/lateness.module.js';
import { LaneModule } from '../lane/lane.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { PausingModule } from '../pausing/pausing.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { WritingModule } from '../writing/writing.module.js';
import { MailViewController } from './mail-view.controller.js';
import { MailViewService } from './mail-view.service.js';

export { MailViewService } from './mail-view.service.js';

/** Deliveries as people look at them. */
@Module({
  imports: [LaneModule, LatenessModule, LedgerModule, PausingModule, RecipientModule, WritingModule],
  controllers: [MailViewController],
  providers: [MailViewService],
  exports: [MailViewService],
})
export class MailViewModule {}
