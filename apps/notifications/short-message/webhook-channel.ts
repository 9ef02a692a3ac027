import { Injectable } from '@nestjs/common';
import { Webhooks } from '../webhook/webhook.module.js';
import { MessageChannel, type ShortMessage } from './message-channel.js';

/** Hands messages to the other systems that asked for them, which have the contracts with networks and LINE. */
@Injectable()
export class WebhookChannel extends MessageChannel {
  constructor(private readonly webhooks: Webhooks) {
    super();
  }

  async send({ id, at, ...data }: ShortMessage): Promise<boolean> {
    return (await this.webhooks.tell({ type: 'message.send', id: `message ${id}`, at, data })) > 0;
  }
}
