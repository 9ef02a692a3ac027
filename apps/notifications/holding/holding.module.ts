import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { WritingModule } from '../writing/writing.module.js';
import { Asides } from './asides.js';
import { GapStore } from './gap.store.js';
import { HoldingController } from './holding.controller.js';
import { HoldingService } from './holding.service.js';
import { Outages } from './outages.js';
import { OverdueDecisionStore } from './overdue-decision.store.js';

export { Asides } from './asides.js';
export { Outages } from './outages.js';

/** What is overdue after an outage or a pause is not sent by itself: people are asked. */
@Module({
  imports: [MeetingModule, LedgerModule, WritingModule],
  controllers: [HoldingController],
  providers: [GapStore, Outages, Asides, OverdueDecisionStore, HoldingService],
  exports: [Outages, Asides],
})
export class HoldingModule {}
