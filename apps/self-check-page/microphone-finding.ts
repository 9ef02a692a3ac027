import { type SelfCheckSaid } from '#contracts';

/** What was heard in one moment: the highest sample and the mean power, both 0 to 1. */
export type Heard = { readonly peak: number; readonly power: number };
export const heardEveryMs = 50;
export const listenMs = 4_000;

/** −46 dB: above what an open microphone hears in a quiet room, below a voice at arm's length. */
const loudPower = 0.005;
/** Words have gaps: a fifth of two seconds is a voice. */
const spanMoments = 2_000 / heardEveryMs;
const loudShare = 0.1;
const clippedPeak = 0.985;
const clippedShare = 0.05;

/** Whether some two seconds were not silent, how loud it was at most, and whether it was too loud. */
export const microphoneFinding = (moments: readonly Heard[]): SelfCheckSaid['microphone'] => {
  const peakPercent = Math.round(100 * Math.min(1, Math.max(0, ...moments.map(({ peak }) => peak))));
  const loud = moments.map(({ power }) => power >= loudPower);
  const isHeard = loud.some(
    (_one, index) => loud.slice(index, index + spanMoments).filter(Boolean).length >= loudShare * spanMoments,
  );
  if (!isHeard) return { state: 'silent', peakPercent };
  const clipped = moments.filter(({ peak }) => peak >= clippedPeak).length;
  return { state: clipped > clippedShare * moments.length ? 'clipping' : 'heard', peakPercent };
};
