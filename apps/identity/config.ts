import { z } from 'zod';
import { EmailAddress, Password } from '#contracts';
import { persistenceConfig } from '#persistence';
import { platformConfig } from '#platform';

export const identityConfig = z.object({
  ...platformConfig,
  ...persistenceConfig('sala-identity'),
  SALA_ADMIN_EMAIL: EmailAddress.optional().describe('the e-mail address of the first administrator'),
  SALA_ADMIN_PASSWORD: Password.optional().describe(
    'the first administrator’s password, 12 to 200 characters; it is read only while that administrator is not there',
  ),
  SALA_SESSION_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(8760)
    .default(12)
    .describe('how long a sign-in lasts, in hours, 1 to 8760'),
});
export type IdentityConfig = z.output<typeof identityConfig>;
