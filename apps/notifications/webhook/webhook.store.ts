import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type WebhookEvent } from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  type ContentOf,
  InjectConnection,
  insertAggregate,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { notFound } from '#platform';
import { type WebhookState } from './webhook.js';

type WebhookDocument = Aggregate & Omit<WebhookState, 'webhookId' | 'revision'>;
type Changes = { readonly [Key in keyof ContentOf<WebhookDocument>]?: ContentOf<WebhookDocument>[Key] | undefined };

const schema = aggregateSchema<WebhookDocument>({
  url: text,
  description: { type: String },
  events: { type: [String], required: true },
  secrets: { type: Schema.Types.Mixed, required: true },
  disabled: Schema.Types.Mixed,
  failingSince: String,
  lastError: String,
  deliveredAt: String,
  changedBy: text,
});

const fromStore = ({ _id, outbox: _outbox, ...doc }: WebhookDocument): WebhookState => ({ webhookId: _id, ...doc });

/** The other systems that are told what happens, with the secrets that their messages are signed with. */
@Injectable()
export class WebhookStore {
  readonly #webhooks: Model<WebhookDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#webhooks = connection.model<WebhookDocument>('Webhook', schema, 'webhooks');
  }

  async all(): Promise<WebhookState[]> {
    const docs = await this.#webhooks.find({}, withoutOutbox).sort({ _id: 1 }).lean<WebhookDocument[]>();
    return docs.map(fromStore);
  }

  async wanting(type: WebhookEvent): Promise<WebhookState[]> {
    const docs = await this.#webhooks.find({ events: type }, withoutOutbox).lean<WebhookDocument[]>();
    return docs.map(fromStore);
  }

  async find(webhookId: string): Promise<WebhookState | undefined> {
    const doc = await this.#webhooks.findById(webhookId, withoutOutbox).lean<WebhookDocument | null>();
    return doc === null ? undefined : fromStore(doc);
  }

  /** @throws not-found 'webhook-not-found' */
  async get(webhookId: string): Promise<WebhookState> {
    const found = await this.find(webhookId);
    if (found === undefined) throw notFound('webhook-not-found', { values: { id: webhookId } });
    return found;
  }

  /** 'exists': its id is taken, and what is there stays. */
  add({ webhookId, revision: _revision, ...webhook }: WebhookState): Promise<'inserted' | 'exists'> {
    return insertAggregate(this.#webhooks, { _id: webhookId, ...webhook });
  }

  /** @throws conflict 'revision-conflict' where somebody else was first */
  async change({ webhookId, revision }: WebhookState, changes: Changes): Promise<void> {
    await saveAggregate(this.#webhooks, { id: webhookId, revision }, changes);
  }

  /** What came of a try is noted beside what people decide: it changes no revision. */
  async noteTaken(webhookId: string, deliveredAt: string): Promise<void> {
    await this.#webhooks.updateOne(
      { _id: webhookId },
      { $set: { deliveredAt }, $unset: { failingSince: 1, lastError: 1 } },
    );
  }

  async noteRefused(webhookId: string, now: string, error: string): Promise<WebhookState | undefined> {
    await this.#webhooks.updateOne(
      { _id: webhookId, failingSince: { $exists: false } },
      { $set: { failingSince: now } },
    );
    await this.#webhooks.updateOne({ _id: webhookId }, { $set: { lastError: error } });
    return this.find(webhookId);
  }

  /** @returns whether it was active until now */
  async disable(webhookId: string, at: string, why: 'gone' | 'failing'): Promise<boolean> {
    const { modifiedCount } = await this.#webhooks.updateOne(
      { _id: webhookId, disabled: { $exists: false } },
      { $set: { disabled: { at, why } }, $inc: { revision: 1 } },
    );
    return modifiedCount > 0;
  }

  async remove(webhookId: string): Promise<void> {
    await this.#webhooks.deleteOne({ _id: webhookId });
  }
}
