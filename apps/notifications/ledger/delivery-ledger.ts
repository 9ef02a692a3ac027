import { Injectable } from '@nestjs/common';
import { DeliveryAccepted, DeliveryRejected, type EventEnvelope } from '#contracts';
import { OutboxRelay } from '#outbox';
import { pendingEvent } from '#persistence';
import { AppError, Clock, conflict, correlationId } from '#platform';
import { type Delivery, type DeliveryCommand } from './delivery.js';
import { decide } from './delivery-decision.js';
import { evolve } from './delivery-steps.js';
import { DeliveryStore } from './delivery.store.js';
import { type NewDelivery, deliveryOf } from './new-delivery.js';

/** Every change of a delivery: decided by the pure rules, saved with its event in one write. */
@Injectable()
export class DeliveryLedger {
  readonly #listeners: (() => void)[] = [];

  constructor(
    private readonly store: DeliveryStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** Has somebody called when something may be done at once that would wait for the next sweep. */
  onWake(listener: () => void): void {
    this.#listeners.push(listener);
  }

  wake(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Planning the same delivery again changes nothing. */
  async plan(plans: readonly NewDelivery[]): Promise<void> {
    const correlation = correlationId();
    await this.store.insertAll(plans.map((plan) => deliveryOf(plan, correlation)));
    this.wake();
  }

  /** Commands one after the other, in one write. Throws conflict 'delivery-moved-on' if its state does not allow them, or somebody else was first. */
  async apply(delivery: Delivery, ...commands: readonly DeliveryCommand[]): Promise<Delivery> {
    const change = this.#changeOf(delivery, ...commands);
    if (!(await this.store.save(change))) throw conflict('delivery-moved-on', { why: delivery.id });
    if (change.events.length > 0) this.relay.nudge(this.store.model);
    return change.after;
  }

  /** Applies the command to many in one write; gives back those that came through. */
  async applyAll(
    deliveries: readonly Delivery[],
    command: DeliveryCommand | ((delivery: Delivery) => DeliveryCommand),
  ): Promise<Delivery[]> {
    const changes = deliveries.flatMap((delivery) => {
      try {
        return [this.#changeOf(delivery, typeof command === 'function' ? command(delivery) : command)];
      } catch (error) {
        if (error instanceof AppError && error.code === 'delivery-moved-on') return [];
        throw error;
      }
    });
    const saved = await this.store.saveAll(changes);
    if (changes.some(({ events }) => events.length > 0)) this.relay.nudge(this.store.model);
    return changes.filter((_change, index) => saved[index]).map(({ after }) => after);
  }

  #changeOf(before: Delivery, ...commands: readonly DeliveryCommand[]) {
    const after = commands.reduce((delivery, command) => evolve(delivery, decide(delivery, command)), before);
    return { before, after, events: this.#eventsOf(after) };
  }

  #eventsOf(delivery: Delivery): EventEnvelope[] {
    const { id, meetingId, recipientId, kind, ordinal, revision } = delivery;
    const data = { deliveryId: id, meetingId, recipientId, kind, ordinal };
    const at = { aggregateId: id, revision, now: this.clock.now() };
    if (delivery.state === 'accepted') return [pendingEvent({ contract: DeliveryAccepted, data, ...at })];
    if (delivery.state === 'rejected')
      return [
        pendingEvent({
          contract: DeliveryRejected,
          data: { ...data, reason: delivery.lastError.slice(0, 500) },
          ...at,
        }),
      ];
    return [];
  }
}
