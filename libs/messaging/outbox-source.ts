import { Injectable, Optional } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import { type EventEnvelope } from '#contracts';
import { type Aggregate, InjectConnection, outboxFilter, outboxModels } from '#persistence';

/** An aggregate's events that are written and not yet published, in order of revision. */
export type PendingEvents = { readonly aggregateId: string; readonly events: readonly EventEnvelope[] };

/** Where one kind of aggregate keeps its pending events. */
export type OutboxSource = {
  readonly name: string;
  /** Pending events of at most `limit` aggregates. */
  findPending(limit: number): Promise<readonly PendingEvents[]>;
  /** Takes published events out of their aggregate. */
  pull(aggregateId: string, eventIds: readonly string[]): Promise<void>;
  /** How many events are pending. */
  countPending(): Promise<number>;
};

export const outboxOf = (model: Model<Aggregate>): OutboxSource => ({
  name: model.modelName,
  findPending: async (limit) => {
    const found = await model.find(outboxFilter, { outbox: 1 }).limit(limit).lean();
    return found.map(({ _id, outbox }) => ({ aggregateId: _id, events: outbox.toSorted((a, b) => a.revision - b.revision) }));
  },
  pull: async (aggregateId, eventIds) => {
    await model.updateOne({ _id: aggregateId }, { $pull: { outbox: { id: { $in: [...eventIds] } } } });
  },
  countPending: async () => {
    const [counted] = await model.aggregate<{ events: number }>([
      { $match: outboxFilter },
      { $group: { _id: null, events: { $sum: { $size: '$outbox' } } } },
    ]);
    return counted?.events ?? 0;
  },
});

/** The outboxes of a service: one for each of its models that has any; none in a service without a database. */
@Injectable()
export class Outboxes {
  constructor(@Optional() @InjectConnection() private readonly connection?: Connection) {}

  sources(): OutboxSource[] {
    return this.connection === undefined ? [] : outboxModels(this.connection).map(outboxOf);
  }
}
