import { Module } from '@nestjs/common';
import { AddressingModule } from '../addressing/addressing.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { InvitingService } from './inviting.service.js';

export { InvitingService } from './inviting.service.js';

/** The invitation mails. */
@Module({
  imports: [MeetingModule, AddressingModule, LedgerModule],
  providers: [InvitingService],
  exports: [InvitingService],
})
export class InvitingModule {}
