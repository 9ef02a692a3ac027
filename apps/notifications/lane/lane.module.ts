import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MailModule } from '../mail/mail.module.js';
import { LaneController } from './lane.controller.js';
import { LaneStore } from './lane.store.js';
import { MailLane } from './mail-lane.js';

export { MailLane } from './mail-lane.js';

/** Whether the mail server takes mail at all. */
@Module({
  imports: [MailModule, LedgerModule],
  controllers: [LaneController],
  providers: [LaneStore, MailLane],
  exports: [MailLane],
})
export class LaneModule {}
