import { setTimeout as pause } from 'node:timers/promises';
import {
  Schema,
  type Model,
  type QueryFilter,
  type SchemaDefinition,
  type SchemaOptions,
  type UpdateQuery,
} from 'mongoose';
import { type EventEnvelope } from '#contracts';
import { AppError, conflict } from '#platform';
import { isDuplicateKey, duplicateKeyFields, writeErrorsOf } from './duplicate-key.js';
import { rebased, revisionBaseOf } from './era.js';
import { type WaitingEvent, waitingEvent } from './waiting-event.js';
import { writtenQueueOf } from './written-events.js';

/** What every aggregate's document has: its revision, and the events that were written with it and are not yet published. */
export type Aggregate = { readonly _id: string; readonly revision: number; readonly outbox: readonly WaitingEvent[] };

/** An aggregate's own fields. */
export type ContentOf<Doc extends Aggregate> = Omit<Doc, keyof Aggregate>;

/** A schema with `_id`, `revision` and `outbox` added; strict, with an index on documents that have events to publish. */
export const aggregateSchema = <Doc extends Aggregate>(
  definition: SchemaDefinition<ContentOf<Doc>>,
  options: SchemaOptions = {},
): Schema<Doc> => {
  const schema = new Schema(
    {
      ...definition,
      _id: { type: String, required: true },
      revision: { type: Number, required: true },
      // Events are made by `eventsOf` of what a contract has parsed: casting each of them again took longer than to decide on it.
      outbox: { type: [Schema.Types.Mixed], required: true, default: [] },
    },
    { strict: 'throw', versionKey: false, minimize: false, ...options },
  );
  schema.index(
    { 'outbox.occurredAt': 1 },
    { name: 'outbox', partialFilterExpression: { 'outbox.occurredAt': { $exists: true } } },
  );
  return schema as unknown as Schema<Doc>;
};

/** Finds the documents that have events to publish; the index `outbox` serves it. */
export const outboxFilter = { 'outbox.occurredAt': { $exists: true } } as const;

const steps = (events: readonly EventEnvelope[]) => Math.max(1, events.length);

/** Events carry the revisions that the write produces, one by one; anything else is a defect of the caller. */
const checkRevisions = (id: string, base: number, events: readonly EventEnvelope[]): void => {
  events.forEach((event, index) => {
    if (event.revision !== base + index + 1 || event.aggregateId !== id)
      throw new Error(
        `event ${event.subject} is of ${event.aggregateId} revision ${event.revision}, the write makes ${id} revision ${base + index + 1}`,
      );
  });
};

const duplicate = (error: unknown): unknown =>
  isDuplicateKey(error)
    ? conflict('duplicate-key', {
        why: `${duplicateKeyFields(error).join(', ')}`,
        details: { keys: duplicateKeyFields(error) },
        cause: error,
      })
    : error;

/** Where a new aggregate begins in the era of its database. */
const beginningOf = <Doc extends Aggregate>(
  model: Model<Doc>,
  events: readonly EventEnvelope[],
): { readonly revision: number; readonly told: readonly EventEnvelope[] } => {
  const base = revisionBaseOf(model.db);
  return { revision: base + steps(events), told: base === 0 ? events : events.map((event) => rebased(event, base)) };
};

/**
 * Keeps a new aggregate and its events in one write. Its revision is the number of its events, at least 1, above the base of
 * the database's era; `events` are counted from 1 and moved up to it here.
 * @returns 'exists' if its id is taken: nothing was written
 * @throws AppError conflict 'duplicate-key' if another unique index refuses it (`details.keys`)
 */
export const insertAggregate = async <Doc extends Aggregate>(
  model: Model<Doc>,
  doc: ContentOf<Doc> & { readonly _id: string },
  events: readonly EventEnvelope[] = [],
): Promise<'inserted' | 'exists'> => {
  checkRevisions(doc._id, 0, events);
  const { revision, told } = beginningOf(model, events);
  try {
    await model.insertOne({ ...doc, revision, outbox: told.map(waitingEvent) } as Parameters<
      typeof model.insertOne
    >[0]);
    if (told.length > 0) writtenQueueOf(model).add(doc._id, told, []);
    return 'inserted';
  } catch (error) {
    if (isDuplicateKey(error) && duplicateKeyFields(error).includes('_id')) return 'exists';
    throw duplicate(error);
  }
};

/** The first write of what nobody has written yet. @throws conflict 'revision-conflict' where somebody has meanwhile */
export const beginAggregate = async <Doc extends Aggregate>(
  model: Model<Doc>,
  doc: ContentOf<Doc> & { readonly _id: string },
  events: readonly EventEnvelope[],
): Promise<void> => {
  if ((await insertAggregate(model, doc, events)) === 'exists') throw conflict('revision-conflict', { why: doc._id });
};

export type NotInserted = 'exists' | 'refused';

/** At which revision an aggregate begins in the era of its database with one event, or with none. */
export const firstRevisionOf = <Doc extends Aggregate>(model: Model<Doc>): number => revisionBaseOf(model.db) + 1;

