import { Controller } from '@nestjs/common';
import {
  ApplyCheckProposal,
  type Check,
  type CheckProposal,
  ListFreePlaces,
  MoveCheck,
  type ParsedRequestOf,
  PlanChecks,
  ProposeChecks,
  type ReturnOf,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { PlanService } from './plan.service.js';
import { ProposalService } from './proposal.service.js';

@Controller()
export class PlanController {
  constructor(
    private readonly plans: PlanService,
    private readonly proposals: ProposalService,
  ) {}

  @HandlesRpc(PlanChecks)
  plan({ meetingId }: ParsedRequestOf<typeof PlanChecks>): Promise<ReturnOf<typeof PlanChecks>> {
    return this.plans.plan(meetingId);
  }

  @HandlesRpc(ProposeChecks)
  propose({ meetingId }: ParsedRequestOf<typeof ProposeChecks>): Promise<CheckProposal> {
    return this.proposals.propose(meetingId);
  }

  @HandlesRpc(ApplyCheckProposal)
  apply({ proposalId }: ParsedRequestOf<typeof ApplyCheckProposal>): Promise<CheckProposal> {
    return this.proposals.apply(proposalId);
  }

  @HandlesRpc(ListFreePlaces)
  async freePlaces({
    meetingId,
    siteId,
    limit,
  }: ParsedRequestOf<typeof ListFreePlaces>): Promise<ReturnOf<typeof ListFreePlaces>> {
    return { items: await this.plans.freePlaces(meetingId, siteId, limit) };
  }

  @HandlesRpc(MoveCheck)
  move({ checkId, startsAt, expectedRevision }: ParsedRequestOf<typeof MoveCheck>): Promise<Check> {
    return this.plans.move(checkId, startsAt, expectedRevision);
  }
}
