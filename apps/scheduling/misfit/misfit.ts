import { type Check } from '#contracts';
import { endsAfter } from '../check/check.module.js';

/** The meeting as it would be: when it begins, and at which sites nobody would attend any more. */
export type MeetingToBe = { readonly startsAt: string; readonly left: ReadonlySet<string> };

/** The booked checks that would be cancelled. */
export const misfitsOf = (checks: readonly Check[], { startsAt, left }: MeetingToBe): Check[] =>
  checks.filter((check) => check.state === 'booked' && (endsAfter(check, startsAt) || left.has(check.siteId)));

/** How many passes hold when the meeting begins as it does now, and would be too old when it began as it would. */
export const ageing = (
  sites: readonly { readonly siteId: string; readonly staleAt?: string }[],
  { startsAt, left }: MeetingToBe,
  startsNow: string,
): number =>
  sites.filter(
    ({ siteId, staleAt }) => staleAt !== undefined && staleAt > startsNow && staleAt <= startsAt && !left.has(siteId),
  ).length;
