import { covers, type Delivery, type Scope } from '../ledger/ledger.module.js';

/** A time in which nobody sent mails, or people kept some back: from when until when, by the meeting clock. */
export type Gap = Scope & { readonly from: string; readonly to: string };

type Mail = Pick<Delivery, 'meetingId' | 'kind' | 'dueAt'>;

/**
 * Whether a mail that has not left waited through a gap for longer than it may by itself. What waited for a mail server that
 * took none waited while somebody was there to send it: that is no gap.
 */
export const isOverdue = (mail: Mail, gaps: readonly Gap[], holdAfterMs: number): boolean =>
  gaps.some(
    (gap) =>
      covers(gap, mail) && Date.parse(gap.to) - Date.parse(mail.dueAt > gap.from ? mail.dueAt : gap.from) > holdAfterMs,
  );

/** When mails were looked for last, by both clocks. */
export type Seen = { readonly real: string; readonly meeting: string };

/** The gap since somebody looked last; none where that was a moment ago, or the meeting's time stood still meanwhile. */
export const gapSince = (seen: Seen | undefined, now: Seen, outageMs: number): Gap | undefined => {
  if (seen === undefined || Date.parse(now.real) - Date.parse(seen.real) <= outageMs) return undefined;
  return now.meeting > seen.meeting ? { from: seen.meeting, to: now.meeting } : undefined;
};
