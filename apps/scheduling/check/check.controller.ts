import { Controller } from '@nestjs/common';
import { CancelCheck, type Check, CorrectCheckResult, ListChecks, MoveCheck, type ParsedRequestOf, PlanChecks, RecordCheckResult, type ReplyOf, WithdrawCheckResult } from '#contracts';
import { HandlesRpc } from '#messaging';
import { Clock } from '#platform';
import { isOverdue } from '../readiness/readiness.js';
import { BookingService } from './booking.service.js';
import { CheckStore } from './check.store.js';
import { PlanningService } from './planning.service.js';

@Controller()
export class CheckController {
  constructor(
    private readonly planning: PlanningService,
    private readonly booking: BookingService,
    private readonly checks: CheckStore,
    private readonly clock: Clock,
  ) {}

  @HandlesRpc(PlanChecks)
  plan({ meetingId }: ParsedRequestOf<typeof PlanChecks>): Promise<ReplyOf<typeof PlanChecks>> {
    return this.planning.plan(meetingId);
  }

  @HandlesRpc(ListChecks)
  async list({ meetingId, state, siteId }: ParsedRequestOf<typeof ListChecks>): Promise<ReplyOf<typeof ListChecks>> {
    const now = this.clock.now();
    const items = await this.checks.list(meetingId, { state, siteId });
    return { items: items.map((check) => (isOverdue(check, now) ? { ...check, overdue: true } : check)) };
  }

  @HandlesRpc(RecordCheckResult)
  record({ checkId, ...recording }: ParsedRequestOf<typeof RecordCheckResult>): Promise<Check> {
    return this.booking.record(checkId, recording);
  }

  @HandlesRpc(CorrectCheckResult)
  correct({ checkId, expectedRevision, ...correction }: ParsedRequestOf<typeof CorrectCheckResult>): Promise<Check> {
    return this.booking.correct(checkId, correction, { expectedRevision });
  }

  @HandlesRpc(WithdrawCheckResult)
  withdraw({ checkId, expectedRevision, ...withdrawal }: ParsedRequestOf<typeof WithdrawCheckResult>): Promise<Check> {
    return this.booking.withdraw(checkId, withdrawal, { expectedRevision });
  }

  @HandlesRpc(MoveCheck)
  move({ checkId, startsAt, expectedRevision }: ParsedRequestOf<typeof MoveCheck>): Promise<Check> {
    return this.planning.move(checkId, startsAt, expectedRevision);
  }

  @HandlesRpc(CancelCheck)
  cancel({ checkId, cause, ...options }: ParsedRequestOf<typeof CancelCheck>): Promise<Check> {
    return this.booking.cancel(checkId, cause, options);
  }
}
