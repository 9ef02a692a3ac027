import { Module } from '@nestjs/common';
import { DayOffStore } from '#persistence';

export { DayOffStore } from '#persistence';

/** The days that offices are closed on, as registration told of them. */
@Module({ providers: [DayOffStore], exports: [DayOffStore] })
export class HolidaysModule {}
