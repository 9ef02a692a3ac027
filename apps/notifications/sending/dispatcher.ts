import { Injectable, Logger } from '@nestjs/common';
import { Clock, SystemClock } from '#platform';
import {
  type Delivery,
  type DeliveryCommand,
  DeliveryLedger,
  DeliveryStore,
  isUrgent,
  lapseOf,
} from '../ledger/ledger.module.js';
import { InjectTimings, type Timings } from '../settings/settings.module.js';
import { DeliveryFacts } from '../writing/writing.module.js';
import { DeliveryQueue } from '../queue/queue.module.js';
import { isOpen, MailLanes, MailWays } from '../lane/lane.module.js';
import { Asides, Outages } from '../holding/holding.module.js';
import { MailPauses } from '../pausing/pausing.module.js';

const batch = 200;

/** Puts what is due into the queue, again where the queue lost it, and takes back what dead workers held. It tries lanes that are stopped. */
@Injectable()
export class Dispatcher {
  readonly #logger = new Logger(Dispatcher.name);
  readonly #real = new SystemClock();
  #lookForLostAt = 0;

  constructor(
    private readonly store: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly queue: DeliveryQueue,
    private readonly lanes: MailLanes,
    private readonly ways: MailWays,
    private readonly pauses: MailPauses,
    private readonly asides: Asides,
    private readonly outages: Outages,
    private readonly facts: DeliveryFacts,
    private readonly clock: Clock,
    @InjectTimings() private readonly timings: Timings,
  ) {}

  /** Whether there may be more to do at once. */
  async sweep(): Promise<boolean> {
    const expired = await this.#takeBack();
    const leaves = await this.#mayLeave();
    const lapsed = await this.#lapse(leaves);
    await this.#tryLanes();
    if (!leaves) {
      await this.#holdLost();
      await this.outages.seen();
      return expired || lapsed || (await this.#mayLeave());
    }
    const room = (await this.ways.room(this.timings.window)) - (await this.#requeueLost());
    if (room <= 0) {
      await this.outages.seen();
      return expired || lapsed;
    }
    const due = await this.store.due(this.#now(), Math.min(batch, room), await this.pauses.now());
    await this.#enqueue(await this.asides.sift(due));
    await this.outages.seen();
    return expired || lapsed || due.length === batch;
  }

  async #takeBack(): Promise<boolean> {
    const realNow = this.#real.now().toISOString();
    const expired = await this.store.expired(realNow, batch);
    const back = await this.ledger.applyAll(expired, { do: 'expire', realNow });
    // Their errands died with the worker.
    await this.#tell(back.filter(({ state }) => state === 'queued'));
    return expired.length === batch;
  }

  #now(): { readonly now: string; readonly realNow: string } {
    return { now: this.clock.now().toISOString(), realNow: this.#real.now().toISOString() };
  }

  async #mayLeave(): Promise<boolean> {
    return (await this.lanes.now()).some(isOpen);
  }

  async #tryLanes(): Promise<void> {
    const picked = new Map<string, Delivery>();
    const trials = await this.lanes.tryAgain(async (notThis) => {
      const now = this.#now();
      const found = await this.store.trial(now, notThis, await this.pauses.now());
      const [trial] = await this.asides.sift(found === undefined ? [] : [found]);
      if (trial !== undefined) picked.set(trial.id, trial);
      // Those that are still in hand come back soon and can be tried with then.
      return trial?.id ?? ((await this.store.work(now.now)).inHand > 0 ? undefined : null);
    });
    await this.#enqueue(trials.flatMap((id) => picked.get(id) ?? []));
  }

  /** Queued, and their errand is over or lost: while no mail leaves they wait like the others. */
  async #holdLost(): Promise<void> {
    const { lostAfterMs, lostWhenEmptyAfterMs } = this.timings;
    const after = (await this.#depth()) === 0 ? lostWhenEmptyAfterMs : lostAfterMs;
    await this.ledger.applyAll(
      await this.store.queuedBefore(new Date(this.#real.now().getTime() - after).toISOString(), batch),
      { do: 'hold' },
    );
  }

  /** Those that waited too long are of use no more. Of what waits for a lane it must first be known until when it is of use. */
  async #lapse(leaves: boolean): Promise<boolean> {
    const now = this.clock.now().toISOString();
    const unappraised = leaves ? [] : await this.store.unappraised(now, batch);
    const lapsed = await this.store.lapsed(now, batch);
    const verdicts = new Map<string, DeliveryCommand>();
    const appraise = async (delivery: Delivery): Promise<void> => {
      try {
        const usefulUntil = await this.facts.usefulUntil(delivery);
        const needless = usefulUntil < now ? await this.facts.whyNeedless(delivery) : undefined;
        // What waited for people and not for the mail server did not fail.
        const over = delivery.state === 'overdue' ? 'too-late' : undefined;
        verdicts.set(delivery.id, usefulUntil < now ? lapseOf(needless ?? over) : { do: 'appraise', usefulUntil });
      } catch (error) {
        this.#logger.warn(
          `for how long delivery ${delivery.id} is of use cannot be told: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    };
    await Promise.all([...unappraised, ...lapsed].map(appraise));
    const known = [...unappraised, ...lapsed].filter(({ id }) => verdicts.has(id));
    await this.ledger.applyAll(known, ({ id }) => verdicts.get(id) ?? lapseOf(undefined));
    return known.length >= batch;
  }

  /**
   * How many errands the queue holds after what it lost was put back. What is lost is looked for at once when the queue is
   * empty, else only now and then, as it means going through all that are queued.
   */
  async #requeueLost(): Promise<number> {
    const { lostAfterMs, lostWhenEmptyAfterMs } = this.timings;
    const depth = await this.#depth();
    const now = this.#real.now().getTime();
    if (depth > 0 && now < this.#lookForLostAt) return depth;
    this.#lookForLostAt = now + lostAfterMs / 2;
    const lost = await this.store.queuedBefore(
      new Date(now - (depth === 0 ? lostWhenEmptyAfterMs : lostAfterMs)).toISOString(),
      batch,
    );
    // Whatever is left of a queue without errands may stand in their way.
    if (depth === 0 && lost.length > 0) await this.queue.clear();
    await this.#enqueue(lost);
    return depth + lost.length;
  }

  /** Redis has something else where the queue should be: that goes. When it is only away, the sweep waits. */
  async #depth(): Promise<number> {
    try {
      return await this.queue.depth();
    } catch (error) {
      if (!(error instanceof Error) || !/WRONGTYPE/.test(error.message)) throw error;
      this.#logger.warn(`Redis holds something else where the queue should be; it is filled anew: ${error.message}`);
      await this.queue.clear();
      return 0;
    }
  }

  /** The ledger first: if the queue is not told then, the sweep finds it as lost. */
  async #enqueue(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    const queued = await this.ledger.applyAll(deliveries, { do: 'queue', realNow: this.#real.now().toISOString() });
    await this.#tell(queued);
  }

  /** The fence: until somebody claims it, putting it in again changes nothing; after that it is another errand. */
  async #tell(queued: readonly Delivery[]): Promise<void> {
    if (queued.length === 0) return;
    await this.queue.add(
      queued.map(({ id, fence, correlationId, kind }) => ({
        deliveryId: id,
        turn: fence,
        correlationId,
        urgent: isUrgent(kind),
      })),
    );
  }
}
