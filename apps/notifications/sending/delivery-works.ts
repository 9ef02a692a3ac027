import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Leases, SweepLoop } from '#persistence';
import { Clock, Readiness } from '#platform';
import { MailLanes } from '../lane/lane.module.js';
import { DeliveryLedger } from '../ledger/ledger.module.js';
import { Relays } from '../mail/mail.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { DeliverySender } from './delivery-sender.js';
import { DeliveryQueue } from '../queue/queue.module.js';
import { Dispatcher } from './dispatcher.js';

/** Starts and stops what sends mail. It stops while database and messaging still work, and finishes what is in hand. */
@Injectable()
export class DeliveryWorks implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #sweep: SweepLoop;

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly sender: DeliverySender,
    private readonly ledger: DeliveryLedger,
    private readonly lanes: MailLanes,
    private readonly relays: Relays,
    dispatcher: Dispatcher,
    leases: Leases,
    readiness: Readiness,
    clock: Clock,
    @InjectConfig() config: NotificationsConfig,
  ) {
    readiness.add({ name: 'redis', check: () => queue.check() });
    readiness.add({ name: 'mail', advisory: true, check: () => lanes.check() });
    this.#sweep = new SweepLoop(
      { name: 'dispatch', run: () => dispatcher.sweep() },
      leases,
      config.SALA_SWEEP_MS,
      clock,
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.assertKeepsEverything();
    this.queue.start((errand) => this.sender.run(errand));
    // Whoever restarts it may have put something right.
    await this.lanes.hurry();
    this.ledger.onWake(() => this.#sweep.wake());
    this.#sweep.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#sweep.stop();
    await this.queue.close();
    this.relays.close();
  }
}
