import { Controller } from '@nestjs/common';
import {
  type ParsedRequestOf,
  type ReturnOf,
  ResendDelivery,
  ResolveUnknownDelivery,
  SummariseDeliveries,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { DeliveryService } from './delivery.service.js';
import { DeliveryStore } from './delivery.store.js';

@Controller()
export class DeliveryController {
  constructor(
    private readonly deliveries: DeliveryService,
    private readonly store: DeliveryStore,
  ) {}

  @HandlesRpc(SummariseDeliveries)
  async summarise({
    meetingId,
  }: ParsedRequestOf<typeof SummariseDeliveries>): Promise<ReturnOf<typeof SummariseDeliveries>> {
    return { meetingId, ...(await this.store.summary(meetingId)) };
  }

  @HandlesRpc(ResolveUnknownDelivery)
  resolve({
    deliveryId,
    decision,
  }: ParsedRequestOf<typeof ResolveUnknownDelivery>): Promise<ReturnOf<typeof ResolveUnknownDelivery>> {
    return this.deliveries.resolve(deliveryId, decision);
  }

  @HandlesRpc(ResendDelivery)
  resend(request: ParsedRequestOf<typeof ResendDelivery>): Promise<ReturnOf<typeof ResendDelivery>> {
    return this.deliveries.resend(request);
  }
}
