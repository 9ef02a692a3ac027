import { Module } from '@nestjs/common';
import { AddressingModule } from '../addressing/addressing.module.js';
import { AheadModule } from '../ahead/ahead.module.js';
import { AnnouncementModule } from '../announcement/announcement.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { WritingModule } from '../writing/writing.module.js';
import { AnnouncingController } from './announcing.controller.js';
import { AnnouncingService } from './announcing.service.js';
import { AnnouncingSweep } from './announcing.sweep.js';

/** Announcements: written, released by a second person, and sent. */
@Module({
  imports: [
    AddressingModule,
    AheadModule,
    AnnouncementModule,
    LedgerModule,
    MeetingModule,
    RecipientModule,
    WritingModule,
  ],
  controllers: [AnnouncingController],
  providers: [AnnouncingService, AnnouncingSweep],
})
export class AnnouncingModule {}
