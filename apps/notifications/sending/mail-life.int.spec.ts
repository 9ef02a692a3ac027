import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Redis } from 'ioredis';
import {
  exampleMeeting,
  GetMailAttention,
  ListMailLanes,
  GetNotificationsWorkState,
  ListCallList,
  ResendDelivery,
  SummariseDeliveries,
  TryMailLanes,
} from '#contracts';
import {
  eventually,
  type MailMoment,
  type MailSink,
  type RunningMongo,
  type RunningServer,
  startMailSink,
  startMongo,
  startNats,
  startRedis,
} from '#testing';
import { NotificationsUnderTest, officeAddress, officeId, quickTimings } from '../testing/under-test.js';

const firstReminder = '2016-11-11T02:00:00.000Z';
const meetingId = exampleMeeting.id;

jest.setTimeout(300_000);

describe('the life of a mail', () => {
  let nats: RunningServer;
  let redis: RunningServer;
  let mongo: RunningMongo;
  let sink: MailSink;
  let under: NotificationsUnderTest;

  beforeAll(async () => {
    [redis, mongo] = await Promise.all([startRedis(), startMongo()]);
  });
  afterAll(async () => {
    await Promise.all([redis.stop(), mongo.stop()]);
  });
  beforeEach(async () => {
    [nats, sink] = await Promise.all([startNats(), startMailSink()]);
  });
  afterEach(async () => {
    sink.follow(undefined);
    await under.stop();
    await Promise.all([nats.stop(), sink.stop()]);
  });

  const start = async (
    options: Parameters<typeof NotificationsUnderTest.start>[1] = {},
    smtpUrl = sink.url,
    env: Readonly<Record<string, string>> = {},
  ): Promise<void> => {
    under = await NotificationsUnderTest.start(
      { natsUrl: nats.url, mongoUrl: mongo.url, redisUrl: redis.url, smtpUrl, database: mongo.database(), env },
      options,
    );
  };
  const patience = { within: 240_000 };
  const quiet = (now?: string) => eventually(() => under.idle(now), patience);
  const moveTo = async (instant: string): Promise<void> => {
    await under.moveClockTo(instant);
    await quiet(instant);
  };
  const lanes = () => under.call(ListMailLanes, {});
  /** That to the first server. */
  const lane = async () => {
    const { waiting, items } = await lanes();
    return { waiting, ...items[0] };
  };
  const summary = async () => (await under.call(SummariseDeliveries, { meetingId })).byKind;
  const mailsTo = (address: string) => sink.messages.filter(({ to }) => to.includes(address));
  const held = async (promise: Promise<unknown>): Promise<undefined> => {
    await promise;
    return undefined;
  };

  it('outlasts an outage of the mail server of any length while it is of use, counts no try, and says so', async () => {
    await start();
    const { port } = sink;
    await sink.stop();
    await under.announce(5);
    await eventually(async () => (await lane()).status === 'stopped', patience);
    await quiet();
    expect(await lane()).toMatchObject({
      cause: 'unreachable',
      waiting: 5,
      since: '2016-11-07T02:00:00.000Z',
      reason: { th: expect.stringContaining('เซิร์ฟเวอร์อีเมล') },
    });
    const ready = await fetch(`${under.replicas[0]?.url}/health/ready`);
    expect(ready.status).toBe(200);
    await under.moveClockTo('2016-11-07T02:31:00.000Z');
    const late = async () => (await under.call(GetMailAttention, { meetingId })).lateSince;
    await eventually(async () => (await late()) === '2016-11-07T02:00:00.000Z', patience);
    const detail = await (await fetch(`${under.replicas[0]?.url}/health/ready`)).text();
    expect(detail).toContain('the oldest mail has been due since 2016-11-07T02:00:00.000Z');
    for (const instant of ['2016-11-07T04:06:00.000Z', '2016-11-08T02:00:00.000Z', '2016-11-10T02:00:00.000Z'])
      await moveTo(instant);
    const state = await under.call(GetNotificationsWorkState, {});
    expect(state).toMatchObject({ idle: true, held: 5 });
    expect(String(state.nextDueAt) > '2016-11-10T02:00:00.000Z').toBe(true);
    expect((await under.deliveries()).map((each) => [each.state, each.attempts])).toEqual(
      Array.from({ length: 5 }, () => ['planned', 0]),
    );
    sink = await startMailSink({ port });
    await eventually(async () => (await lane()).status === 'open', patience);
    await eventually(async () => (await summary()).invitation?.accepted === 5, patience);
    expect((await under.deliveries()).every(({ attempts }) => attempts === 1)).toBe(true);
    expect(sink.messages).toHaveLength(5);
  });

  it('is late where the server puts off nearly every mail, though each is due at another moment again', async () => {
    await start();
    sink.follow((moment) => (moment === 'recipient' ? '451 4.3.0 try again later' : undefined));
    await under.announce(5);
    await eventually(async () => (await summary()).invitation?.['retry-wait'] === 5, patience);
    for (const instant of ['2016-11-07T02:20:00.000Z', '2016-11-07T02:40:00.000Z', '2016-11-07T03:05:00.000Z'])
      await moveTo(instant);
    const late = async () => (await under.call(GetMailAttention, { meetingId })).lateSince;
    await eventually(async () => (await late()) === '2016-11-07T02:00:00.000Z', patience);
    sink.follow(undefined);
    await moveTo('2016-11-08T02:00:00.000Z');
    await eventually(async () => (await summary()).invitation?.accepted === 5, patience);
    await eventually(async () => (await late()) === undefined, patience);
  });

  it('survives a wrong relay password at the announcement of 608 invitations: none is lost or doubled, all go once it is right', async () => {
    await sink.stop();
    sink = await startMailSink({ signIn: true });
    sink.follow((moment, said) =>
      moment === 'sign-in' && said !== 'sala:right' ? '535 5.7.8 authentication failed' : undefined,
    );
    const database = mongo.database();
    const servers = { natsUrl: nats.url, mongoUrl: mongo.url, redisUrl: redis.url, database };
    under = await NotificationsUnderTest.start({ ...servers, smtpUrl: `smtp://sala:wrong@127.0.0.1:${sink.port}` });
    await under.announce(608);
    await eventually(async () => (await summary()).invitation?.planned === 608, patience);
    expect(await lane()).toMatchObject({
      status: 'stopped',
      cause: 'sign-in',
      waiting: 608,
      said: expect.stringContaining('535 5.7.8'),
    });
    expect(sink.messages).toHaveLength(0);
    await under.stop();
    under = await NotificationsUnderTest.start({ ...servers, smtpUrl: `smtp://sala:right@127.0.0.1:${sink.port}` });
    await eventually(async () => (await summary()).invitation?.accepted === 608, patience);
    expect(new Set(sink.messages.map(({ to: [address] }) => address)).size).toBe(608);
    expect(sink.messages).toHaveLength(608);
    expect(await lane()).toEqual({ relay: `127.0.0.1:${sink.port}`, status: 'open', waiting: 0 });
  });

  it.each<[MailMoment, string, string]>([
    ['sender', '553 5.7.1 sender address not owned by user', 'sender'],
    ['recipient', '554 5.7.1 Relay access denied', 'relay'],
    ['recipient', '550 5.7.1 Client host blocked using Spamhaus', 'block-list'],
    ['message', '550 5.4.5 Daily user sending quota exceeded', 'quota'],
  ])(
    'waits, and is not rejected, when the server says at the %s: %s; it goes when that is over',
    async (moment, reply, cause) => {
      await start();
      sink.follow((at) => (at === moment ? reply : undefined));
      await under.announce(20);
      await eventually(async () => {
        const { status, waiting } = await lane();
        return status === 'stopped' && waiting === 20;
      }, patience);
      expect(await lane()).toMatchObject({ cause });
      await moveTo('2016-11-08T02:00:00.000Z');
      const ended = ['accepted', 'rejected', 'expired', 'unknown', 'cancelled'];
      expect(Object.keys((await summary()).invitation ?? {}).filter((state) => ended.includes(state))).toEqual([]);
      sink.follow(undefined);
      await under.call(TryMailLanes, {});
      await eventually(async () => (await lane()).status === 'open', patience);
      await moveTo('2016-11-09T02:00:00.000Z');
      await eventually(async () => (await summary()).invitation?.accepted === 20, patience);
      expect(sink.messages).toHaveLength(20);
    },
  );

  it('goes by the next mail server when one is away or refuses all of us, once each, and by the first again when that takes mail', async () => {
    const second = await startMailSink();
    try {
      const { port } = sink;
      await sink.stop();
      await start({}, `smtp://127.0.0.1:${port} ${second.url}`);
      await under.announce(20);
      await eventually(async () => (await summary()).invitation?.accepted === 20, patience);
      expect(second.messages).toHaveLength(20);
      expect((await under.deliveries()).every(({ attempts }) => attempts === 1)).toBe(true);
      expect((await lanes()).items).toMatchObject([
        { relay: `127.0.0.1:${port}`, status: 'stopped', cause: 'unreachable' },
        { relay: `127.0.0.1:${second.port}`, status: 'open' },
      ]);
      const health = await fetch(`${under.replicas[0]?.url}/health/ready`);
      expect([health.status, await health.text()]).toEqual([200, expect.stringContaining(`none by 127.0.0.1:${port}`)]);
      const metrics = await (await fetch(`${under.replicas[0]?.url}/metrics`)).text();
      expect(metrics).toMatch(new RegExp(`sala_mail_lane_open\\{relay="127.0.0.1:${port}".*\\} 0`));
      sink = await startMailSink({ port });
      sink.follow((at) => (at === 'recipient' ? '554 5.7.1 Relay access denied' : undefined));
      await eventually(async () => (await lane()).status === 'open', patience);
      for (let index = 20; index < 40; index += 1) await under.invite(index);
      await eventually(async () => (await summary()).invitation?.accepted === 40, patience);
      expect([sink.messages.length, second.messages.length]).toEqual([0, 40]);
      expect(await lane()).toMatchObject({ status: 'stopped', cause: 'relay' });
      sink.follow(undefined);
      // Only a mail can tell, and only one that is there anyway.
      await under.invite(40);
      await eventually(async () => (await summary()).invitation?.accepted === 41, patience);
      for (let index = 41; (await lane()).status === 'stopped'; index += 1) {
        await under.call(TryMailLanes, {});
        await under.invite(index);
        await eventually(async () => (await summary()).invitation?.accepted === index + 1, patience);
      }
      sink.behave({ drop: 'after-dot' });
      await under.invite(100);
      await eventually(async () => (await under.deliveries({ recipientId: officeId(100) }))[0]?.state === 'unknown');
      await moveTo('2016-11-08T02:00:00.000Z');
      const all = [...sink.messages, ...second.messages].map(({ to: [address] }) => address);
      expect(new Set(all).size).toBe(all.length);
    } finally {
      await second.stop();
    }
  });

  it('leaves at the server’s rate over all replicas, the urgent first, and waits untried', async () => {
    await start({ replicas: 2 }, `${sink.url}?rate=600`);
    const began = performance.now();
    await under.announce(40);
    await eventually(() => sink.messages.length > 0, patience);
    await under.hearAnswer(0);
    await eventually(() => sink.messages.length === 41, patience);
    expect(performance.now() - began).toBeGreaterThan(39 * 100);
    const kinds = sink.messages.map(({ parsed }) => parsed.headers.get('x-sala-kind'));
    // Those that had their turn already stay before it: what leaves in three seconds.
    expect(kinds.indexOf('receipt')).toBeLessThan(kinds.length - 1);
    await quiet();
    expect((await under.deliveries()).every(({ attempts }) => attempts === 1)).toBe(true);
  });

  it('leaves at the rate of its address’s domain, while mails to other domains do not wait for it', async () => {
    await start({ replicas: 2 }, sink.url, { SALA_MAIL_DOMAIN_RATE: '60' });
    await under.announce(4);
    await eventually(() => sink.messages.length > 0, patience);
    const began = performance.now();
    await under.invite(4, 'office-4@lamphun.example');
    await eventually(() => mailsTo('office-4@lamphun.example').length === 1, patience);
    expect(performance.now() - began).toBeLessThan(2_000);
    await eventually(() => sink.messages.length === 5, patience);
    expect(performance.now() - began).toBeGreaterThan(2_000);
    await quiet();
    expect((await under.deliveries()).every(({ attempts }) => attempts === 1)).toBe(true);
  });

  it('lets the others go where the refusal about us comes for one recipient only', async () => {
    await start();
    sink.follow((at, said) => (at === 'recipient' && said === officeAddress(0) ? '550 5.7.1 not from you' : undefined));
    await under.announce(6);
    await eventually(async () => (await summary()).invitation?.accepted === 5, patience);
    await moveTo('2016-11-08T02:00:00.000Z');
    await eventually(
      async () => (await under.deliveries({ recipientId: officeId(0), state: 'retry-wait' })).length === 1,
      patience,
    );
    expect((await under.deliveries({ recipientId: officeId(0) }))[0]).toMatchObject({
      attempts: 0,
      lastError: expect.stringContaining('5.7.1'),
    });
    expect(sink.messages).toHaveLength(5);
  });

  it('expires when it could not be sent for as long as it was of use; staff see it, and send it again once, as a mail of its own', async () => {
    await start();
    const { port } = sink;
    await sink.stop();
    await under.announce(2);
    await eventually(async () => (await lane()).waiting === 2, patience);
    await moveTo('2016-11-18T17:00:01.000Z');
    await eventually(async () => (await summary()).invitation?.expired === 2, patience);
    sink = await startMailSink({ port });
    await under.call(TryMailLanes, {});
    await eventually(async () => (await lane()).status === 'open', patience);
    expect((await under.call(SummariseDeliveries, { meetingId })).byFailure).toEqual({ temporary: 2 });
    const failed = await under.deliveries({ failed: true });
    expect(failed.map(({ failure, advice }) => [failure, typeof advice?.th])).toEqual([
      ['temporary', 'string'],
      ['temporary', 'string'],
    ]);
    const deliveryId = String(failed[0]?.id);
    const resent = await Promise.allSettled(
      Array.from({ length: 5 }, () => under.call(ResendDelivery, { deliveryId })),
    );
    expect(resent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of resent)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'delivery-under-way' });
    await eventually(async () => (await under.deliveries())[0]?.state === 'accepted', patience);
    expect(mailsTo(officeAddress(0))).toHaveLength(1);
    await under.call(ResendDelivery, { deliveryId });
    await eventually(() => mailsTo(officeAddress(0)).length === 2, patience);
    const [one, other] = mailsTo(officeAddress(0));
    expect(one?.parsed.messageId).not.toBe(other?.parsed.messageId);
  });

  it.each<MailMoment>(['connect', 'sender', 'recipient'])(
    'that is a reminder does not reach an office that answers while the server is slow at the %s',
    async (slowAt) => {
      await start();
      await under.announce(2);
      await quiet();
      if (slowAt === 'connect') {
        await under.replicas[0]?.close();
        await under.addReplica();
      }
      const answered = Promise.withResolvers<void>();
      let waits = 0;
      sink.follow((moment) => {
        if (moment !== slowAt) return undefined;
        waits += 1;
        return held(answered.promise);
      });
      await under.moveClockTo(firstReminder);
      await eventually(() => waits > 0, patience);
      // Longer than what was asked before it is good for.
      const since = performance.now();
      await eventually(() => performance.now() > since + 2 * quickTimings.freshMs, patience);
      under.answers(0);
      answered.resolve();
      await quiet(firstReminder);
      expect(await under.deliveries({ kind: 'reminder' })).toMatchObject([
        { recipientId: officeId(0), state: 'cancelled', cancelReason: 'answered' },
        { state: 'accepted' },
      ]);
      expect(mailsTo(officeAddress(0))).toHaveLength(1);
    },
  );

  it('does not leave when whether it is still to be sent cannot be asked at its last moment; it goes when that can be asked again', async () => {
    await start();
    await under.announce(1);
    await quiet();
    const goOn = Promise.withResolvers<void>();
    let waits = 0;
    sink.follow((moment) => {
      if (moment !== 'recipient') return undefined;
      waits += 1;
      return waits === 1 ? held(goOn.promise) : undefined;
    });
    await under.moveClockTo(firstReminder);
    await eventually(() => waits === 1, patience);
    under.registrationIsUp = false;
    const since = performance.now();
    await eventually(() => performance.now() > since + 2 * quickTimings.freshMs, patience);
    goOn.resolve();
    await eventually(async () => (await under.deliveries({ kind: 'reminder' }))[0]?.state === 'retry-wait', patience);
    expect(mailsTo(officeAddress(0))).toHaveLength(1);
    under.registrationIsUp = true;
    await moveTo('2016-11-11T02:05:00.000Z');
    expect(mailsTo(officeAddress(0))).toHaveLength(2);
  });

  it('neither doubles nor is lost when its worker was stopped past its lease before the last byte', async () => {
    await start({ timings: { ...quickTimings, leaseMs: 2_000 } });
    let waits = 0;
    const goOn = Promise.withResolvers<void>();
    sink.follow((moment) => {
      if (moment !== 'recipient') return undefined;
      waits += 1;
      return waits === 1 ? held(goOn.promise) : undefined;
    });
    await under.announce(1);
    await eventually(async () => (await under.deliveries())[0]?.state === 'unknown', patience);
    goOn.resolve();
    await eventually(async () => (await under.deliveries())[0]?.state === 'retry-wait', patience);
    expect(sink.messages).toHaveLength(0);
    await moveTo('2016-11-07T02:05:00.000Z');
    expect(await under.deliveries()).toMatchObject([{ state: 'accepted' }]);
    expect(sink.messages).toHaveLength(1);
  });

  it('to an address where there is nobody is rejected; later ones are not sent blindly, the office is to be called; another address puts it right', async () => {
    await start();
    sink.follow((at, said) => (at === 'recipient' && said === officeAddress(0) ? '550 5.1.1 User unknown' : undefined));
    await under.announce(2);
    await quiet();
    expect((await under.deliveries({ failed: true }))[0]).toMatchObject({
      state: 'rejected',
      failure: 'permanent',
      lastError: expect.stringContaining('5.1.1'),
    });
    const calls = async () =>
      (await under.call(ListCallList, { meetingId })).items.map(({ invitationId, reason }) => [invitationId, reason]);
    expect(await calls()).toEqual([[officeId(0), 'bad-address']]);
    sink.follow(undefined);
    await moveTo(firstReminder);
    expect(await under.deliveries({ kind: 'reminder' })).toMatchObject([
      { recipientId: officeId(0), state: 'cancelled', cancelReason: 'bad-address', failure: 'permanent' },
      { state: 'accepted' },
    ]);
    expect((await under.call(SummariseDeliveries, { meetingId })).byFailure).toEqual({ permanent: 2 });
    await under.call(ResendDelivery, {
      deliveryId: `${meetingId}.${officeId(0)}.invitation.1`,
      to: 'saraban@chiang-mai.example',
    });
    await quiet();
    expect(mailsTo('saraban@chiang-mai.example')).toHaveLength(1);
    await eventually(async () => (await calls()).length === 0, patience);
  });

  it('sends each office the newest of the reminders that waited, and calls none a failure that an answer made needless', async () => {
    await start();
    const { port } = sink;
    await under.announce(2);
    await quiet();
    await sink.stop();
    for (const instant of [firstReminder, '2016-11-15T02:00:00.000Z', '2016-11-17T02:00:00.000Z'])
      await moveTo(instant);
    expect((await summary()).reminder).toMatchObject({ planned: 6 });
    sink = await startMailSink({ port });
    await under.call(TryMailLanes, {});
    await eventually(async () => (await lane()).status === 'open', patience);
    await quiet();
    expect((await summary()).reminder).toEqual({ cancelled: 4, accepted: 2 });
    expect([0, 1].map((index) => mailsTo(officeAddress(index)).length)).toEqual([1, 1]);
    await sink.stop();
    await moveTo('2016-11-18T02:00:00.000Z');
    await under.hearAnswer(0);
    await quiet();
    await moveTo('2016-11-18T17:00:01.000Z');
    await eventually(
      async () => (await under.deliveries({ kind: 'reminder', state: 'expired' })).length === 1,
      patience,
    );
    expect((await under.deliveries({ kind: 'reminder' })).filter(({ ordinal }) => ordinal === 4)).toMatchObject([
      { state: 'cancelled', cancelReason: 'answered' },
      { state: 'expired' },
    ]);
    sink = await startMailSink({ port });
  });

  it('keeps an office on the call list for as long as there is a reason, whichever it is', async () => {
    await start();
    const nobody = (...addresses: string[]) =>
      sink.follow((at, said) =>
        at === 'recipient' && addresses.includes(String(said)) ? '550 5.1.1 User unknown' : undefined,
      );
    const calls = async () =>
      (await under.call(ListCallList, { meetingId })).items.map(({ reason }) => reason ?? 'silent');
    const resend = async (to: string): Promise<void> => {
      await under.call(ResendDelivery, { deliveryId: `${meetingId}.${officeId(0)}.invitation.1`, to });
      await quiet();
    };
    nobody(officeAddress(0), 'nobody@chiang-mai.example');
    await under.announce(1);
    await quiet();
    await moveTo('2016-11-18T17:00:00.000Z');
    expect(await calls()).toEqual(['bad-address']);
    await resend('deputy@chiang-mai.example');
    expect(await calls()).toEqual(['silent']);
    // It has time again; but the mail that would tell it so has no way to it.
    await under.extendDeadline('2016-11-20T16:59:59.000Z', 3);
    await eventually(async () => (await calls()).includes('bad-address'), patience);
    await quiet();
    await resend('deputy@chiang-mai.example');
    expect(await calls()).toEqual([]);
    await moveTo('2016-11-20T17:00:00.000Z');
    await eventually(async () => (await calls()).includes('silent'), patience);
    await resend('nobody@chiang-mai.example');
    expect(await calls()).toEqual(['bad-address']);
    await under.extendDeadline('2016-11-21T16:59:59.000Z', 4);
    await quiet();
    expect(await calls()).toEqual(['bad-address']);
    // Its receipt could not reach it at the address that is bad.
    await under.enrol(0, 2, { email: 'right@chiang-mai.example' });
    await eventually(async () => (await calls()).length === 0, patience);
    await moveTo('2016-11-21T17:00:00.000Z');
    await eventually(async () => (await calls()).includes('silent'), patience);
    await under.hearAnswer(0);
    await eventually(async () => (await calls()).length === 0, patience);
    await quiet();
    expect(await calls()).toEqual([]);
  });

  it.each<[string, (client: Redis, queue: string) => Promise<unknown>]>([
    ['something else in its place', (client, queue) => client.set(`${queue}:wait`, 'x')],
    ['a queue that was paused', (client, queue) => client.set(`${queue}:meta-paused`, '1')],
    [
      'errands of the same names that nobody will run',
      (client, queue) =>
        client.hset(`${queue}:${meetingId}.${officeId(0)}.invitation.1.0`, 'name', '__default__', 'data', '{}'),
    ],
  ])('goes on when Redis comes back with %s', async (_what, damage) => {
    await start();
    const client = new Redis(redis.url);
    try {
      const [queue = ''] =
        (await eventually(async () => {
          const names = (await client.keys('{sala}:*')).map((key) => key.split(':').slice(0, 2).join(':'));
          return names.length > 0 ? names : false;
        }, patience)) || [];
      await client.flushall();
      await damage(client, queue);
      await under.announce(3);
      await eventually(async () => (await summary()).invitation?.accepted === 3, patience);
      expect(sink.messages).toHaveLength(3);
    } finally {
      await client.quit();
    }
  });
});
