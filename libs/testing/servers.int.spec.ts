import { connect } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually, startNats, startRedis } from './index.js';

describe('the servers that tests run on', () => {
  it('keep what was stored through a crash, on the same port', async () => {
    const nats = await startNats();
    try {
      const before = await connect({ servers: nats.url, reconnect: false });
      await (await jetstreamManager(before)).streams.add({ name: 'KEPT', subjects: ['kept.>'] });
      await nats.crash();
      await expect(connect({ servers: nats.url, reconnect: false })).rejects.toThrow();
      await nats.restart();
      const after = await connect({ servers: nats.url });
      await expect((await jetstreamManager(after)).streams.info('KEPT')).resolves.toMatchObject({
        config: { name: 'KEPT' },
      });
      await after.close();
    } finally {
      await nats.stop();
    }
  });

  it('have no JetStream when none is asked for', async () => {
    const nats = await startNats({ jetstream: false });
    const connection = await connect({ servers: nats.url });
    await expect(jetstreamManager(connection)).rejects.toThrow();
    await connection.close();
    await nats.stop();
  });

  it('have a Redis that appends each write and evicts nothing', async () => {
    const redis = await startRedis();
    const client = new Redis(redis.url);
    try {
      await expect(client.config('GET', 'maxmemory-policy')).resolves.toEqual(['maxmemory-policy', 'noeviction']);
      await expect(client.config('GET', 'appendonly')).resolves.toEqual(['appendonly', 'yes']);
    } finally {
      client.disconnect();
      await redis.stop();
    }
  });
});

describe('eventually', () => {
  it('hands back what the check gave once it holds', async () => {
    let looks = 0;
    await expect(eventually(() => (looks += 1) === 3 && 'held', { within: 1_000, every: 1 })).resolves.toBe('held');
  });

  it('fails with the last failure when it never holds', async () => {
    const never = () => Promise.reject(new Error('still 3 of 4'));
    await expect(eventually(never, { within: 20, every: 1 })).rejects.toThrow('not so within 20 ms: still 3 of 4');
  });
});
