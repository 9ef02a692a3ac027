import { Module } from '@nestjs/common';
import { InboundModule } from '../inbound/inbound.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { InboxController } from './inbox.controller.js';
import { InboxService } from './inbox.service.js';

/** The inbox of the reply desk: mails of people, their office, and what becomes of them. */
@Module({
  imports: [InboundModule, LedgerModule, RecipientModule],
  controllers: [InboxController],
  providers: [InboxService],
})
export class InboxModule {}
