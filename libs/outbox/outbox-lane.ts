import { Logger } from '@nestjs/common';
import { type EventEnvelope } from '#contracts';
import { type Continuity, type NatsLink, NotPublished, publishEvent, type ToldEvent } from '#messaging';
import { Trouble, WakeLoop } from '#platform';
import { type OutboxSource, type PendingEvents } from './outbox-source.js';

const batchSize = 100;
/** How many sweeps an aggregate whose event was refused waits for its next try. */
const patience = 60;

type Outcome = PendingEvents & { readonly told: readonly ToldEvent[]; readonly failure?: NotPublished };

/**
 * Publishes one source's events: what was just written, and what a look into the database finds. While one batch is being
 * kept and taken out of its aggregates, the next is on its way to the stream. An aggregate whose event is refused for good
 * is stepped over and tried again now and then, so that it does not hold up the others.
 */
export class OutboxLane {
  readonly #logger = new Logger('OutboxRelay');
  readonly #trouble: Trouble;
  readonly #loop = new WakeLoop(
    () => this.#round(),
    (error) => this.#trouble.is(messageOf(error)),
  );
  /** Sweeps that each refused aggregate still waits for. */
  readonly #refused = new Map<string, number>();
  /** What the stream has taken is being kept; what is kept is being taken out of its aggregates, while the next is kept. */
  #settling: Promise<void> = Promise.resolve();
  #pulling: Promise<void> = Promise.resolve();
  #look = true;
  /** The last state of stream and database from which something was published. */
  #generation = -1;

  constructor(
    private readonly link: NatsLink,
    private readonly source: OutboxSource,
    private readonly continuity: Continuity,
  ) {
    this.#trouble = new Trouble(this.#logger, `the outbox of ${source.name}`);
  }

  /** Something was written. */
  wake(): void {
    this.#loop.wake();
  }

  /** Looks into the database for what was written and not handed over. */
  sweep(): void {
    this.#look = true;
    for (const [aggregateId, left] of this.#refused) if (left > 0) this.#refused.set(aggregateId, left - 1);
    this.#loop.wake();
  }

  /** Aggregates whose events NATS refuses, and documents that can't be read. */
  get steppedOver(): number {
    return this.#refused.size + this.source.unreadable.length;
  }

  countPending(): Promise<number> {
    return this.source.countPending();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
    await this.#settled();
  }

  async #round(): Promise<boolean> {
    if (!this.link.connected || !this.continuity.settled) return false;
    const { generation } = this.continuity;
    if (generation !== this.#generation) {
      // What was written before may be gone with the database that it was written to.
      this.#generation = generation;
      this.source.leaveWritten();
      this.#look = true;
    }
    const written = this.source.takeWritten(batchSize);
    if (written.length > 0) return this.#publishAll(written);
    if (!this.#look) return false;
    this.#look = false;
    await this.#settled();
    const waiting = [...this.#refused].filter(([, left]) => left > 0).map(([aggregateId]) => aggregateId);
    const found = await this.source.findPending(batchSize, waiting);
    this.#nameUnreadable();
    if (found.length === 0 || this.continuity.generation !== generation) return false;
    this.#look = found.length === batchSize;
    return (await this.#publishAll(found)) && this.#look;
  }

  /** Whether it is worth going on at once. */
  async #publishAll(pending: readonly PendingEvents[]): Promise<boolean> {
    const at = this.continuity.generation;
    const outcomes = await Promise.all(pending.map((each) => this.#publish(each)));
    await this.#settling;
    if (this.continuity.generation !== at) {
      // The connection broke meanwhile: what the stream said before may be so no more. They are published again.
      for (const each of pending) this.source.settle(each, true);
      return false;
    }
    this.#settling = this.#settle(outcomes, at).catch((error: unknown) => this.#trouble.is(messageOf(error)));
    const worst = outcomes.find(({ failure }) => failure !== undefined && failure.because !== 'refused')?.failure;
    if (worst === undefined) {
      this.#trouble.isOver();
      return true;
    }
    this.#trouble.is(worst.because === 'full' ? `the event stream has no room left: ${worst.message}` : worst.message);
    if (worst.because === 'away') this.continuity.doubt(`an event could not be published: ${worst.message}`);
    return false;
  }

  /** One after the other, so that no later event of an aggregate overtakes an earlier one. */
  async #publish(pending: PendingEvents): Promise<Outcome> {
    const told: ToldEvent[] = [];
    try {
      for (const event of pending.events) told.push(await this.#publishOne(event));
      this.#refused.delete(pending.aggregateId);
      return { ...pending, told };
    } catch (error) {
      const failure = error instanceof NotPublished ? error : new NotPublished('away', messageOf(error));
      if (failure.because === 'refused') this.#stepOver(pending.aggregateId, failure);
      return { ...pending, told, failure };
    }
  }

  async #publishOne(event: EventEnvelope): Promise<ToldEvent> {
    const before = this.continuity.lastKnown;
    const place = await publishEvent(this.link, event);
    await this.continuity.check(event, place, before);
    return { model: this.source.name, event, sequence: place.sequence };
  }

  /** Kept in the journal first, then taken out. */
  async #settle(outcomes: readonly Outcome[], generation: number): Promise<void> {
    try {
      const isKept = await this.continuity.keep(
        outcomes.flatMap((each) => each.told),
        generation,
      );
      await this.#pulling;
      this.#pulling = this.#pull(outcomes, isKept);
    } catch (error) {
      for (const each of outcomes) this.source.settle(each, true);
      throw error;
    }
  }

  async #pull(outcomes: readonly Outcome[], isKept: boolean): Promise<void> {
    const told = isKept ? outcomes.filter((each) => each.told.length > 0) : [];
    try {
      if (told.length > 0)
        await this.source.pull(
          told.map(({ aggregateId, told: events }) => ({ aggregateId, eventIds: events.map(({ event }) => event.id) })),
        );
      for (const each of outcomes) this.source.settle(each, !isKept || each.failure !== undefined);
    } catch (error) {
      for (const each of outcomes) this.source.settle(each, true);
      this.#trouble.is(messageOf(error));
    }
  }

  async #settled(): Promise<void> {
    await this.#settling;
    await this.#pulling;
  }

  #stepOver(aggregateId: string, failure: NotPublished): void {
    if (!this.#refused.has(aggregateId))
      this.#logger.error(
        `an event of ${this.source.name} ${aggregateId} is refused and waits, the others go on: ${failure.message}`,
      );
    this.#refused.set(aggregateId, patience);
  }

  #nameUnreadable(): void {
    for (const id of this.source.takeNewlyUnreadable())
      this.#logger.error(
        `${this.source.name} ${id} can't be read from the database: its events wait, the others go on`,
      );
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
