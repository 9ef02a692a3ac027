import { Controller } from '@nestjs/common';
import { type CheckCalendar, GetCheckCalendar, type ParsedRequestOf, SetCheckCalendar } from '#contracts';
import { HandlesRpc } from '#messaging';
import { CalendarService } from './calendar.service.js';
import { CalendarStore } from './calendar.store.js';

@Controller()
export class CalendarController {
  constructor(
    private readonly calendars: CalendarStore,
    private readonly service: CalendarService,
  ) {}

  @HandlesRpc(SetCheckCalendar)
  set(calendar: ParsedRequestOf<typeof SetCheckCalendar>): Promise<CheckCalendar> {
    return this.service.set(calendar);
  }

  @HandlesRpc(GetCheckCalendar)
  get({ meetingId }: ParsedRequestOf<typeof GetCheckCalendar>): Promise<CheckCalendar> {
    return this.calendars.get(meetingId);
  }
}
