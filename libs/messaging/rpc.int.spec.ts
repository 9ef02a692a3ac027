import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { headers } from '@nats-io/transport-node';
import { Controller, type INestApplication, type Type } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { Asker, defineRpc, type ParsedRequestOf } from '#contracts';
import { conflict, correlationId, PlatformModule, withCorrelation } from '#platform';
import { type RunningServer, startNats } from '#testing';
import {
  asker,
  confinedTo,
  connectMessaging,
  HandlesRpc,
  MessagingModule,
  NatsLink,
  RpcClient,
  withAsker,
} from './index.js';

const Greet = defineRpc({
  subject: 'rpc.greeter.v1.greet',
  summary: 'Greets',
  request: z.object({ name: z.string().min(1), times: z.int().default(1) }),
  returns: z.object({ greeting: z.string(), by: z.string(), correlationId: z.string() }),
  example: { request: { name: 'Sala' }, returns: { greeting: 'Sala!', by: 'a', correlationId: 'c' } },
});
const Refuse = defineRpc({
  subject: 'rpc.greeter.v1.refuse',
  summary: 'Fails as it is told',
  request: z.object({ defect: z.boolean() }),
  returns: z.object({}),
  example: { request: { defect: false }, returns: {} },
});
const AskNobody = defineRpc({
  subject: 'rpc.nobody.v1.ask',
  summary: 'Nobody answers',
  request: z.object({}),
  returns: z.object({}),
  example: { request: {}, returns: {} },
});

const Echo = defineRpc({
  subject: 'rpc.greeter.v1.echo',
  summary: 'Says it again, or a number of random words',
  request: z.object({ names: z.array(z.string()), random: z.int().default(0) }),
  returns: z.object({ names: z.array(z.string()) }),
  example: { request: { names: [] }, returns: { names: [] } },
});
const Linger = defineRpc({
  subject: 'rpc.lingerer.v1.linger',
  summary: 'Takes long',
  request: z.object({}),
  returns: z.object({ done: z.boolean() }),
  example: { request: {}, returns: { done: true } },
});

const WhoAsks = defineRpc({
  subject: 'rpc.greeter.v1.who-asks',
  openTo: ['focal-point', 'office'],
  summary: 'Who asks',
  request: z.object({}),
  returns: z.object({ asker: Asker, province: z.string().optional() }),
  example: { request: {}, returns: { asker: { kind: 'system' } } },
});

const greeterNamed = (by: string) => {
  @Controller()
  class Greeter {
    @HandlesRpc(Greet)
    greet({ name, times }: ParsedRequestOf<typeof Greet>) {
      return Promise.resolve({
        greeting: `${name}!`.repeat(times),
        by,
        correlationId: correlationId(),
        secret: 'not in the contract',
      });
    }

    @HandlesRpc(Echo)
    echo({ names, random }: ParsedRequestOf<typeof Echo>) {
      return Promise.resolve({
        names: [...names, ...Array.from({ length: random }, () => randomBytes(30).toString('base64'))],
      });
    }

    @HandlesRpc(WhoAsks)
    whoAsks() {
      return Promise.resolve({ asker: asker(), province: confinedTo() });
    }

    @HandlesRpc(Refuse)
    refuse({ defect }: ParsedRequestOf<typeof Refuse>): Promise<Record<string, never>> {
      if (defect) throw new TypeError('a defect with a secret in its message');
      throw conflict('duplicate-key', { details: { greeted: 'Sala' } });
    }
  }
  return Greeter;
};

// Real servers on a busy machine: a test fails by its conditions, not by the default five seconds.
jest.setTimeout(30_000);

