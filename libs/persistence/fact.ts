import { type z } from 'zod';
import { type AskedBy, type EventContract, type EventEnvelope, type HistoryNote } from '#contracts';
import { pendingEvent } from './pending-event.js';

/** What a decision wants told: the event's contract and data. The envelope is added when it is saved. */
export type Fact = {
  readonly contract: EventContract;
  readonly data: unknown;
  /** Who had it done, and what it changed: for a history. */
  readonly by?: AskedBy;
  readonly note?: HistoryNote;
};

export const fact = <Data extends z.ZodType>(contract: EventContract<Data>, data: z.output<Data>): Fact => ({
  contract,
  data,
});

/** The facts of one write as events: each takes the aggregate one revision on. */
export const eventsOf = (
  at: { readonly id: string; readonly revision: number },
  facts: readonly Fact[],
  now: Date,
): EventEnvelope[] =>
  facts.map((each, index) => pendingEvent({ ...each, aggregateId: at.id, revision: at.revision + index + 1, now }));
