import { Module } from '@nestjs/common';
import { WebhookController } from './webhook.controller.js';
import { WebhookMessageStore } from './webhook-message.store.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhookService } from './webhook.service.js';
import { WebhookStore } from './webhook.store.js';
import { Webhooks } from './webhooks.js';

export { type Happened, Webhooks } from './webhooks.js';

/** Other systems that are told what happens, by signed messages. */
@Module({
  controllers: [WebhookController],
  providers: [WebhookStore, WebhookMessageStore, WebhookSender, WebhookService, Webhooks],
  exports: [Webhooks],
})
export class WebhookModule {}
