import { type ClockAnchor, type Meeting, meetingMsAt } from '#contracts';

export type ClockChange = { readonly speed?: number | undefined; readonly toNextEvent?: true | undefined };

/** Where the meeting clock is to stand, and how fast it is to run on from there: never earlier than it stands. */
export const movedClock = (
  now: ClockAnchor,
  realMs: number,
  { speed = now.speed, toNextEvent }: ClockChange,
  nextEventAt: string | undefined,
): ClockAnchor => {
  const stands = meetingMsAt(now, realMs);
  const to = toNextEvent === true && nextEventAt !== undefined ? Math.max(stands, Date.parse(nextEventAt)) : stands;
  return { realInstant: new Date(realMs).toISOString(), meetingInstant: new Date(to).toISOString(), speed };
};

/** What comes first after an instant. */
export const firstAfter = (instant: string, ahead: readonly (string | undefined)[]): string | undefined =>
  ahead.filter((at): at is string => at !== undefined && at > instant).sort()[0];

/** What of a meeting everybody waits for: its deadline, and the meeting itself. */
export const momentsOf = ({
  status,
  replyBy,
  startsAt,
  endsAt,
}: Pick<Meeting, 'status' | 'replyBy' | 'startsAt' | 'endsAt'>): readonly string[] =>
  status === 'announced' ? [replyBy, startsAt, endsAt] : [];
