import { type Wait } from '../mail/mail.module.js';

const minuteMs = 60_000;
/** The first wait and the longest, in minutes; each is twice the one before. */
const bounds: Readonly<Record<Wait, readonly [first: number, longest: number]>> = {
  connection: [1, 30],
  deferred: [1, 120],
  // Servers that put off whom they do not know want five minutes at least, some hours.
  greylisted: [5, 120],
  full: [30, 360],
};

/** The wait after the n-th attempt, n from 1, in milliseconds. */
export const waitMs = (wait: Wait, attempts: number): number => {
  const [first, longest] = bounds[wait];
  return Math.min(first * 2 ** Math.min(attempts - 1, 20), longest) * minuteMs;
};

export const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

/** The last try comes so long before the mail is of use no more: time enough to be taken up, asked about and handed over. */
const lastTryBeforeMs = 5 * 60_000;
const shortestWaitMs = 60_000;

/** When it is tried next: after the wait, or for the last time shortly before it is of use no more; nothing once that is past. */
export const nextTry = (now: string, waitFor: number, usefulUntil: string): string | undefined => {
  const next = later(now, waitFor);
  const last = later(usefulUntil, -lastTryBeforeMs);
  if (next <= last) return next;
  if (later(now, shortestWaitMs) <= last) return last;
  return next < usefulUntil ? next : undefined;
};
