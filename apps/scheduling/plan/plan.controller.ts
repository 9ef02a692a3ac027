import { Controller } from '@nestjs/common';
import {
  ApplyCheckProposal,
  BookCheck,
  type Check,
  type CheckProposal,
  FollowCheckProposal,
  ListChecksOfDay,
  ListFreePlaces,
  ListProposalSteps,
  MoveCheck,
  type ParsedRequestOf,
  PlanChecks,
  ProposeChecks,
  type ReturnOf,
  StopCheckProposal,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { Clock } from '#platform';
import { CheckDayService } from './check-day.service.js';
import { PlanService } from './plan.service.js';
import { ProposalService } from './proposal.service.js';

@Controller()
export class PlanController {
  constructor(
    private readonly plans: PlanService,
    private readonly proposals: ProposalService,
    private readonly days: CheckDayService,
    private readonly clock: Clock,
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

  @HandlesRpc(FollowCheckProposal)
  follow({ proposalId }: ParsedRequestOf<typeof FollowCheckProposal>): Promise<CheckProposal> {
    return this.proposals.follow(proposalId);
  }

  @HandlesRpc(ListProposalSteps)
  async steps({
    proposalId,
    from,
    limit,
  }: ParsedRequestOf<typeof ListProposalSteps>): Promise<ReturnOf<typeof ListProposalSteps>> {
    return { items: await this.proposals.steps(proposalId, from, limit) };
  }

  @HandlesRpc(StopCheckProposal)
  stop({ proposalId }: ParsedRequestOf<typeof StopCheckProposal>): Promise<CheckProposal> {
    return this.proposals.stop(proposalId);
  }

  @HandlesRpc(ListFreePlaces)
  async freePlaces({
    meetingId,
    siteId,
    limit,
  }: ParsedRequestOf<typeof ListFreePlaces>): Promise<ReturnOf<typeof ListFreePlaces>> {
    return { items: await this.plans.freePlaces(meetingId, siteId, limit) };
  }

  @HandlesRpc(ListChecksOfDay)
  async day({ meetingId, day }: ParsedRequestOf<typeof ListChecksOfDay>): Promise<ReturnOf<typeof ListChecksOfDay>> {
    return { items: await this.days.list(meetingId, day, this.clock.now()) };
  }

  @HandlesRpc(BookCheck)
  book({ meetingId, siteId, startsAt }: ParsedRequestOf<typeof BookCheck>): Promise<Check> {
    return this.plans.book(meetingId, siteId, startsAt);
  }

  @HandlesRpc(MoveCheck)
  move({ checkId, startsAt, expectedRevision }: ParsedRequestOf<typeof MoveCheck>): Promise<Check> {
    return this.plans.move(checkId, startsAt, expectedRevision);
  }
}
