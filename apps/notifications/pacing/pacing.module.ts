import { Module } from '@nestjs/common';
import { QueueModule } from '../queue/queue.module.js';
import { Pace } from './pace.js';

export { Pace } from './pace.js';
export { horizonMs, roomFor } from './room.js';

/** How many mails a minute leave, over all replicas. */
@Module({ imports: [QueueModule], providers: [Pace], exports: [Pace] })
export class PacingModule {}
