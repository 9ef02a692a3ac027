import { Controller } from '@nestjs/common';
import { CheckBooked, CheckCancelled, CheckMoved, type EventOf } from '#contracts';
import { HandlesEvent } from '#messaging';
import { AppointmentService } from './appointment.service.js';

@Controller()
export class TellSiteWhenCheckChanges {
  constructor(private readonly appointments: AppointmentService) {}

  @HandlesEvent(CheckBooked, { consumer: 'scheduling', from: 'now' })
  booked({ data }: EventOf<typeof CheckBooked>): Promise<void> {
    return this.appointments.tell({ kind: 'appointment', ...data });
  }

  @HandlesEvent(CheckMoved, { consumer: 'scheduling', from: 'now' })
  moved({ data: { check, siteName } }: EventOf<typeof CheckMoved>): Promise<void> {
    return this.appointments.tell({ kind: 'appointment', check, siteName, moved: true });
  }

  @HandlesEvent(CheckCancelled, { consumer: 'scheduling', from: 'now' })
  cancelled({ data }: EventOf<typeof CheckCancelled>): Promise<void> {
    return this.appointments.tell({ kind: 'appointment-cancelled', ...data });
  }
}
