import { Module } from '@nestjs/common';
import { DayOffStore } from './day-off.store.js';

export { DayOffStore } from './day-off.store.js';

/** The days that offices are closed on, as registration told of them. */
@Module({ providers: [DayOffStore], exports: [DayOffStore] })
export class HolidaysModule {}
