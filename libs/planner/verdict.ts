/** Up to `green` is good, above `red` is bad, between is neither. */
export type Threshold = { readonly green: number; readonly red: number; readonly source: string };

export type LinkThresholds = {
  /** Share of packets, 0 … 1. */
  readonly loss: Threshold;
  /** Milliseconds. */
  readonly roundTripMs: Threshold;
  readonly jitterMs: Threshold;
};

/** The one-way delay is taken as half of the round trip. */
export const LINK_THRESHOLDS: LinkThresholds = {
  loss: {
    green: 0.01,
    red: 0.03,
    source: 'ITU-T G.1010: packet loss under 1 % for a videophone, under 3 % for conversational voice',
  },
  roundTripMs: {
    green: 300,
    red: 400,
    source: 'ITU-T G.114: 150 ms one way is good for most uses; red is stricter than its limit of 400 ms one way',
  },
  jitterMs: {
    green: 30,
    red: 50,
    source: 'ITU-T Y.1541 classes 0 and 1: delay variation up to 50 ms; green leaves room below it',
  },
};

/** What was measured over one window of 20 seconds. */
export type LinkWindow = {
  readonly sent: number;
  readonly lost: number;
  readonly roundTripsMs: readonly number[];
  /** Jitter at the end of the window. */
  readonly jitterMs: number;
};

export type Colour = 'green' | 'amber' | 'red';

export type LinkVerdict = {
  readonly verdict: 'pass' | 'fail' | 'go-on';
  /** What the verdict rests on. */
  readonly reasons: readonly {
    readonly measure: 'loss' | 'roundTrip' | 'jitter';
    readonly colour: Colour;
    readonly value: number | null;
  }[];
  /** Bounds of the Wilson interval on the share of packets lost. */
  readonly loss: { readonly low: number; readonly high: number };
  /** Windows that are expected to settle it at the loss seen so far; null when it is settled, or when no number would. */
  readonly moreWindows: number | null;
};

/**
 * The Wilson score interval (Wilson 1927) of a share: z = 1.96 for 95 %. Right also at no loss at all, where the
 * usual ± interval has no width. Without packets it is 0 … 1.
 */
export function wilsonInterval(lost: number, sent: number, z = 1.96): { low: number; high: number } {
  if (sent === 0) return { low: 0, high: 1 };
  const p = lost / sent;
  const centre = p + (z * z) / (2 * sent);
  const half = z * Math.sqrt((p * (1 - p)) / sent + (z * z) / (4 * sent * sent));
  const scale = 1 + (z * z) / sent;
  return {
    low: lost === 0 ? 0 : Math.max(0, (centre - half) / scale),
    high: lost === sent ? 1 : Math.min(1, (centre + half) / scale),
  };
}

/** Interarrival jitter of RFC 3550 section 6.4.1: J += (|D| − J) / 16 over the packets as they arrive, in milliseconds. */
export function interarrivalJitter(
  packets: readonly { readonly sentMs: number; readonly receivedMs: number }[],
): number {
  let jitter = 0;
  for (let k = 1; k < packets.length; k++) {
    const before = packets[k - 1]!;
    const now = packets[k]!;
    jitter += (Math.abs(now.receivedMs - before.receivedMs - (now.sentMs - before.sentMs)) - jitter) / 16;
  }
  return jitter;
}

/** The nearest-rank percentile: the least value that at least `percent` % of the values do not exceed; null of none. */
export function percentile(values: readonly number[], percent: number): number | null {
  if (!(percent > 0 && percent <= 100)) throw new RangeError(`percent: ${percent}; give a number above 0, up to 100`);
  if (values.length === 0) return null;
  return [...values].sort((a, b) => a - b)[Math.ceil((percent / 100) * values.length) - 1]!;
}

