import { Injectable, Optional } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import { type EventEnvelope } from '#contracts';
import { type Aggregate, InjectConnection, outboxFilter, outboxModels } from '#persistence';

/** An aggregate's events that are written and not yet published, in order of revision. */
export type PendingEvents = { readonly aggregateId: string; readonly events: readonly EventEnvelope[] };

export type PublishedEvents = { readonly aggregateId: string; readonly eventIds: readonly string[] };

/** Where one kind of aggregate keeps its pending events. */
export type OutboxSource = {
  readonly name: string;
  /** Pending events of at most `limit` aggregates. */
  findPending(limit: number): Promise<readonly PendingEvents[]>;
  /** Takes published events out of their aggregates. */
  pull(published: readonly PublishedEvents[]): Promise<void>;
  /** How many events are pending. */
  countPending(): Promise<number>;
};

export const outboxOf = (model: Model<Aggregate>): OutboxSource => ({
  name: model.modelName,
  findPending: async (limit) => {
    const found = await model.find(outboxFilter, { outbox: 1 }).limit(limit).lean();
    return found.map(({ _id, outbox }) => ({ aggregateId: _id, events: outbox.toSorted((a, b) => a.revision - b.revision) }));
  },
  pull: async (published) => {
    const updates = published.map(({ aggregateId, eventIds }) => ({
      updateOne: { filter: { _id: aggregateId }, update: { $pull: { outbox: { id: { $in: [...eventIds] } } } } },
    }));
    await model.bulkWrite(updates, { ordered: false });
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
