import { type LaneCause } from '#contracts';
import { inEveryLanguage } from '#words';

/** Why no mail leaves, and what to do, in the words for staff. */
export const laneWords = (cause: LaneCause) => ({
  reason: inEveryLanguage(({ mail }) => mail.lane[cause].reason),
  advice: inEveryLanguage(({ mail }) => mail.lane[cause].advice),
});
