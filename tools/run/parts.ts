// The processes that make up a running Sala, with the environment of each, in the waves in which they start.
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, natsServer, type Part, pinnedNode, projectFolder, redisServer } from '#processes';
import { type SimulatedStaff } from './state.js';

const dist = (path: string): string => join(projectFolder, 'dist', path);
const folder = (path: string): string => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
};

/** The port of each process; `npm start` uses these unless a variable says otherwise or another program has one. */
export const defaultPorts = {
  gateway: 4600,
  mailbox: 4601,
  smtp: 4602,
  nats: 4603,
  redis: 4604,
  mongo: 4605,
  registration: 4606,
  notifications: 4607,
  scheduling: 4608,
  identity: 4609,
  simulator: 4610,
  'self-check': 4611,
};
export type PartName = keyof typeof defaultPorts;
export type Ports = Record<PartName, number>;
/** SALA_GATEWAY_PORT and so on. */
export const portVariable = (name: string): string => `SALA_${name.toUpperCase().replaceAll('-', '_')}_PORT`;

const embeddedMongo = ({ port, dataDir }: { port: number; dataDir: string }): Part => ({
  name: 'embedded-mongo',
  command: pinnedNode,
  args: [dist('packages/embedded-mongo/command.js'), '--port', String(port), '--data-dir', dataDir],
  ready: { port },
});

/** A mailbox to look at in the browser; it keeps its mails in a folder. */
const mailbox = ({ smtpPort, webPort, dataDir }: { smtpPort: number; webPort: number; dataDir: string }): Part => ({
  name: 'mailbox',
  command: pinnedNode,
  args: [dist('tools/run/mailbox.js'), '--smtp', String(smtpPort), '--web', String(webPort), '--folder', dataDir],
  ready: { url: `http://127.0.0.1:${webPort}/api/config` },
});

/** The simulated offices and technicians of the sample. They answer nothing: they are there as soon as what they speak to is. */
export const actors = ({
  ports,
  simulated: { desk, operations },
}: {
  readonly ports: Ports;
  readonly simulated: SimulatedStaff;
}): Part => {
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  return {
    name: 'actors',
    command: pinnedNode,
    args: [
      '--enable-source-maps',
      dist('tools/actors/command.js'),
      '--origin',
      at(ports.gateway),
      '--mailbox',
      at(ports.mailbox),
      '--nats',
      `nats://127.0.0.1:${ports.nats}`,
    ],
    env: {
      SALA_DESK_EMAIL: desk.email,
      SALA_DESK_PASSWORD: desk.password,
      SALA_OPERATIONS_EMAIL: operations.email,
      SALA_OPERATIONS_PASSWORD: operations.password,
    },
    ready: { url: `${at(ports.gateway)}/health/ready` },
  };
};

/**
 * Without a limit a service takes as much as the machine has before it clears up, several times what it needs. The same in
 * docker-compose.yml.
 */
const heapLimits = ['--max-old-space-size=512', '--max-semi-space-size=8'];

/** What was compiled once is not compiled at each start. */
const compiled = join(projectFolder, '.cache/compiled');

const service = (name: PartName, port: number, env: Record<string, string>): Part => ({
  name,
  command: pinnedNode,
  args: [...heapLimits, '--enable-source-maps', dist(`apps/${name}/main.js`)],
  cwd: projectFolder,
  // A data base's name for one service must not become that of all.
  env: {
    NODE_COMPILE_CACHE: compiled,
    SALA_HOST: '127.0.0.1',
    SALA_HTTP_PORT: String(port),
    SALA_DATABASE: '',
    ...env,
  },
  ready: { url: `http://127.0.0.1:${port}/health/ready` },
});

/** Of the bridge simulator: what its API and its controls are opened by, which whoever has the link key can work out. */
export const simulatorKeys = (linkKey: string): { readonly secret: string; readonly controlKey: string } => {
  const of = (what: string): string => createHmac('sha256', linkKey).update(`bridge simulator: ${what}`).digest('hex');
  return { secret: of('secret'), controlKey: of('controls') };
};

/** The conference bridge where none is connected. */
const bridgeSimulator = (port: number, linkKey: string): Part => {
  const { secret, controlKey } = simulatorKeys(linkKey);
  return {
    name: 'bridge-simulator',
    command: pinnedNode,
    args: ['--enable-source-maps', dist('apps/bridge-simulator/main.js')],
    env: { SALA_SIMULATOR_PORT: String(port), SALA_SIMULATOR_SECRET: secret, SALA_SIMULATOR_CONTROL_KEY: controlKey },
    ready: { url: `http://127.0.0.1:${port}/health` },
  };
};
/** Where sites' browsers reach the end of the link that they measure: on this machine, unless it is said. */
const selfCheckOf = (outside: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(outside).filter(([name]) => name.startsWith('SALA_SELF_CHECK_')));

