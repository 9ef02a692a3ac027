import { setTimeout as delay } from 'node:timers/promises';
import { type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { type EventContract, EventEnvelope } from '#contracts';
import { AppError, type Clock, invalid, toErrorReturn, unavailable, withCorrelation } from '#platform';
import { bindConsumers, type ConsumerBinding } from './consumer-binding.js';
import { type Consumers } from './consumers.js';
import { type Continuity } from './continuity.js';
import { type DeadLetters, replayHeader } from './dead-letters.js';
import { type EventOutcome, isUsedUp, type OutcomePolicy, outcomeOf, pauseMs } from './event-outcome.js';
import { type EventDelivery, type EventHandlerExtras, jetStreamTransport } from './handles-event.js';
import { type NatsLink } from './nats-link.js';
import { eventStream } from './topology.js';
import { WorkInHand } from './work-in-hand.js';

/** `created`: when the consumer was made that is taken from. */
type Taking = { readonly messages: ConsumerMessages; readonly created: string };

/** Nest's strategy for events: durable pull consumers on JetStream that acknowledge after the handler is done. */
export class EventServer extends Server implements CustomTransportStrategy {
  override readonly transportId = jetStreamTransport;
  override readonly propagatesEventHandlerErrors = true;
  #bindings: readonly ConsumerBinding[] = [];
  readonly #consuming = new Map<string, Taking>();
  /** Of each consumer, the last beginning to take from it, and how often it was let go. */
  readonly #beginnings = new Map<string, Promise<void>>();
  readonly #lettings = new Map<string, number>();
  readonly #inHand = new WorkInHand();
  readonly #stopping = new AbortController();

  constructor(
    private readonly service: string,
    private readonly link: NatsLink,
    private readonly keeping: {
      readonly consumers: Consumers;
      readonly continuity: Continuity;
      readonly deadLetters: DeadLetters;
    },
    private readonly clock: Clock,
    private readonly policy: OutcomePolicy,
  ) {
    super();
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      this.#bindings = bindConsumers(this.service, this.messageHandlers.values());
      this.keeping.consumers.are(this.#bindings, {
        takes: (durable) => this.#consume(durable),
        leaves: (durable) => this.#leave(durable),
        isTaking: (durable, created) => this.#stopping.signal.aborted || this.#isTaking(durable, created),
      });
      await this.keeping.continuity.look();
      for (const { durable } of this.#bindings) if (!this.#consuming.has(durable)) await this.#consume(durable);
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Takes no more events and finishes those in hand; what waits for something that is down is given back. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#consuming.values()].map(({ messages }) => messages.close()));
    this.#consuming.clear();
    await this.#inHand.settled();
  }

  on(): never {
    throw new Error('the event server emits nothing');
  }

  unwrap<Link>(): Link {
    return this.link as Link;
  }

  /** Takes from the consumer as it is now; what took from an earlier one of its name stops. One after the other, so that none goes on unseen. */
  #consume(durable: string): Promise<void> {
    const beginning = (this.#beginnings.get(durable) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#begin(durable));
    this.#beginnings.set(durable, beginning);
    return beginning;
  }

  async #begin(durable: string): Promise<void> {
    const binding = this.#bindings.find((each) => each.durable === durable);
    if (binding === undefined || this.#stopping.signal.aborted) return;
    this.#leave(durable);
    const lettings = this.#lettings.get(durable);
    const consumer = await this.link.js.consumers.get(eventStream, durable);
    const take = (message: JsMsg) => this.#inHand.add(this.#deliver(message, binding));
    const { created } = await consumer.info(true);
    const messages = await consumer.consume({ max_messages: 32, callback: take });
    if (this.#stopping.signal.aborted || this.#lettings.get(durable) !== lettings) return messages.stop();
    this.#consuming.set(durable, { messages, created });
    void this.#watch(durable, messages);
  }

  #isTaking(durable: string, created: string | undefined): boolean {
    const taking = this.#consuming.get(durable);
    return taking !== undefined && (created === undefined || taking.created === created);
  }

  #leave(durable: string): void {
    this.#lettings.set(durable, (this.#lettings.get(durable) ?? 0) + 1);
    this.#consuming.get(durable)?.messages.stop();
    this.#consuming.delete(durable);
  }

  /** What the server says of a consumer that is gone is looked into at once, and so is one that ended by itself. Never rejects. */
  async #watch(durable: string, messages: ConsumerMessages): Promise<void> {
    try {
      for await (const { type } of messages.status())
        if (type === 'consumer_deleted' || type === 'consumer_not_found' || type === 'stream_not_found') break;
    } catch (error) {
      this.logger.warn(`${durable}: ${String(error)}`);
    }
    if (this.#consuming.get(durable)?.messages !== messages || this.#stopping.signal.aborted) return;
    this.#leave(durable);
    await this.keeping.consumers.recheck(durable);
  }

  /** Never rejects: whatever fails, the message comes again. */
  async #deliver(message: JsMsg, { durable, handlers }: ConsumerBinding): Promise<void> {
    const handler = handlers.get(message.subject);
    const replayFor = message.headers?.get(replayHeader) ?? '';
    if (handler === undefined || (replayFor !== '' && replayFor !== durable)) return message.ack();
    const stillWorking = setInterval(() => message.working(), this.policy.ackWaitMs / 3);
    try {
      await this.#handle(message, durable, handler);
    } catch (error) {
      this.logger.error(error);
      message.nak(pauseMs(this.policy, message.info.deliveryCount));
    } finally {
      clearInterval(stillWorking);
    }
  }

  async #handle(message: JsMsg, durable: string, handler: MessageHandler): Promise<void> {
    const attempt = message.info.deliveryCount;
    const event = parseEvent(message, (handler.extras as EventHandlerExtras).contract);
    if (event instanceof AppError) return this.#giveUp(message, durable, event);
    return withCorrelation(event.correlationId, async () => {
      if (isUsedUp(this.policy, attempt)) return this.#giveUp(message, durable, neverFinished);
      const delivery: EventDelivery = { sequence: message.seq, attempt };
      for (let failures = 1; ; failures += 1) {
        try {
          await settle(handler(event, delivery));
          return message.ack();
        } catch (error) {
          const outcome = outcomeOf(error, attempt, this.policy);
          this.#report(error, outcome, `${durable} could not handle ${event.subject} ${event.id} (attempt ${attempt})`);
          if (outcome.kind === 'dead-letter') return this.#giveUp(message, durable, error);
          if (outcome.kind === 'redeliver') return message.nak(outcome.delayMs);
          await delay(pauseMs(this.policy, failures), undefined, { signal: this.#stopping.signal }).catch(
            () => undefined,
          );
          if (this.#stopping.signal.aborted) return message.nak();
        }
      }
    });
  }

  async #giveUp(message: JsMsg, durable: string, error: unknown): Promise<void> {
    const reason = toErrorReturn(error);
    await this.keeping.deadLetters.keep({
      durable,
      subject: message.subject,
      eventSequence: message.seq,
      attempts: message.info.deliveryCount,
      error: reason,
      deadAt: this.clock.now().toISOString(),
      payload: message.string(),
    });
    message.ack();
    this.logger.error(
      `${durable} gave up on ${message.subject}, number ${message.seq} in the stream: ${reason.code}. It is among the dead letters.`,
    );
  }

  /** A defect is told with its stack; what is expected to come right on its own is told quietly. */
  #report(error: unknown, { kind }: EventOutcome, what: string): void {
    if (kind === 'wait') this.logger.warn(`${what}, and waits for what is down: ${String(error)}`);
    else if (error instanceof AppError) this.logger.debug?.(`${what}: ${error.code}`);
    else this.logger.error(error, what);
  }
}

/** Its workers died, each with the message in hand. */
const neverFinished = unavailable('handler-never-finished');

const settle = async (result: Promise<unknown>): Promise<void> => {
  const value = await result;
  if (isObservable(value)) await lastValueFrom(value, { defaultValue: undefined });
};

/** The event as its contract parses it. What cannot be read will never be: it goes to the dead letters as it is. */
const parseEvent = (message: JsMsg, contract: EventContract): EventEnvelope | AppError => {
  try {
    const envelope = EventEnvelope.parse(message.json());
    return { ...envelope, data: contract.data.parse(envelope.data) };
  } catch (cause) {
    return invalid('event-not-understood', { why: message.subject, cause });
  }
};
