import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type mongo, type QueryFilter, Schema } from 'mongoose';
import {
  type CancelReason, type Delivery as DeliveryView, type DeliveryFailure, type DeliveryKind, type DeliveryState, type EventEnvelope, type ListDeliveries, type ParsedRequestOf, type ReplyOf, type SummariseDeliveries,
} from '#contracts';
import { type Aggregate, aggregateSchema, fromDocument, InjectConnection, isDuplicateKey, text, withoutOutbox } from '#persistence';
import { notFound } from '#platform';
import { summaryOf } from './failure.js';
import { Rounds } from '../rounds.js';
import { type Claim, type Delivery } from './delivery.js';
import { type DeliveryContent } from './delivery-content.js';

type DeliveryDocument = Aggregate &
  Omit<DeliveryView, 'id' | 'revision'> & {
    readonly content?: DeliveryContent;
    readonly correlationId: string;
    readonly fence: number;
    readonly submittedAt?: string;
    readonly address?: string;
    readonly queuedAt?: string;
    readonly claim?: Claim;
  };

const schema = aggregateSchema<DeliveryDocument>({
  meetingId: text, recipientId: text, kind: text, ordinal: { type: Number, required: true }, language: text,
  content: Schema.Types.Mixed, correlationId: text,
  state: text, dueAt: text, attempts: { type: Number, required: true }, fence: { type: Number, required: true },
  submittedAt: String, address: String, queuedAt: String, claim: Schema.Types.Mixed, acceptedAt: String, cancelReason: String, lastError: String,
});
// The sweeps: what is due, what is in hand.
schema.index({ state: 1, dueAt: 1 });
schema.index({ recipientId: 1, kind: 1 });
schema.index({ meetingId: 1, _id: 1 });

const newDocument = ({ id, ...delivery }: Delivery): DeliveryDocument => ({ ...delivery, _id: id, outbox: [] });
const fromLedger = (doc: DeliveryDocument): Delivery => fromDocument(doc) as unknown as Delivery;

/** States in which a delivery waits for its time, and in which somebody has it in hand. */
const waiting: DeliveryState[] = ['planned', 'retry-wait'];
const inHand: DeliveryState[] = ['queued', 'claimed', 'submitting'];

type Change = { readonly before: Delivery; readonly after: Delivery; readonly events: readonly EventEnvelope[] };

/** The ledger. Loads and saves that come together make one trip; each save is one write of state and events. */
@Injectable()
export class DeliveryStore {
  readonly #deliveries: Model<DeliveryDocument>;
  /** The same collection without mongoose's casting: what is written there is typed already. */
  readonly #written: mongo.Collection<DeliveryDocument>;
  readonly #loads = new Rounds<string, Delivery | undefined>((ids) => this.#find(ids));
  readonly #saves = new Rounds<Change, boolean>((changes) => this.saveAll(changes));

  constructor(@InjectConnection() connection: Connection) {
    this.#deliveries = connection.model<DeliveryDocument>('Delivery', schema, 'deliveries');
    this.#written = connection.collection<DeliveryDocument>('deliveries') as unknown as mongo.Collection<DeliveryDocument>;
  }

  get model(): { readonly modelName: string } {
    return this.#deliveries;
  }