export type LinkJudgement = {
  readonly windows: readonly LinkWindow[];
  readonly thresholds?: LinkThresholds;
  /** The link's last settled verdict, which stands while the measures are between green and red (hysteresis). */
  readonly before?: 'pass' | 'fail';
  /** Least windows for a verdict; 3 (one minute) by default. */
  readonly minWindows?: number;
};

/** Windows are looked for in doubling steps up to this many (about five and a half hours). */
const MOST_WINDOWS = 1024;

/**
 * Pass when loss is below its green threshold with confidence and delay (95th percentile) and jitter (median of the
 * windows) are green; fail when any is red, loss with confidence; else go on measuring. Bad numbers throw RangeError.
 */
export function judgeLink({
  windows,
  thresholds = LINK_THRESHOLDS,
  before,
  minWindows = 3,
}: LinkJudgement): LinkVerdict {
  for (const [k, { sent, lost, jitterMs }] of windows.entries()) {
    if (!Number.isSafeInteger(sent) || !Number.isSafeInteger(lost) || sent < 0 || lost < 0 || lost > sent)
      throw new RangeError(`windows[${k}]: ${lost} lost of ${sent} sent; give whole numbers with lost ≤ sent`);
    if (!(jitterMs >= 0)) throw new RangeError(`windows[${k}].jitterMs: ${jitterMs}; give milliseconds, 0 or more`);
  }
  const sent = windows.reduce((sum, window) => sum + window.sent, 0);
  const lost = windows.reduce((sum, window) => sum + window.lost, 0);
  const loss = wilsonInterval(lost, sent);
  const roundTrip = percentile(
    windows.flatMap((window) => window.roundTripsMs),
    95,
  );
  const jitter = percentile(
    windows.map((window) => window.jitterMs),
    50,
  );
  const lossColour = lossColourOf(loss, thresholds.loss);
  const reasons: LinkVerdict['reasons'] = [
    { measure: 'loss', colour: lossColour, value: sent === 0 ? null : lost / sent },
    { measure: 'roundTrip', colour: colourOf(roundTrip, thresholds.roundTripMs), value: roundTrip },
    { measure: 'jitter', colour: colourOf(jitter, thresholds.jitterMs), value: jitter },
  ];
  const settled = { reasons, loss, moreWindows: null };
  if (windows.length < minWindows) return { ...settled, verdict: 'go-on', moreWindows: minWindows - windows.length };
  if (reasons.some(({ colour }) => colour === 'red')) return { ...settled, verdict: 'fail' };
  if (reasons.every(({ colour }) => colour === 'green')) return { ...settled, verdict: 'pass' };
  // Only the loss can still settle by more of the same; delay and jitter between the thresholds can't.
  const moreWindows = reasons.slice(1).every(({ colour }) => colour === 'green')
    ? windowsToSettle({ sent, lost, windows: windows.length }, thresholds.loss)
    : null;
  if (before !== undefined && moreWindows === null && sent > 0) return { ...settled, verdict: before };
  return { ...settled, verdict: 'go-on', moreWindows };
}

const colourOf = (value: number | null, { green, red }: Threshold): Colour =>
  value === null ? 'amber' : value <= green ? 'green' : value > red ? 'red' : 'amber';

const lossColourOf = ({ low, high }: { low: number; high: number }, { green, red }: Threshold): Colour =>
  high < green ? 'green' : low > red ? 'red' : 'amber';

/** How many more windows like those seen settle the loss as green or red; null if its share lies between for good. */
function windowsToSettle(
  { sent, lost, windows }: { sent: number; lost: number; windows: number },
  threshold: Threshold,
): number | null {
  if (sent === 0) return 1;
  const settles = (more: number): boolean => {
    const scale = (windows + more) / windows;
    return lossColourOf(wilsonInterval(lost * scale, sent * scale), threshold) !== 'amber';
  };
  let high = 1;
  while (!settles(high)) if ((high *= 2) > MOST_WINDOWS) return null;
  let low = high >> 1;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (settles(middle)) high = middle;
    else low = middle;
  }
  return high;
}
