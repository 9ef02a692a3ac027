import {
  type BusyTime,
  type Check,
  type LinkChange,
  type ReadinessStatus,
  type SiteReadiness,
  type StaleCause,
} from '#contracts';
import { isOverdue } from '../check/check.module.js';

export type ReadinessByChecks = {
  readonly status: ReadinessStatus;
  readonly checkId?: string;
  readonly staleAt?: string;
  readonly staleBecause?: StaleCause;
};
const dayMs = 86_400_000;

/**
 * Where a site stands by its checks: the one that is booked, else the latest result. A pass ages: `freshDays` after it
 * was recorded it is stale, and at once where the link was changed since it was measured. Cancelled checks say nothing.
 */
export const readinessOf = (
  checks: readonly Check[],
  freshDays: number,
  now: Date,
  linkChanged?: LinkChange,
): ReadinessByChecks => {
  const telling = checks.filter((check) => check.state !== 'cancelled').sort((a, b) => a.ordinal - b.ordinal);
  const check = telling.find((each) => each.state === 'booked') ?? telling.at(-1);
  if (check === undefined) return { status: 'unknown' };
  if (check.state !== 'passed') return { status: check.state === 'booked' ? 'booked' : 'failed', checkId: check.id };
  const measured = measuredAt(check);
  if (linkChanged !== undefined && linkChanged.at > measured)
    return { status: 'stale', checkId: check.id, staleBecause: linkChanged.because };
  const staleAt = new Date(Date.parse(measured) + freshDays * dayMs).toISOString();
  return staleAt <= now.toISOString()
    ? { status: 'stale', checkId: check.id, staleBecause: 'age' }
    : { status: 'passed', checkId: check.id, staleAt };
};

/** When the site was seen: the first entry of a result since the check's start. That it was corrected later makes it no fresher. */
const measuredAt = ({ startsAt, endsAt, recordedAt, history = [] }: Check): string =>
  [...history.map((each) => each.recordedAt), recordedAt ?? endsAt].filter((at) => at >= startsAt).sort()[0]
  ?? recordedAt
  ?? endsAt;

/** A site's standing as it is shown: by the clock, with its last result and the appointment that is ahead. */
export type ShownReadiness = Pick<SiteReadiness, 'status' | 'checkId' | 'staleBecause' | 'lastResult' | 'next'>;
export const shownReadiness = (
  checks: readonly Check[],
  freshDays: number,
  now: Date,
  linkChanged?: LinkChange,
  busy: readonly BusyTime[] = [],
): ShownReadiness => {
  const { status, checkId, staleBecause } = readinessOf(checks, freshDays, now, linkChanged);
  const booked = checks.find(({ state }) => state === 'booked');
  const result = checks
    .filter(({ state }) => state !== 'booked' && state !== 'cancelled')
    .sort((a, b) => a.ordinal - b.ordinal)
    .at(-1);
  return {
    status: booked !== undefined && isOverdue(booked, now) ? 'overdue' : status,
    ...(checkId !== undefined && { checkId }),
    ...(staleBecause !== undefined && { staleBecause }),
    ...(result !== undefined && { lastResult: lastResultOf(result) }),
    ...(booked !== undefined && {
      next: {
        checkId: booked.id,
        startsAt: booked.startsAt,
        endsAt: booked.endsAt,
        room: booked.room,
        ...(booked.confirmed !== undefined && { confirmed: booked.confirmed.at }),
        ...(isUnfit(booked, busy) && { unfit: true }),
      },
    }),
  };
};

/** Whether a check lies in a time at which its site has said that it is not to be had. */
export const isUnfit = ({ startsAt, endsAt }: Pick<Check, 'startsAt' | 'endsAt'>, busy: readonly BusyTime[]): boolean =>
  busy.some(({ from, to }) => from < endsAt && startsAt < to);

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
