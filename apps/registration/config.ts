import { z } from 'zod';
import { EmailAddress, Password } from '#contracts';
import { persistenceConfig } from '#persistence';
import { platformConfig } from '#platform';

/** Under this token the key that reply links are signed with is injected. */
export const LinkKey = Symbol('LinkKey');
/** Under this token how long a sign-in lasts is injected, in milliseconds. */
export const SessionLifetimeMs = Symbol('SessionLifetimeMs');

export const registrationConfig = z.object({
  ...platformConfig,
  ...persistenceConfig('sala-registration'),
  SALA_LINK_KEY: z.string().min(32).max(512).describe('the secret that reply links are signed with, 32 characters or more; another one makes all links void'),
  SALA_ADMIN_EMAIL: EmailAddress.optional().describe('the e-mail address of the first administrator'),
  SALA_ADMIN_PASSWORD: Password.optional().describe('the first administrator’s password, 12 to 200 characters; it is read only while that administrator is not there'),
  SALA_SESSION_HOURS: z.coerce.number().int().min(1).max(8760).default(12).describe('how long a sign-in lasts, in hours, 1 to 8760'),
});
export type RegistrationConfig = z.output<typeof registrationConfig>;
