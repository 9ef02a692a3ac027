import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { AppError, Clock, SystemClock } from '#platform';
import { MailLanes, MailWays } from '../lane/lane.module.js';
import { type Delivery, DeliveryLedger, DeliveryStore } from '../ledger/ledger.module.js';
import { type Outcome, Relays } from '../mail/mail.module.js';
import { InjectConfig, InjectTimings, type NotificationsConfig, type Timings } from '../settings/settings.module.js';
import { Asides } from '../holding/holding.module.js';
import { MailPauses } from '../pausing/pausing.module.js';
import { MailCopyStore } from '../mail-copy/mail-copy.module.js';
import { Suppressions } from '../suppression/suppression.module.js';
import { DeliveryFacts, mailKinds } from '../writing/writing.module.js';
import { Company } from './company.js';
import { DeliveryTurn } from './delivery-turn.js';
import { type Errand } from '../queue/queue.module.js';
import { DomainTurns } from './domain-turns.js';
import { InGroups } from './in-groups.js';
import { Joining } from './joining.js';
import { LastLook } from './last-look.js';

/** Mails in hand for each connection: as many again as it takes to look up what they are written from. */
const aheadOfEach = 16;

/**
 * Sends one delivery: check, wait for a connection, claim and write down that it is being handed over, hand it over, write down
 * what came of it. What was checked more than a moment ago is checked again, before the first command and before the last byte.
 */
@Injectable()
export class DeliverySender {
  readonly #logger = new Logger(DeliverySender.name);
  readonly #worker = randomUUID();
  readonly #real = new SystemClock();
  /** Mails that are checked and wait for a connection, or are on one: more than connections, so that none idles. */
  readonly #ahead: InGroups;

  constructor(
    private readonly store: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly look: LastLook,
    private readonly facts: DeliveryFacts,
    private readonly lanes: MailLanes,
    private readonly ways: MailWays,
    private readonly relays: Relays,
    private readonly turns: DomainTurns,
    private readonly joining: Joining,
    private readonly pauses: MailPauses,
    private readonly asides: Asides,
    private readonly suppressions: Suppressions,
    private readonly copies: MailCopyStore,
    private readonly clock: Clock,
    @InjectTimings() private readonly timings: Timings,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#ahead = new InGroups(aheadOfEach * config.SALA_MAIL_CONNECTIONS);
  }

  async run({ deliveryId }: Errand): Promise<void> {
    try {
      await this.#ahead.run(() => this.#run(deliveryId));
    } catch (error) {
      // The lease was over and somebody else has it, or it was cancelled meanwhile.
      if (!movedOn(error)) throw error;
    }
  }

