import { Module } from '@nestjs/common';
import { CallListModule } from '../call-list/call-list.module.js';
import { InboundModule } from '../inbound/inbound.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MailCopyModule } from '../mail-copy/mail-copy.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { ShortMessageModule } from '../short-message/short-message.module.js';
import { NoticeController } from './notice.controller.js';
import { NoticeService } from './notice.service.js';

/** Proof that an office was told: all that passed between it and Sala. */
@Module({
  imports: [CallListModule, InboundModule, LedgerModule, MailCopyModule, MeetingModule, ShortMessageModule],
  controllers: [NoticeController],
  providers: [NoticeService],
})
export class NoticeModule {}
