import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { AppError, SystemClock } from '#platform';
import { DeliveryTurn } from './delivery-turn.js';
import { type Delivery, type Outcome } from './delivery.js';
import { type DeliveryFacts } from './delivery-facts.js';
import { type Errand } from './delivery.queue.js';
import { Permits } from './permits.js';
import { type SenderParts } from './sender-parts.js';

export type SenderOptions = {
  /** How long a claim is held, real time. Longer than handing a mail over may take. */
  readonly leaseMs: number;
  /** How old the answer to 'is it still to be sent?' may be when it counts. */
  readonly freshMs: number;
  /** Mails that are checked and wait for a connection, or are on one: a few more than connections, so that none idles. */
  readonly ahead: number;
};

/**
 * Sends one delivery: check, wait for a connection, claim and write down that it is being handed over, hand it over, write down
 * what came of it. What was checked more than a moment ago is checked again, before the first command and before the last byte.
 */
export class DeliverySender {
  readonly #logger = new Logger(DeliverySender.name);
  readonly #worker = randomUUID();
  readonly #real = new SystemClock();
  readonly #ahead: Permits;

  constructor(
    private readonly parts: SenderParts,
    private readonly options: SenderOptions,
  ) {
    this.#ahead = new Permits(options.ahead);
  }

  async run({ deliveryId }: Errand): Promise<void> {
    try {
      await this.#ahead.with(() => this.#run(deliveryId));
    } catch (error) {
      // The lease was over and somebody else has it, or it was cancelled meanwhile.
      if (!movedOn(error)) throw error;
    }
  }

  async #run(deliveryId: string): Promise<void> {
    const { store, ledger, lane, transport } = this.parts;
    const delivery = await store.get(deliveryId);
    // Another worker has it, it was cancelled, or the errand came twice.
    if (delivery.state !== 'queued') return;
    if (!(await lane.admits(delivery.id))) return void (await ledger.apply(delivery, { do: 'hold' }));
    const turn = new DeliveryTurn(delivery, this.parts, { ...this.options, worker: this.#worker, real: this.#real });
    if (!(await turn.prepare())) return;
    const outcome = await transport.send(turn);
    if (outcome.kind === 'withdrawn') return turn.withdraw();
    await this.#settle(turn, outcome);
  }

  async #settle(turn: DeliveryTurn, outcome: Outcome): Promise<void> {
    const { ledger, lane, badAddresses, facts, clock } = this.parts;
    const { delivery } = turn;
    if (outcome.kind === 'held') await lane.stop({ cause: outcome.cause, said: outcome.error, needsMail: outcome.asked, by: delivery.id });
    // The server was not even asked: it waits, as it was.
    if (delivery.state === 'queued') return void (await ledger.apply(delivery, { do: 'hold' }));
    if (delivery.state === 'claimed') return void (await ledger.apply(delivery, { do: 'release', fence: delivery.fence, realNow: this.#real.now().toISOString() }, { do: 'hold' }));
    if (outcome.kind !== 'accepted') this.#logger.warn(`delivery ${delivery.id} ${outcome.kind}: ${outcome.error}`);
    const usefulUntil = outcome.kind === 'retriable' || (outcome.kind === 'held' && outcome.asked) ? await this.#usefulUntil(delivery, facts) : undefined;
    const fence = delivery.fence;
    await ledger.apply(delivery, { do: 'settle', fence, outcome, now: clock.now().toISOString(), ...(usefulUntil !== undefined && { usefulUntil }) }).catch((error: unknown) => this.#settleLate(turn, outcome, error));
    if (outcome.kind === 'accepted' || outcome.kind === 'rejected' || (outcome.kind === 'retriable' && outcome.pause !== 'connection')) await lane.passed(delivery.id);
    // Only these may go to an address that another mail did not reach.
    if (outcome.kind === 'accepted' && turn.address !== undefined && (delivery.generation !== undefined || (delivery.kind === 'invitation' && delivery.ordinal > 1)))
      await badAddresses.reached(turn.address, delivery);
    if (outcome.kind === 'rejected' && outcome.badAddress === true && turn.address !== undefined) {
      await badAddresses.mark(turn.address, outcome.error);
      await badAddresses.call(delivery);
    }
  }

  /** Taken for dead meanwhile: what is known for sure, that the server does not have the mail, may still be said. */
  async #settleLate({ delivery }: DeliveryTurn, outcome: Outcome, error: unknown): Promise<void> {
    if (!movedOn(error) || outcome.kind === 'accepted' || outcome.kind === 'unknown') throw error;
    const { store, ledger, clock } = this.parts;
    const now = await store.get(delivery.id);
    if (now.state !== 'unknown' || now.fence !== delivery.fence) throw error;
    await ledger.apply(now, { do: 'settle', fence: now.fence, outcome, now: clock.now().toISOString() });
  }

  async #usefulUntil(delivery: Delivery, facts: DeliveryFacts): Promise<string | undefined> {
    try {
      return await facts.usefulUntil(delivery);
    } catch {
      return undefined;
    }
  }
}

const movedOn = (error: unknown): boolean => error instanceof AppError && error.code === 'delivery-moved-on';
