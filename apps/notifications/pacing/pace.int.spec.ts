import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { type RunningServer, startRedis } from '#testing';
import { type DeliveryQueue } from '../queue/queue.module.js';
import { type NotificationsConfig } from '../settings/settings.module.js';
import { Pace } from './pace.js';

describe('turns at a pace', () => {
  let redis: RunningServer;
  let replicas: { client: Redis; pace: Pace }[];
  beforeAll(async () => {
    redis = await startRedis();
    replicas = [1, 2].map(() => {
      const client = new Redis(redis.url);
      const queue = { redis: client } as unknown as DeliveryQueue;
      return { client, pace: new Pace(queue, { SALA_DATABASE: 'pace' } as NotificationsConfig) };
    });
  });
  afterAll(async () => {
    for (const { client } of replicas) client.disconnect();
    await redis.stop();
  });
  const [relay, other] = ['one.example', 'two.example'].map((name) => ({ of: 'relay', name }) as const);
  if (relay === undefined || other === undefined) throw new Error('no names');
  const take = (count: number, atMostMs: number, of = relay) =>
    Promise.all(Array.from({ length: count }, (_each, index) => replicas[index % 2]?.pace.take(of, 600, atMostMs)));

  it('lie one interval apart over all replicas, each taken once, and none that would come too late is taken', async () => {
    const waits = (await take(50, 60_000)).filter((wait) => wait !== undefined).sort((a, b) => a - b);
    expect(waits).toHaveLength(50);
    waits.forEach((wait, index) => {
      expect(wait).toBeLessThanOrEqual(index * 100);
      expect(wait).toBeGreaterThan(index * 100 - 1_000);
    });
    expect(await take(4, 1_000)).toEqual([undefined, undefined, undefined, undefined]);
    const ahead = await replicas[0]?.pace.ahead(relay, 600);
    expect(ahead).toBeGreaterThan(4_000 - 1_000);
    expect(ahead).toBeLessThanOrEqual(5_000);
    expect(await take(1, 1_000, other)).toEqual([0]);
  });
});
