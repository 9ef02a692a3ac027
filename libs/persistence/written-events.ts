import { type Model } from 'mongoose';
import { type EventEnvelope } from '#contracts';

/** Events of one aggregate, in order of revision. */
export type WrittenEvents = { readonly aggregateId: string; readonly events: readonly EventEnvelope[] };

/** What is not fetched stays in its aggregate, where the relay's sweep finds it. */
const mostWaiting = 2_000;

/**
 * Events that this process has just written, handed straight to the relay so that it need not look for them. An event is
 * handed over only if all earlier ones of its aggregate were: none overtakes another. Merely a short cut: what was written
 * is in the aggregate's outbox, whatever becomes of it here.
 */
export class WrittenQueue {
  #waiting = new Map<string, EventEnvelope[]>();
  #size = 0;
  /** Of each aggregate the revisions that were handed over and are not yet settled. */
  readonly #open = new Map<string, Set<number>>();

  /** `pendingRevisions`: all that the aggregate's outbox holds after the write. */
  add(aggregateId: string, events: readonly EventEnvelope[], pendingRevisions: readonly number[]): void {
    const open = this.#open.get(aggregateId) ?? new Set<number>();
    const own = new Set(events.map(({ revision }) => revision));
    if (this.#size >= mostWaiting || pendingRevisions.some((revision) => !own.has(revision) && !open.has(revision)))
      return;
    this.#open.set(aggregateId, open);
    for (const { revision } of events) open.add(revision);
    const waiting = this.#waiting.get(aggregateId);
    if (waiting) waiting.push(...events);
    else this.#waiting.set(aggregateId, [...events]);
    this.#size += events.length;
  }

  take(limit: number): WrittenEvents[] {
    const taken: WrittenEvents[] = [];
    for (const [aggregateId, events] of this.#waiting) {
      if (taken.length >= limit) break;
      this.#waiting.delete(aggregateId);
      this.#size -= events.length;
      taken.push({ aggregateId, events });
    }
    return taken;
  }

  /** What was handed over may be so no more: the database may be an older copy by now. What stands in it is found by the sweep. */
  clear(): void {
    this.#waiting.clear();
    this.#open.clear();
    this.#size = 0;
  }

  /** These were published and taken out of their aggregate, or are left to the sweep (`left`): then those behind them are, too. */
  settle({ aggregateId, events }: WrittenEvents, left = false): void {
    const open = this.#open.get(aggregateId);
    for (const { revision } of events) open?.delete(revision);
    if (left) {
      this.#size -= this.#waiting.get(aggregateId)?.length ?? 0;
      this.#waiting.delete(aggregateId);
      open?.clear();
    }
    if (open?.size === 0) this.#open.delete(aggregateId);
  }
}

const queues = new WeakMap<object, WrittenQueue>();

/** The queue of a model's collection. */
export const writtenQueueOf = <Doc>(model: Model<Doc>): WrittenQueue => {
  const found = queues.get(model);
  if (found) return found;
  const made = new WrittenQueue();
  queues.set(model, made);
  return made;
};
