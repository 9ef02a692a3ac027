import { Module } from '@nestjs/common';
import { AnnouncementModule } from '../announcement/announcement.module.js';
import { CallListModule } from '../call-list/call-list.module.js';
import { HolidaysModule } from '../holidays/holidays.module.js';
import { InboundModule } from '../inbound/inbound.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MailViewModule } from '../mail-view/mail-view.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { DigestDayStore } from './digest-day.store.js';
import { DigestService } from './digest.service.js';
import { DigestSweep } from './digest.sweep.js';

export { DigestService } from './digest.service.js';

/** What staff are told of a meeting on each working day. */
@Module({
  imports: [
    AnnouncementModule,
    CallListModule,
    HolidaysModule,
    InboundModule,
    LedgerModule,
    MailViewModule,
    MeetingModule,
    RecipientModule,
  ],
  providers: [DigestDayStore, DigestService, DigestSweep],
  exports: [DigestService],
})
export class DigestModule {}
