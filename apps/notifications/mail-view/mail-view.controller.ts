import { Controller } from '@nestjs/common';
import {
  GetDelivery,
  GetMailAttention,
  ListDeliveries,
  type ParsedRequestOf,
  PreviewDelivery,
  type ReturnOf,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { MailViewService } from './mail-view.service.js';

@Controller()
export class MailViewController {
  constructor(private readonly view: MailViewService) {}

  @HandlesRpc(ListDeliveries)
  list(request: ParsedRequestOf<typeof ListDeliveries>): Promise<ReturnOf<typeof ListDeliveries>> {
    return this.view.list(request);
  }

  @HandlesRpc(GetDelivery)
  getDelivery({ deliveryId }: ParsedRequestOf<typeof GetDelivery>): Promise<ReturnOf<typeof GetDelivery>> {
    return this.view.get(deliveryId);
  }

  @HandlesRpc(PreviewDelivery)
  preview({ deliveryId }: ParsedRequestOf<typeof PreviewDelivery>): Promise<ReturnOf<typeof PreviewDelivery>> {
    return this.view.preview(deliveryId);
  }

  @HandlesRpc(GetMailAttention)
  attention({ meetingId }: ParsedRequestOf<typeof GetMailAttention>): Promise<ReturnOf<typeof GetMailAttention>> {
    return this.view.attention(meetingId);
  }
}