export type SalaOptions = {
  readonly dataDir: string;
  readonly ports: Ports;
  readonly linkKey: string;
  readonly admin?: { readonly email: string; readonly password: string } | undefined;
  readonly mongoUrl?: string | undefined;
  readonly smtpUrl?: string | undefined;
  readonly outside?: Record<string, string>;
  readonly bridge?: Readonly<Record<string, string>> | undefined;
  readonly env?: Record<string, string>;
};

/** The mailbox's password and how mails are signed are the notifications' alone. */
const notOfMails = (env: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^SALA_(?:INBOUND|DKIM|MAIL|SELF_CHECK)_/.test(name)));

/**
 * All of Sala on loopback. `mongoUrl` names a MongoDB of one's own instead of the embedded one, `smtpUrl` a mail server
 * instead of the mailbox; `linkKey` signs reply links and sites’ links, and seals secrets of other systems; `admin` is the first
 * administrator's sign-in, if one is to be made; `outside` is what outsideOf says of addresses and senders; `bridge` what is set of a
 * conference bridge: without it the simulator runs.
 */
export const salaParts = ({
  dataDir,
  ports,
  linkKey,
  admin,
  mongoUrl,
  smtpUrl,
  outside = {},
  bridge,
  env = {},
}: SalaOptions): [servers: Part[], services: Part[], edge: Part[]] => {
  const origin = `http://127.0.0.1:${ports.gateway}`;
  const common = {
    NODE_ENV: 'production',
    NATS_URL: `nats://127.0.0.1:${ports.nats}`,
    MONGODB_URL: mongoUrl ?? `mongodb://127.0.0.1:${ports.mongo}/?directConnection=true`,
    ...env,
  };
  const servers = [
    ...(mongoUrl === undefined ? [embeddedMongo({ port: ports.mongo, dataDir: folder(join(dataDir, 'mongo')) })] : []),
    natsServer({ port: ports.nats, dataDir: folder(join(dataDir, 'nats')) }),
    redisServer({ port: ports.redis, dataDir: folder(join(dataDir, 'redis')) }),
    ...(smtpUrl === undefined
      ? [mailbox({ smtpPort: ports.smtp, webPort: ports.mailbox, dataDir: folder(join(dataDir, 'mail')) })]
      : []),
  ];
  const services = [
    service('identity', ports.identity, {
      ...common,
      ...(admin === undefined ? {} : { SALA_ADMIN_EMAIL: admin.email, SALA_ADMIN_PASSWORD: admin.password }),
    }),
    service('registration', ports.registration, {
      ...common,
      SALA_LINK_KEY: linkKey,
      SALA_PUBLIC_URL: outside['SALA_PUBLIC_URL'] ?? origin,
      SALA_CHROMIUM: findChromium()?.command ?? '',
    }),
    service('notifications', ports.notifications, {
      ...common,
      REDIS_URL: `redis://127.0.0.1:${ports.redis}`,
      SALA_SECRET_KEY: linkKey,
      SMTP_URL: smtpUrl ?? `smtp://127.0.0.1:${ports.smtp}`,
      SALA_MAIL_FROM: 'Sala <sala@ega.example>',
      SALA_PUBLIC_URL: origin,
      ...outside,
    }),
    service('scheduling', ports.scheduling, {
      ...common,
      SALA_LINK_KEY: linkKey,
      ...(bridge ?? {
        SALA_BRIDGE: 'simulator',
        SALA_BRIDGE_URL: `http://127.0.0.1:${ports.simulator}/bigbluebutton/api`,
        SALA_BRIDGE_SECRET: simulatorKeys(linkKey).secret,
        SALA_BRIDGE_CALLBACK_URL: `${origin}/bridge/callbacks`,
      }),
    }),
    ...(bridge === undefined ? [bridgeSimulator(ports.simulator, linkKey)] : []),
    service('self-check', ports['self-check'], {
      ...common,
      SALA_SELF_CHECK_ADDRESS: '127.0.0.1',
      ...selfCheckOf(outside),
    }),
  ];
  const edge = [
    service('gateway', ports.gateway, {
      ...common,
      SALA_PUBLIC_URL: origin,
      SALA_CONSOLE_DIR: dist('console'),
      SALA_SELF_CHECK_SCRIPT: dist('self-check-page/self-check.js'),
      SALA_SECURE_COOKIES: 'false',
      ...notOfMails(outside),
      SALA_QUEUE_BOARD_URL: `http://127.0.0.1:${ports.notifications}/queues`,
    }),
  ];
  return [servers, services, edge];
};
