/** So far ahead turns are given out: mails that wait for theirs are in hand, and one that is more urgent does not pass them. */
export const horizonMs = 3_000;

/** How many mails may be in the queue that leave at a pace, where the next turn is so far away: one at least while it is near. */
export const roomFor = (perMinute: number, nextTurnMs: number): number => {
  const left = horizonMs - nextTurnMs;
  return left <= 0 ? 0 : Math.max(1, Math.ceil((left * perMinute) / 60_000));
};
