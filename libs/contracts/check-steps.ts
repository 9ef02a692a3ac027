import { z } from 'zod';
import { LineOrBlank } from './words.js';

/** What is tried in a check, in the order of the work; content, picture and sound both ways. */
export const CheckStep = z
  .enum(['dialled', 'present', 'audio', 'video', 'content', 'echo', 'framing', 'clock', 'backup'])
  .meta({ id: 'CheckStep' });
export type CheckStep = z.infer<typeof CheckStep>;

/** Whether a step was as it should be; of `echo` yes means that there was none. */
export const StepFinding = z
  .object({ state: z.enum(['yes', 'no', 'not-tried']), note: LineOrBlank(300).optional() })
  .meta({ id: 'StepFinding' });
export type StepFinding = z.infer<typeof StepFinding>;

export const CheckSteps = z
  .object(
    Object.fromEntries(CheckStep.options.map((step) => [step, StepFinding.optional()])) as Record<
      CheckStep,
      z.ZodOptional<typeof StepFinding>
    >,
  )
  .meta({ id: 'CheckSteps' });
export type CheckSteps = z.infer<typeof CheckSteps>;

/** The steps that decide whether a site passes, each with the field of the evidence that it is seen by. */
export const decidingSteps = {
  present: 'contactPresent',
  audio: 'audioBothWays',
  video: 'videoBothWays',
  content: 'contentShared',
  echo: 'echoFree',
} as const satisfies Partial<Record<CheckStep, string>>;
