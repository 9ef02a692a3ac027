import { SystemClock, type Clock } from '#platform';
import { type Delivery } from './delivery.js';
import { type DeliveryLedger } from './delivery-ledger.js';
import { type DeliveryQueue } from './delivery.queue.js';
import { type DeliveryStore } from './delivery.store.js';

export type DispatchOptions = {
  /** Errands in the queue at a time: the rest stays in the ledger, where it can be cancelled and counted. */
  readonly window: number;
  /** Queued and not claimed for so long: the queue has lost it. */
  readonly lostAfterMs: number;
  /** The same, when the queue says that it holds nothing at all. */
  readonly lostWhenEmptyAfterMs: number;
};

const batch = 200;

/** Puts what is due into the queue, again where the queue lost it, and takes back what dead workers held. */
export class Dispatcher {
  readonly #real = new SystemClock();
  #lookForLostAt = 0;

  constructor(
    private readonly store: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly queue: DeliveryQueue,
    private readonly clock: Clock,
    private readonly options: DispatchOptions,
  ) {}

  /** Whether there may be more to do at once. */
  async sweep(): Promise<boolean> {
    const expired = await this.#takeBack();
    const room = this.options.window - (await this.#requeueLost());
    if (room <= 0) return expired;
    const due = await this.store.due(this.clock.now().toISOString(), Math.min(batch, room));
    await this.#enqueue(due);
    return expired || due.length === batch;
  }

  async #takeBack(): Promise<boolean> {
    const realNow = this.#real.now().toISOString();
    const expired = await this.store.expired(realNow, batch);
    await this.ledger.applyAll(expired, { do: 'expire', realNow });
    return expired.length === batch;
  }

  /**
   * How many errands the queue holds after what it lost was put back. What is lost is looked for at once when the queue is
   * empty, else only now and then, as it means going through all that are queued.
   */
  async #requeueLost(): Promise<number> {
    const { lostAfterMs, lostWhenEmptyAfterMs } = this.options;
    const depth = await this.queue.depth();
    const now = this.#real.now().getTime();
    if (depth > 0 && now < this.#lookForLostAt) return depth;
    this.#lookForLostAt = now + lostAfterMs / 2;
    const lost = await this.store.queuedBefore(new Date(now - (depth === 0 ? lostWhenEmptyAfterMs : lostAfterMs)).toISOString(), batch);
    await this.#enqueue(lost);
    return depth + lost.length;
  }

  /** The ledger first: if the queue is not told then, the sweep finds it as lost. */
  async #enqueue(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    const queued = await this.ledger.applyAll(deliveries, { do: 'queue', realNow: this.#real.now().toISOString() });
    await this.queue.add(queued.map(({ id, attempts, correlationId }) => ({ deliveryId: id, attempt: attempts + 1, correlationId })));
  }
}
