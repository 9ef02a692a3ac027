import { Controller } from '@nestjs/common';
import { GetMailLane, ListDeliveries, type ParsedRequestOf, type ReplyOf, ResendDelivery, ResolveUnknownDelivery, SummariseDeliveries, TryMailLane } from '#contracts';
import { HandlesRpc } from '#messaging';
import { Clock } from '#platform';
import { DeliveryService } from './delivery.service.js';
import { DeliveryStore } from './delivery.store.js';
import { MailLane } from './mail-lane.js';

@Controller()
export class DeliveryController {
  constructor(
    private readonly deliveries: DeliveryService,
    private readonly store: DeliveryStore,
    private readonly lane: MailLane,
    private readonly clock: Clock,
  ) {}

  @HandlesRpc(ListDeliveries)
  list(request: ParsedRequestOf<typeof ListDeliveries>): Promise<ReplyOf<typeof ListDeliveries>> {
    return this.deliveries.list(request);
  }

  @HandlesRpc(SummariseDeliveries)
  async summarise({ meetingId }: ParsedRequestOf<typeof SummariseDeliveries>): Promise<ReplyOf<typeof SummariseDeliveries>> {
    return { meetingId, ...(await this.store.summary(meetingId)) };
  }

  @HandlesRpc(ResolveUnknownDelivery)
  resolve({ deliveryId, decision }: ParsedRequestOf<typeof ResolveUnknownDelivery>): Promise<ReplyOf<typeof ResolveUnknownDelivery>> {
    return this.deliveries.resolve(deliveryId, decision);
  }

  @HandlesRpc(ResendDelivery)
  resend(request: ParsedRequestOf<typeof ResendDelivery>): Promise<ReplyOf<typeof ResendDelivery>> {
    return this.deliveries.resend(request);
  }

  @HandlesRpc(GetMailLane)
  async getLane(): Promise<ReplyOf<typeof GetMailLane>> {
    const [lane, waiting] = await Promise.all([this.lane.now(), this.store.countWaiting(this.clock.now().toISOString())]);
    return this.lane.view(lane, waiting);
  }

  @HandlesRpc(TryMailLane)
  async tryLane(): Promise<ReplyOf<typeof TryMailLane>> {
    await this.lane.hurry();
    this.deliveries.wake();
    return this.getLane();
  }
}
