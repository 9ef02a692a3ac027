import { Module } from '@nestjs/common';
import { AddressingModule } from '../addressing/addressing.module.js';
import { LaneModule } from '../lane/lane.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MailModule } from '../mail/mail.module.js';
import { HoldingModule } from '../holding/holding.module.js';
import { MailCopyModule } from '../mail-copy/mail-copy.module.js';
import { PausingModule } from '../pausing/pausing.module.js';
import { PacingModule } from '../pacing/pacing.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { QueueModule } from '../queue/queue.module.js';
import { SuppressionModule } from '../suppression/suppression.module.js';
import { WritingModule } from '../writing/writing.module.js';
import { DeliverySender } from './delivery-sender.js';
import { DeliveryWorks } from './delivery-works.js';
import { Dispatcher } from './dispatcher.js';
import { DomainTurns } from './domain-turns.js';
import { QueueController } from './queue.controller.js';
import { QueueRebuild } from './queue-rebuild.js';
import { Joining } from './joining.js';
import { LastLook } from './last-look.js';
import { MailWork } from './mail-work.js';

export { MailWork } from './mail-work.js';

/** Brings what is due from the ledger to the mail server, once. */
@Module({
  imports: [
    MailModule,
    LedgerModule,
    RecipientModule,
    AddressingModule,
    QueueModule,
    LaneModule,
    PacingModule,
    HoldingModule,
    PausingModule,
    WritingModule,
    SuppressionModule,
    MailCopyModule,
  ],
  controllers: [QueueController],
  providers: [QueueRebuild, DomainTurns, LastLook, Joining, DeliverySender, Dispatcher, DeliveryWorks, MailWork],
  exports: [MailWork],
})
export class SendingModule {}
