import { Module } from '@nestjs/common';
import { AddressingModule } from '../addressing/addressing.module.js';
import { CallListModule } from '../call-list/call-list.module.js';
import { HolidaysModule } from '../holidays/holidays.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { ShortMessageModule } from '../short-message/short-message.module.js';
import { ReminderOrders } from './reminder-orders.js';
import { ReminderService } from './reminder.service.js';
import { ReminderSweep } from './reminder.sweep.js';
import { RunStore } from './run.store.js';

export { dayAt, mailTimes, onDay, type TimedMeeting, wallOf } from './mail-times.js';
export { schedulePreview } from './schedule-preview.js';
export { type KnownRun } from './reminder-rounds.js';
export { givenTimeSchedule, type ScheduledRun, stepIdOf, thankedForMs } from './reminder-schedule.js';
export { type MailOrder, reminderWorkflow } from './reminder-workflow.js';
export { ReminderService } from './reminder.service.js';
export { ReminderSweep } from './reminder.sweep.js';
export { RunStore } from './run.store.js';

/** The process that reminds the silent, and only them, from the announcement to the call list. */
@Module({
  imports: [
    MeetingModule,
    HolidaysModule,
    RecipientModule,
    AddressingModule,
    LedgerModule,
    CallListModule,
    ShortMessageModule,
  ],
  providers: [RunStore, ReminderOrders, ReminderService, ReminderSweep],
  exports: [RunStore, ReminderService, ReminderSweep],
})
export class ReminderModule {}
