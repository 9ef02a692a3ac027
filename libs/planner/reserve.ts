export type ReserveRequest = {
  /** First checks by day, in order of time, with the places that are left on that day. */
  readonly days: readonly { readonly day: string; readonly checks: number; readonly freePlaces: number }[];
  /** Share of checks that fail, 0 … 1. */
  readonly failureRate: number;
  /** Probability, above 0 and below 1, that the reserve is enough. */
  readonly confidence: number;
  /** Days a site needs to repair before it is checked again; 1 by default, 0 is the same day. */
  readonly repairDays?: number;
};

export type Reserve = {
  readonly places: number;
  /** Places to hold back on each day. */
  readonly byDay: readonly { readonly day: string; readonly places: number }[];
  /** Places that no day can give. */
  readonly missing: number;
};

/**
 * The fewest places r with P(X ≤ r) ≥ confidence for X ~ Binomial(checks, failureRate): exact, term by term, in
 * logarithms so that large numbers do not underflow. Independent failures are assumed.
 */
export function reservePlaces(checks: number, failureRate: number, confidence: number): number {
  if (!Number.isSafeInteger(checks) || checks < 0)
    throw new RangeError(`checks: ${checks}; give a whole number, 0 or more`);
  if (!(failureRate >= 0 && failureRate <= 1))
    throw new RangeError(`failureRate: ${failureRate}; give a share from 0 to 1`);
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence: ${confidence}; give a probability above 0 and below 1`);
  if (failureRate === 0 || checks === 0) return 0;
  if (failureRate === 1) return checks;
  let logTerm = checks * Math.log1p(-failureRate);
  let sum = Math.exp(logTerm);
  let places = 0;
  while (sum < confidence && places < checks) {
    logTerm += Math.log((checks - places) / (places + 1)) + Math.log(failureRate) - Math.log1p(-failureRate);
    places++;
    sum += Math.exp(logTerm);
  }
  return places;
}

/**
 * Spreads the reserve: each day's share of the expected failures is held on the first days with room once a site can
 * have repaired. Shares are rounded on their running sum, so that they add up and no day is more than one place off.
 */
export function recheckReserve({ days, failureRate, confidence, repairDays = 1 }: ReserveRequest): Reserve {
  for (const [k, { checks, freePlaces }] of days.entries()) {
    if (!Number.isSafeInteger(checks) || checks < 0)
      throw new RangeError(`days[${k}].checks: ${checks}; give a whole number, 0 or more`);
    if (!Number.isSafeInteger(freePlaces) || freePlaces < 0)
      throw new RangeError(`days[${k}].freePlaces: ${freePlaces}; give a whole number, 0 or more`);
  }
  const total = days.reduce((sum, { checks }) => sum + checks, 0);
  const places = reservePlaces(total, failureRate, confidence);
  const held = days.map(() => 0);
  let missing = 0;
  let checked = 0;
  let shared = 0;
  for (const [k, { checks }] of days.entries()) {
    checked += checks;
    const until = total === 0 ? 0 : Math.round((places * checked) / total);
    for (let open = until - shared, later = k + repairDays; open > 0; later++) {
      if (later >= days.length) {
        missing += open;
        break;
      }
      const taken = Math.min(open, days[later]!.freePlaces - held[later]!);
      held[later]! += taken;
      open -= taken;
    }
    shared = until;
  }
  return { places, byDay: days.map(({ day }, k) => ({ day, places: held[k]! })), missing };
}