/**
 * Keeps many new aggregates with their events in one command, each by itself: what is refused keeps none of the others out.
 * They are written as they are: what they hold was parsed by a contract, and to cast each of it again takes longer than all else.
 * @returns of which nothing was written, by their ids: 'exists' where the id was taken already, 'refused' by another unique index
 */
export const insertAggregates = async <Doc extends Aggregate>(
  model: Model<Doc>,
  inserts: readonly {
    readonly doc: ContentOf<Doc> & { readonly _id: string };
    readonly events: readonly EventEnvelope[];
  }[],
): Promise<ReadonlyMap<string, NotInserted>> => {
  if (inserts.length === 0) return new Map();
  for (const { doc, events } of inserts) checkRevisions(doc._id, 0, events);
  const begun = inserts.map(({ doc, events }) => ({ doc, ...beginningOf(model, events) }));
  const operations = begun.map(({ doc, revision, told }) => ({
    insertOne: { document: { ...doc, revision, outbox: told.map(waitingEvent) } },
  }));
  const handOver = (taken: ReadonlyMap<string, NotInserted>): ReadonlyMap<string, NotInserted> => {
    for (const { doc, told } of begun)
      if (told.length > 0 && !taken.has(doc._id)) writtenQueueOf(model).add(doc._id, told, []);
    return taken;
  };
  try {
    await model.collection.bulkWrite(operations as unknown as Parameters<typeof model.collection.bulkWrite>[0], {
      ordered: false,
      ignoreUndefined: true,
    });
    return handOver(new Map());
  } catch (error) {
    const refused = writeErrorsOf(error);
    if (!isDuplicateKey(error) || refused.length === 0) throw duplicate(error);
    return handOver(
      new Map(
        refused.map(({ index, errmsg = '' }): [string, NotInserted] => [
          inserts[index]?.doc._id ?? '',
          / index: _id_ /.test(errmsg) ? 'exists' : 'refused',
        ]),
      ),
    );
  }
};

/**
 * Changes an aggregate and keeps its events in one write, if it is still at the revision that the change was decided on.
 * A field set to `undefined` is removed.
 * @returns the new revision: `revision + max(1, events.length)`
 * @throws AppError conflict 'revision-conflict' if it has moved on (or is gone); 'duplicate-key' if a unique index refuses it
 */
export const saveAggregate = async <Doc extends Aggregate>(
  model: Model<Doc>,
  at: { readonly id: string; readonly revision: number },
  changes: { readonly [Key in keyof ContentOf<Doc>]?: ContentOf<Doc>[Key] | undefined },
  events: readonly EventEnvelope[] = [],
): Promise<number> => {
  checkRevisions(at.id, at.revision, events);
  const entries = Object.entries(changes);
  const set = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  const unset = Object.fromEntries(entries.filter(([, value]) => value === undefined).map(([key]) => [key, 1]));
  const update = {
    ...(Object.keys(set).length > 0 && { $set: set }),
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
    $inc: { revision: steps(events) },
    ...(events.length > 0 && { $push: { outbox: { $each: events.map(waitingEvent) } } }),
  } as unknown as UpdateQuery<Doc>;
  try {
    const filter = { _id: at.id, revision: at.revision } as QueryFilter<Doc>;
    const pending =
      events.length === 0 ? await changed(model, filter, update) : await changedWithOutbox(model, filter, update);
    if (pending === undefined) throw conflict('revision-conflict', { why: `${model.modelName} ${at.id}` });
    if (events.length > 0) writtenQueueOf(model).add(at.id, events, pending);
    return at.revision + steps(events);
  } catch (error) {
    throw duplicate(error);
  }
};

const changed = async <Doc extends Aggregate>(
  model: Model<Doc>,
  filter: QueryFilter<Doc>,
  update: UpdateQuery<Doc>,
): Promise<readonly number[] | undefined> =>
  (await model.updateOne(filter, update)).matchedCount === 0 ? undefined : [];

/** The revisions of all events that wait after the change. */
const changedWithOutbox = async <Doc extends Aggregate>(
  model: Model<Doc>,
  filter: QueryFilter<Doc>,
  update: UpdateQuery<Doc>,
): Promise<readonly number[] | undefined> => {
  const after = await model
    .findOneAndUpdate(filter, update, { returnDocument: 'after', projection: { 'outbox.revision': 1 } })
    .lean<Pick<Aggregate, 'outbox'> | null>();
  return after?.outbox.map(({ revision }) => revision);
};

/** Does `work` again (it reads afresh) when somebody else's write came first; a short pause by chance keeps two from colliding again and again. */
export const retryOnConflict = async <Result>(work: () => Promise<Result>, times = 5): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const again = error instanceof AppError && error.code === 'revision-conflict' && attempt < times;
      if (!again) throw error;
      await pause(Math.random() * Math.min(100, 5 * attempt));
    }
  }
};
