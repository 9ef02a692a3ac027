import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { AppointmentService } from './appointment.service.js';

export { occasionOf } from './appointment-notice.js';
export { AppointmentService } from './appointment.service.js';

/** What sites are told of their checks. */
@Module({ imports: [RecipientModule, LedgerModule], providers: [AppointmentService], exports: [AppointmentService] })
export class AppointmentModule {}
