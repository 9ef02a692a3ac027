import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { SendingSideModule } from '../sending-side/sending-side.module.js';
import { SuppressionModule } from '../suppression/suppression.module.js';
import { InboundStore } from './inbound.store.js';
import { MailboxDoor } from './mailbox-door.js';
import { MailboxState } from './mailbox-state.js';
import { Recognition } from './recognition.js';
import { SmtpDoor } from './smtp-door.js';
import { SortingService } from './sorting.service.js';
import { SortingSweep } from './sorting.sweep.js';

export { MailboxState } from './mailbox-state.js';
export { InboundStore } from './inbound.store.js';
export { type InboundMail, type SortedMail } from './inbound-mail.js';
export { officeOf } from './recognition.js';
export { SmtpDoor } from './smtp-door.js';

/** Mails that come: taken, stored whole, sorted, and what follows from them for the mails that were sent. */
@Module({
  imports: [LedgerModule, RecipientModule, SendingSideModule, SuppressionModule],
  providers: [InboundStore, Recognition, SortingService, SortingSweep, SmtpDoor, MailboxDoor, MailboxState],
  exports: [InboundStore, MailboxState, SmtpDoor],
})
export class InboundModule {}
