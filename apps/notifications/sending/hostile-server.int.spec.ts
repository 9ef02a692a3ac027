import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { exampleMeeting, ListCallList, ListMailLanes, TryMailLanes } from '#contracts';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats, startRedis } from '#testing';
import { type HostileServer, type Misbehaviour, startHostileServer } from '../testing/hostile-server.js';
import { NotificationsUnderTest, officeAddress, officeId, quickTimings } from '../testing/under-test.js';

jest.setTimeout(120_000);
const meetingId = exampleMeeting.id;
const patience = { within: 30_000 };

/** What becomes of the mail, of the lane, whether the office is to be called, and how often the server has taken it in the end. */
type Row = readonly [string, Misbehaviour, readonly [state: string, lane: string, called: boolean, taken: number]];

describe('a hostile mail server', () => {
  let servers: readonly [RunningServer, RunningServer, RunningMongo];
  let hostile: HostileServer;
  let under: NotificationsUnderTest;
  let invited = 0;

  beforeAll(async () => {
    hostile = await startHostileServer();
    servers = await Promise.all([startNats(), startRedis(), startMongo()]);
    const [nats, redis, mongo] = servers;
    under = await NotificationsUnderTest.start(
      { natsUrl: nats.url, redisUrl: redis.url, mongoUrl: mongo.url, smtpUrl: hostile.url, database: mongo.database() },
      // Nothing is tried again by itself: the meeting clock stands, and the lane is tried when it is told to.
      { timings: { ...quickTimings, serverPatienceMs: 600, handOverMs: 3_000, laneWaitMs: 60_000 } },
    );
    await under.announce(0);
  });
  afterAll(async () => {
    await under?.stop();
    await hostile.stop();
    await Promise.all(servers.map((each) => each.stop()));
  });
  const lane = async () => {
    const [first] = (await under.call(ListMailLanes, {})).items;
    return first?.cause ?? first?.status;
  };
  const stateOf = async (index: number) => (await under.deliveries({ recipientId: officeId(index) }))[0]?.state;
  const calls = async () =>
    (await under.call(ListCallList, { meetingId })).items.map(({ invitationId }) => invitationId);

  it.each<Row>([
    ['drops the connection before the message', { data: '' }, ['retry-wait', 'open', false, 0]],
    // Where its end was on the way by then, the server has it for all that can be told; where it was held back yet, it has not.
    [
      'drops the connection before it has read the end',
      { beforeDot: true },
      ['unknown or retry-wait', 'open', false, 0],
    ],
    ['takes the mail and drops the connection', { afterDot: true }, ['unknown', 'open', false, 1]],
    [
      'ends the session in the midst of a mail',
      { recipient: '421 4.3.2 shutting down', times: 1 },
      ['planned', 'busy', false, 1],
    ],
    ['greets too slowly', { greetsAfterMs: 5_000 }, ['planned', 'unreachable', false, 1]],
    ['greets slowly', { greetsAfterMs: 300 }, ['accepted', 'open', false, 1]],
    ['does not know us yet', { recipient: '450 4.7.1 Greylisted, come back later' }, ['retry-wait', 'open', false, 0]],
    ['wants a sign-in', { sender: '530 5.7.0 Authentication required' }, ['planned', 'sign-in', false, 1]],
    ['has nobody there', { recipient: '550 5.1.1 User unknown' }, ['rejected', 'open', true, 0]],
    ['finds the mail too large', { message: '552 5.3.4 Message size exceeds limit' }, ['rejected', 'open', false, 0]],
    [
      'has us on a block list',
      { recipient: '554 5.7.1 Service unavailable; Client host blocked using Spamhaus' },
      ['planned', 'block-list', false, 1],
    ],
    ['does not pass mails on for us', { recipient: '554 5.7.1 Relay access denied' }, ['planned', 'relay', false, 1]],
    ['fails to begin TLS', { starttls: '454 4.7.0 TLS not available' }, ['planned', 'tls', false, 1]],
    ['turns us away at the door', { greeting: '554 5.7.1 no SMTP service here' }, ['planned', 'policy', false, 1]],
  ])('that %s', async (_what, misbehaviour, [state, laneState, called, taken]) => {
    const index = (invited += 1);
    hostile.behave(misbehaviour);
    await under.invite(index);
    const reached = laneState === 'open' ? state.split(' or ') : ['planned', 'retry-wait'];
    await eventually(
      async () => (await lane()) === laneState && reached.includes(String(await stateOf(index))),
      patience,
    );
    // The office is listed a moment after its mail was refused: its other addresses are looked at first.
    await eventually(async () => (await calls()).includes(officeId(index)) === called, patience);
    hostile.behave({});
    if (laneState !== 'open') {
      await under.call(TryMailLanes, {});
      await eventually(async () => (await stateOf(index)) === 'accepted', patience);
      await eventually(async () => (await lane()) === 'open', patience);
    }
    expect(hostile.taken.get(officeAddress(index)) ?? 0).toBe(taken);
  });

  it.each<[string, Misbehaviour]>([
    ['takes one mail a connection', { mailsAConnection: 1 }],
    ['takes one connection', { connections: 1 }],
  ])('that %s gets every mail, once', async (_what, misbehaviour) => {
    hostile.behave(misbehaviour);
    const some = Array.from({ length: 12 }, () => (invited += 1));
    for (const index of some) await under.invite(index);
    await eventually(async () => (await Promise.all(some.map(stateOf))).every((each) => each === 'accepted'), patience);
    expect(some.map((index) => hostile.taken.get(officeAddress(index)))).toEqual(some.map(() => 1));
    expect(await lane()).toBe('open');
  });
});