describe('RPC over NATS', () => {
  let nats: RunningServer;
  const apps: INestApplication[] = [];
  const startService = async (service: string, ...controllers: Type[]) => {
    const testing = await Test.createTestingModule({
      imports: [
        PlatformModule.forRoot({ service, config: { SALA_LOG_LEVEL: 'silent' } }),
        MessagingModule.forRoot({ service, nats: nats.url }),
      ],
      controllers,
    }).compile();
    const app = testing.createNestApplication(new FastifyAdapter(), { logger: false });
    connectMessaging(app);
    await app.startAllMicroservices();
    await app.init();
    apps.push(app);
    return app;
  };
  let client: RpcClient;
  let link: NatsLink;

  beforeAll(async () => {
    nats = await startNats();
    await startService('greeter', greeterNamed('a'));
    await startService('greeter', greeterNamed('b'));
    const caller = await startService('caller');
    client = caller.get(RpcClient);
    link = caller.get(NatsLink);
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await nats.stop();
  });

  it('hands the parsed request over, with defaults, and strips the reply to the contract', async () => {
    const reply = await client.call(Greet, { name: 'Sala' });
    expect(reply).toEqual({ greeting: 'Sala!', by: expect.stringMatching(/a|b/), correlationId: expect.any(String) });
  });

  it('carries the correlation id of the caller', async () => {
    await expect(withCorrelation('correlation-1', () => client.call(Greet, { name: 'Sala' }))).resolves.toMatchObject({
      correlationId: 'correlation-1',
    });
  });

  it('carries who asks, and the system where nobody does', async () => {
    const focalPoint: Asker = { kind: 'staff', staffId: 'staff-1', role: 'focal-point', provinceCode: 'TH-50' };
    await expect(client.call(WhoAsks, {})).resolves.toEqual({ asker: { kind: 'system' } });
    await expect(withAsker(focalPoint, () => client.call(WhoAsks, {}))).resolves.toEqual({
      asker: focalPoint,
      province: 'TH-50',
    });
    await expect(withAsker({ kind: 'office' }, () => client.call(WhoAsks, {}))).resolves.toEqual({
      asker: { kind: 'office' },
    });
    await expect(
      withAsker({ ...focalPoint, provinceCode: undefined }, () => client.call(WhoAsks, {})),
    ).rejects.toMatchObject({ code: 'province-missing' });
  });

  it('refuses a request that says in a way that is not understood who asks', async () => {
    for (const said of ['{', '{"kind":"staff","role":"emperor","staffId":"x"}', '"system"']) {
      const carried = headers();
      carried.set('Sala-Asker', said);
      const reply = await link.nc.request(
        WhoAsks.subject,
        JSON.stringify({ pattern: WhoAsks.subject, id: '1', data: {} }),
        { timeout: 5_000, headers: carried },
      );
      expect(reply.json()).toMatchObject({ err: { kind: 'forbidden', code: 'asker-unreadable' } });
    }
  });

  it('spreads requests over the replicas of a service, each request to one', async () => {
    const replies = await Promise.all(Array.from({ length: 100 }, () => client.call(Greet, { name: 'Sala' })));
    expect(new Set(replies.map(({ by }) => by))).toEqual(new Set(['a', 'b']));
  });

  it('names the field of a request that the contract refuses', async () => {
    await expect(client.call(Greet, { name: '' })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'invalid-input',
      details: { fields: [{ field: 'name' }] },
    });
  });

  it('keeps kind, code, message and details of an error', async () => {
    await expect(client.call(Refuse, { defect: false })).rejects.toMatchObject({
      name: 'AppError',
      kind: 'conflict',
      code: 'duplicate-key',
      message: 'There is another one with the same key already.',
      details: { greeted: 'Sala' },
    });
  });

  it('tells the caller of a defect no more than that there is one', async () => {
    const failure = client.call(Refuse, { defect: true });
    await expect(failure).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'internal-error',
      message: expect.not.stringContaining('secret'),
    });
  });

  it('carries lists that are larger than a message may be', async () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `สำนักงานสรรพากรพื้นที่จังหวัดเชียงใหม่ ${index}`);
    expect(Buffer.byteLength(JSON.stringify(names))).toBeGreaterThan(2 * 1024 * 1024);
    await expect(client.call(Echo, { names })).resolves.toEqual({ names });
  });

  it('says so at once when a request or a reply is too large even so', async () => {
    const names = Array.from({ length: 60_000 }, () => randomBytes(30).toString('base64'));
    await expect(client.call(Echo, { names })).rejects.toMatchObject({ kind: 'invalid', code: 'request-too-large' });
    await expect(client.call(Echo, { names: [], random: 60_000 })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'too-much-returned',
    });
  });

  it('answers what is in hand when it stops', async () => {
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    @Controller()
    class Slow {
      @HandlesRpc(Linger)
      async linger() {
        begun.resolve();
        await gate.promise;
        return { done: true };
      }
    }
    const service = await startService('lingerer', Slow);
    apps.splice(apps.indexOf(service), 1);
    const reply = client.call(Linger, {});
    await begun.promise;
    const closed = service.close();
    gate.resolve();
    await expect(reply).resolves.toEqual({ done: true });
    await closed;
    await expect(client.call(Linger, {})).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('fails at once when no replica is there, naming the service', async () => {
    const begun = performance.now();
    await expect(client.call(AskNobody, {}, { timeoutMs: 5_000 })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'service-unavailable',
      details: { service: 'nobody' },
    });
    expect(performance.now() - begun).toBeLessThan(2_500);
  });
});
