import { Logger } from '@nestjs/common';
import { SystemClock, type Clock } from '#platform';
import { type Delivery, type DeliveryCommand, lapseOf } from './delivery.js';
import { type DeliveryFacts } from './delivery-facts.js';
import { type DeliveryLedger } from './delivery-ledger.js';
import { type DeliveryQueue } from './delivery.queue.js';
import { type DeliveryStore } from './delivery.store.js';
import { type MailLane } from './mail-lane.js';

export type DispatchOptions = {
  /** Errands in the queue at a time: the rest stays in the ledger, where it can be cancelled and counted. */
  readonly window: number;
  /** Queued and not claimed for so long: the queue has lost it. */
  readonly lostAfterMs: number;
  /** The same, when the queue says that it holds nothing at all. */
  readonly lostWhenEmptyAfterMs: number;
};

export type DispatchParts = {
  readonly store: DeliveryStore;
  readonly ledger: DeliveryLedger;
  readonly queue: DeliveryQueue;
  readonly lane: MailLane;
  readonly facts: DeliveryFacts;
  readonly clock: Clock;
};

const batch = 200;

/** Puts what is due into the queue, again where the queue lost it, and takes back what dead workers held. While no mail leaves it tries the lane. */
export class Dispatcher {
  readonly #logger = new Logger(Dispatcher.name);
  readonly #real = new SystemClock();
  #lookForLostAt = 0;

  constructor(
    private readonly parts: DispatchParts,
    private readonly options: DispatchOptions,
  ) {}

  /** Whether there may be more to do at once. */
  async sweep(): Promise<boolean> {
    const expired = await this.#takeBack();
    const { store, lane, clock } = this.parts;
    const isOpen = (await lane.now()).status === 'open';
    const lapsed = await this.#lapse(isOpen);
    if (!isOpen) {
      await this.#holdLost();
      await this.#tryLane();
      return expired || lapsed || (await lane.now()).status === 'open';
    }
    const room = this.options.window - (await this.#requeueLost());
    if (room <= 0) return expired || lapsed;
    const due = await store.due(clock.now().toISOString(), Math.min(batch, room));
    await this.#enqueue(due);
    return expired || lapsed || due.length === batch;
  }

  async #takeBack(): Promise<boolean> {
    const realNow = this.#real.now().toISOString();
    const expired = await this.parts.store.expired(realNow, batch);
    await this.parts.ledger.applyAll(expired, { do: 'expire', realNow });
    return expired.length === batch;
  }

  async #tryLane(): Promise<void> {
    const { store, lane, clock } = this.parts;
    let picked: Delivery | undefined;
    const trial = await lane.tryAgain(async (notThis) => {
      const now = clock.now().toISOString();
      picked = await store.trial(now, notThis);
      // Those that are still in hand come back soon and can be tried with then.
      return picked?.id ?? ((await store.work(now)).inHand > 0 ? undefined : null);
    });
    if (picked !== undefined && picked.id === trial) await this.#enqueue([picked]);
  }

  /** Queued, and their errand is over or lost: while no mail leaves they wait like the others. */
  async #holdLost(): Promise<void> {
    const { store, ledger } = this.parts;
    const { lostAfterMs, lostWhenEmptyAfterMs } = this.options;
    const after = (await this.#depth()) === 0 ? lostWhenEmptyAfterMs : lostAfterMs;
    await ledger.applyAll(await store.queuedBefore(new Date(this.#real.now().getTime() - after).toISOString(), batch), { do: 'hold' });
  }

  /** Those that waited too long are of use no more. Of what waits for the lane it must first be known until when it is of use. */
  async #lapse(isOpen: boolean): Promise<boolean> {
    const { store, ledger, facts, clock } = this.parts;
    const now = clock.now().toISOString();
    const unappraised = isOpen ? [] : await store.unappraised(now, batch);
    const lapsed = await store.lapsed(now, batch);
    const verdicts = new Map<string, DeliveryCommand>();
    const appraise = async (delivery: Delivery): Promise<void> => {
      try {
        const usefulUntil = await facts.usefulUntil(delivery);
        verdicts.set(delivery.id, usefulUntil < now ? lapseOf(await facts.whyNeedless(delivery)) : { do: 'appraise', usefulUntil });
      } catch (error) {
        this.#logger.warn(`for how long delivery ${delivery.id} is of use cannot be told: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    await Promise.all([...unappraised, ...lapsed].map(appraise));
    const known = [...unappraised, ...lapsed].filter(({ id }) => verdicts.has(id));
    await ledger.applyAll(known, ({ id }) => verdicts.get(id) ?? lapseOf(undefined));
    return known.length >= batch;
  }

  /**
   * How many errands the queue holds after what it lost was put back. What is lost is looked for at once when the queue is
   * empty, else only now and then, as it means going through all that are queued.
   */
  async #requeueLost(): Promise<number> {
    const { lostAfterMs, lostWhenEmptyAfterMs } = this.options;
    const { queue, store } = this.parts;
    const depth = await this.#depth();
    const now = this.#real.now().getTime();
    if (depth > 0 && now < this.#lookForLostAt) return depth;
    this.#lookForLostAt = now + lostAfterMs / 2;
    const lost = await store.queuedBefore(new Date(now - (depth === 0 ? lostWhenEmptyAfterMs : lostAfterMs)).toISOString(), batch);
    // Whatever is left of a queue without errands may stand in their way.
    if (depth === 0 && lost.length > 0) await queue.clear();
    await this.#enqueue(lost);
    return depth + lost.length;
  }

  /** Redis has something else where the queue should be: that goes. When it is only away, the sweep waits. */
  async #depth(): Promise<number> {
    const { queue } = this.parts;
    try {
      return await queue.depth();
    } catch (error) {
      if (!(error instanceof Error) || !/WRONGTYPE/.test(error.message)) throw error;
      this.#logger.warn(`Redis holds something else where the queue should be; it is filled anew: ${error.message}`);
      await queue.clear();
      return 0;
    }
  }

  /** The ledger first: if the queue is not told then, the sweep finds it as lost. */
  async #enqueue(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    const { ledger, queue } = this.parts;
    const queued = await ledger.applyAll(deliveries, { do: 'queue', realNow: this.#real.now().toISOString() });
    // The fence: until somebody claims it, putting it in again changes nothing; after that it is another errand.
    await queue.add(queued.map(({ id, fence, correlationId }) => ({ deliveryId: id, turn: fence, correlationId })));
  }
}
