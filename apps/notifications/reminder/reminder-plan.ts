/** The steps of a meeting's reminder plan. A reminder's ordinal is its place among the four, whether or not the earlier ones were sent. */
export type RunStep =
  | { readonly kind: 'reminder'; readonly ordinal: 1 | 2 | 3 | 4 }
  | { readonly kind: 'call-list' };
export type PlannedRun = { readonly step: RunStep; readonly dueAt: string };

type Plan = {
  /** The last instant at which a reply is in time. */
  readonly replyBy: string;
  /** The meeting's IANA zone. */
  readonly timeZone: string;
  /** Reminders are after this instant: nobody is reminded before being invited. */
  readonly announcedAt: string;
};

const reminders = [
  { ordinal: 1, daysBefore: 7, at: '09:00' },
  { ordinal: 2, daysBefore: 3, at: '09:00' },
  { ordinal: 3, daysBefore: 1, at: '09:00' },
  { ordinal: 4, daysBefore: 0, at: '08:30' },
] as const;
const dayMs = 86_400_000;
const afterDeadlineMs = 1_000;

/** The wall clock of a zone at an instant, as if it were UTC, in milliseconds. */
const wallClock = (instantMs: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  }).formatToParts(instantMs);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
};

/** The instant at which the zone's wall clock shows this; in a gap of the clocks, the instant as much later. */
const instantOf = (wallMs: number, timeZone: string): number => {
  const offsetAt = (instantMs: number): number => wallClock(instantMs, timeZone) - Math.floor(instantMs / 1000) * 1000;
  const guess = wallMs - offsetAt(wallMs);
  return wallMs - offsetAt(guess);
};

/**
 * When the silent are reminded: 7, 3 and 1 days before the deadline's day at 09:00 and on that day at 08:30, in the
 * meeting's zone; and right after the deadline, when those still silent go on the call list. Reminders that would come
 * before the announcement or after the deadline are left out.
 */
export const reminderPlan = ({ replyBy, timeZone, announcedAt }: Plan): PlannedRun[] => {
  const deadlineMs = Date.parse(replyBy);
  const deadlineDayMs = Math.floor(wallClock(deadlineMs, timeZone) / dayMs) * dayMs;
  const planned = reminders.map(({ ordinal, daysBefore, at }): PlannedRun => {
    const wallMs = deadlineDayMs - daysBefore * dayMs + Date.parse(`1970-01-01T${at}:00Z`);
    return { step: { kind: 'reminder', ordinal }, dueAt: new Date(instantOf(wallMs, timeZone)).toISOString() };
  });
  const inTime = planned.filter(({ dueAt }) => Date.parse(dueAt) > Date.parse(announcedAt) && Date.parse(dueAt) < deadlineMs);
  return [...inTime, { step: { kind: 'call-list' }, dueAt: new Date(deadlineMs + afterDeadlineMs).toISOString() }];
};
