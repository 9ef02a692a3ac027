import { Injectable } from '@nestjs/common';
import mongoose, { type Connection, type Model } from 'mongoose';
import {
  type Aggregate,
  eventOfWaiting,
  InjectConnection,
  outboxFilter,
  outboxModels,
  type WrittenEvents,
  writtenQueueOf,
} from '#persistence';

/** An aggregate's events that are written and not yet published, in order of revision. */
export type PendingEvents = WrittenEvents;

export type PublishedEvents = { readonly aggregateId: string; readonly eventIds: readonly string[] };

/** Where one kind of aggregate keeps its pending events. */
export type OutboxSource = {
  readonly name: string;
  /** What was written in this process and handed over. Each is to be settled. */
  takeWritten(limit: number): readonly PendingEvents[];
  /** What was handed over and not taken yet is left to a later look, which goes by what the database holds by then. */
  leaveWritten(): void;
  /** `left`: they were not taken out of their aggregate, and are found by a later look. */
  settle(events: PendingEvents, left: boolean): void;
  /** Pending events of at most `limit` aggregates, the oldest first, passing over some aggregates. */
  findPending(limit: number, except?: readonly string[]): Promise<readonly PendingEvents[]>;
  /** Takes published events out of their aggregates. */
  pull(published: readonly PublishedEvents[]): Promise<void>;
  /** How many events are pending. */
  countPending(): Promise<number>;
  /** Ids of documents that the last looks could not read. */
  readonly unreadable: readonly string[];
  /** Those of them that were not named before. */
  takeNewlyUnreadable(): readonly string[];
};

type Outboxed = Pick<Aggregate, '_id' | 'outbox'>;
const toPending = ({ _id, outbox }: Outboxed): PendingEvents => ({
  aggregateId: _id,
  events: outbox.map(eventOfWaiting).toSorted((a, b) => a.revision - b.revision),
});

/** MongoDB's InvalidBSON. */
const invalidBson = 22;
/** How many looks a document that could not be read waits for its next try. */
const patience = 60;

/** A document can't be read, and with it fails the whole of a read. Whatever else a server answers says nothing of a document. */
const isUnreadable = (error: unknown): boolean =>
  (error instanceof mongoose.mongo.MongoServerError && error.code === invalidBson)
  || error instanceof mongoose.mongo.BSON.BSONError;

type Unreadable = { named: boolean; looksLeft: number };

class ModelOutbox implements OutboxSource {
  readonly #unreadable = new Map<string, Unreadable>();

  constructor(private readonly model: Model<Aggregate>) {}

  get name(): string {
    return this.model.modelName;
  }

  get unreadable(): readonly string[] {
    return [...this.#unreadable.keys()];
  }

  takeWritten(limit: number): readonly PendingEvents[] {
    return writtenQueueOf(this.model).take(limit);
  }

  leaveWritten(): void {
    writtenQueueOf(this.model).clear();
  }

  settle(events: PendingEvents, left: boolean): void {
    writtenQueueOf(this.model).settle(events, left);
  }

  async findPending(limit: number, except: readonly string[] = []): Promise<readonly PendingEvents[]> {
    const due = [...this.#unreadable].filter(([, each]) => (each.looksLeft -= 1) <= 0).map(([id]) => id);
    for (const id of due) await this.#readAlone(id);
    const passedOver = [...except, ...this.#unreadable.keys()];
    try {
      return await this.#find(passedOver.length === 0 ? {} : { _id: { $nin: passedOver } }, limit);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return this.#findOneByOne(limit, new Set(except), error);
    }
  }

  async pull(published: readonly PublishedEvents[]): Promise<void> {
    const updates = published.map(({ aggregateId, eventIds }) => ({
      updateOne: { filter: { _id: aggregateId }, update: { $pull: { outbox: { id: { $in: [...eventIds] } } } } },
    }));
    // Past mongoose, which would cast what was parsed before.
    await this.model.collection.bulkWrite(updates as unknown as Parameters<typeof this.model.collection.bulkWrite>[0], {
      ordered: false,
    });
  }

  async countPending(): Promise<number> {
    try {
      const [counted] = await this.model.aggregate<{ events: number }>([
        { $match: outboxFilter },
        { $group: { _id: null, events: { $sum: { $size: '$outbox' } } } },
      ]);
      return counted?.events ?? 0;
    } catch (error) {
      if (!isUnreadable(error) || this.#unreadable.size === 0) throw error;
      // What can't be read waits at least with one event each.
      return this.#unreadable.size;
    }
  }

  takeNewlyUnreadable(): readonly string[] {
    const fresh = [...this.#unreadable].filter(([, { named }]) => !named);
    for (const [, each] of fresh) each.named = true;
    return fresh.map(([id]) => id);
  }

  async #find(only: object, limit: number): Promise<PendingEvents[]> {
    const found = await this.model
      .find({ ...outboxFilter, ...only }, { outbox: 1 })
      .sort({ 'outbox.occurredAt': 1 })
      .limit(limit)
      .lean<Outboxed[]>();
    return found.map(toPending);
  }

  /** By their ids alone, which an index holds; then each for itself, so that one that can't be read fails alone. */
  async #findOneByOne(limit: number, except: ReadonlySet<string>, cause: unknown): Promise<PendingEvents[]> {
    const found: PendingEvents[] = [];
    const ids = await this.model.collection
      .find({}, { projection: { _id: 1 }, hint: '_id_' })
      .map(({ _id }) => String(_id))
      .toArray()
      .catch(() => Promise.reject(cause as Error));
    for (const id of ids) {
      if (found.length >= limit) break;
      if (except.has(id)) continue;
      const pending = await this.#readAlone(id);
      if (pending) found.push(pending);
    }
    return found;
  }

  async #readAlone(id: string): Promise<PendingEvents | undefined> {
    try {
      const [pending] = await this.#find({ _id: id }, 1);
      this.#unreadable.delete(id);
      return pending;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      this.#unreadable.set(id, { named: this.#unreadable.get(id)?.named ?? false, looksLeft: patience });
      return undefined;
    }
  }
}

export const outboxOf = (model: Model<Aggregate>): OutboxSource => new ModelOutbox(model);

/** The outboxes of a service: one for each of its models that has any. */
@Injectable()
export class Outboxes {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  sources(): OutboxSource[] {
    return this.models().map(outboxOf);
  }

  models(): Model<Aggregate>[] {
    return outboxModels(this.connection);
  }
}
