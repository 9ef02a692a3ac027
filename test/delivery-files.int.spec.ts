import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { ComposeFile, interpolate } from './compose-schema.js';

const text = readFileSync('docker-compose.yml', 'utf8');
const secrets = {
  SALA_LINK_KEY: 'k'.repeat(48),
  SALA_SECRET_KEY: 's'.repeat(48),
  SALA_ADMIN_PASSWORD: 'a long example password',
};
const readCompose = (variables: Record<string, string> = secrets): ComposeFile =>
  ComposeFile.parse(interpolate(parse(text, { merge: true }), variables));
const compose = readCompose();
const dockerfile = readFileSync('deploy/Dockerfile', 'utf8');

/** The services of Sala among those of the file, by the app that each runs. */
const salaServices = Object.entries(compose.services).flatMap(([name, service]) => {
  const app = /^dist\/apps\/([a-z-]+)\/main\.js$/.exec(service.command?.at(-1) ?? '')?.[1];
  return app === undefined ? [] : [{ name, app, service }];
});

const configOf = async (app: string): Promise<z.ZodObject> => {
  const module: unknown = existsSync(`apps/${app}/config.ts`)
    ? await import(`../apps/${app}/config.js`)
    : await import(`../apps/${app}/settings/config.js`);
  const exported = Object.values(module as Record<string, unknown>);
  const schema = exported.find((each) => each instanceof z.ZodObject);
  if (schema === undefined) throw new Error(`the configuration of apps/${app} exports no zod object`);
  return schema as z.ZodObject;
};

describe('docker-compose.yml', () => {
  it('runs the six services, each from a main.ts that exists', () => {
    expect(salaServices.map(({ name, app }) => [name, app])).toEqual(
      ['gateway', 'identity', 'registration', 'notifications', 'self-check', 'scheduling'].map((each) => [each, each]),
    );
    for (const { app } of salaServices) expect(existsSync(`apps/${app}/main.ts`)).toBe(true);
  });

  it.each(salaServices)('tells $name only what it knows, and all that it must know', async ({ app, service }) => {
    const schema = await configOf(app);
    const image = { SALA_HOST: '0.0.0.0', SALA_HTTP_PORT: '8080', NODE_ENV: 'production' };
    const environment = { ...image, ...service.environment };
    expect(Object.keys(environment).filter((name) => !(name in schema.shape))).toEqual([]);
    // One that is empty counts as not set.
    const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
    expect(schema.safeParse(set)).toMatchObject({ success: true });
  });

  it('does not start without the secrets, and names them', () => {
    const without = (name: keyof typeof secrets) =>
      Object.fromEntries(Object.entries(secrets).filter(([each]) => each !== name));
    expect(() => readCompose(without('SALA_LINK_KEY'))).toThrow('SALA_LINK_KEY: put 32');
    expect(() => readCompose(without('SALA_SECRET_KEY'))).toThrow('SALA_SECRET_KEY: put 32');
    expect(() => readCompose(without('SALA_ADMIN_PASSWORD'))).toThrow('SALA_ADMIN_PASSWORD: put 12');
  });

  it('waits for services that exist, and on their health only where they tell it', () => {
    for (const { depends_on: needs = {} } of Object.values(compose.services)) {
      for (const [name, { condition }] of Object.entries(needs)) {
        const needed = compose.services[name];
        expect(needed).toBeDefined();
        // The services of Sala have theirs in the image.
        if (condition === 'service_healthy') expect(needed?.healthcheck ?? needed?.build).toBeDefined();
      }
    }
  });

  it('addresses servers by names and ports that exist', () => {
    const used = salaServices
      .flatMap(({ service }) => Object.values(service.environment ?? {}))
      .flatMap((value) => /^(?:nats|mongodb|redis|smtp):\/\/([a-z]+):\d+/.exec(value)?.[1] ?? []);
    expect(new Set(used)).toEqual(new Set(['nats', 'mongo', 'redis', 'mailbox']));
    expect(used.filter((host) => !(host in compose.services))).toEqual([]);
  });

  it('keeps data on volumes that it declares', () => {
    const used = Object.values(compose.services)
      .flatMap(({ volumes = [] }) => volumes.map((each) => each.split(':')[0]))
      .filter((each) => each?.startsWith('./') === false);
    expect(new Set(used)).toEqual(new Set(Object.keys(compose.volumes)));
  });

  it('keeps every job and every event', () => {
    expect(compose.services['redis']?.command?.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
    expect(compose.services['nats']?.command).toEqual(expect.arrayContaining(['--jetstream', '/data']));
    expect(compose.services['nats']?.volumes).toContain('./deploy/nats.conf:/etc/nats/nats.conf:ro');
    expect(readFileSync('deploy/nats.conf', 'utf8')).toMatch(/sync_interval: always/);
    expect(compose.services['mongo']?.command).toContain('--replSet');
    for (const { service } of salaServices.filter((each) => !['gateway', 'self-check'].includes(each.app)))
      expect(service.environment?.['MONGODB_URL']).toContain('replicaSet=rs0');
  });

  it('builds from files that exist', () => {
    for (const { service } of salaServices) expect(existsSync(service.build?.dockerfile ?? '')).toBe(true);
  });
});

describe('a compose file', () => {
  it.each([
    [
      'an element that Compose does not know',
      (file: ComposeFile) => ({ ...file, services: { x: { image: 'x', restrat: 'always' } } }),
    ],
    [
      'a port open to the network',
      (file: ComposeFile) => ({ ...file, services: { x: { image: 'x', ports: ['8080:8080'] } } }),
    ],
    ['an unknown part', (file: ComposeFile) => ({ ...file, servces: {} })],
  ])('with %s is refused', (_what, change) =>
    expect(ComposeFile.safeParse(change(compose))).toMatchObject({ success: false }),
  );
});

describe('the Dockerfile', () => {
  it('copies only what exists and what its ignore file lets through', () => {
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) =>
      (match[1] ?? '').split(' '),
    );
    expect(sources.length).toBeGreaterThan(5);
    const letThrough = readFileSync('deploy/Dockerfile.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    for (const source of sources) {
      expect(existsSync(source)).toBe(true);
      expect(letThrough).toContain(source);
    }
  });

  it('runs on the Node that the project pins, not as root, and says whether it is ready', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const bases = [...dockerfile.matchAll(/^FROM node:([\d.]+)/gm)].map((match) => match[1]);
    expect(bases).toEqual([devDependencies['node'], devDependencies['node']]);
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK .*"deploy\/healthcheck\.mjs"\]$/m);
  });
});
