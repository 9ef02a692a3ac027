import { Controller } from '@nestjs/common';
import { type Check, MoveCheck, type ParsedRequestOf, PlanChecks, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { PlanService } from './plan.service.js';

@Controller()
export class PlanController {
  constructor(private readonly plans: PlanService) {}

  @HandlesRpc(PlanChecks)
  plan({ meetingId }: ParsedRequestOf<typeof PlanChecks>): Promise<ReturnOf<typeof PlanChecks>> {
    return this.plans.plan(meetingId);
  }

  @HandlesRpc(MoveCheck)
  move({ checkId, startsAt, expectedRevision }: ParsedRequestOf<typeof MoveCheck>): Promise<Check> {
    return this.plans.move(checkId, startsAt, expectedRevision);
  }
}
