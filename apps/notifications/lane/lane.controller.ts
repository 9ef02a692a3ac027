import { Controller } from '@nestjs/common';
import { ListMailLanes, type ReturnOf, TryMailLanes } from '#contracts';
import { HandlesRpc } from '#messaging';
import { Clock } from '#platform';
import { DeliveryLedger, DeliveryStore } from '../ledger/ledger.module.js';
import { laneView } from './lane-view.js';
import { MailLanes } from './mail-lanes.js';

@Controller()
export class LaneController {
  constructor(
    private readonly lanes: MailLanes,
    private readonly deliveries: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly clock: Clock,
  ) {}

  @HandlesRpc(ListMailLanes)
  async list(): Promise<ReturnOf<typeof ListMailLanes>> {
    const [lanes, waiting] = await Promise.all([
      this.lanes.now(),
      this.deliveries.countWaiting(this.clock.now().toISOString()),
    ]);
    return { waiting, items: lanes.map(laneView) };
  }

  @HandlesRpc(TryMailLanes)
  async try(): Promise<ReturnOf<typeof TryMailLanes>> {
    await this.lanes.hurry();
    this.ledger.wake();
    return this.list();
  }
}
