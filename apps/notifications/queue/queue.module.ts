import { Module } from '@nestjs/common';
import { DeliveryQueue } from './delivery.queue.js';

export { DeliveryQueue, type Errand } from './delivery.queue.js';

/** Hands work to whichever replica is free, by Bull on Redis. */
@Module({ providers: [DeliveryQueue], exports: [DeliveryQueue] })
export class QueueModule {}
