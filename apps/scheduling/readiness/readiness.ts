import { type Check, type ReadinessStatus } from '#contracts';

export type Standing = { readonly status: ReadinessStatus; readonly checkId?: string; readonly staleAt?: string };
const dayMs = 86_400_000;

/**
 * Where a site stands by its checks: the one that is booked, else the latest result. A pass ages: `freshDays` after it
 * was recorded it is stale. Cancelled checks say nothing.
 */
export const standingOf = (checks: readonly Check[], freshDays: number, now: Date): Standing => {
  const telling = checks.filter((check) => check.state !== 'cancelled').sort((a, b) => a.ordinal - b.ordinal);
  const check = telling.find((each) => each.state === 'booked') ?? telling.at(-1);
  if (check === undefined) return { status: 'unknown' };
  if (check.state !== 'passed') return { status: check.state === 'booked' ? 'booked' : 'failed', checkId: check.id };
  const staleAt = new Date(Date.parse(check.recordedAt ?? check.endsAt) + freshDays * dayMs).toISOString();
  return staleAt <= now.toISOString() ? { status: 'stale', checkId: check.id } : { status: 'passed', checkId: check.id, staleAt };
};
