import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningService } from '#platform';
import { type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { GatewayConfig } from '../apps/gateway/config.js';
import { createGateway } from '../apps/gateway/service.js';
import { administrator, IdentityUnderTest } from '../apps/identity/testing/under-test.js';

const json = { 'content-type': 'application/json' };

describe('while identity is away', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let servers: { natsUrl: string; mongoUrl: string; database: string };
  let gateway: RunningService;
  let identity: IdentityUnderTest;

  const ask = (path: string, { cookie, ...init }: RequestInit & { cookie?: string } = {}) =>
    fetch(`${gateway.url}${path}`, {
      ...init,
      headers: { ...(init.body === undefined ? {} : json), ...(cookie !== undefined && { cookie }) },
    });
  const trySignIn = (email: string, password: string) =>
    ask('/api/v1/session', { method: 'POST', body: JSON.stringify({ email, password }) });
  const signIn = async (email = administrator.email, password = administrator.password): Promise<string> => {
    const answer = await trySignIn(email, password);
    expect(answer.status).toBe(200);
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  const statusFor = async (cookie: string): Promise<number> => (await ask('/api/v1/session', { cookie })).status;
  const away = async (during: () => Promise<void>): Promise<void> => {
    await identity.stop();
    try {
      await during();
    } finally {
      identity = await IdentityUnderTest.start(servers);
    }
  };

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    identity = await IdentityUnderTest.start(servers);
    gateway = await createGateway(
      GatewayConfig.parse({
        NODE_ENV: 'test',
        SALA_HTTP_PORT: '0',
        SALA_LOG_LEVEL: 'silent',
        NATS_URL: nats.url,
        SALA_PUBLIC_URL: 'http://sala.example',
        SALA_SECURE_COOKIES: 'false',
      }),
    );
  });
  afterAll(async () => {
    await gateway.close();
    await identity.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
  });

  it('who has been at work goes on, nobody signs in, and what is not known is not taken for signed out', async () => {
    const cookie = await signIn();
    const before = await (await ask('/api/v1/session', { cookie })).json();
    const neverUsed = await signIn();
    await away(async () => {
      const answer = await ask('/api/v1/session', { cookie });
      expect([answer.status, await answer.json()]).toEqual([200, before]);
      expect((await trySignIn(administrator.email, administrator.password)).status).toBe(503);
      expect(await statusFor(neverUsed)).toBe(503);
      expect(await statusFor('sala-session=made-up')).toBe(503);
      // What identity itself must do waits for it.
      expect((await ask('/api/v1/staff', { cookie })).status).toBe(503);
    });
    expect([await statusFor(cookie), await statusFor(neverUsed), await statusFor('sala-session=made-up')]).toEqual([
      200, 200, 401,
    ]);
  });

  it.each(['/api/v1/session', '/api/v1/session/everywhere'])(
    'the browser of whoever signs out by %s forgets the session all the same',
    async (path) => {
      const cookie = await signIn();
      expect(await statusFor(cookie)).toBe(200);
      await away(async () => {
        const answer = await ask(path, { cookie, method: 'DELETE' });
        expect(answer.status).toBe(503);
        expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^sala-session=;/)]);
      });
    },
  );

  it('nobody goes on whose session had ended, whoever ended it', async () => {
    const [administering, leaving] = [await signIn(), await signIn()];
    const desk = { email: 'desk@ega.example', name: 'Reply desk', roles: ['desk'], password: 'another pass phrase' };
    const { id } = (await (
      await ask('/api/v1/staff', { cookie: administering, method: 'POST', body: JSON.stringify(desk) })
    ).json()) as { id: string };
    const [here, there] = [await signIn(desk.email, desk.password), await signIn(desk.email, desk.password)];
    for (const cookie of [administering, leaving, here, there]) expect(await statusFor(cookie)).toBe(200);

    expect((await ask('/api/v1/session', { cookie: leaving, method: 'DELETE' })).status).toBe(204);
    // By an administrator, of whom this gateway hears by identity's hint alone.
    expect((await ask(`/api/v1/staff/${id}/deactivation`, { cookie: administering, method: 'POST' })).status).toBe(200);
    expect([await statusFor(administering), await statusFor(here)]).toEqual([200, 401]);
    await away(async () => {
      expect(await statusFor(administering)).toBe(200);
      // Not even the one that nobody asked about since: nothing stands in for any of them.
      for (const cookie of [leaving, here, there]) expect(await statusFor(cookie)).toBe(503);
    });
    expect(await statusFor(there)).toBe(401);
  });

  it('a role that was taken away just before is not used any more', async () => {
    const cookie = await signIn();
    const other = {
      email: 'coordinator@ega.example',
      name: 'Coordinator',
      roles: ['administrator'],
      password: 'another pass phrase',
    };
    const { id } = (await (
      await ask('/api/v1/staff', { cookie, method: 'POST', body: JSON.stringify(other) })
    ).json()) as { id: string };
    const theirs = await signIn(other.email, other.password);
    expect(await statusFor(theirs)).toBe(200);
    expect(
      (
        await ask(`/api/v1/staff/${id}`, {
          cookie,
          method: 'PUT',
          body: JSON.stringify({ name: 'Coordinator', roles: ['viewer'] }),
        })
      ).status,
    ).toBe(200);
    await away(async () => expect(await statusFor(theirs)).toBe(503));
    expect((await ask('/api/v1/staff', { cookie: theirs })).status).toBe(403);
  });
});
