import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type mongo, type QueryFilter, Schema } from 'mongoose';
import {
  type CancelReason,
  type Delivery as DeliveryView,
  type DeliveryFailure,
  type DeliveryKind,
  type DeliveryState,
  type EventEnvelope,
  type ListDeliveries,
  type ParsedRequestOf,
  type ReturnOf,
  type SummariseDeliveries,
} from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  fromDocument,
  InjectConnection,
  text,
  unlessThere,
  waitingEvent,
  withoutOutbox,
} from '#persistence';
import { notFound, ReadsTogether, Rounds } from '#platform';
import { summaryOf } from './failure.js';
import { type Claim, type Delivery } from './delivery.js';
import { type MailContent } from '../mail/mail.module.js';
import { isUrgent } from './urgency.js';
import { type Past } from './past.js';
import { type Scope } from './scope.js';

type DeliveryDocument = Aggregate
  & Omit<DeliveryView, 'id' | 'revision' | 'advice'> & {
    readonly content?: MailContent;
    readonly correlationId: string;
    readonly fence: number;
    readonly submittedAt?: string;
    readonly address?: string;
    readonly plannedFor?: string;
    readonly usefulUntil?: string;
    readonly holds?: number;
    readonly past?: readonly Past[];
    readonly keys?: readonly string[];
    readonly inMail?: string;
    readonly restsUntil?: string;
    /** Of a kind that goes before others. */
    readonly urgent?: boolean;
    readonly said?: string;
    readonly rejectedAt?: string;
    readonly queuedAt?: string;
    readonly claim?: Claim;
    /** Which write made it what it is. */
    readonly mark?: string;
  };

const schema = aggregateSchema<DeliveryDocument>({
  meetingId: text,
  recipientId: text,
  kind: text,
  ordinal: { type: Number, required: true },
  language: text,
  content: Schema.Types.Mixed,
  correlationId: text,
  state: text,
  dueAt: text,
  attempts: { type: Number, required: true },
  fence: { type: Number, required: true },
  submittedAt: String,
  address: String,
  plannedFor: String,
  usefulUntil: String,
  holds: Number,
  generation: Number,
  sendTo: String,
  alsoTo: String,
  inMail: String,
  past: Schema.Types.Mixed,
  keys: { type: [String], default: undefined },
  failure: String,
  restsUntil: String,
  urgent: Boolean,
  queuedAt: String,
  claim: Schema.Types.Mixed,
  mark: String,
  acceptedAt: String,
  said: String,
  rejectedAt: String,
  cancelReason: String,
  lastError: String,
});
// The sweeps: what is due, what is in hand.
schema.index({ state: 1, dueAt: 1 });
schema.index({ urgent: 1, state: 1, dueAt: 1 }, { partialFilterExpression: { urgent: { $exists: true } } });
// What may be of use no more: of those that had to wait.
schema.index({ state: 1, usefulUntil: 1 }, { partialFilterExpression: { usefulUntil: { $exists: true } } });
schema.index({ recipientId: 1, kind: 1 });
// What comes back names a key.
schema.index({ keys: 1 }, { partialFilterExpression: { keys: { $exists: true } } });
schema.index({ meetingId: 1, _id: 1 });

const newDocument = ({ id, ...delivery }: Delivery): DeliveryDocument => ({
  ...delivery,
  _id: id,
  ...(isUrgent(delivery.kind) && { urgent: true }),
  outbox: [],
});
const fromLedger = ({ mark: _mark, urgent: _urgent, ...doc }: DeliveryDocument): Delivery =>
  fromDocument(doc) as unknown as Delivery;

/** Of an instant, as it is written: '2016-11-11T02'. */
const hourLength = 13;

/** A connection to the mail server waits for each: none is to wait for one round and its own. */
const roundsAtOnce = 2;

/** So many offices share one mail at most. */
export const mostInOneMail = 25;

/** States in which a delivery waits for its time, and in which somebody has it in hand. */
const waiting: DeliveryState[] = ['planned', 'retry-wait'];
const inHand: DeliveryState[] = ['queued', 'claimed', 'submitting'];

