import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#platform';
import { type Delivery, type DeliveryCommand, DeliveryLedger } from '../ledger/ledger.module.js';
import { DeliveryFacts } from '../writing/writing.module.js';
import { Outages } from './outages.js';

/** Sets aside what waited through an outage too long, for people to look at; what is of no use any more is not sent. */
@Injectable()
export class Asides {
  readonly #logger = new Logger(Asides.name);

  constructor(
    private readonly outages: Outages,
    private readonly ledger: DeliveryLedger,
    private readonly facts: DeliveryFacts,
    private readonly clock: Clock,
  ) {}

  /** Those of them that may leave by themselves. */
  async sift(deliveries: readonly Delivery[]): Promise<Delivery[]> {
    const free: Delivery[] = [];
    const verdicts = new Map<Delivery, DeliveryCommand>();
    for (const each of deliveries) {
      if (!(await this.outages.holdsBack(each))) {
        free.push(each);
        continue;
      }
      const verdict = await this.#verdict(each);
      if (verdict !== undefined) verdicts.set(each, verdict);
    }
    await this.ledger.applyAll([...verdicts.keys()], (each) => verdicts.get(each) ?? { do: 'hold' });
    return free;
  }

  async #verdict(delivery: Delivery): Promise<DeliveryCommand | undefined> {
    try {
      const usefulUntil = await this.facts.usefulUntil(delivery);
      if (usefulUntil >= this.clock.now().toISOString()) return { do: 'set-aside', usefulUntil };
      return { do: 'cancel', reason: (await this.facts.whyNeedless(delivery)) ?? 'too-late' };
    } catch (error) {
      this.#logger.warn(
        `for how long delivery ${delivery.id} is of use cannot be told: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    }
  }
}
