import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats, startRedis } from '#testing';
import { NotificationsUnderTest, quickTimings } from '../testing/under-test.js';

jest.setTimeout(30_000);

describe('a worker that does not come back', () => {
  let nats: RunningServer;
  let redis: RunningServer;
  let mongo: RunningMongo;
  let listening: ReturnType<SMTPServer['listen']>;
  let answer: () => void = () => undefined;
  let received = 0;
  let under: NotificationsUnderTest | undefined;
  /** Takes mails whole, and answers only when told. */
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 10,
    onData: (stream, _session, done) => {
      stream
        .on('end', () => {
          received += 1;
          answer = done;
        })
        .resume();
    },
  });

  beforeAll(async () => {
    server.on('error', () => {});
    listening = server.listen(0, '127.0.0.1');
    [nats, redis, mongo] = await Promise.all([startNats(), startRedis(), startMongo(), once(listening, 'listening')]);
  });
  afterAll(async () => {
    answer();
    await under?.stop();
    server.close();
    await Promise.all([nats.stop(), redis.stop(), mongo.stop()]);
  });

  it('while handing a mail over leaves it unknown: another replica does not send it again, and a late answer changes nothing', async () => {
    const smtpUrl = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    // Its lease ends long before it gives up, as if it had been stopped in the midst of it.
    const stuck = { ...quickTimings, leaseMs: 2_000, handOverMs: 20_000, serverPatienceMs: 20_000 };
    under = await NotificationsUnderTest.start(
      { natsUrl: nats.url, mongoUrl: mongo.url, redisUrl: redis.url, smtpUrl, database: mongo.database() },
      { timings: stuck },
    );
    const world = under;
    await world.announce(1);
    await eventually(() => received === 1);
    await world.addReplica();
    await eventually(async () => (await world.deliveries())[0]?.state === 'unknown');
    await eventually(() => world.idle());
    answer();
    await eventually(() => world.idle());
    expect(await world.deliveries()).toMatchObject([
      { state: 'unknown', attempts: 1, lastError: 'the worker stopped while it was handing the mail over' },
    ]);
    expect(received).toBe(1);
  });
});
