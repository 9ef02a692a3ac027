import { Module } from '@nestjs/common';
import { AddressingModule } from '../addressing/addressing.module.js';
import { AheadModule } from '../ahead/ahead.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { ShortMessageModule } from '../short-message/short-message.module.js';
import { WritingModule } from '../writing/writing.module.js';
import { PressStore } from './press.store.js';
import { RemindNowController } from './remind-now.controller.js';
import { RemindNowService } from './remind-now.service.js';

/** Reminders that somebody sends by hand. */
@Module({
  imports: [
    AddressingModule,
    AheadModule,
    LedgerModule,
    MeetingModule,
    RecipientModule,
    ShortMessageModule,
    WritingModule,
  ],
  controllers: [RemindNowController],
  providers: [PressStore, RemindNowService],
})
export class RemindNowModule {}
