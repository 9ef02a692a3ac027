import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type Holiday, type ListHolidays, type ParsedRequestOf } from '#contracts';
import { OutboxRelay } from '#outbox';
import { retryOnConflict } from '#persistence';
import { Clock, type DaysOff } from '#platform';
import { HolidayStore } from './holiday.store.js';
import { daysOff, type WrittenDay } from './holidays.js';

const tries = 10;

@Injectable()
export class HolidaysService {
  constructor(
    private readonly days: HolidayStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async list(of: ParsedRequestOf<typeof ListHolidays>): Promise<Holiday[]> {
    return daysOff(await this.days.all(), of);
  }

  /** What is known to be off, to reckon by. */
  async off(): Promise<DaysOff> {
    return new Set(daysOff(await this.days.all(), {}).map(({ day }) => day));
  }

  async put({ day, ...holiday }: Holiday): Promise<Holiday> {
    await this.#write({ day, holiday });
    return { day, ...holiday };
  }

  remove(day: string): Promise<void> {
    return this.#write({ day });
  }

  /** Written once more it is no other day. */
  async #write(written: WrittenDay): Promise<void> {
    const { day, holiday } = written;
    await retryOnConflict(async () => {
      const [is] = daysOff(await this.days.all(), { from: day, to: day });
      if (isDeepStrictEqual(is, holiday && { day, ...holiday })) return;
      await this.days.save(await this.days.find(day), written, this.clock.now());
    }, tries);
    this.relay.nudge(this.days.outbox);
  }
}
