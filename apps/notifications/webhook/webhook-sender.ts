import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { inBatches, SystemClock, WakeLoop } from '#platform';
import { InjectConfig, InjectTimings, type NotificationsConfig, type Timings } from '../settings/settings.module.js';
import { isGivenUp, isSigned, nextTry, signedHeaders } from './webhook.js';
import { type Message, WebhookMessageStore } from './webhook-message.store.js';
import { post, type Posted } from './webhook-post.js';
import { WebhookStore } from './webhook.store.js';

const atOnce = 10;
const mostARound = 100;
/** While a system takes nothing its other messages are tried at this pace at least. */
const mostPutOffMs = 300_000;
const keptForMs = 30 * 24 * 3_600_000;
/** Nobody's mobile rings for a reminder of this morning in the night. */
const shortMessageIsOfUseMs = 4 * 3_600_000;
const forgetEveryMs = 3_600_000;

/**
 * Sends what is due, by the real clock, on every replica: each message is taken for a while by one of them. It may arrive twice
 * where a replica dies in between; its id says so.
 */
@Injectable()
export class WebhookSender implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(WebhookSender.name);
  readonly #real = new SystemClock();
  #timer: NodeJS.Timeout | undefined;
  #forgotten = 0;
  readonly #loop = new WakeLoop(
    () => this.#round(),
    (error) =>
      this.#logger.warn(`messages to other systems wait: ${error instanceof Error ? error.message : String(error)}`),
  );

  constructor(
    private readonly webhooks: WebhookStore,
    private readonly messages: WebhookMessageStore,
    @InjectTimings() private readonly timings: Timings,
    @InjectConfig() private readonly config: NotificationsConfig,
  ) {}

  wake(): void {
    this.#loop.wake();
  }

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.wake(), this.config.SALA_SWEEP_MS);
    this.wake();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#loop.stop();
  }

  async #round(): Promise<boolean> {
    const { webhookPatienceMs: patienceMs } = this.timings;
    const taken: Message[] = [];
    while (taken.length < mostARound) {
      const now = this.#real.now();
      // Long enough for all that is before it in this round.
      const until = new Date(now.getTime() + patienceMs * (1 + mostARound / atOnce)).toISOString();
      const message = await this.messages.take(now.toISOString(), until);
      if (message === undefined) break;
      taken.push(message);
    }
    await inBatches(taken, atOnce, (message) => this.#send(message));
    await this.#forget();
    return taken.length === mostARound;
  }

  async #send(message: Message): Promise<void> {
    const { messageId, webhookId, type, at: timestamp, data } = message;
    const webhook = await this.webhooks.find(webhookId);
    if (webhook?.disabled !== undefined || webhook === undefined)
      return this.messages.settle(message, { state: 'failed', error: 'disabled' });
    const begun = this.#real.now();
    if (type === 'message.send' && begun.getTime() - Date.parse(message.createdAt) > shortMessageIsOfUseMs)
      return this.messages.settle(message, { state: 'failed', error: 'too late' });
    const body = JSON.stringify({ type, timestamp, data });
    const posted: Posted = isSigned(webhook)
      ? await post({
          url: webhook.url,
          headers: signedHeaders(webhook, messageId, body, begun),
          body,
          patienceMs: this.timings.webhookPatienceMs,
          allowPrivate: this.config.SALA_WEBHOOKS_PRIVATE,
        })
      : { kind: 'refused', error: 'its secret cannot be opened: change it' };
    const now = this.#real.now();
    if (posted.kind === 'taken') {
      await this.messages.settle(message, {
        state: 'delivered',
        deliveredAt: now.toISOString(),
        status: posted.status,
      });
      return this.webhooks.noteTaken(webhookId, now.toISOString());
    }
    if (posted.kind === 'gone') {
      await this.messages.settle(message, { state: 'failed', status: 410, error: 'gone' });
      return this.#disable(webhookId, now, 'gone');
    }
    const { status, error, retryAfterMs } = posted;
    const dueAt = nextTry(message.attempts, this.timings.webhookRetriesMs, now, retryAfterMs);
    const said = { error, ...(status !== undefined && { status }) };
    await this.messages.settle(message, dueAt === undefined ? { state: 'failed', ...said } : { dueAt, ...said });
    const noted = await this.webhooks.noteRefused(webhookId, now.toISOString(), error);
    if (isGivenUp(noted?.failingSince ?? now.toISOString(), now, this.timings.webhookGivenUpMs))
      return this.#disable(webhookId, now, 'failing');
    if (dueAt !== undefined) {
      const most = new Date(now.getTime() + mostPutOffMs).toISOString();
      await this.messages.putOff(webhookId, dueAt < most ? dueAt : most);
    }
  }

  async #disable(webhookId: string, now: Date, why: 'gone' | 'failing'): Promise<void> {
    if (await this.webhooks.disable(webhookId, now.toISOString(), why))
      this.#logger.error(
        `webhook ${webhookId} is disabled: ${why === 'gone' ? 'it says that it is gone' : 'nothing has arrived there for days'}. An administrator makes it active again on the page of other systems`,
      );
    await this.messages.giveUp(webhookId, 'disabled');
  }

  async #forget(): Promise<void> {
    const now = this.#real.now().getTime();
    if (now - this.#forgotten < forgetEveryMs) return;
    this.#forgotten = now;
    await this.messages.forget(new Date(now - keptForMs).toISOString());
  }
}
