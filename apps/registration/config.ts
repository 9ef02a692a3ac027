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
  SALA_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .describe('the address that people reach Sala at, such as https://sala.example; it stands on letters'),
  SALA_CHROMIUM: z
    .string()
    .default('')
    .describe('the path of a Chromium that makes PDF files of letters; without it they are pages to be printed'),
});
export type RegistrationConfig = z.output<typeof registrationConfig>;
