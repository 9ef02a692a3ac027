import { z } from 'zod';
import { persistenceConfig } from '#persistence';
import { platformConfig } from '#platform';

export const schedulingConfig = z.object({
  ...platformConfig,
  ...persistenceConfig('sala-scheduling'),
  SALA_CHECK_FRESH_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(21)
    .describe('for how many days a passed check counts before the site must be checked again, 1 to 365'),
});
export type SchedulingConfig = z.output<typeof schedulingConfig>;
