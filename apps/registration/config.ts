import { z } from 'zod';
import { persistenceConfig } from '#persistence';
import { platformConfig } from '#platform';

export const registrationConfig = z.object({
  ...platformConfig,
  ...persistenceConfig('sala-registration'),
  SALA_LINK_KEY: z
    .string()
    .min(32)
    .max(512)
    .describe('the secret that reply links are signed with, 32 characters or more; another one makes all links void'),
});
export type RegistrationConfig = z.output<typeof registrationConfig>;
