import { Injectable } from '@nestjs/common';
import { type Bilingual, type Check, type CheckCancelCause, type CheckConfirmation } from '#contracts';
import { OutboxRelay } from '#outbox';
import { retryOnConflict } from '#persistence';
import { AppError, Clock, conflict } from '#platform';
import { LimitsStore } from '../limits/limits.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { SiteStore } from '../site/site.module.js';
import { assertAsExpected, cancelCheck, type CheckDecision, confirmCheck, endsAfter } from './check.js';
import { CheckStore } from './check.store.js';
import {
  type Correction,
  correctResult,
  type Recording,
  recordResult,
  type Withdrawal,
  withdrawResult,
} from './result.js';

type Decide = (
  check: Check,
  siteName: Bilingual,
  now: Date,
) => CheckDecision | undefined | Promise<CheckDecision | undefined>;
/** The revision that whoever asks has seen. */
export type Expected = { readonly expectedRevision?: number | undefined };

/** Changes of checks that take no new slot. */
@Injectable()
export class BookingService {
  constructor(
    private readonly checks: CheckStore,
    private readonly sites: SiteStore,
    private readonly meetings: MeetingStore,
    private readonly limits: LimitsStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  record(checkId: string, recording: Recording): Promise<Check> {
    return this.#change(checkId, {}, async (check, _siteName, now) =>
      recordResult(check, recording, now, await this.limits.of(check.meetingId)),
    );
  }

  correct(checkId: string, correction: Correction, at: Expected): Promise<Check> {
    return this.#change(checkId, at, async (check, _siteName, now) =>
      correctResult(check, correction, now, await this.limits.of(check.meetingId)),
    );
  }

  withdraw(checkId: string, withdrawal: Withdrawal, at: Expected): Promise<Check> {
    return this.#change(checkId, at, async (check, _siteName, now) =>
      withdrawResult(check, withdrawal, await this.#canBeBooked(check), now),
    );
  }

  confirm(checkId: string, confirming: Pick<CheckConfirmation, 'by' | 'present'>, at: Expected): Promise<Check> {
    return this.#change(checkId, at, (check, _siteName, now) => confirmCheck(check, confirming, now));
  }

  cancel(
    checkId: string,
    cause: CheckCancelCause,
    { note, ...at }: Expected & { readonly note?: string | undefined } = {},
  ): Promise<Check> {
    return this.#change(checkId, at, (check, siteName) => cancelCheck(check, siteName, cause, note));
  }

  /**
   * Cancels every booked check of the meeting, of one of its sites, or that ends after an instant. One that got its result
   * meanwhile keeps it, one that was moved into time stays.
   */
  async cancelAll(
    cause: CheckCancelCause,
    meetingId: string,
    { siteId, endingAfter = '' }: { readonly siteId?: string; readonly endingAfter?: string } = {},
  ): Promise<void> {
    for (const check of await this.checks.list(meetingId, { state: 'booked', siteId })) {
      await this.#change(check.id, {}, (now, siteName) =>
        now.state === 'booked' && endsAfter(now, endingAfter) ? cancelCheck(now, siteName, cause) : undefined,
      );
    }
  }

  /** Not beside another booked check of the site, nor once a later one of it stands: that one says how the site is. */
  async #canBeBooked({ meetingId, siteId, ordinal }: Check): Promise<boolean> {
    if (await this.meetings.isCancelled(meetingId)) return false;
    return (await this.checks.list(meetingId, { siteId })).every(
      (other) => other.state === 'cancelled' || (other.state !== 'booked' && other.ordinal <= ordinal),
    );
  }

  #change(checkId: string, { expectedRevision }: Expected, decide: Decide): Promise<Check> {
    return retryOnConflict(async () => {
      const check = await this.checks.getToChange(checkId);
      assertAsExpected(check, expectedRevision);
      const name = (await this.sites.namesOf([check.siteId])).get(check.siteId)?.name ?? {
        th: check.siteId,
        en: check.siteId,
      };
      const now = this.clock.now();
      const decision = await decide(check, name, now);
      if (decision === undefined) return check;
      const saved = await this.checks.save(check, decision, now).catch((error: unknown) => {
        // The site's next check was booked this moment: decided anew beside it.
        throw error instanceof AppError && error.code === 'duplicate-key'
          ? conflict('revision-conflict', { why: check.id, cause: error })
          : error;
      });
      this.relay.nudge(this.checks.outbox);
      return saved;
    });
  }
}
