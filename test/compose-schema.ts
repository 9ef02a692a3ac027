import { z } from 'zod';

/** The part of the Compose specification that docker-compose.yml uses; an element that it does not name is refused. */
const duration = z.string().regex(/^(\d+(us|ms|s|m|h))+$/);
const command = z.array(z.string()).min(1);
const Healthcheck = z.strictObject({
  test: z
    .array(z.string())
    .min(2)
    .refine(([how]) => how === 'CMD' || how === 'CMD-SHELL', 'starts with CMD or CMD-SHELL'),
  interval: duration,
  timeout: duration,
  retries: z.int().positive(),
  start_period: duration.optional(),
});
const Service = z.strictObject({
  image: z.string().regex(/^[a-z0-9._/-]+(:[\w.-]+)?$/),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: command.optional(),
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()).optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:[\d-]+:[\d-]+(\/udp)?$/, 'is published on loopback only')).optional(),
  volumes: z
    .array(
      z
        .string()
        .regex(
          /^(?:[a-z]+:\/[\w/]+|\.\/deploy\/[\w.-]+:\/[\w./-]+:ro)$/,
          'is a volume of its own, or a file of deploy that is only read',
        ),
    )
    .optional(),
  depends_on: z
    .record(
      z.string(),
      z.strictObject({ condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']) }),
    )
    .optional(),
  healthcheck: Healthcheck.optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']).optional(),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  tmpfs: z.array(z.string()).optional(),
  stop_grace_period: duration.optional(),
});

export const ComposeFile = z
  .object({
    name: z.string(),
    services: z.record(z.string(), Service),
    volumes: z.record(z.string(), z.strictObject({})),
  })
  .catchall(z.unknown())
  .refine(
    (file) => Object.keys(file).every((key) => ['name', 'services', 'volumes'].includes(key) || key.startsWith('x-')),
    'has only known parts and x- extensions',
  );
export type ComposeFile = z.infer<typeof ComposeFile>;

const fillIn = (text: string, variables: Readonly<Record<string, string>>): string =>
  text.replace(
    /\$\{([A-Z0-9_]+)(?::([-?])([^}]*))?\}/g,
    (_whole, name: string, sign: string | undefined, rest: string | undefined) => {
      const value = variables[name];
      if (value !== undefined && value !== '') return value;
      if (sign === '?') throw new Error(`${name}: ${rest ?? ''}`);
      return sign === '-' ? (rest ?? '') : '';
    },
  );

/**
 * Fills `${NAME}`, `${NAME:-default}` and `${NAME:?message}` into every text of a parsed file, as Compose does: after
 * parsing, so that a value stays a text. @throws Error with the message of a variable that must be set
 */
export const interpolate = (value: unknown, variables: Readonly<Record<string, string>>): unknown => {
  if (typeof value === 'string') return fillIn(value, variables);
  if (Array.isArray(value)) return value.map((each) => interpolate(each, variables));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, interpolate(each, variables)]));
};
