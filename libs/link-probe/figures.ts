import { piecesOfPicture, type Sent } from './pace.js';
import { type Packet } from './packet.js';

/** A packet and when it came, by the receiver's clock; the two clocks need not agree. */
export type Arrival = Packet & { readonly atMs: number };

/** What one direction of a link does to what is sent over it. */
export type Figures = {
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  readonly held: number;
  readonly reordered: number;
  /** RFC 3550, 6.4.1, over the voice: the mean of its running estimate. */
  readonly jitterMs: number;
  /** At least so much goes through; 0 where no picture came whole enough to say. */
  readonly throughputKbps: number;
  /** The longest time in which nothing came. */
  readonly longestGapMs: number;
};

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Each number once, in the order in which they came. */
const unique = (arrivals: readonly Arrival[]): Arrival[] => {
  const seen = new Set<number>();
  return arrivals.filter(({ number }) => !seen.has(number) && seen.add(number));
};

const countReordered = (arrivals: readonly Arrival[]): number => {
  let highest = -1;
  let count = 0;
  for (const { number } of arrivals)
    if (number < highest) count += 1;
    else highest = number;
  return count;
};

/** J += (|D| − J) / 16 for each packet after the first, D being the difference of two packets' times on the way. */
const jitterOf = (voice: readonly Arrival[]): number => {
  let running = 0;
  let sum = 0;
  for (const [index, { atMs, sentAtMs }] of voice.entries()) {
    const before = voice[index - 1];
    if (before === undefined) continue;
    const difference = Math.abs(atMs - before.atMs - (sentAtMs - before.sentAtMs));
    running += (difference - running) / 16;
    sum += running;
  }
  return voice.length < 2 ? 0 : sum / (voice.length - 1);
};

/**
 * The best of its pictures: all its bytes that came, over the time from when its first piece would have come by the fastest way
 * seen to when its last one came. Waiting at either end makes the time longer, so that the link takes at least as much.
 */
const throughputOf = (voice: readonly Arrival[], picture: readonly Arrival[]): number => {
  const fastest = [...voice, ...picture].reduce(
    (least, { atMs, sentAtMs }) => Math.min(least, atMs - sentAtMs),
    Infinity,
  );
  const bursts = new Map<number, Arrival[]>();
  for (const piece of picture) {
    const burst = Math.floor(piece.number / piecesOfPicture);
    bursts.set(burst, [...(bursts.get(burst) ?? []), piece]);
  }
  let best = 0;
  for (const pieces of bursts.values()) {
    if (pieces.length < piecesOfPicture / 2) continue;
    const begun = Math.min(...pieces.map(({ sentAtMs }) => sentAtMs)) + fastest;
    const lastMs = Math.max(...pieces.map(({ atMs }) => atMs)) - begun;
    const bits = 8 * pieces.reduce((sum, { bytes }) => sum + bytes, 0);
    best = Math.max(best, bits / Math.max(lastMs, 1));
  }
  return best;
};

const longestGapOf = (arrivals: readonly Arrival[]): number => {
  const times = arrivals.map(({ atMs }) => atMs).sort((one, other) => one - other);
  return times.reduce((longest, at, index) => Math.max(longest, at - (times[index - 1] ?? at)), 0);
};

/** What came of what was sent. What could not be sent because the channel did not move on counts in neither, but as held. */
export const figuresOf = (arrivals: readonly Arrival[], sent: Sent): Figures => {
  const of = (flow: 'voice' | 'picture') =>
    unique(arrivals.filter((each) => each.flow === flow && each.number < sent[flow]));
  const [voice, picture] = [of('voice'), of('picture')];
  const received = voice.length + picture.length;
  return {
    sent: sent.voice + sent.picture,
    received,
    lost: sent.voice + sent.picture - received,
    held: sent.held,
    reordered: countReordered(voice) + countReordered(picture),
    jitterMs: rounded(jitterOf(voice)),
    throughputKbps: Math.floor(throughputOf(voice, picture)),
    longestGapMs: rounded(longestGapOf([...voice, ...picture])),
  };
};

export type RoundTrip = { readonly p50Ms: number; readonly p95Ms: number; readonly answered: number };

/** Nothing where no answer came. */
export const roundTripOf = (times: readonly number[]): RoundTrip | undefined => {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return sorted.length === 0 ? undefined : { p50Ms: at(0.5), p95Ms: at(0.95), answered: sorted.length };
};
