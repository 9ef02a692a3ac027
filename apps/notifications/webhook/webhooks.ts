import { Injectable } from '@nestjs/common';
import { type WebhookEvent } from '#contracts';
import { digestHex, SystemClock } from '#platform';
import { WebhookMessageStore } from './webhook-message.store.js';
import { WebhookStore } from './webhook.store.js';
import { WebhookSender } from './webhook-sender.js';

export type Happened = {
  readonly type: WebhookEvent;
  /** By which the same is known again. */
  readonly id: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
};

const idLength = 32;

/** Tells every other system that wants to know. Told again it is the same message. */
@Injectable()
export class Webhooks {
  readonly #real = new SystemClock();

  constructor(
    private readonly webhooks: WebhookStore,
    private readonly messages: WebhookMessageStore,
    private readonly sender: WebhookSender,
  ) {}

  /** @returns to how many it is told */
  async tell({ type, id, at, data }: Happened): Promise<number> {
    const wanting = await this.webhooks.wanting(type);
    const now = this.#real.now().toISOString();
    for (const { webhookId, disabled } of wanting) {
      const messageId = digestHex(`${webhookId} ${id}`, idLength);
      await this.messages.add({ messageId, webhookId, type, data, at }, now, disabled && 'disabled');
    }
    const active = wanting.filter(({ disabled }) => disabled === undefined).length;
    if (active > 0) this.sender.wake();
    return active;
  }
}
