import { Injectable } from '@nestjs/common';
import {
  type AddWebhook,
  type ChangeWebhook,
  fieldProblem,
  type ListWebhookMessages,
  type ParsedRequestOf,
  type ReplayWebhookMessages,
  type ReturnOf,
  type RotateWebhookSecret,
  type TestWebhook,
  type Webhook,
  type WebhookMessage,
} from '#contracts';
import { Clock, conflict, digestHex, invalid, notFound, SystemClock } from '#platform';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { newSecret, rotated, type WebhookState } from './webhook.js';
import { whyNotTo } from './webhook-address.js';
import { viewOf, WebhookMessageStore } from './webhook-message.store.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhookStore } from './webhook.store.js';

/** What administrators do with other systems that are told what happens. */
@Injectable()
export class WebhookService {
  readonly #real = new SystemClock();

  constructor(
    private readonly store: WebhookStore,
    private readonly messages: WebhookMessageStore,
    private readonly sender: WebhookSender,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: NotificationsConfig,
  ) {}

  async list(): Promise<{ items: Webhook[] }> {
    return { items: await Promise.all((await this.store.all()).map((each) => this.#view(each))) };
  }

  /** @throws invalid 'invalid-input', conflict 'webhook-known' */
  async add({
    webhookId,
    url,
    description,
    events,
    changedBy,
  }: ParsedRequestOf<typeof AddWebhook>): Promise<ReturnOf<typeof AddWebhook>> {
    this.#mustLead(url);
    const key = newSecret();
    const webhook = { webhookId, url, description, events, secrets: [{ key }], changedBy, revision: 1 };
    // Whoever sends it again did not see the secret, or has it: it is not shown a second time.
    if ((await this.store.add(webhook)) === 'exists') throw conflict('webhook-known');
    return { webhook: await this.#view(await this.store.get(webhookId)), secret: key };
  }

  /** @throws not-found 'webhook-not-found', invalid 'invalid-input', conflict 'revision-conflict' */
  async change({
    webhookId,
    url,
    description,
    events,
    active,
    expectedRevision,
    changedBy,
  }: ParsedRequestOf<typeof ChangeWebhook>): Promise<Webhook> {
    this.#mustLead(url);
    const before = await this.#seen(webhookId, expectedRevision);
    const disabled = active ? undefined : (before.disabled ?? { at: this.#now(), why: 'staff' as const });
    await this.store.change(before, {
      url,
      description,
      events,
      changedBy,
      disabled,
      ...(active && before.disabled !== undefined && { failingSince: undefined, lastError: undefined }),
    });
    this.sender.wake();
    return this.#view(await this.store.get(webhookId));
  }

  async rotate({
    webhookId,
    expectedRevision,
    changedBy,
  }: ParsedRequestOf<typeof RotateWebhookSecret>): Promise<ReturnOf<typeof RotateWebhookSecret>> {
    const before = await this.#seen(webhookId, expectedRevision);
    const secret = newSecret();
    await this.store.change(before, { secrets: rotated(before.secrets, secret, this.#real.now()), changedBy });
    return { webhook: await this.#view(await this.store.get(webhookId)), secret };
  }

  async remove(webhookId: string): Promise<void> {
    await this.store.remove(webhookId);
    await this.messages.removeOf(webhookId);
  }

  async test({ webhookId, testId }: ParsedRequestOf<typeof TestWebhook>): Promise<WebhookMessage> {
    await this.store.get(webhookId);
    const messageId = digestHex(`${webhookId} test ${testId}`, 32);
    const at = this.clock.now().toISOString();
    await this.messages.add({ messageId, webhookId, type: 'test', data: {}, at }, this.#now());
    this.sender.wake();
    const message = await this.messages.get(messageId);
    if (message === undefined) throw notFound('webhook-not-found', { values: { id: webhookId } });
    return viewOf(message);
  }

  async page({
    webhookId,
    failed,
    after,
    limit,
  }: ParsedRequestOf<typeof ListWebhookMessages>): Promise<ReturnOf<typeof ListWebhookMessages>> {
    await this.store.get(webhookId);
    const { items, ...next } = await this.messages.page({ webhookId, failed }, after, limit);
    return { ...next, items: items.map(viewOf) };
  }

  async replay({
    webhookId,
    messageIds,
    since,
  }: ParsedRequestOf<typeof ReplayWebhookMessages>): Promise<ReturnOf<typeof ReplayWebhookMessages>> {
    await this.store.get(webhookId);
    const which = messageIds === undefined ? { since: since ?? '' } : { ids: messageIds };
    const replayed = await this.messages.replay(webhookId, which, this.#now());
    this.sender.wake();
    return { replayed };
  }

  async #seen(webhookId: string, expectedRevision: number | undefined): Promise<WebhookState> {
    const webhook = await this.store.get(webhookId);
    if (expectedRevision !== undefined && expectedRevision !== webhook.revision)
      throw conflict('revision-conflict', { why: webhookId });
    return webhook;
  }

  #mustLead(url: string): void {
    const why = whyNotTo(new URL(url), this.config.SALA_WEBHOOKS_PRIVATE);
    if (why !== undefined) throw invalid('invalid-input', { details: { fields: [fieldProblem('url', why)] } });
  }

  #now(): string {
    return this.#real.now().toISOString();
  }

  async #view({ secrets, disabled, ...webhook }: WebhookState): Promise<Webhook> {
    const [, previous] = secrets;
    const isValid = previous?.until !== undefined && previous.until > this.#now();
    return {
      ...webhook,
      events: [...webhook.events],
      active: disabled === undefined,
      ...(disabled !== undefined && { disabled }),
      ...(isValid && { previousSecretUntil: previous.until }),
      ...(await this.messages.counts(webhook.webhookId)),
    };
  }
}
