import { Module } from '@nestjs/common';
import { AddressingModule } from '../addressing/addressing.module.js';
import { InboundModule } from '../inbound/inbound.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { InboxController } from './inbox.controller.js';
import { InboxService } from './inbox.service.js';

/** The inbox of the reply desk: mails of people, their office, and what becomes of them. */
@Module({
  imports: [AddressingModule, InboundModule, RecipientModule],
  controllers: [InboxController],
  providers: [InboxService],
})
export class InboxModule {}
