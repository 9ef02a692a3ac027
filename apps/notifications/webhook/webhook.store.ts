import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
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
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { SecretBox } from './secret-box.js';
import { type Secret, type WebhookState } from './webhook.js';

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

/** The other systems that are told what happens, with the secrets that their messages are signed with: sealed where they are kept. */
@Injectable()
export class WebhookStore implements OnApplicationBootstrap {
  readonly #logger = new Logger(WebhookStore.name);
  readonly #webhooks: Model<WebhookDocument>;
  readonly #box: SecretBox;

  constructor(@InjectConnection() connection: Connection, @InjectConfig() config: NotificationsConfig) {
    this.#box = new SecretBox(config.SALA_SECRET_KEY);
    this.#webhooks = connection.model<WebhookDocument>('Webhook', schema, 'webhooks');
  }

  /** Seals with the present key what another sealed, or none did. What somebody else changes meanwhile stays as that is. */
  async onApplicationBootstrap(): Promise<void> {
    for (const { _id, secrets } of await this.#webhooks.find({}, { secrets: 1 }).lean<WebhookDocument[]>()) {
      const opened = this.#opened(_id, secrets);
      if (opened.length < secrets.length)
        this.#logger.error(
          `a secret of webhook ${_id} was sealed with a key that SALA_SECRET_KEY does not name; name it after the present one, or change the secret on the page of other systems`,
        );
      else if (!secrets.every(({ key }) => this.#box.isFresh(key)))
        await this.#webhooks.updateOne({ _id, secrets }, { $set: { secrets: this.#sealed(_id, opened) } });
    }
  }

  #sealed(webhookId: string, secrets: readonly Secret[]): readonly Secret[] {
    return secrets.map(({ key, ...rest }) => ({ key: this.#box.seal(key, webhookId), ...rest }));
  }

  /** Those that no key opens are left out. */
  #opened(webhookId: string, secrets: readonly Secret[]): readonly Secret[] {
    return secrets.flatMap(({ key, ...rest }) => {
      const opened = this.#box.open(key, webhookId);
      return opened === undefined ? [] : [{ key: opened, ...rest }];
    });
  }

  #fromStore({ _id, outbox: _outbox, secrets, ...doc }: WebhookDocument): WebhookState {
    return { webhookId: _id, ...doc, secrets: this.#opened(_id, secrets) };
  }

  async all(): Promise<WebhookState[]> {
    const docs = await this.#webhooks.find({}, withoutOutbox).sort({ _id: 1 }).lean<WebhookDocument[]>();
    return docs.map((doc) => this.#fromStore(doc));
  }

  async wanting(type: WebhookEvent): Promise<WebhookState[]> {
    const docs = await this.#webhooks.find({ events: type }, withoutOutbox).lean<WebhookDocument[]>();
    return docs.map((doc) => this.#fromStore(doc));
  }

  async find(webhookId: string): Promise<WebhookState | undefined> {
    const doc = await this.#webhooks.findById(webhookId, withoutOutbox).lean<WebhookDocument | null>();
    return doc === null ? undefined : this.#fromStore(doc);
  }

  /** @throws not-found 'webhook-not-found' */
  async get(webhookId: string): Promise<WebhookState> {
    const found = await this.find(webhookId);
    if (found === undefined) throw notFound('webhook-not-found', { values: { id: webhookId } });
    return found;
  }

  /** 'exists': its id is taken, and what is there stays. */
  add({ webhookId, revision: _revision, secrets, ...webhook }: WebhookState): Promise<'inserted' | 'exists'> {
    return insertAggregate(this.#webhooks, { _id: webhookId, ...webhook, secrets: this.#sealed(webhookId, secrets) });
  }

  /** @throws conflict 'revision-conflict' where somebody else was first */
  async change({ webhookId, revision }: WebhookState, changes: Changes): Promise<void> {
    const { secrets, ...others } = changes;
    const sealed = secrets && { secrets: this.#sealed(webhookId, secrets) };
    await saveAggregate(this.#webhooks, { id: webhookId, revision }, { ...others, ...sealed });
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
