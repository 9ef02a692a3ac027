import { Controller } from '@nestjs/common';
import {
  AddWebhook,
  ChangeWebhook,
  ListWebhookMessages,
  ListWebhooks,
  type ParsedRequestOf,
  RemoveWebhook,
  ReplayWebhookMessages,
  type ReturnOf,
  RotateWebhookSecret,
  TestWebhook,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { WebhookService } from './webhook.service.js';

@Controller()
export class WebhookController {
  constructor(private readonly webhooks: WebhookService) {}

  @HandlesRpc(ListWebhooks)
  list(): Promise<ReturnOf<typeof ListWebhooks>> {
    return this.webhooks.list();
  }

  @HandlesRpc(AddWebhook)
  add(request: ParsedRequestOf<typeof AddWebhook>): Promise<ReturnOf<typeof AddWebhook>> {
    return this.webhooks.add(request);
  }

  @HandlesRpc(ChangeWebhook)
  change(request: ParsedRequestOf<typeof ChangeWebhook>): Promise<ReturnOf<typeof ChangeWebhook>> {
    return this.webhooks.change(request);
  }

  @HandlesRpc(RotateWebhookSecret)
  rotate(request: ParsedRequestOf<typeof RotateWebhookSecret>): Promise<ReturnOf<typeof RotateWebhookSecret>> {
    return this.webhooks.rotate(request);
  }

  @HandlesRpc(RemoveWebhook)
  async remove({ webhookId }: ParsedRequestOf<typeof RemoveWebhook>): Promise<ReturnOf<typeof RemoveWebhook>> {
    await this.webhooks.remove(webhookId);
    return {};
  }

  @HandlesRpc(TestWebhook)
  test(request: ParsedRequestOf<typeof TestWebhook>): Promise<ReturnOf<typeof TestWebhook>> {
    return this.webhooks.test(request);
  }

  @HandlesRpc(ListWebhookMessages)
  messages(request: ParsedRequestOf<typeof ListWebhookMessages>): Promise<ReturnOf<typeof ListWebhookMessages>> {
    return this.webhooks.page(request);
  }

  @HandlesRpc(ReplayWebhookMessages)
  replay(request: ParsedRequestOf<typeof ReplayWebhookMessages>): Promise<ReturnOf<typeof ReplayWebhookMessages>> {
    return this.webhooks.replay(request);
  }
}
