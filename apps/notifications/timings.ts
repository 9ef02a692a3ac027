/** How long things may take, in milliseconds of real time, and how many are in hand at once. */
export type Timings = {
  /** A claim's lease: longer than an errand may take, so that a living worker never loses its claim. */
  readonly leaseMs: number;
  readonly errandLimitMs: number;
  readonly serverPatienceMs: number;
  readonly errandsAtOnce: number;
  readonly window: number;
  readonly lostAfterMs: number;
  readonly lostWhenEmptyAfterMs: number;
};

export const defaultTimings: Timings = {
  leaseMs: 120_000,
  errandLimitMs: 75_000,
  serverPatienceMs: 60_000,
  errandsAtOnce: 120,
  window: 1_000,
  lostAfterMs: 15_000,
  lostWhenEmptyAfterMs: 2_000,
};
