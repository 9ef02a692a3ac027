import { Controller } from '@nestjs/common';
import {
  CancelCheck,
  type Check,
  ConfirmCheck,
  CorrectCheckResult,
  ListChecks,
  type ParsedRequestOf,
  RecordCheckResult,
  type ReturnOf,
  WithdrawCheckResult,
} from '#contracts';
import { asker, confinedTo, HandlesRpc } from '#messaging';
import { Clock } from '#platform';
import { SiteStore } from '../site/site.module.js';
import { BookingService } from './booking.service.js';
import { isOverdue } from './check.js';
import { seesPresent, withoutPresent } from './present.js';
import { CheckStore } from './check.store.js';

@Controller()
export class CheckController {
  constructor(
    private readonly booking: BookingService,
    private readonly checks: CheckStore,
    private readonly sites: SiteStore,
    private readonly clock: Clock,
  ) {}

  @HandlesRpc(ListChecks)
  async list({ meetingId, state, siteId }: ParsedRequestOf<typeof ListChecks>): Promise<ReturnOf<typeof ListChecks>> {
    const [now, only] = [this.clock.now(), confinedTo()];
    const all = await this.checks.list(meetingId, { state, siteId });
    const provinces =
      only === undefined
        ? new Map<string, { readonly provinceCode: string }>()
        : await this.sites.namesOf([...new Set(all.map((check) => check.siteId))]);
    const items = only === undefined ? all : all.filter((check) => provinces.get(check.siteId)?.provinceCode === only);
    const who = asker();
    return {
      items: items.map((each) => {
        const check = seesPresent(who) ? each : withoutPresent(each);
        return isOverdue(check, now) ? { ...check, overdue: true } : check;
      }),
    };
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

  @HandlesRpc(ConfirmCheck)
  confirm({ checkId, present, expectedRevision }: ParsedRequestOf<typeof ConfirmCheck>): Promise<Check> {
    return this.booking.confirm(checkId, { by: 'staff', present }, { expectedRevision });
  }

  @HandlesRpc(CancelCheck)
  cancel({ checkId, cause, ...options }: ParsedRequestOf<typeof CancelCheck>): Promise<Check> {
    return this.booking.cancel(checkId, cause, options);
  }
}
