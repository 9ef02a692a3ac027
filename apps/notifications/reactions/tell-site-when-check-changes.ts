import { Controller } from '@nestjs/common';
import { CheckBooked, CheckCancelled, CheckMoved, type EventOf } from '#contracts';
import { HandlesEvent } from '#messaging';
import { AppointmentService, occasionOf } from '../appointment/appointment.module.js';

@Controller()
export class TellSiteWhenCheckChanges {
  constructor(private readonly appointments: AppointmentService) {}

  @HandlesEvent(CheckBooked, { consumer: 'scheduling', from: 'now' })
  booked({ data, revision, occurredAt: toldAt }: EventOf<typeof CheckBooked>): Promise<void> {
    const { check, siteName, follows, findings, reachedBy } = data;
    return this.appointments.tell({
      kind: 'appointment',
      check,
      revision,
      siteName,
      occasion: occasionOf({ moved: false, follows }),
      toldAt,
      findings,
      reachedBy,
    });
  }

  @HandlesEvent(CheckMoved, { consumer: 'scheduling', from: 'now' })
  moved({ data, revision, occurredAt: toldAt }: EventOf<typeof CheckMoved>): Promise<void> {
    const { check, siteName, reachedBy } = data;
    return this.appointments.tell({
      kind: 'appointment',
      check,
      revision,
      siteName,
      occasion: occasionOf({ moved: true, follows: undefined }),
      toldAt,
      reachedBy,
    });
  }

  @HandlesEvent(CheckCancelled, { consumer: 'scheduling', from: 'now' })
  cancelled({
    data: { check, siteName },
    revision,
    occurredAt: toldAt,
  }: EventOf<typeof CheckCancelled>): Promise<void> {
    return this.appointments.tell({
      kind: 'appointment-cancelled',
      check,
      revision,
      siteName,
      occasion: 'first',
      toldAt,
    });
  }
}
