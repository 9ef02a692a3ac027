import { Controller } from '@nestjs/common';
import { type EventOf, HolidayChanged } from '#contracts';
import { HandlesEvent } from '#messaging';
import { DayOffStore } from '#persistence';

/** No check is planned on a day off; those that are booked stay until somebody has a plan made anew. */
@Controller()
export class KeepDaysOffWhenHolidayChanged {
  constructor(private readonly days: DayOffStore) {}

  @HandlesEvent(HolidayChanged, { consumer: 'holidays', from: 'start' })
  async handle({ data: { day, off }, revision }: EventOf<typeof HolidayChanged>): Promise<void> {
    await this.days.keep(day, revision, off);
  }
}