  async #run(deliveryId: string): Promise<void> {
    const way = await this.lanes.wayFor(deliveryId);
    const inTurn = way !== undefined && (await this.ways.turn(way));
    // It may have waited for its turn, and been put into the queue anew meanwhile.
    const delivery = await this.store.get(deliveryId);
    // Another worker has it, it was cancelled, or the errand came twice.
    if (delivery.state !== 'queued') return;
    if (!inTurn || (await this.pauses.keepBack(delivery)))
      return void (await this.ledger.apply(delivery, { do: 'hold' }));
    // In the queue since before an outage.
    if ((await this.asides.sift([delivery])).length === 0) return;
    const askedAt = this.#real.now();
    const joined = await this.joining.of(delivery);
    if ('waits' in joined) return void (await this.ledger.apply(delivery, { do: 'hold', restsUntil: joined.waits }));
    const company = new Company(joined.others, this.look, this.ledger, {
      ...this.timings,
      worker: this.#worker,
      clock: this.clock,
      real: this.#real,
      read: (id) => this.store.get(id),
      usefulUntil: (each) => this.#usefulUntil(each),
    });
    const turn = new DeliveryTurn(delivery, this.look, this.store, this.ledger, {
      ...this.timings,
      worker: this.#worker,
      clock: this.clock,
      real: this.#real,
      company,
      reach: { now: joined.reach, askedAt },
      write: (mail) => this.relays.write(mail),
      isPaused: (each) => this.pauses.keepBack(each),
      keepCopy: (each, message, by) => this.copies.keep(each, message, this.clock.now(), by),
    });
    if (!(await turn.prepare()) || !(await this.turns.isThere(turn))) return;
    const { relay, outcome } = await this.ways.send(turn, delivery.id, way, () => turn.isUntold());
    await turn.isUntold();
    if (outcome.kind === 'withdrawn') return turn.withdraw();
    if (outcome.kind === 'not-yet') {
      await company.release();
      return void (await turn.putBack());
    }
    await this.#settle(turn, company, relay, outcome);
  }

  async #settle(turn: DeliveryTurn, company: Company, relay: string, outcome: Outcome): Promise<void> {
    const { delivery } = turn;
    // The server was not even asked: it waits, as it was.
    if (delivery.state === 'queued') return void (await this.ledger.apply(delivery, { do: 'hold' }));
    if (delivery.state === 'claimed')
      return void (await this.ledger.apply(
        delivery,
        { do: 'release', fence: delivery.fence, realNow: this.#real.now().toISOString() },
        { do: 'hold' },
      ));
    if (outcome.kind !== 'accepted') this.#logger.warn(`delivery ${delivery.id} ${outcome.kind}: ${outcome.error}`);
    const usefulUntil =
      outcome.kind === 'retriable' || (outcome.kind === 'held' && outcome.asked)
        ? await this.#usefulUntil(delivery)
        : undefined;
    const elsewhere = outcome.kind === 'held' && (await this.lanes.wayFor(delivery.id, new Set([relay]))) !== undefined;
    const fence = delivery.fence;
    await this.ledger
      .apply(delivery, {
        do: 'settle',
        fence,
        outcome,
        now: this.clock.now().toISOString(),
        elsewhere,
        ...(usefulUntil !== undefined && { usefulUntil }),
      })
      .catch((error: unknown) => this.#settleLate(turn, outcome, error));
    await company.settle(outcome, elsewhere);
    if (
      outcome.kind === 'accepted'
      || outcome.kind === 'rejected'
      || (outcome.kind === 'retriable' && outcome.wait !== 'connection')
    )
      await this.lanes.passed(relay, delivery.id);
    if (turn.address !== undefined)
      for (const each of [delivery, ...company.deliveries]) await this.#learn(each, turn.address, outcome);
  }

  /** What the mail server said of the address of one. */
  async #learn(delivery: Delivery, address: string, outcome: Outcome): Promise<void> {
    // Only these may go to an address that another mail did not reach.
    if (
      outcome.kind === 'accepted'
      && (delivery.generation !== undefined
        || (mailKinds[delivery.kind].onceAnAddress === true && delivery.ordinal > 1))
    )
      await this.suppressions.reached(address, delivery);
    if (outcome.kind === 'rejected' && outcome.badAddress === true)
      await this.suppressions.suppress(address, { source: 'smtp', said: outcome.error }, delivery);
  }

  /** Taken for dead meanwhile: what is known for sure, that the server does not have the mail, may still be said. */
  async #settleLate({ delivery }: DeliveryTurn, outcome: Outcome, error: unknown): Promise<void> {
    if (!movedOn(error) || outcome.kind === 'accepted' || outcome.kind === 'unknown') throw error;
    const now = await this.store.get(delivery.id);
    if (now.state !== 'unknown' || now.fence !== delivery.fence) throw error;
    await this.ledger.apply(now, { do: 'settle', fence: now.fence, outcome, now: this.clock.now().toISOString() });
  }

  async #usefulUntil(delivery: Delivery): Promise<string | undefined> {
    try {
      return await this.facts.usefulUntil(delivery);
    } catch {
      return undefined;
    }
  }
}

const movedOn = (error: unknown): boolean => error instanceof AppError && error.code === 'delivery-moved-on';
