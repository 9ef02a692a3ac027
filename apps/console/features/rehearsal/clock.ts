import type { Rehearsal } from '#contracts';

/** What people choose from, in meeting seconds a second: standing still, real time, ten minutes, an hour, ten hours. */
export const speeds = [0, 1, 600, 3_600, 36_000] as const;

/** What the meeting's clock shows so long after it was read. */
export const shownAt = ({ now, speed }: Rehearsal['clock'], elapsedMs: number): string =>
  new Date(Date.parse(now) + elapsedMs * speed).toISOString();

/** What comes next by what the clock shows: what it has passed by since it was read is no longer ahead. */
export const nextOf = ({ nextEventAt }: Pick<Rehearsal, 'nextEventAt'>, now: string): string | undefined =>
  nextEventAt !== undefined && nextEventAt > now ? nextEventAt : undefined;
