import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { InvitingService } from './inviting.service.js';

export { InvitingService } from './inviting.service.js';

/** The invitation mails. */
@Module({
  imports: [MeetingModule, RecipientModule, LedgerModule],
  providers: [InvitingService],
  exports: [InvitingService],
})
export class InvitingModule {}
