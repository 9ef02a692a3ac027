import { z } from 'zod';

/** A start that cannot go on: its message names each variable that is wrong, what is wrong with it, and what to set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** One address or several with commas between, each nats:// or tls:// with a host. */
const isNatsAddress = (text: string): boolean =>
  text.split(',').every((each) => {
    const address = each.trim();
    return /^(nats|tls):\/\//.test(address) && URL.canParse(address) && new URL(address).hostname !== '';
  });

/** What every service is told by its environment. Descriptions are the remedies that a wrong variable is answered with. */
export const platformConfig = {
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('development, test or production'),
  SALA_HOST: z
    .string()
    .min(1)
    .max(255)
    .default('127.0.0.1')
    .describe('the address to listen on, such as 127.0.0.1 or 0.0.0.0'),
  SALA_HTTP_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .describe('the port to listen on, 0 to 65535; 0 takes a free one'),
  NATS_URL: z
    .string()
    .max(4_000)
    .refine(isNatsAddress, 'is not an address of NATS')
    .describe(
      'the address of the NATS server, such as nats://127.0.0.1:4222, or tls://nats.example:4222 for an encrypted connection; several of a cluster with commas between',
    ),
  SALA_NATS_USER: z
    .string()
    .min(1)
    .max(512)
    .optional()
    .describe('the user that NATS knows Sala by, with SALA_NATS_PASSWORD'),
  SALA_NATS_PASSWORD: z.string().min(1).max(512).optional().describe('the password of SALA_NATS_USER'),
  SALA_NATS_TOKEN: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe('the token that NATS asks for, in place of user and password'),
  SALA_NATS_CREDENTIALS: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe('the path of a credentials file (.creds) for NATS'),
  SALA_NATS_NKEY: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe('the path of a file with the seed of an nkey for NATS'),
  SALA_NATS_CA: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe(
      'the path of the certificate (PEM) of the authority that signed the NATS server’s; the connection is encrypted then',
    ),
  SALA_NATS_CERT: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe('the path of the certificate (PEM) that Sala shows to NATS, with SALA_NATS_KEY'),
  SALA_NATS_KEY: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe('the path of the private key (PEM) of SALA_NATS_CERT'),
  SALA_NATS_REPLICAS: z.coerce
    .number()
    .int()
    .min(1)
    .max(5)
    .default(1)
    .describe('how many servers of a NATS cluster keep each stream, 1 to 5; 3 in a cluster of three'),
  SALA_EVENT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(36_500)
    .optional()
    .describe('for how many days NATS keeps events, 1 to 36500; 400 unless said'),
  SALA_EVENT_MEGABYTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('how much room NATS gives to events, in megabytes, 1 to 1000000; 1024 unless said'),
  SALA_VERIFY_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_600)
    .optional()
    .describe(
      'how often it is looked whether NATS and the database still hold what they held, in seconds, 1 to 3600; 15 unless said',
    ),
  SALA_MANAGEMENT_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe(
      'the port on which health is told in detail, and metrics, where SALA_HTTP_PORT is open to the public; 0 takes a free one',
    ),
  SALA_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('fatal, error, warn, info, debug, trace or silent'),
  SALA_SWEEP_MS: z.coerce
    .number()
    .int()
    .min(10)
    .max(600_000)
    .default(1000)
    .describe('how often sweeps look for what is due, in milliseconds, 10 to 600000'),
  SALA_TAKE_OVER_SECONDS: z.coerce
    .number()
    .int()
    .min(2)
    .max(600)
    .optional()
    .describe(
      'after how long without a sign of life what a replica has in hand goes to another, in seconds, 2 to 600; 10 unless said',
    ),
};
export type PlatformConfig = z.output<z.ZodObject<typeof platformConfig>>;

/**
 * Reads a service's environment once. An empty variable counts as not set. Values are never repeated in the error,
 * as they may be secrets.
 * @throws ConfigError naming every variable that is wrong
 */
export const parseConfig = <Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Readonly<Record<string, string | undefined>>,
  service: string,
): z.output<z.ZodObject<Shape>> => {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const shape: Readonly<Record<string, unknown>> = schema.shape;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'the environment');
    const field = shape[name];
    const remedy = field instanceof z.ZodType ? field.description : undefined;
    const problem = name in set || issue.path.length === 0 ? issue.message : 'is not set';
    return `  ${name}: ${problem}${remedy === undefined ? '' : `. Set it to ${remedy}`}`;
  });
  throw new ConfigError(`${service} cannot start, its environment is wrong:\n${lines.join('\n')}`);
};
