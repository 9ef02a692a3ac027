import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { SuppressionModule } from '../suppression/suppression.module.js';
import { Addressing } from './addressing.js';

export { addressFor, Addressing, type Reach } from './addressing.js';

/** Which addresses of an office or a site which mails go to. */
@Module({ imports: [RecipientModule, SuppressionModule, LedgerModule], providers: [Addressing], exports: [Addressing] })
export class AddressingModule {}
