import { type Continuity, type NatsLink } from '#messaging';
import { OutboxLane } from './outbox-lane.js';
import { type OutboxSource } from './outbox-source.js';

/**
 * Publishes what is written: each aggregate's events in order of revision, each taken out once the stream has it. An event
 * published twice (two replicas, a crash in between) has one message id, so the stream keeps it once.
 */
export class OutboxRelay {
  readonly #lanes = new Map<string, OutboxLane>();
  readonly #sweep: NodeJS.Timeout;

  /** `sources` is asked anew at each sweep, as stores make their models while the service starts. */
  constructor(
    private readonly link: NatsLink,
    private readonly sources: () => readonly OutboxSource[],
    private readonly continuity: Continuity,
    sweepMs: number,
  ) {
    this.#sweep = setInterval(() => this.#sweepAll(), sweepMs).unref();
    continuity.onSettled(() => this.#sweepAll());
  }

  /** Says that something of this model, or anything, was written; does not wait for it to be published. */
  nudge(model?: { readonly modelName: string }): void {
    const lanes = this.#openLanes();
    if (model === undefined) for (const lane of lanes.values()) lane.wake();
    else lanes.get(model.modelName)?.wake();
  }

  /** How many aggregates are stepped over: their events are refused, or can't be read. */
  get steppedOver(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + lane.steppedOver, 0);
  }

  async countPending(): Promise<number> {
    const counts = await Promise.all([...this.#openLanes().values()].map((lane) => lane.countPending()));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Finishes the rounds in hand; what is left is published at the next start. */
  async stop(): Promise<void> {
    clearInterval(this.#sweep);
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
  }

  #sweepAll(): void {
    for (const lane of this.#openLanes().values()) lane.sweep();
  }

  #openLanes(): ReadonlyMap<string, OutboxLane> {
    for (const source of this.sources())
      if (!this.#lanes.has(source.name))
        this.#lanes.set(source.name, new OutboxLane(this.link, source, this.continuity));
    return this.#lanes;
  }
}
