import { describe, expect, it, jest } from '@jest/globals';
import { eventually, startNats } from '#testing';
import { NatsLink } from './nats-link.js';

// Real servers on a busy machine: a test fails by its conditions, not by the default five seconds.
jest.setTimeout(30_000);

describe('the link to NATS', () => {
  it('says what to do when the server runs without JetStream', async () => {
    const nats = await startNats({ jetstream: false });
    await expect(NatsLink.open('link', nats.url)).rejects.toMatchObject({
      code: 'jetstream-missing',
      message: expect.stringContaining('-js'),
    });
    await nats.stop();
  });

  it('is not ready while the server is away, and is again by itself', async () => {
    const nats = await startNats();
    const link = await NatsLink.open('link', nats.url);
    await expect(link.check()).resolves.toBeUndefined();
    await nats.crash();
    await eventually(() =>
      expect(link.check()).rejects.toMatchObject({ kind: 'unavailable', code: 'nats-unreachable' }),
    );
    await nats.restart();
    await eventually(() => link.check());
    await link.close();
    await nats.stop();
  });

  it('closes while the server is away', async () => {
    const nats = await startNats();
    const link = await NatsLink.open('link', nats.url);
    await nats.crash();
    await eventually(() => !link.connected);
    await link.close();
    await nats.stop();
  });
});