  /** Keeps those that are new; a delivery that is in the ledger already stays as it is. */
  async insertAll(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    try {
      await this.#written.insertMany(deliveries.map(newDocument), { ordered: false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Throws not-found 'delivery-not-found'. */
  async get(id: string): Promise<Delivery> {
    const delivery = await this.#loads.do(id);
    if (delivery === undefined) throw notFound('delivery-not-found', `There is no delivery ${id}: look its id up in the list of deliveries.`);
    return delivery;
  }

  /** Whether the delivery was still as `before` says, and is now as `after` says. */
  save(change: Change): Promise<boolean> {
    return this.#saves.do(change);
  }

  /** One unordered write of many; which of them came through, in their order. */
  async saveAll(changes: readonly Change[]): Promise<boolean[]> {
    if (changes.length === 0) return [];
    const { matchedCount } = await this.#written.bulkWrite(changes.map(writeOf), { ordered: false });
    if (matchedCount === changes.length) return changes.map(() => true);
    // Somebody else was first with some of them. A claim's fence and worker tell whose write it was.
    const now = new Map((await this.#find(changes.map(({ after }) => after.id))).flatMap((each) => (each === undefined ? [] : [[each.id, each]])));
    return changes.map(({ after }) => {
      const kept = now.get(after.id);
      return kept !== undefined && kept.revision === after.revision && kept.state === after.state && sameClaim(kept, after);
    });
  }

  /** Due at the instant and not yet in hand, the longest due first within each state; the index gives them in that order. */
  async due(now: string, limit: number): Promise<Delivery[]> {
    const planned = await this.#list({ state: 'planned', dueAt: { $lte: now } }, limit);
    const left = limit - planned.length;
    return left === 0 ? planned : [...planned, ...(await this.#list({ state: 'retry-wait', dueAt: { $lte: now } }, left))];
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
   * What is due or in hand, and when the next falls due. The states are read one after the other in the order in which a
   * delivery goes through them, so that none slips past; `queued` again at the end, for those that were given back.
   */
  async work(now: string): Promise<{ due: number; nextDueAt: string | undefined }> {
    let due = await this.#deliveries.countDocuments({ state: { $in: waiting }, dueAt: { $lte: now } });
    for (const state of [...inHand, 'queued' as const]) due += await this.#deliveries.countDocuments({ state });
    const next = await this.#deliveries.findOne({ state: { $in: waiting }, dueAt: { $gt: now } }, { dueAt: 1 }).sort({ dueAt: 1 }).lean<{ dueAt: string } | null>();
    return { due, nextDueAt: next?.dueAt };
  }

  /** All deliveries of a recipient at a meeting of these kinds. */
  async ofRecipient(meetingId: string, recipientId: string, kinds: readonly DeliveryKind[]): Promise<Delivery[]> {
    const docs = await this.#deliveries.find({ recipientId, kind: { $in: [...kinds] }, meetingId }, withoutOutbox).lean<DeliveryDocument[]>();
    return docs.map(fromLedger);
  }

  /** All deliveries of a kind at a meeting. */
  async ofMeeting(meetingId: string, kind: DeliveryKind): Promise<Delivery[]> {
    const docs = await this.#deliveries.find({ meetingId, kind }, withoutOutbox).sort({ _id: 1 }).lean<DeliveryDocument[]>();
    return docs.map(fromLedger);
  }

  /** All deliveries of these kinds to a recipient, at whatever meeting. */
  async ofRecipientAnywhere(recipientId: string, kinds: readonly DeliveryKind[]): Promise<Delivery[]> {
    const docs = await this.#deliveries.find({ recipientId, kind: { $in: [...kinds] } }, withoutOutbox).lean<DeliveryDocument[]>();
    return docs.map(fromLedger);
  }

  /** A meeting's deliveries that have not left and need not, now that it is off: all but the word that a check or the meeting is off. */
  async cancellable(meetingId: string, limit: number): Promise<Delivery[]> {
    return this.#list({ meetingId, kind: { $nin: ['appointment-cancelled', 'meeting-cancelled'] }, state: { $in: [...waiting, 'queued'] } }, limit);
  }

  async page({ meetingId, kind, state, recipientId, after, limit }: ParsedRequestOf<typeof ListDeliveries>): Promise<{ items: Delivery[]; next?: string }> {
    const filter = { meetingId, ...(kind && { kind }), ...(state && { state }), ...(recipientId && { recipientId }), ...(after && { _id: { $gt: after } }) };
    const docs = await this.#deliveries.find(filter, withoutOutbox).sort({ _id: 1 }).limit(limit + 1).lean<DeliveryDocument[]>();
    const items = docs.slice(0, limit).map(fromLedger);
    const last = items.at(-1);
    return { items, ...(docs.length > limit && last && { next: last.id }) };
  }

  async summary(meetingId: string): Promise<Omit<ReplyOf<typeof SummariseDeliveries>, 'meetingId'>> {
    const rows = await this.#deliveries.aggregate<{ _id: { kind: string; state: DeliveryState; failure?: DeliveryFailure; cancelReason?: CancelReason }; count: number }>([
      { $match: { meetingId } },
      { $group: { _id: { kind: '$kind', state: '$state', failure: '$failure', cancelReason: '$cancelReason' }, count: { $sum: 1 } } },
    ]);
    return summaryOf(rows.map(({ _id, count }) => ({ ..._id, count })));
  }

  async #find(ids: readonly string[]): Promise<(Delivery | undefined)[]> {
    const docs = await this.#deliveries.find({ _id: { $in: [...new Set(ids)] } }, withoutOutbox).lean<DeliveryDocument[]>();
    const byId = new Map(docs.map((doc) => [doc._id, fromLedger(doc)]));
    return ids.map((id) => byId.get(id));
  }

  async #list(filter: QueryFilter<DeliveryDocument>, limit: number): Promise<Delivery[]> {
    const docs = await this.#deliveries.find(filter, withoutOutbox).sort({ dueAt: 1 }).limit(limit).lean<DeliveryDocument[]>();
    return docs.map(fromLedger);
  }
}

const claimOf = (delivery: Delivery): Claim | undefined => ('claim' in delivery ? delivery.claim : undefined);
const sameClaim = (one: Delivery, other: Delivery): boolean => claimOf(one)?.worker === claimOf(other)?.worker && one.fence === other.fence;

const writeOf = ({ before, after, events }: Change): mongo.AnyBulkWriteOperation<DeliveryDocument> => {
  const old: Readonly<Record<string, unknown>> = before;
  const entries = Object.entries(after).filter(([key, value]) => key !== 'id' && old[key] !== value);
  const gone = Object.keys(before).filter((key) => !(key in after));
  return {
    updateOne: {
      filter: { _id: before.id, revision: before.revision },
      update: {
        $set: Object.fromEntries(entries),
        ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((key) => [key, 1])) }),
        ...(events.length > 0 && { $push: { outbox: { $each: [...events] } } }),
      },
    },
  };
};
