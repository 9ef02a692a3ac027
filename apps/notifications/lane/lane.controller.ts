import { Controller } from '@nestjs/common';
import { GetMailLane, type ReturnOf, TryMailLane } from '#contracts';
import { HandlesRpc } from '#messaging';
import { Clock } from '#platform';
import { DeliveryLedger, DeliveryStore } from '../ledger/ledger.module.js';
import { MailLane } from './mail-lane.js';

@Controller()
export class LaneController {
  constructor(
    private readonly lane: MailLane,
    private readonly deliveries: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly clock: Clock,
  ) {}

  @HandlesRpc(GetMailLane)
  async getLane(): Promise<ReturnOf<typeof GetMailLane>> {
    const [lane, waiting] = await Promise.all([
      this.lane.now(),
      this.deliveries.countWaiting(this.clock.now().toISOString()),
    ]);
    return this.lane.view(lane, waiting);
  }

  @HandlesRpc(TryMailLane)
  async tryLane(): Promise<ReturnOf<typeof TryMailLane>> {
    await this.lane.hurry();
    this.ledger.wake();
    return this.getLane();
  }
}