const failedStates: DeliveryState[] = ['rejected', 'expired', 'unknown'];
const failedOnes: QueryFilter<DeliveryDocument>[] = [
  { state: { $in: failedStates } },
  { state: 'cancelled', cancelReason: 'bad-address' },
];

const filterOf = ({ meetingId, kind }: Scope): QueryFilter<DeliveryDocument> => ({
  ...(meetingId !== undefined && { meetingId }),
  ...(kind !== undefined && { kind }),
});
const except = (some: readonly Scope[]): QueryFilter<DeliveryDocument> =>
  some.length === 0 ? {} : { $nor: some.map(filterOf) };

/** As `failureOf` tells them apart. */
const failedSo: Readonly<Record<DeliveryFailure, QueryFilter<DeliveryDocument>[]>> = {
  permanent: [
    { state: 'rejected', failure: { $in: ['permanent', null] } },
    { state: 'cancelled', cancelReason: 'bad-address' },
  ],
  temporary: [{ state: 'expired' }],
  technical: [{ state: 'unknown' }, { state: 'rejected', failure: 'technical' }],
};

export type PageOfDeliveries = Pick<
  ParsedRequestOf<typeof ListDeliveries>,
  'meetingId' | 'kind' | 'state' | 'failed' | 'failure' | 'newest' | 'after' | 'limit'
> & { readonly recipientIds?: readonly string[] };

/** What of a listing is after its last entry: an id, or of the latest ones the instant before it. */
const comesAfter = (after: string, newest: boolean): QueryFilter<DeliveryDocument> => {
  if (!newest) return { _id: { $gt: after } };
  const [dueAt = '', id = ''] = after.split(' ');
  return { $or: [{ dueAt: { $lt: dueAt } }, { dueAt, _id: { $lt: id } }] };
};

type Change = { readonly before: Delivery; readonly after: Delivery; readonly events: readonly EventEnvelope[] };

/** The ledger. Loads and saves that come together make one trip; each save is one write of state and events. */
@Injectable()
export class DeliveryStore {
  readonly #deliveries: Model<DeliveryDocument>;
  /** The same collection without mongoose's casting: what is written there is typed already. */
  readonly #written: mongo.Collection<DeliveryDocument>;
  readonly #loads = new ReadsTogether<Delivery>((ids) => this.#find(ids));
  readonly #ofRecipients = new ReadsTogether<Delivery[]>((ids) => this.#findOf(ids));
  readonly #inserts = new Rounds<readonly Delivery[], void>((all) => this.#insert(all.flat(), all.length));
  readonly #saves = new Rounds<Change, boolean>((changes) => this.saveAll(changes), { atOnce: roundsAtOnce });

