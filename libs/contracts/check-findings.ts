import { z } from 'zod';
import { CheckFault } from './check-evidence.js';
import { type CheckSteps } from './check-steps.js';

/** What of a check somebody at the site can do something about: what made it fail, and remarks that fail nobody. */
export const CheckFinding = z.enum([...CheckFault.options, 'framing', 'clock', 'backup']).meta({ id: 'CheckFinding' });
export type CheckFinding = z.infer<typeof CheckFinding>;

const remarks = ['framing', 'clock', 'backup'] as const;
/** The faults of a result, then its remarks. */
export const findingsOf = ({
  faults = [],
  steps,
}: {
  readonly faults?: readonly CheckFault[] | undefined;
  readonly steps?: CheckSteps | undefined;
}): CheckFinding[] => [...faults, ...remarks.filter((step) => steps?.[step]?.state === 'no')];
