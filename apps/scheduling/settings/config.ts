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
  SALA_BRIDGE: z
    .enum(['bigbluebutton', 'jitsi', 'simulator', 'none'])
    .default('none')
    .describe('the conference bridge that carries meetings: bigbluebutton, jitsi, simulator or none'),
  SALA_BRIDGE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'where the bridge is: BigBlueButton’s API, such as https://bbb.example/bigbluebutton/api, or where Jitsi’s rooms are',
    ),
  SALA_BRIDGE_SECRET: z
    .string()
    .min(16)
    .max(512)
    .optional()
    .describe('the secret that the bridge shares with Sala, 16 characters or more'),
  SALA_BRIDGE_HASH: z
    .enum(['sha1', 'sha256', 'sha384', 'sha512'])
    .default('sha256')
    .describe('the hash of BigBlueButton’s checksums: sha1, sha256, sha384 or sha512'),
  SALA_BRIDGE_CALLBACK_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('where BigBlueButton posts what happens, such as https://sala.example/bridge/callbacks'),
  SALA_BRIDGE_APP: z.string().min(1).max(200).optional().describe('the id by which Jitsi knows Sala (iss)'),
  SALA_BRIDGE_AUDIENCE: z.string().min(1).max(200).default('jitsi').describe('whom tokens for Jitsi are for (aud)'),
  SALA_BRIDGE_DOMAIN: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('the tenant or domain of Jitsi’s rooms (sub); that of SALA_BRIDGE_URL unless said'),
  SALA_BRIDGE_KEY_FILE: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe('the path of a private key (PEM, RSA) that signs tokens for Jitsi, in place of SALA_BRIDGE_SECRET'),
  SALA_BRIDGE_KEY_ID: z.string().min(1).max(200).optional().describe('the id of that key (kid)'),
  SALA_BRIDGE_LOOK_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(2000)
    .describe('how often open rooms are looked at, in milliseconds, 100 to 60000'),
  SALA_PLAN_PATIENCE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000)
    .default(3_000)
    .describe('how long a request waits for a plan of checks; what takes longer goes on by itself, 0 to 10000'),
});
export type SchedulingConfig = z.output<typeof schedulingConfig>;
