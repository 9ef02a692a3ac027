import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import { type WebhookMessage } from '#contracts';
import { InjectConnection, text } from '#persistence';

type State = WebhookMessage['state'];
/** A message to one other system. `dueAt`, also of one that is in hand, is real time: whoever takes it has it until then. */
type MessageDocument = {
  readonly _id: string;
  readonly webhookId: string;
  readonly type: WebhookMessage['type'];
  readonly data: Readonly<Record<string, unknown>>;
  /** When it happened, by the meeting clock. */
  readonly at: string;
  readonly state: State;
  readonly attempts: number;
  readonly dueAt: string;
  readonly createdAt: string;
  readonly deliveredAt?: string;
  readonly status?: number;
  readonly error?: string;
};
export type Message = Omit<MessageDocument, '_id'> & { readonly messageId: string };
export type NewMessage = Pick<Message, 'messageId' | 'webhookId' | 'type' | 'data' | 'at'>;

const schema = new Schema<MessageDocument>(
  {
    _id: text,
    webhookId: text,
    type: text,
    data: { type: Schema.Types.Mixed, required: true },
    at: text,
    state: text,
    attempts: { type: Number, required: true },
    dueAt: text,
    createdAt: text,
    deliveredAt: String,
    status: Number,
    error: String,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);
schema.index({ state: 1, dueAt: 1 });
schema.index({ webhookId: 1, createdAt: -1, _id: -1 });
schema.index({ createdAt: 1 });

/** Whom a short message went to, and what it said, is kept until it is over and no longer. */
const withoutPerson = ({ to: _to, text: _text, ...about }: Message['data']): Message['data'] => about;

const fromStore = ({ _id, ...doc }: MessageDocument): Message => ({ messageId: _id, ...doc });
export const viewOf = ({
  messageId,
  type,
  state,
  at,
  attempts,
  dueAt,
  deliveredAt,
  status,
  error,
}: Message): WebhookMessage => ({
  messageId,
  type,
  state,
  at,
  attempts,
  ...(state === 'waiting' && attempts > 0 && { nextTryAt: dueAt }),
  ...(deliveredAt !== undefined && { deliveredAt }),
  ...(status !== undefined && { status }),
  ...(error !== undefined && { error: error.slice(0, 300) }),
});

/** What is to be sent to other systems, and what became of it. */
@Injectable()
export class WebhookMessageStore {
  readonly #messages: Model<MessageDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#messages = connection.model<MessageDocument>('WebhookMessage', schema, 'webhook-messages');
  }

  /** The same again changes nothing. `failed`: it is kept for whoever wants it sent later. */
  async add({ messageId, ...message }: NewMessage, now: string, failed?: string): Promise<void> {
    const state = failed === undefined ? ('waiting' as const) : ('failed' as const);
    const doc = { ...message, state, attempts: 0, dueAt: now, createdAt: now, ...(failed && { error: failed }) };
    await this.#messages.updateOne({ _id: messageId }, { $setOnInsert: doc }, { upsert: true });
  }

  async get(messageId: string): Promise<Message | undefined> {
    const doc = await this.#messages.findById(messageId).lean<MessageDocument | null>();
    return doc === null ? undefined : fromStore(doc);
  }

  /** One that is due, for whoever takes it until an instant; taken again by somebody else if nothing is said of it by then. */
  async take(now: string, until: string): Promise<Message | undefined> {
    const doc = await this.#messages
      .findOneAndUpdate(
        { state: 'waiting', dueAt: { $lte: now } },
        { $set: { dueAt: until }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<MessageDocument | null>();
    return doc === null ? undefined : fromStore(doc);
  }

  /** What came of a try, unless somebody else has tried it since, or wants it sent anew. */
  async settle(
    { messageId, type, attempts, data }: Message,
    outcome: Partial<Pick<MessageDocument, 'state' | 'dueAt' | 'deliveredAt' | 'status' | 'error'>>,
  ): Promise<void> {
    const gone = { ...(outcome.error === undefined && { error: 1 as const }) };
    const isOver = outcome.state !== undefined;
    const kept = isOver && type === 'message.send' ? { data: withoutPerson(data) } : {};
    await this.#messages.updateOne(
      { _id: messageId, state: 'waiting', attempts },
      { $set: { ...outcome, ...kept }, ...(Object.keys(gone).length > 0 && { $unset: gone }) },
    );
  }

  /** While one system takes nothing, what waits for it stands in nobody's way. */
  async putOff(webhookId: string, until: string): Promise<void> {
    await this.#messages.updateMany({ webhookId, state: 'waiting', dueAt: { $lt: until } }, { $set: { dueAt: until } });
  }

  async giveUp(webhookId: string, error: string): Promise<void> {
    await this.#messages.updateMany({ webhookId, state: 'waiting' }, { $set: { state: 'failed', error } });
  }

  /** Newest first, after an id. */
  async page(of: { webhookId: string; failed?: boolean | undefined }, after: string | undefined, limit: number) {
    const last = after === undefined ? null : await this.#messages.findById(after).lean<MessageDocument | null>();
    const filter: QueryFilter<MessageDocument> = {
      webhookId: of.webhookId,
      ...(of.failed === true && { state: 'failed' }),
      ...(last !== null && {
        $or: [{ createdAt: { $lt: last.createdAt } }, { createdAt: last.createdAt, _id: { $lt: last._id } }],
      }),
    };
    const docs = await this.#messages
      .find(filter)
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<MessageDocument[]>();
    const items = docs.slice(0, limit).map(fromStore);
    const next = docs.length > limit ? items.at(-1)?.messageId : undefined;
    return { items, ...(next !== undefined && { next }) };
  }

  async counts(webhookId: string): Promise<{ readonly waiting: number; readonly failed: number }> {
    const [waiting, failed] = await Promise.all(
      (['waiting', 'failed'] as const).map((state) => this.#messages.countDocuments({ webhookId, state })),
    );
    return { waiting: waiting ?? 0, failed: failed ?? 0 };
  }

  /** These are sent anew, or all that failed since an instant; what rang somebody's mobile, or came too late for that, is not. */
  async replay(
    webhookId: string,
    which: { readonly ids: readonly string[] } | { readonly since: string },
    now: string,
  ): Promise<number> {
    const filter =
      'ids' in which
        ? { _id: { $in: [...which.ids] } }
        : { state: 'failed' as const, createdAt: { $gte: which.since } };
    const { modifiedCount } = await this.#messages.updateMany(
      { webhookId, type: { $ne: 'message.send' }, ...filter },
      { $set: { state: 'waiting', dueAt: now, attempts: 0 }, $unset: { error: 1, status: 1, deliveredAt: 1 } },
    );
    return modifiedCount;
  }

  async removeOf(webhookId: string): Promise<void> {
    await this.#messages.deleteMany({ webhookId });
  }

  async forget(before: string): Promise<void> {
    await this.#messages.deleteMany({ createdAt: { $lt: before }, state: { $ne: 'waiting' } });
  }
}
