import { Module } from '@nestjs/common';
import { CallListModule } from '../call-list/call-list.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { ChangeMails } from './change-mails.js';
import { ReminderService } from './reminder.service.js';
import { ReminderSweep } from './reminder.sweep.js';
import { RunSteps } from './run-steps.js';
import { RunStore } from './run.store.js';

export { ChangeMails } from './change-mails.js';
export { ReminderSweep } from './reminder.sweep.js';
export { RunStore } from './run.store.js';

/** The process that reminds the silent, and only them, from the announcement to the call list. */
@Module({
  imports: [MeetingModule, RecipientModule, LedgerModule, CallListModule],
  providers: [RunStore, RunSteps, ChangeMails, ReminderService, ReminderSweep],
  exports: [RunStore, ChangeMails, ReminderSweep],
})
export class ReminderModule {}
