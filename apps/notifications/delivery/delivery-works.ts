import { type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Readiness } from '#platform';
import { type MailTransport } from '../mail/mail-transport.js';
import { type SweepLoop } from '../sweeps.js';
import { type DeliveryLedger } from './delivery-ledger.js';
import { type DeliveryQueue } from './delivery.queue.js';
import { type DeliverySender } from './delivery-sender.js';
import { type MailLane } from './mail-lane.js';

type Parts = {
  readonly queue: DeliveryQueue;
  readonly sender: DeliverySender;
  readonly ledger: DeliveryLedger;
  readonly lane: MailLane;
  readonly transport: MailTransport;
  readonly sweeps: readonly SweepLoop[];
  readonly readiness: Readiness;
};

/** Starts and stops what sends mail. It stops while database and messaging still work, and finishes what is in hand. */
export class DeliveryWorks implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(private readonly parts: Parts) {
    parts.readiness.add({ name: 'redis', check: () => parts.queue.check() });
    parts.readiness.add({ name: 'mail', advisory: true, check: () => parts.lane.check() });
  }

  async onApplicationBootstrap(): Promise<void> {
    const { queue, sender, ledger, lane, sweeps } = this.parts;
    await queue.assertKeepsEverything();
    queue.start((errand) => sender.run(errand));
    // Whoever restarts it may have put something right.
    await lane.hurry();
    ledger.wake = () => sweeps.forEach((sweep) => sweep.wake());
    for (const sweep of sweeps) sweep.start();
  }

  async onModuleDestroy(): Promise<void> {
    const { queue, sweeps, transport } = this.parts;
    await Promise.all(sweeps.map((sweep) => sweep.stop()));
    await queue.close();
    transport.close();
  }
}
