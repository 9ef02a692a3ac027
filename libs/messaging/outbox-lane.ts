import { Logger } from '@nestjs/common';
import { correlationHeaders } from './correlation-header.js';
import { type NatsLink } from './nats-link.js';
import { type OutboxSource, type PendingEvents, type PublishedEvents } from './outbox-source.js';

const batchSize = 100;

/** Publishes one source's events, one round at a time; a wake during a round starts another after it. */
export class OutboxLane {
  readonly #logger = new Logger('OutboxRelay');
  #running: Promise<void> | undefined;
  #awake = false;
  #stopped = false;

  constructor(
    private readonly link: NatsLink,
    private readonly source: OutboxSource,
  ) {}

  wake(): void {
    if (this.#stopped) return;
    this.#awake = true;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  countPending(): Promise<number> {
    return this.source.countPending();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#awake && !this.#stopped && this.link.connected) {
      this.#awake = false;
      try {
        const pending = await this.source.findPending(batchSize);
        const published = (await Promise.all(pending.map((each) => this.#publish(each)))).filter(({ eventIds }) => eventIds.length > 0);
        if (published.length > 0) await this.source.pull(published);
        if (pending.length === batchSize && published.length > 0) this.#awake = true;
      } catch (error) {
        this.#logger.warn(`the outbox of ${this.source.name} waits for the next sweep: ${messageOf(error)}`);
      }
    }
  }

  /** One after the other, so that no later event of an aggregate overtakes an earlier one. Says which the stream has. */
  async #publish({ aggregateId, events }: PendingEvents): Promise<PublishedEvents> {
    const eventIds: string[] = [];
    try {
      for (const event of events) {
        await this.link.js.publish(event.subject, JSON.stringify(event), { msgID: event.id, headers: correlationHeaders(event.correlationId) });
        eventIds.push(event.id);
      }
    } catch (error) {
      this.#logger.warn(`events of ${this.source.name} ${aggregateId} wait for the next sweep: ${messageOf(error)}`);
    }
    return { aggregateId, eventIds };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
