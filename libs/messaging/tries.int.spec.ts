import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eventually, type RunningServer, startNats } from '#testing';
import { type AppError } from '#platform';
import { NatsLink } from './nats-link.js';
import { Tries } from './tries.js';

jest.setTimeout(30_000);

describe('counted tries', () => {
  let nats: RunningServer;
  let links: NatsLink[];
  beforeAll(async () => {
    Logger.overrideLogger(false);
    nats = await startNats();
    links = await Promise.all(['one', 'other'].map((name) => NatsLink.open(name, nats.url)));
  });
  afterAll(async () => {
    for (const link of links) await link.close();
    await nats.stop();
  });
  const triesOf = (name: string, max: number, windowMs = 60_000) =>
    links.map((link) => new Tries(link, { name, max, windowMs, replicas: 1 })) as [Tries, Tries];
  const outcomes = async (work: readonly Promise<unknown>[]) => {
    const settled = await Promise.allSettled(work);
    return {
      counted: settled.filter(({ status }) => status === 'fulfilled').length,
      refused: settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : [])),
    };
  };

  it('are as many as the limit says, however many come at once and by whichever replica', async () => {
    const [one, other] = triesOf('at-once', 10);
    const { counted, refused } = await outcomes(
      Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? one : other).add('a')),
    );
    expect(counted).toBe(10);
    expect(refused).toHaveLength(30);
    for (const each of refused)
      expect(each).toMatchObject({
        kind: 'unavailable',
        code: 'too-many-requests',
        details: { retryAfterSeconds: expect.any(Number) },
      });
    await expect(one.add('b')).resolves.toBeGreaterThan(0);
  });

  it('are free again when the oldest has left the window, and say when that is', async () => {
    const [one] = triesOf('window', 2, 2_000);
    await one.add('a');
    await one.add('a');
    const { details } = (await one.add('a').catch((error: unknown) => error)) as AppError;
    // Whole seconds up to the end of the window, of which some part has passed.
    expect([1, 2]).toContain(details?.['retryAfterSeconds']);
    await eventually(() => one.add('a').then(() => true));
  });

  it('can be taken back, once', async () => {
    const [one, other] = triesOf('take-back', 1);
    const number = await one.add('a');
    await other.takeBack(number);
    await other.takeBack(number);
    await one.add('a');
    await expect(other.add('a')).rejects.toMatchObject({ code: 'too-many-requests' });
  });

  it('follow a limit that was changed', async () => {
    await triesOf('changed', 1)[0].add('a');
    const [raised] = triesOf('changed', 2);
    await raised.add('a');
    await expect(raised.add('a')).rejects.toMatchObject({ code: 'too-many-requests' });
  });

  it('are counted anew by a server that has lost them', async () => {
    const [one] = triesOf('lost', 1);
    await one.add('a');
    await links[1]?.jsm.streams.delete('TRIES-lost');
    await one.add('a');
    await expect(one.add('a')).rejects.toMatchObject({ code: 'too-many-requests' });
    await nats.crash();
    await nats.restart();
    await eventually(() => one.add('a').then(() => true));
    await expect(one.add('a')).rejects.toMatchObject({ code: 'too-many-requests' });
  });
});
