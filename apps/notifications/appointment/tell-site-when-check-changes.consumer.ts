import { Controller } from '@nestjs/common';
import { CheckBooked, CheckCancelled, CheckMoved, type EventOf } from '#contracts';
import { HandlesEvent } from '#messaging';
import { AppointmentService } from './appointment.service.js';

@Controller()
export class TellSiteWhenCheckChanges {
  constructor(private readonly appointments: AppointmentService) {}

  @HandlesEvent(CheckBooked, { consumer: 'scheduling' })
  booked({ data }: EventOf<typeof CheckBooked>): Promise<void> {
    return this.appointments.tell({ kind: 'appointment', ...data });
  }

  @HandlesEvent(CheckMoved, { consumer: 'scheduling' })
  moved({ data: { check, siteName } }: EventOf<typeof CheckMoved>): Promise<void> {
    return this.appointments.tell({ kind: 'appointment', check, siteName, moved: true });
  }

  @HandlesEvent(CheckCancelled, { consumer: 'scheduling' })
  cancelled({ data }: EventOf<typeof CheckCancelled>): Promise<void> {
    return this.appointments.tell({ kind: 'appointment-cancelled', ...data });
  }
}
