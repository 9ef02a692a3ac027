import { Module } from '@nestjs/common';
import { HolidayStore } from './holiday.store.js';
import { HolidaysController } from './holidays.controller.js';
import { HolidaysService } from './holidays.service.js';

export { HolidaysService } from './holidays.service.js';

/** The days that offices are closed on. */
@Module({ controllers: [HolidaysController], providers: [HolidayStore, HolidaysService], exports: [HolidaysService] })
export class HolidaysModule {}
