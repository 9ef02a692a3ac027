import { z } from 'zod';
import { persistenceConfig } from '#persistence';
import { platformConfig } from '#platform';

export const schedulingConfig = z.object({
  ...platformConfig,
  ...persistenceConfig('sala-scheduling'),
  SALA_LINK_KEY: z
    .string()
    .min(32)
    .max(512)
    .describe('the secret that sites’ links are signed with, 32 characters or more; another one makes all links void'),
  SALA_CHECK_FRESH_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(21)
    .describe('for how many days a passed check counts before the site must be checked again, 1 to 365'),
});
export type SchedulingConfig = z.output<typeof schedulingConfig>;
