import { Injectable, Logger } from '@nestjs/common';
import { SystemClock } from '#platform';
import { DeliveryLedger, DeliveryStore } from '../ledger/ledger.module.js';
import { DeliveryQueue } from '../queue/queue.module.js';

const batch = 500;

/** Makes the queue anew from the ledger, which is the truth about mails. */
@Injectable()
export class QueueRebuild {
  readonly #logger = new Logger(QueueRebuild.name);
  readonly #real = new SystemClock();

  constructor(
    private readonly store: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly queue: DeliveryQueue,
  ) {}

  /**
   * How many mails went back to those that wait; the dispatcher queues them anew at once. What a worker has in its hands stays there,
   * and an errand of old that is still run finds that its mail has moved on.
   */
  async run(): Promise<number> {
    await this.queue.clear();
    const now = this.#real.now().toISOString();
    let back = 0;
    for (;;) {
      const queued = await this.store.queuedBefore(now, batch);
      const held = await this.ledger.applyAll(queued, { do: 'hold' });
      back += held.length;
      if (queued.length < batch || held.length === 0) break;
    }
    this.ledger.wake();
    this.#logger.log(`the queue was made anew: ${back} mails had been in it`);
    return back;
  }
}
