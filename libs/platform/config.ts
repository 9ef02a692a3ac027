import { z } from 'zod';

/** A start that cannot go on: its message names each variable that is wrong, what is wrong with it, and what to set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What every service is told by its environment. Descriptions are the remedies that a wrong variable is answered with. */
export const platformConfig = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development').describe('development, test or production'),
  SALA_HOST: z.string().min(1).max(255).default('127.0.0.1').describe('the address to listen on, such as 127.0.0.1 or 0.0.0.0'),
  SALA_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).describe('the port to listen on, 0 to 65535; 0 takes a free one'),
  NATS_URL: z.url({ protocol: /^(nats|tls)$/ }).describe('the address of the NATS server, such as nats://127.0.0.1:4222'),
  SALA_NATS_REPLICAS: z.coerce.number().int().min(1).max(5).default(1).describe('how many servers of a NATS cluster keep each stream, 1 to 5; 3 in a cluster of three'),
  SALA_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('fatal, error, warn, info, debug, trace or silent'),
  SALA_SWEEP_MS: z.coerce.number().int().min(10).max(600_000).default(1000).describe('how often sweeps look for what is due, in milliseconds, 10 to 600000'),
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
