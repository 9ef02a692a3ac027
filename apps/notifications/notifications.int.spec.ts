import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Redis } from 'ioredis';
import {
  CheckBooked,
  CheckCancelled,
  CheckMoved,
  exampleCheck,
  exampleMeeting,
  exampleSite,
  GetNotificationsWorkState,
  ListCallList,
  ListAhead,
  LookAhead,
  RebuildMailQueue,
  ResolveUnknownDelivery,
  SummariseDeliveries,
  usualMails,
} from '#contracts';
import { connectMongo } from '#persistence';
import {
  eventually,
  type MailSink,
  type RunningMongo,
  type RunningServer,
  startMailSink,
  startMongo,
  startNats,
  startRedis,
} from '#testing';
import { NotificationsUnderTest, officeAddress, officeId, quickTimings } from './testing/under-test.js';

const firstReminder = '2016-11-11T02:00:00.000Z';
const afterDeadline = '2016-11-18T17:00:00.000Z';

jest.setTimeout(90_000);

describe('notifications', () => {
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
    await under.stop();
    await Promise.all([nats.stop(), sink.stop()]);
  });

  const start = async (options: Parameters<typeof NotificationsUnderTest.start>[1] = {}): Promise<void> => {
    under = await NotificationsUnderTest.start(
      { natsUrl: nats.url, mongoUrl: mongo.url, redisUrl: redis.url, smtpUrl: sink.url, database: mongo.database() },
      options,
    );
  };
  const quiet = (now?: string) => eventually(() => under.idle(now), { within: 80_000 });
  const moveTo = async (instant: string): Promise<void> => {
    await under.moveClockTo(instant);
    await quiet(instant);
  };
  const kinds = () => sink.messages.map(({ parsed }) => String(parsed.headers.get('x-sala-kind')));
  const mailsTo = (address: string, kind: string) =>
    sink.messages.filter(({ to, parsed }) => to.includes(address) && parsed.headers.get('x-sala-kind') === kind);
  const deliveryIds = () => sink.messages.map(({ parsed }) => String(parsed.headers.get('x-sala-delivery')));

  it('sends each mail exactly once with two replicas, reminders to the silent only', async () => {
    await start({ replicas: 2 });
    await under.announce(40);
    await quiet();
    expect(kinds()).toEqual(Array.from({ length: 40 }, () => 'invitation'));
    for (let index = 0; index < 10; index += 1) await under.hearAnswer(index);
    await quiet();
    await moveTo(firstReminder);
    expect(new Set(deliveryIds()).size).toBe(sink.messages.length);
    expect((await under.call(SummariseDeliveries, { meetingId: exampleMeeting.id })).byKind).toEqual({
      invitation: { accepted: 40 },
      receipt: { accepted: 10 },
      reminder: { accepted: 30 },
    });
    expect(mailsTo(officeAddress(0), 'reminder')).toHaveLength(0);
    expect(mailsTo(officeAddress(10), 'reminder')).toHaveLength(1);
    // The rules change in the midst of it: what was sent stays sent, and so does nothing twice.
    const [first, second] = usualMails.rules.filter(({ kind }) => kind === 'reminder');
    const day = usualMails.rules.filter(({ kind }) => kind === 'day-before');
    if (first === undefined || second === undefined) throw new Error('no usual reminders');
    const thanks = { id: 'thanks', kind: 'thanks', from: 'meeting', days: 1, count: 'days', at: '09:00' } as const;
    const rules = [thanks, { ...first, days: -4 }, { ...second, id: 'own', to: { provinces: ['TH-51'] } }, ...day];
    await under.changeMeeting({ mails: { rules } });
    await quiet();
    await moveTo('2016-11-17T02:00:00.000Z');
    expect((await under.call(SummariseDeliveries, { meetingId: exampleMeeting.id })).byKind).toMatchObject({
      reminder: { accepted: 30 },
    });
    // One of those that said they come declines right before the mail that tells of the day.
    under.declining.add(officeId(1));
    await moveTo('2016-11-22T08:00:00.000Z');
    expect(new Set(deliveryIds()).size).toBe(sink.messages.length);
    expect((await under.call(SummariseDeliveries, { meetingId: exampleMeeting.id })).byKind).toMatchObject({
      reminder: { accepted: 30 },
      'day-before': { accepted: 9, cancelled: 1 },
    });
    expect(mailsTo(officeAddress(0), 'day-before')[0]?.parsed.text).toContain(exampleSite.name.th);
    expect(mailsTo(officeAddress(10), 'day-before')).toHaveLength(0);
    // One says only now that it comes, and once more: it hears of the day at once, and once.
    await moveTo('2016-11-22T12:00:00.000Z');
    await under.hearAnswer(10);
    await under.hearAnswer(10, 2);
    await quiet();
    expect(mailsTo(officeAddress(10), 'day-before')).toHaveLength(1);
    // Another address to dial is told to those that were told of one and come; with the day it is told once.
    await under.changeMeeting({ mails: { rules }, dialIn: 'h323:10.9.8.7##1234' }, 4);
    await quiet();
    const dialled = (index: number) =>
      mailsTo(officeAddress(index), 'day-before').filter(({ parsed }) => parsed.text?.includes('10.9.8.7##1234'));
    expect([0, 1, 10, 11].map((index) => dialled(index).length)).toEqual([1, 0, 1, 0]);
    await moveTo('2016-11-23T10:00:00.000Z');
    const [last] = (await under.call(LookAhead, { meetingId: exampleMeeting.id })).items;
    expect(last).toMatchObject({ kind: 'thanks', dueAt: '2016-11-24T02:00:00.000Z' });
    await expect(under.call(ListAhead, { meetingId: exampleMeeting.id, step: last?.id ?? '' })).resolves.toHaveProperty(
      'items',
    );
    // Whoever came is thanked, whatever it had said.
    under.came = [officeId(0), officeId(10)];
    await moveTo('2016-11-24T02:00:00.000Z');
    expect([0, 1, 10].map((index) => mailsTo(officeAddress(index), 'thanks').length)).toEqual([1, 0, 1]);
  });

  const nextMail = async () => (await under.call(LookAhead, { meetingId: exampleMeeting.id })).items[0]?.dueAt;

  it('says when the next reminder falls due, and has nothing to do until then', async () => {
    await start();
    await under.announce(1);
    await quiet();
    expect(await under.call(GetNotificationsWorkState, {})).toMatchObject({ idle: true, due: 0 });
    expect(await nextMail()).toBe(firstReminder);
  });

  it('writes in the recipient’s language with a personal link, an answer address and an era', async () => {
    await start();
    await under.announce(1);
    await quiet();
    const [mail] = sink.messages;
    expect(mail?.parsed.text).toContain(`https://sala.example/r/${officeId(0)}.1.c2lnbmF0dXJl`);
    expect(mail?.parsed.html).toContain(`href="https://sala.example/r/${officeId(0)}.1.c2lnbmF0dXJl"`);
    expect(mail?.parsed.text).toContain('พ.ศ. 2559');
    expect(mail?.parsed.replyTo?.text).toContain(exampleMeeting.coordinator.email);
    expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('does not remind an office that answers in the very moment before its mail would go', async () => {
    await start();
    await under.announce(2);
    await quiet();
    under.beforeStanding = (invitationId) => {
      if (invitationId === officeId(0)) under.answers(0);
    };
    await moveTo(firstReminder);
    expect(await under.deliveries({ kind: 'reminder' })).toMatchObject([
      { recipientId: officeId(0), state: 'cancelled', cancelReason: 'answered' },
      { recipientId: officeId(1), state: 'accepted' },
    ]);
    expect(mailsTo(officeAddress(0), 'reminder')).toHaveLength(0);
  });

  it('waits while registration is down, and counts no attempt', async () => {
    await start();
    under.registrationIsUp = false;
    await under.announce(1);
    await eventually(async () => (await under.deliveries())[0]?.state === 'claimed');
    under.registrationIsUp = true;
    await quiet();
    expect(await under.deliveries()).toMatchObject([{ state: 'accepted', attempts: 1 }]);
    expect(sink.messages).toHaveLength(1);
  });

  it('tries again later when the server defers, with the same Message-ID and Date', async () => {
    await start();
    sink.behave({ refuse: 451, at: 'data' });
    await under.announce(1);
    await quiet();
    const [waiting] = await under.deliveries();
    expect(waiting).toMatchObject({ state: 'retry-wait', attempts: 1 });
    sink.behave({ drop: 'after-dot' });
    await moveTo(String(waiting?.dueAt));
    expect(await under.deliveries()).toMatchObject([{ state: 'unknown', attempts: 2 }]);
    sink.behave('accept');
    await under.call(ResolveUnknownDelivery, { deliveryId: String(waiting?.id), decision: 'send-again' });
    await quiet();
    expect(await under.deliveries()).toMatchObject([{ state: 'accepted', attempts: 3 }]);
    const [one, other] = sink.messages;
    expect(one?.parsed.messageId).toBe(other?.parsed.messageId);
    expect(one?.parsed.date).toEqual(new Date('2016-11-07T02:00:00.000Z'));
    expect(other?.parsed.date).toEqual(one?.parsed.date);
  });

  it('counts a refusal for good as rejected, and goes on with the others', async () => {
    await start();
    sink.behave((recipient) => (recipient === officeAddress(0) ? { refuse: 550, at: 'rcpt' } : 'accept'));
    await under.announce(3);
    await quiet();
    expect((await under.deliveries()).map(({ state }) => state)).toEqual(['rejected', 'accepted', 'accepted']);
  });

  it('calls it retriable when the connection breaks before the final dot, and unknown after it; unknown is never sent again by itself', async () => {
    await start();
    sink.behave((recipient) => (recipient === officeAddress(0) ? { drop: 'before-dot' } : { drop: 'after-dot' }));
    await under.announce(2);
    await quiet();
    expect((await under.deliveries()).map(({ state }) => state)).toEqual(['retry-wait', 'unknown']);
    sink.behave('accept');
    const before = sink.messages.length;
    await moveTo('2016-11-10T00:00:00.000Z');
    expect((await under.deliveries()).map(({ state }) => state)).toEqual(['accepted', 'unknown']);
    expect(sink.messages).toHaveLength(before + 1);
    await expect(
      under.call(ResolveUnknownDelivery, {
        deliveryId: `${exampleMeeting.id}.${officeId(0)}.invitation.1`,
        decision: 'accepted',
      }),
    ).rejects.toMatchObject({ code: 'delivery-not-unknown' });
  });

  it('goes on from the ledger when Redis loses everything on the way', async () => {
    await start({ timings: { ...quickTimings, errandsAtOnce: 2 } });
    const client = new Redis(redis.url);
    const gate = Promise.withResolvers<void>();
    let asked = 0;
    under.beforeStanding = () => {
      asked += 1;
      if (asked === 20) void client.flushall().then(() => gate.resolve());
    };
    await under.announce(60);
    await gate.promise;
    await quiet();
    await client.quit();
    expect((await under.call(SummariseDeliveries, { meetingId: exampleMeeting.id })).byKind).toEqual({
      invitation: { accepted: 60 },
    });
    expect(new Set(deliveryIds()).size).toBe(60);
    expect(sink.messages).toHaveLength(60);
  });

  it('makes the queue anew from the ledger when it is told to, and sends each mail once', async () => {
    await start();
    sink.follow(async (moment) => {
      if (moment === 'sender') await delay(20);
      return undefined;
    });
    await under.announce(40);
    await eventually(() => sink.messages.length > 3);
    const { queued } = await under.call(RebuildMailQueue, {});
    expect(queued).toBeGreaterThanOrEqual(0);
    await under.call(RebuildMailQueue, {});
    await eventually(() => sink.messages.length === 40, { within: 30_000 });
    await quiet();
    expect(new Set(sink.messages.map(({ to: [address] }) => address)).size).toBe(40);
    expect((await under.deliveries()).every(({ state, attempts }) => state === 'accepted' && attempts === 1)).toBe(
      true,
    );
    sink.follow(undefined);
  });

  it('refuses to start on a Redis that may drop errands', async () => {
    const client = new Redis(redis.url);
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(start()).rejects.toThrow(/maxmemory-policy allkeys-lru/);
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    await client.quit();
    await start();
  });

  it('moves the runs that were not done when the deadline is extended, and sends none twice', async () => {
    await start();
    await under.announce(1);
    await quiet();
    await moveTo(firstReminder);
    await under.extendDeadline('2016-11-21T16:59:59.000Z');
    await quiet();
    expect(await nextMail()).toBe('2016-11-18T02:00:00.000Z');
    await moveTo('2016-11-15T02:00:00.000Z');
    expect(mailsTo(officeAddress(0), 'reminder')).toHaveLength(1);
    await moveTo('2016-11-18T02:00:00.000Z');
    expect(mailsTo(officeAddress(0), 'reminder')).toHaveLength(2);
    expect(mailsTo(officeAddress(0), 'reminder')[1]?.parsed.text).toContain('วันจันทร์ที่ 21 พฤศจิกายน พ.ศ. 2559');
  });

  it('brings what is told before the day to a meeting whose mails were scheduled when there was no such mail', async () => {
    await start();
    await under.announce(2);
    await under.hearAnswer(0);
    await quiet();
    const connection = await connectMongo(mongo.url, under.database);
    await connection.collection('runs').deleteMany({ 'step.kind': 'day-before' });
    await connection.collection('meetings').updateMany({}, { $unset: { followedBy: 1 } });
    await connection.close();
    await under.addReplica();
    await quiet();
    await moveTo('2016-11-22T08:00:00.000Z');
    await eventually(() => mailsTo(officeAddress(0), 'day-before').length === 1, { within: 80_000 });
    expect(mailsTo(officeAddress(1), 'day-before')).toHaveLength(0);
    expect(mailsTo(officeAddress(1), 'reminder')).toHaveLength(0);
  });

  it('puts those still silent after the deadline on the call list, also those without an address, until they answer', async () => {
    await start();
    await under.announce(3, { withoutAddress: [1] });
    await under.hearAnswer(0);
    await quiet();
    await moveTo(afterDeadline);
    const list = async () =>
      (await under.call(ListCallList, { meetingId: exampleMeeting.id })).items.map(({ invitationId }) => invitationId);
    expect(await list()).toEqual([officeId(1), officeId(2)]);
    expect(
      (await under.deliveries({ recipientId: officeId(1) })).map(({ kind, cancelReason }) => [kind, cancelReason]),
    ).toEqual([['invitation', 'no-address']]);
    await under.hearAnswer(2);
    await quiet();
    expect(await list()).toEqual([officeId(1)]);
    await under.extendDeadline('2016-11-21T16:59:59.000Z');
    await quiet();
    expect(await list()).toEqual([]);
    await moveTo('2016-11-21T17:00:00.000Z');
    expect(await list()).toEqual([officeId(1)]);
  });

  it('sends one reminder after an outage over several runs', async () => {
    await start();
    await under.announce(1);
    await quiet();
    await moveTo('2016-11-17T02:00:00.000Z');
    expect((await under.deliveries({ kind: 'reminder' })).map(({ ordinal }) => ordinal)).toEqual([3]);
  });

  it('sends nothing more once the meeting is cancelled, but that it is', async () => {
    await start();
    await under.announce(2);
    await quiet();
    await under.cancelMeeting();
    await quiet();
    await moveTo(afterDeadline);
    expect(kinds()).toEqual(['invitation', 'invitation', 'meeting-cancelled', 'meeting-cancelled']);
    expect(await under.call(ListCallList, { meetingId: exampleMeeting.id })).toEqual({ items: [] });
  });

  it('sends a receipt for each revision of the answer', async () => {
    await start();
    await under.announce(1);
    await under.hearAnswer(0, 1);
    // One that has not left by then is made needless by the next.
    await quiet();
    await under.hearAnswer(0, 2);
    await quiet();
    expect((await under.deliveries({ kind: 'receipt' })).map(({ ordinal, state }) => [ordinal, state])).toEqual([
      [1, 'accepted'],
      [2, 'accepted'],
    ]);
  });

  it('tells a site of its appointment with a calendar entry that a move replaces and a cancellation takes away', async () => {
    await start();
    await under.announce(0);
    await under.enrolSite();
    const at = (revision: number) => ({ id: exampleCheck.id, revision });
    await under.tell(CheckBooked, at(1), { check: exampleCheck, siteName: exampleSite.name });
    await quiet();
    const moved = {
      ...exampleCheck,
      appointment: 2,
      startsAt: '2016-11-15T02:00:00.000Z',
      endsAt: '2016-11-15T02:20:00.000Z',
    };
    await under.tell(CheckMoved, at(2), {
      check: moved,
      previousStartsAt: exampleCheck.startsAt,
      siteName: exampleSite.name,
    });
    await quiet();
    await under.tell(CheckCancelled, at(3), { check: { ...moved, state: 'cancelled' }, siteName: exampleSite.name });
    await quiet();
    const entries = sink.messages.map(
      ({ parsed }) =>
        parsed.attachments
          .find(({ contentType }) => contentType === 'text/calendar' || contentType === 'application/ics')
          ?.content.toString('utf8') ?? '',
    );
    expect(kinds()).toEqual(['appointment', 'appointment', 'appointment-cancelled']);
    expect(entries.map((entry) => /^METHOD:(.*)$/m.exec(entry)?.[1]?.trim())).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect(entries.map((entry) => /^SEQUENCE:(.*)$/m.exec(entry)?.[1]?.trim())).toEqual(['1', '2', '2']);
    expect(new Set(entries.map((entry) => /^UID:(.*)$/m.exec(entry)?.[1])).size).toBe(1);
    expect(entries[1]).toContain('DTSTART:20161115T020000Z');
  });

  it('cancels an appointment that was moved before its mail left', async () => {
    await start();
    await under.announce(0);
    await under.enrolSite();
    await quiet();
    sink.behave({ refuse: 451, at: 'rcpt' });
    await under.tell(
      CheckBooked,
      { id: exampleCheck.id, revision: 1 },
      { check: exampleCheck, siteName: exampleSite.name },
    );
    await quiet();
    sink.behave('accept');
    const moved = { ...exampleCheck, appointment: 2, startsAt: '2016-11-15T02:00:00.000Z' };
    await under.tell(
      CheckMoved,
      { id: exampleCheck.id, revision: 2 },
      { check: moved, previousStartsAt: exampleCheck.startsAt, siteName: exampleSite.name },
    );
    await moveTo('2016-11-07T03:00:00.000Z');
    expect(
      (await under.deliveries({ kind: 'appointment' })).map(({ ordinal, state, cancelReason }) => [
        ordinal,
        state,
        cancelReason,
      ]),
    ).toEqual([
      [1, 'cancelled', 'superseded'],
      [2, 'accepted', undefined],
    ]);
    expect(sink.messages).toHaveLength(1);
  });

  it('shows the queue, to look at only, to administrators who are signed in', async () => {
    await start();
    const { url } = under.replicas[0] ?? { url: '' };
    under.signedIn = { id: 'staff-1', email: 'admin@ega.example', name: 'A', roles: ['administrator'], active: true };
    const look = (path: string, cookie?: string) =>
      fetch(`${url}${path}`, { headers: cookie === undefined ? {} : { cookie } });
    for (const path of ['/queues', '/queues/', '/queues/api/queues', '/%71ueues/api/queues']) {
      const refused = await look(path);
      expect(`${path} ${refused.status}`).toBe(`${path} 401`);
      expect(refused.headers.get('x-frame-options')).toBe('DENY');
    }
    for (const cookie of ['sala-session=token', 'x=y; __Host-sala-session=token']) {
      const page = await look('/queues', cookie);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(await (await look('/queues/api/queues', cookie)).json()).toMatchObject({
        queues: [{ readOnlyMode: true }],
      });
    }
    under.signedIn = { ...under.signedIn, roles: ['coordinator'] };
    expect((await look('/queues/api/queues', 'sala-session=token')).status).toBe(403);
    const health = await fetch(`${url}/health/ready`);
    expect(await health.json()).toMatchObject({ ready: true });
  });
});
