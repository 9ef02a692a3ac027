import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '#testing';
import { AddStaff, type Role } from '#contracts';
import { defaultPorts, type Ports, salaParts, simulatorKeys } from '../run/parts.js';
import { createSupervisor, type Supervisor } from '../run/supervisor.js';
import { ApiClient } from './api-client.js';

export type RunningSala = {
  readonly natsUrl: string;
  readonly origin: string;
  readonly supervisor: Supervisor;
  /** Where the bridge simulator is told what happens: a site joins, is lost. */
  readonly orderBridge: (order: object) => Promise<void>;
  /** Starts the services once the clock is set. */
  readonly startServices: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const password = (): string => randomBytes(18).toString('base64url');
export const admin = { email: 'admin@ega.example', password: password() };

const freePorts = async (): Promise<Ports> => {
  const ports = { ...defaultPorts };
  for (const name of Object.keys(ports) as (keyof Ports)[]) ports[name] = await freePort();
  return ports;
};

const orderBridge = async (port: number, key: string, order: object): Promise<void> => {
  const { ok, status } = await fetch(`http://127.0.0.1:${port}/control`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify(order),
  });
  if (!ok) throw new Error(`the bridge simulator answered ${status} to ${JSON.stringify(order)}`);
};

/** All of Sala under the supervisor that `npm start` uses, in a folder and on ports of its own; servers first. */
export const startSala = async (
  folder: string,
  smtpUrl: string,
  onTrouble: (line: string) => void,
  env: Record<string, string> = {},
): Promise<RunningSala> => {
  const ports = await freePorts();
  const linkKey = password() + password();
  const [servers, ...rest] = salaParts({
    dataDir: folder,
    ports,
    linkKey,
    admin,
    smtpUrl,
    // Sixteen days pass in a minute: sign-ins that are days apart come within it.
    env: { SALA_SWEEP_MS: '250', SALA_LOG_LEVEL: 'warn', SALA_SIGN_IN_LIMIT: '10000', ...env },
  });
  const supervisor = createSupervisor({
    logFolder: join(folder, 'logs'),
    onEvent: (event) => {
      if (event.what === 'failing')
        onTrouble(`${event.name} ended again and again (${event.reason})\n${event.lastLines}`);
    },
  });
  const stop = (): Promise<void> => supervisor.stop();
  try {
    await supervisor.startAll(servers);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    natsUrl: `nats://127.0.0.1:${ports.nats}`,
    origin: `http://127.0.0.1:${ports.gateway}`,
    supervisor,
    orderBridge: (order) => orderBridge(ports.simulator, simulatorKeys(linkKey).controlKey, order),
    startServices: async () => {
      for (const parts of rest) await supervisor.startAll(parts);
    },
    stop,
  };
};

/** `colleague`: a second one of the desk; `second`: of the coordinators. `focalPoints`: by the site at whose door they stand. `office` has no account. */
export type Staff = Readonly<
  Record<'coordinator' | 'second' | 'desk' | 'colleague' | 'operations' | 'office', ApiClient>
> & { readonly focalPoints: ReadonlyMap<string, ApiClient> };
type Door = { readonly siteId: string; readonly provinceCode: string };

const emailOf = (name: string): string => `${name}@ega.example`;
const focalPoint = (siteId: string): string => `focal-point-${siteId}`;
export const focalPointAt = (siteId: string): string => emailOf(focalPoint(siteId));

/** The people at work: each signed in with no more rights than the work needs. */
export const signInStaff = async (origin: string, doors: readonly Door[] = []): Promise<Staff> => {
  const administrator = new ApiClient(origin);
  await administrator.signIn(admin.email, admin.password);
  const hire = async (name: string, role: Role, provinceCode?: string): Promise<ApiClient> => {
    const email = emailOf(name);
    const secret = password();
    const where = provinceCode === undefined ? {} : { provinceCode };
    await administrator.send(AddStaff, { email, name, roles: [role], password: secret, ...where });
    const client = new ApiClient(origin);
    await client.signIn(email, secret);
    return client;
  };
  const focalPoints = new Map<string, ApiClient>();
  for (const { siteId, provinceCode } of doors)
    focalPoints.set(siteId, await hire(focalPoint(siteId), 'focal-point', provinceCode));
  return {
    coordinator: await hire('coordinator', 'coordinator'),
    second: await hire('second', 'coordinator'),
    desk: await hire('desk', 'desk'),
    colleague: await hire('colleague', 'desk'),
    operations: await hire('operations', 'operations'),
    focalPoints,
    office: new ApiClient(origin),
  };
};
