import { type Check, type ReadinessStatus, type SiteReadiness } from '#contracts';
import { isOverdue } from '../check/check.module.js';

export type ReadinessByChecks = {
  readonly status: ReadinessStatus;
  readonly checkId?: string;
  readonly staleAt?: string;
};
const dayMs = 86_400_000;

/**
 * Where a site stands by its checks: the one that is booked, else the latest result. A pass ages: `freshDays` after it
 * was recorded it is stale. Cancelled checks say nothing.
 */
export const readinessOf = (checks: readonly Check[], freshDays: number, now: Date): ReadinessByChecks => {
  const telling = checks.filter((check) => check.state !== 'cancelled').sort((a, b) => a.ordinal - b.ordinal);
  const check = telling.find((each) => each.state === 'booked') ?? telling.at(-1);
  if (check === undefined) return { status: 'unknown' };
  if (check.state !== 'passed') return { status: check.state === 'booked' ? 'booked' : 'failed', checkId: check.id };
  const staleAt = new Date(Date.parse(measuredAt(check)) + freshDays * dayMs).toISOString();
  return staleAt <= now.toISOString()
    ? { status: 'stale', checkId: check.id }
    : { status: 'passed', checkId: check.id, staleAt };
};

/** When the site was seen: the first entry of a result since the check's start. That it was corrected later makes it no fresher. */
const measuredAt = ({ startsAt, endsAt, recordedAt, history = [] }: Check): string =>
  [...history.map((each) => each.recordedAt), recordedAt ?? endsAt].filter((at) => at >= startsAt).sort()[0]
  ?? recordedAt
  ?? endsAt;

/** A site's standing as it is shown: by the clock, with its last result and the appointment that is ahead. */
export type ShownReadiness = Pick<SiteReadiness, 'status' | 'checkId' | 'lastResult' | 'next'>;
export const shownReadiness = (checks: readonly Check[], freshDays: number, now: Date): ShownReadiness => {
  const { status, checkId } = readinessOf(checks, freshDays, now);
  const booked = checks.find(({ state }) => state === 'booked');
  const result = checks
    .filter(({ state }) => state !== 'booked' && state !== 'cancelled')
    .sort((a, b) => a.ordinal - b.ordinal)
    .at(-1);
  return {
    status: booked !== undefined && isOverdue(booked, now) ? 'overdue' : status,
    ...(checkId !== undefined && { checkId }),
    ...(result !== undefined && { lastResult: lastResultOf(result) }),
    ...(booked !== undefined && {
      next: { checkId: booked.id, startsAt: booked.startsAt, endsAt: booked.endsAt, room: booked.room },
    }),
  };
};

const lastResultOf = ({
  id,
  state,
  faults = [],
  note,
  recordedAt,
  recordedBy = 'unknown',
  endsAt,
}: Check): NonNullable<SiteReadiness['lastResult']> => ({
  checkId: id,
  state: state === 'passed' || state === 'no-show' ? state : 'failed',
  faults,
  ...(note !== undefined && { note }),
  recordedAt: recordedAt ?? endsAt,
  recordedBy,
});
