/** Why a delivery waits: the connection broke, the server put it off, it does not know us yet, the mailbox is full. */
export type Pause = 'connection' | 'deferred' | 'greylisted' | 'full';

const minuteMs = 60_000;
/** The first pause and the longest, in minutes; each is twice the one before. */
const bounds: Readonly<Record<Pause, readonly [first: number, longest: number]>> = {
  connection: [1, 30],
  deferred: [1, 120],
  // Servers that put off whom they do not know want five minutes at least, some hours.
  greylisted: [5, 120],
  full: [30, 360],
};

/** The pause after the n-th attempt, n from 1, in milliseconds. */
export const pauseMs = (pause: Pause, attempts: number): number => {
  const [first, longest] = bounds[pause];
  return Math.min(first * 2 ** Math.min(attempts - 1, 20), longest) * minuteMs;
};