  constructor(@InjectConnection() connection: Connection) {
    this.#deliveries = connection.model<DeliveryDocument>('Delivery', schema, 'deliveries');
    this.#written = connection.collection<DeliveryDocument>(
      'deliveries',
    ) as unknown as mongo.Collection<DeliveryDocument>;
  }

  get model(): { readonly modelName: string } {
    return this.#deliveries;
  }

  /** Keeps those that are new; a delivery that is in the ledger already stays as it is. */
  async insertAll(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length > 0) await this.#inserts.do(deliveries);
  }

  async #insert(deliveries: readonly Delivery[], rounds: number): Promise<undefined[]> {
    await unlessThere(() => this.#written.insertMany(deliveries.map(newDocument), { ordered: false }));
    return Array.from({ length: rounds }, () => undefined);
  }

  /** Throws not-found 'delivery-not-found'. */
  async get(id: string): Promise<Delivery> {
    const delivery = await this.#loads.get(id);
    if (delivery === undefined) throw notFound('delivery-not-found', { values: { id } });
    return delivery;
  }

  /** Whether the delivery was still as `before` says, and is now as `after` says. */
  save(change: Change): Promise<boolean> {
    return this.#saves.do(change);
  }

  /** One unordered write of many; which of them came through, in their order. */
  async saveAll(changes: readonly Change[]): Promise<boolean[]> {
    if (changes.length === 0) return [];
    const writes = changes.map((change) => ({ change, mark: randomUUID() }));
    const { matchedCount } = await this.#written.bulkWrite(writes.map(writeOf), { ordered: false });
    if (matchedCount === 0 || matchedCount === changes.length) return changes.map(() => matchedCount > 0);
    // Somebody else was first with some of them, perhaps with the very same change: the mark tells whose write it was.
    const marks = await this.#deliveries
      .find({ _id: { $in: changes.map(({ after }) => after.id) } }, { mark: 1 })
      .lean<Pick<DeliveryDocument, '_id' | 'mark'>[]>();
    const kept = new Map(marks.map(({ _id, mark }) => [_id, mark]));
    return writes.map(({ change, mark }) => kept.get(change.after.id) === mark);
  }

  /**
   * Due at the instant and not yet in hand, but for some and those whose turn is later: the urgent ones first, then the longest
   * due first within each state; the indexes give them in that order.
   */
  async due(
    { now, realNow }: { readonly now: string; readonly realNow: string },
    limit: number,
    but: readonly Scope[] = [],
  ): Promise<Delivery[]> {
    const filter = { dueAt: { $lte: now }, restsUntil: { $not: { $gt: realNow } }, ...except(but) };
    const found: Delivery[] = [];
    const ranks: QueryFilter<DeliveryDocument>[] = [{ urgent: true }, { urgent: { $ne: true } }];
    for (const rank of ranks)
      for (const state of waiting)
        if (found.length < limit)
          found.push(...(await this.#list({ ...rank, state, ...filter }, limit - found.length)));
    return found;
  }

  /** The mail to try a stopped lane with: one that is due, another than `notThis` if there is one, else one that the server refused before. */
  async trial(
    now: Parameters<DeliveryStore['due']>[0],
    notThis: string | undefined,
    but: readonly Scope[] = [],
  ): Promise<Delivery | undefined> {
    const due = await this.due(now, 2, but);
    const [held] =
      due.length > 0 ? [] : await this.#list({ state: 'retry-wait', holds: { $gt: 0 }, ...except(but) }, 1);
    return due.find(({ id }) => id !== notThis) ?? due[0] ?? held;
  }

  /** Due, and not yet known for how long they are of use. */
  async unappraised(now: string, limit: number): Promise<Delivery[]> {
    return this.#list({ state: { $in: waiting }, dueAt: { $lte: now }, usefulUntil: { $exists: false } }, limit);
  }

  /** Waiting, and of use no more by what was known when they were appraised. */
  async lapsed(now: string, limit: number): Promise<Delivery[]> {
    const states: DeliveryState[] = [...waiting, 'overdue'];
    return this.#list({ state: { $in: states }, usefulUntil: { $lt: now } }, limit);
  }

  /** Handed to the queue at or before a real instant and never claimed. Goes through all that are queued. */
  async queuedBefore(realInstant: string, limit: number): Promise<Delivery[]> {
    return this.#list({ state: 'queued', queuedAt: { $lte: realInstant } }, limit);
  }

  /** In the hands of workers whose lease is over at a real instant. */
  async expired(realNow: string, limit: number): Promise<Delivery[]> {
    return this.#list({ state: { $in: ['claimed', 'submitting'] }, 'claim.until': { $lte: realNow } }, limit);
  }

  /**
   * What is due, what is in hand, and when the next falls due. The states are read one after the other in the order in which a
   * delivery goes through them, so that none slips past; `queued` again at the end, for those that were given back.
   */
  async work(now: string): Promise<{ due: number; inHand: number; nextDueAt: string | undefined }> {
    const due = await this.countDue(now);
    let handled = 0;
    for (const state of [...inHand, 'queued' as const]) handled += await this.#deliveries.countDocuments({ state });
    const next = await this.#deliveries
      .findOne({ state: { $in: waiting }, dueAt: { $gt: now } }, { dueAt: 1 })
      .sort({ dueAt: 1 })
      .lean<{ dueAt: string } | null>();
    return { due, inHand: handled, nextDueAt: next?.dueAt };
  }

  /** Since when the mail has been due that has been so for longest and has not left, but for some. */
  async oldestDue(now: string, but: readonly Scope[] = []): Promise<string | undefined> {
    const of = [...waiting, 'queued' as const].map((state) =>
      this.#list({ state, dueAt: { $lte: now }, ...except(but) }, 1),
    );
    const [oldest] = (await Promise.all(of)).flatMap((some) => some.map(({ dueAt }) => dueAt)).sort();
    return oldest;
  }

  /**
   * Of the mails that were first due in a span: how many a mail server has put off, since when the first of them waits, and how many
   * have been taken since its beginning, counted no further than that.
   */
  async putOff(
    { from, to }: { readonly from: string; readonly to: string },
    but: readonly Scope[] = [],
  ): Promise<{ readonly waiting: number; readonly taken: number; readonly since?: string }> {
    const which = {
      state: 'retry-wait',
      plannedFor: { $gte: from, $lte: to },
      ...except(but),
    } as QueryFilter<DeliveryDocument>;
    const count = await this.#deliveries.countDocuments(which);
    if (count === 0) return { waiting: 0, taken: 0 };
    const taken = await this.#deliveries.countDocuments({ state: 'accepted', dueAt: { $gte: from } }, { limit: count });
    const first = await this.#deliveries
      .findOne(which, { plannedFor: 1 })
      .sort({ plannedFor: 1 })
      .lean<{ plannedFor?: string } | null>();
    return { waiting: count, taken, ...(first?.plannedFor !== undefined && { since: first.plannedFor }) };
  }

  /** How many wait that are due, of all or of some. */
  async countDue(now: string, of: readonly Scope[] = [{}]): Promise<number> {
    if (of.length === 0) return 0;
    return this.#deliveries.countDocuments({ state: { $in: waiting }, dueAt: { $lte: now }, $or: of.map(filterOf) });
  }

  /** Those of a meeting that wait for people, of a kind or by name. */
  async overdue(
    meetingId: string,
    { kind, ids }: { readonly kind?: DeliveryKind | undefined; readonly ids?: readonly string[] | undefined },
    limit: number,
  ): Promise<Delivery[]> {
    const which = { ...(kind !== undefined && { kind }), ...(ids !== undefined && { _id: { $in: [...ids] } }) };
    return this.#list({ meetingId, state: 'overdue', ...which }, limit);
  }

  countOverdue(meetingId: string): Promise<number> {
    return this.#deliveries.countDocuments({ meetingId, state: 'overdue' });
  }

  /** How many wait for the lane: those that are due, and those that it was stopped by. */
  countWaiting(now: string): Promise<number> {
    return this.#deliveries.countDocuments({
      state: { $in: [...waiting, 'queued'] },
      $or: [{ dueAt: { $lte: now } }, { holds: { $gt: 0 } }],
    });
  }

  /** All deliveries of a recipient at a meeting of these kinds. Look-ups that come together make one trip. */
  async ofRecipient(meetingId: string, recipientId: string, kinds: readonly DeliveryKind[]): Promise<Delivery[]> {
    const all = (await this.#ofRecipients.get(recipientId)) ?? [];
    return all.filter((each) => each.meetingId === meetingId && kinds.includes(each.kind));
  }

  async #findOf(recipientIds: readonly string[]): Promise<ReadonlyMap<string, Delivery[]>> {
    const docs = await this.#deliveries
      .find({ recipientId: { $in: [...recipientIds] } }, withoutOutbox)
      .lean<DeliveryDocument[]>();
    return Map.groupBy(docs.map(fromLedger), ({ recipientId }) => recipientId);
  }

  /** How many of each kind wait until an instant: those that are due already, and those of each hour, by the first of them. */
  async waitingOf(
    meetingId: string,
    { now, until }: { readonly now: string; readonly until?: string | undefined },
  ): Promise<{ readonly kind: DeliveryKind; readonly dueAt: string; readonly count: number }[]> {
    const states = [...waiting, 'queued' as const];
    const hour = { $cond: [{ $lte: ['$dueAt', now] }, 'due', { $substrBytes: ['$dueAt', 0, hourLength] }] };
    const rows = await this.#deliveries.aggregate<{ _id: { kind: DeliveryKind }; dueAt: string; count: number }>([
      { $match: { meetingId, state: { $in: states }, ...(until !== undefined && { dueAt: { $lte: until } }) } },
      { $group: { _id: { kind: '$kind', hour }, dueAt: { $min: '$dueAt' }, count: { $sum: 1 } } },
      { $sort: { dueAt: 1 } },
    ]);
    return rows.map(({ _id: { kind }, dueAt, count }) => ({ kind, dueAt, count }));
  }

  /** When the last mail of a kind left for each recipient, or may have. */
  async lastLeft(meetingId: string, kind: DeliveryKind): Promise<ReadonlyMap<string, string>> {
    const left: DeliveryState[] = ['submitting', 'accepted', 'unknown'];
    const rows = await this.#deliveries.aggregate<{ _id: string; at: string }>([
      { $match: { meetingId, kind, state: { $in: left } } },
      { $group: { _id: '$recipientId', at: { $max: '$submittedAt' } } },
    ]);
    return new Map(rows.map(({ _id, at }) => [_id, at]));
  }

  /** All deliveries of a kind at a meeting. */
  async ofMeeting(meetingId: string, kind: DeliveryKind): Promise<Delivery[]> {
    const docs = await this.#deliveries
      .find({ meetingId, kind }, withoutOutbox)
      .sort({ _id: 1 })
      .lean<DeliveryDocument[]>();
    return docs.map(fromLedger);
  }

  /** All deliveries of these kinds to a recipient, at whatever meeting. */
  async ofRecipientAnywhere(recipientId: string, kinds: readonly DeliveryKind[]): Promise<Delivery[]> {
    const docs = await this.#deliveries
      .find({ recipientId, kind: { $in: [...kinds] } }, withoutOutbox)
      .lean<DeliveryDocument[]>();
    return docs.map(fromLedger);
  }

  /** All deliveries to a recipient. */
  async toRecipient(recipientId: string): Promise<Delivery[]> {
    const docs = await this.#deliveries.find({ recipientId }, withoutOutbox).lean<DeliveryDocument[]>();
    return docs.map(fromLedger);
  }

  /** All of a kind to some recipients at a meeting. */
  async ofRecipients(
    { meetingId, kind }: Pick<Delivery, 'meetingId' | 'kind'>,
    recipientIds: readonly string[],
  ): Promise<Delivery[]> {
    const docs = await this.#deliveries
      .find({ recipientId: { $in: [...recipientIds] }, kind, meetingId }, withoutOutbox)
      .lean<DeliveryDocument[]>();
    return docs.map(fromLedger);
  }

  /** The deliveries of which one of these is a mail's key. A mail of several offices is each one's. */
  async ofKeys(keys: readonly string[]): Promise<Delivery[]> {
    if (keys.length === 0) return [];
    const docs = await this.#deliveries
      .find({ keys: { $in: [...keys] } }, withoutOutbox)
      .limit(keys.length * mostInOneMail)
      .lean<DeliveryDocument[]>();
    return docs.map(fromLedger);
  }

  /** A meeting's deliveries that have not left, but for these kinds. */
  async cancellable(meetingId: string, but: readonly DeliveryKind[], limit: number): Promise<Delivery[]> {
    const states: DeliveryState[] = [...waiting, 'queued', 'overdue'];
    return this.#list({ meetingId, kind: { $nin: [...but] }, state: { $in: states } }, limit);
  }

  async page({
    meetingId,
    kind,
    state,
    recipientIds,
    failed,
    failure,
    newest = false,
    after,
    limit,
  }: PageOfDeliveries): Promise<{ items: Delivery[]; next?: string }> {
    const filter: QueryFilter<DeliveryDocument> = {
      meetingId,
      ...(kind && { kind }),
      ...(state && { state }),
      ...(recipientIds && { recipientId: { $in: [...recipientIds] } }),
      $and: [
        failed === true ? { $or: failedOnes } : {},
        failure === undefined ? {} : { $or: failedSo[failure] },
        after === undefined ? {} : comesAfter(after, newest),
      ],
    };
    const docs = await this.#deliveries
      .find(filter, withoutOutbox)
      .sort(newest ? { dueAt: -1, _id: -1 } : { _id: 1 })
      .limit(limit + 1)
      .lean<DeliveryDocument[]>();
    const items = docs.slice(0, limit).map(fromLedger);
    const last = items.at(-1);
    return { items, ...(docs.length > limit && last && { next: newest ? `${last.dueAt} ${last.id}` : last.id }) };
  }

  /** All deliveries to the recipients whom some mail of the meeting did not reach. */
  async besideFailed(meetingId: string): Promise<Delivery[]> {
    const recipientIds = await this.#deliveries.distinct('recipientId', { meetingId, $or: failedOnes });
    const docs = await this.#deliveries
      .find({ meetingId, recipientId: { $in: recipientIds } }, withoutOutbox)
      .lean<DeliveryDocument[]>();
    return docs.map(fromLedger);
  }

  async summary(meetingId: string): Promise<Omit<ReturnOf<typeof SummariseDeliveries>, 'meetingId'>> {
    const rows = await this.#deliveries.aggregate<{
      _id: { kind: string; state: DeliveryState; failure?: DeliveryFailure; cancelReason?: CancelReason };
      count: number;
    }>([
      { $match: { meetingId } },
      {
        $group: {
          _id: { kind: '$kind', state: '$state', failure: '$failure', cancelReason: '$cancelReason' },
          count: { $sum: 1 },
        },
      },
    ]);
    return summaryOf(rows.map(({ _id, count }) => ({ ..._id, count })));
  }

  /** How many mails of a kind are in which state, by their ordinals. */
  async statesOf(
    meetingId: string,
    kind: DeliveryKind,
  ): Promise<ReadonlyMap<number, Partial<Record<DeliveryState, number>>>> {
    const rows = await this.#deliveries.aggregate<{ _id: { ordinal: number; state: DeliveryState }; count: number }>([
      { $match: { meetingId, kind } },
      { $group: { _id: { ordinal: '$ordinal', state: '$state' }, count: { $sum: 1 } } },
    ]);
    const states = new Map<number, Partial<Record<DeliveryState, number>>>();
    for (const { _id, count } of rows) states.set(_id.ordinal, { ...states.get(_id.ordinal), [_id.state]: count });
    return states;
  }

  async #find(ids: readonly string[]): Promise<ReadonlyMap<string, Delivery>> {
    const docs = await this.#deliveries.find({ _id: { $in: [...ids] } }, withoutOutbox).lean<DeliveryDocument[]>();
    return new Map(docs.map((doc) => [doc._id, fromLedger(doc)]));
  }

  async #list(filter: QueryFilter<DeliveryDocument>, limit: number): Promise<Delivery[]> {
    const docs = await this.#deliveries
      .find(filter, withoutOutbox)
      .sort({ dueAt: 1 })
      .limit(limit)
      .lean<DeliveryDocument[]>();
    return docs.map(fromLedger);
  }
}

const writeOf = ({
  change: { before, after, events },
  mark,
}: {
  readonly change: Change;
  readonly mark: string;
}): mongo.AnyBulkWriteOperation<DeliveryDocument> => {
  const old: Readonly<Record<string, unknown>> = before;
  const entries = Object.entries(after).filter(([key, value]) => key !== 'id' && old[key] !== value);
  const gone = Object.keys(before).filter((key) => !(key in after));
  return {
    updateOne: {
      filter: { _id: before.id, revision: before.revision },
      update: {
        $set: { ...Object.fromEntries(entries), mark },
        ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((key) => [key, 1])) }),
        ...(events.length > 0 && { $push: { outbox: { $each: events.map(waitingEvent) } } }),
      },
    },
  };
};
