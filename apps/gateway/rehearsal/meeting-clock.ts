import { type ClockAnchor, meetingMsAt } from '#contracts';

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

/** What falls due first after an instant, of what each service has next. */
export const firstAfter = (instant: string, dues: readonly (string | undefined)[]): string | undefined =>
  dues.filter((due): due is string => due !== undefined && due > instant).sort()[0];
