import { Module } from '@nestjs/common';
import { AddressingModule } from '../addressing/addressing.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { AppointmentService } from './appointment.service.js';

export { occasionOf } from './appointment-notice.js';
export { AppointmentService } from './appointment.service.js';

/** What sites are told of their checks. */
@Module({ imports: [AddressingModule, LedgerModule], providers: [AppointmentService], exports: [AppointmentService] })
export class AppointmentModule {}
