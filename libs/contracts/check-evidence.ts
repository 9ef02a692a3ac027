import { z } from 'zod';

/** What the technician measured and saw. Loss in percent, round trip and jitter in milliseconds. */
export const CheckEvidence = z
  .object({
    lossPercent: z.number().min(0).max(100),
    roundTripMs: z.number().min(0).max(60_000),
    jitterMs: z.number().min(0).max(60_000),
    audioBothWays: z.boolean(),
    videoBothWays: z.boolean(),
    contentShared: z.boolean(),
    echoFree: z.boolean(),
    contactPresent: z.boolean(),
  })
  .meta({ id: 'CheckEvidence' });
export type CheckEvidence = z.infer<typeof CheckEvidence>;

/** The evidence of a check that was not finished: as far as it was measured and seen. */
export const EvidenceSoFar = CheckEvidence.partial().meta({ id: 'EvidenceSoFar' });
export type EvidenceSoFar = z.infer<typeof EvidenceSoFar>;

export const exampleEvidence: CheckEvidence = {
  lossPercent: 0.2,
  roundTripMs: 48,
  jitterMs: 6,
  audioBothWays: true,
  videoBothWays: true,
  contentShared: true,
  echoFree: true,
  contactPresent: true,
};

/** What made a check fail, or kept it from being one. `dial`: nobody answered where the site is dialled. */
export const CheckFault = z
  .enum(['loss', 'round-trip', 'jitter', 'audio', 'video', 'content', 'echo', 'contact', 'dial', 'aborted'])
  .meta({ id: 'CheckFault' });
export type CheckFault = z.infer<typeof CheckFault>;

/**
 * What became of a check: measured to the end, so that the thresholds decide; aborted, or measured without an end (it failed, and
 * a note says how); or nobody was there at the site.
 */
export const CheckOutcome = z.enum(['measured', 'aborted', 'no-show']).meta({ id: 'CheckOutcome' });
export type CheckOutcome = z.infer<typeof CheckOutcome>;
