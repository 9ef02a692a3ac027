import { Module } from '@nestjs/common';
import { AddressingModule } from '../addressing/addressing.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { WritingModule } from '../writing/writing.module.js';
import { MissingService } from './missing.service.js';

export { MissingService } from './missing.service.js';

/** What an office or a site missed at an address that proved bad. */
@Module({
  imports: [AddressingModule, LedgerModule, WritingModule],
  providers: [MissingService],
  exports: [MissingService],
})
export class MissedModule {}
