import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { PausingModule } from '../pausing/pausing.module.js';
import { MailLateness } from './mail-lateness.js';

export { MailLateness } from './mail-lateness.js';

/** Whether what is due leaves at all. */
@Module({ imports: [LedgerModule, PausingModule], providers: [MailLateness], exports: [MailLateness] })
export class LatenessModule {}
