import { Module } from '@nestjs/common';
import { AddressingModule } from '../addressing/addressing.module.js';
import { HolidaysModule } from '../holidays/holidays.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { PausingModule } from '../pausing/pausing.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { ReminderModule } from '../reminder/reminder.module.js';
import { AheadController } from './ahead.controller.js';
import { AheadService } from './ahead.service.js';
import { SchedulePreviews } from './schedule-previews.js';
import { Offices } from './offices.js';
import { Sites } from './sites.js';

export { AheadService } from './ahead.service.js';
export { Offices } from './offices.js';
export { mayAnswerUntil, type Reached } from './verdict.js';

/** Who gets which mail when, and who does not and why. */
@Module({
  imports: [
    MeetingModule,
    HolidaysModule,
    RecipientModule,
    LedgerModule,
    ReminderModule,
    PausingModule,
    AddressingModule,
  ],
  controllers: [AheadController],
  providers: [AheadService, SchedulePreviews, Offices, Sites],
  exports: [AheadService, Offices],
})
export class AheadModule {}
