import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { SuppressionModule } from '../suppression/suppression.module.js';
import { Addressing } from './addressing.js';
import { EventMails } from './event-mails.js';

export { addressFor, Addressing, type Reach } from './addressing.js';
export { EventMails, isOfThisMoment } from './event-mails.js';

/** Which addresses of an office or a site which mails go to. */
@Module({
  imports: [RecipientModule, SuppressionModule, LedgerModule, MeetingModule],
  providers: [Addressing, EventMails],
  exports: [Addressing, EventMails],
})
export class AddressingModule {}
