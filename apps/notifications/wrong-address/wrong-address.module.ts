import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { SuppressionModule } from '../suppression/suppression.module.js';
import { WrongAddressController } from './wrong-address.controller.js';
import { WrongAddressService } from './wrong-address.service.js';

/** What whoever gets a mail can say of its address. */
@Module({
  imports: [LedgerModule, MeetingModule, RecipientModule, SuppressionModule],
  controllers: [WrongAddressController],
  providers: [WrongAddressService],
})
export class WrongAddressModule {}
