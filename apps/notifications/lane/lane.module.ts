import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MailModule } from '../mail/mail.module.js';
import { PacingModule } from '../pacing/pacing.module.js';
import { LaneController } from './lane.controller.js';
import { LaneStore } from './lane.store.js';
import { MailLanes } from './mail-lanes.js';
import { MailWays } from './mail-ways.js';

export { isOpen, type LaneOf, mayLeave } from './lane.js';
export { MailLanes } from './mail-lanes.js';
export { laneWords } from './lane-words.js';
export { type HandedBy, MailWays } from './mail-ways.js';

/** Whether the mail servers take mail at all, and by which of them mails go. */
@Module({
  imports: [MailModule, LedgerModule, PacingModule],
  controllers: [LaneController],
  providers: [LaneStore, MailLanes, MailWays],
  exports: [MailLanes, MailWays],
})
export class LaneModule {}
