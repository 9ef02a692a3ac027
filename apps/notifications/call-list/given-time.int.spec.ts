import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Asker, exampleMeeting, ListCallList, ListCalls, RecordCall } from '#contracts';
import { withAsker } from '#messaging';
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
import { NotificationsUnderTest, officeAddress, officeId } from '../testing/under-test.js';

jest.setTimeout(90_000);
const meetingId = exampleMeeting.id;

describe('an office that is treated apart', () => {
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
    under = await NotificationsUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      redisUrl: redis.url,
      smtpUrl: sink.url,
      database: mongo.database(),
    });
  });
  afterEach(async () => {
    await under.stop();
    await Promise.all([nats.stop(), sink.stop()]);
  });
  const quiet = (now?: string) => eventually(() => under.idle(now), { within: 80_000 });
  const moveTo = async (instant: string) => {
    await under.moveClockTo(instant);
    await quiet(instant);
  };
  const called = async () =>
    (await under.call(ListCallList, { meetingId })).items.map(({ invitationId }) => invitationId);
  const mailsTo = (index: number, kind: string) =>
    sink.messages.filter(
      ({ to, parsed }) => to.includes(officeAddress(index)) && parsed.headers.get('x-sala-kind') === kind,
    ).length;

  it('by more time is reminded until then and called after it, while the others are called at the deadline', async () => {
    await under.announce(2);
    await quiet();
    await moveTo('2016-11-18T17:00:00.000Z');
    expect(await called()).toEqual([officeId(0), officeId(1)]);
    await under.extend(1, 2, '2016-11-21T16:59:59.000Z');
    await quiet();
    expect(await called()).toEqual([officeId(0)]);
    const before = [mailsTo(0, 'reminder'), mailsTo(1, 'reminder')];
    await moveTo('2016-11-20T02:00:00.000Z');
    expect([mailsTo(0, 'reminder'), mailsTo(1, 'reminder')]).toEqual([before[0], (before[1] ?? 0) + 1]);
    await moveTo('2016-11-21T17:00:00.000Z');
    expect(await called()).toEqual([officeId(0), officeId(1)]);
  });

  it('by an invitation after a withdrawal gets one mail more, once, and stands by what it had said', async () => {
    await under.announce(2);
    await quiet();
    for (const index of [0, 1]) await under.withdraw(index, 2);
    await quiet();
    await under.inviteAgain(0, 3);
    await under.inviteAgain(1, 3, 1);
    await quiet();
    await under.inviteAgain(0, 3);
    await quiet();
    expect([mailsTo(0, 'invitation'), mailsTo(1, 'invitation')]).toEqual([2, 2]);
    await moveTo('2016-11-18T17:00:00.000Z');
    expect(await called()).toEqual([officeId(0)]);
  });

  it('by a call has it noted once, with what came of it on the call list; only for those who may reach it', async () => {
    await under.announce(1);
    await quiet();
    await moveTo('2016-11-18T17:00:00.000Z');
    const call = { invitationId: officeId(0), callId: 'call-1', outcome: 'no-answer' as const, calledBy: 'staff-desk' };
    const noted = await under.call(RecordCall, { ...call, note: 'พักกลางวัน' });
    expect(await under.call(RecordCall, { ...call, outcome: 'reached' })).toEqual(noted);
    const again = { callId: 'call-2', outcome: 'call-again' as const, callAgainAt: '2016-11-21T09:00:00+07:00' };
    await under.moveClockTo('2016-11-19T03:00:00.000Z');
    await under.call(RecordCall, { ...call, ...again });
    const { items } = await under.call(ListCalls, { invitationId: officeId(0) });
    expect(items.map(({ id, outcome, note }) => [id, outcome, note])).toEqual([
      ['call-2', 'call-again', undefined],
      ['call-1', 'no-answer', 'พักกลางวัน'],
    ]);
    expect((await under.call(ListCallList, { meetingId })).items[0]?.lastCall).toEqual({
      outcome: 'call-again',
      at: '2016-11-19T03:00:00.000Z',
      callAgainAt: '2016-11-21T02:00:00.000Z',
    });
    const focal: Asker = { kind: 'staff', staffId: 'staff-focal', role: 'focal-point', provinceCode: 'TH-51' };
    const asks: readonly (() => Promise<unknown>)[] = [
      () => under.call(ListCalls, { invitationId: officeId(0) }),
      () => under.call(RecordCall, { ...call, callId: 'call-3' }),
    ];
    for (const ask of asks) await expect(withAsker(focal, ask)).rejects.toMatchObject({ code: 'other-province' });
  });
});
