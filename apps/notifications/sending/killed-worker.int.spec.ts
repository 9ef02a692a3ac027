import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { exampleMeeting, PauseMails, ResolveUnknownDelivery, ResumeMails } from '#contracts';
import { type Child, freePort, pinnedNode, projectFolder, startChild } from '#processes';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats, startRedis } from '#testing';
import { type HeldLine, startHeldLine } from '../testing/held-line.js';
import { type HostileServer, type Misbehaviour, startHostileServer } from '../testing/hostile-server.js';
import { NotificationsUnderTest, officeAddress, officeId } from '../testing/under-test.js';

jest.setTimeout(180_000);
const meetingId = exampleMeeting.id;
const patience = { within: 90_000, every: 50 };
/** So long a dead worker keeps its mails, and half of it the mail server may keep silent. */
const leaseMs = 10_000;

/**
 * An office each: how the mail server treats its mail, where the mail stands when the worker is killed, what becomes of it
 * without it, and how often the server has taken it then.
 */
type Row = readonly [string, Misbehaviour, at: string, then: string, taken: number];
const settled: readonly Row[] = [
  ['taken', {}, 'accepted', 'accepted', 1],
  ['refused', { recipient: '550 5.1.1 User unknown' }, 'rejected', 'rejected', 0],
  ['put off', { recipient: '450 4.7.1 Greylisted, come back later' }, 'retry-wait', 'accepted', 1],
  ['taken without a word', { afterDot: true }, 'unknown', 'unknown', 1],
];
const notThere: Row = ['begun, and the server does not have it', { silentAt: 'recipient' }, 'submitting', 'unknown', 0];
const there: Row = ['begun, and the server has it', { silentAt: 'end' }, 'submitting', 'unknown', 1];
const lastWord: Row = ['taken, and the ledger was told no more', { silentAt: 'end' }, 'submitting', 'unknown', 1];
const claimed: Row = ['claimed, and not begun', {}, 'claimed', 'accepted', 1];
const inHand = [notThere, there, lastWord, claimed];
const rows = [...settled, ...inHand];
const indexOf = (row: Row): number => rows.indexOf(row);
/** Their answers are confirmed: by a mail that people keep back, and by one that waits in the queue for its last look. */
const [paused, queued] = [8, 9];

describe('a worker that is killed (kill -9)', () => {
  let servers: readonly [RunningServer, RunningServer, RunningMongo];
  let hostile: HostileServer;
  let line: HeldLine;
  let database: string;
  let under: NotificationsUnderTest;
  const workers: Child[] = [];

  beforeAll(async () => {
    hostile = await startHostileServer();
    servers = await Promise.all([startNats(), startRedis(), startMongo()]);
    const [nats, redis, mongo] = servers;
    line = await startHeldLine(mongo.url);
    database = mongo.database();
    under = await NotificationsUnderTest.start(
      { natsUrl: nats.url, redisUrl: redis.url, mongoUrl: mongo.url, smtpUrl: hostile.url, database },
      { replicas: 0 },
    );
  });
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    await under.stop();
    await Promise.all([line.stop(), hostile.stop()]);
    await Promise.all(servers.map((each) => each.stop()));
  });
  /** A process of its own, as in service. */
  const startWorker = async (mongoUrl: string): Promise<Child> => {
    const [nats, redis] = servers;
    const port = await freePort();
    const worker = startChild({
      name: 'notifications',
      command: pinnedNode,
      args: [join(projectFolder, 'dist/apps/notifications/main.js')],
      cwd: projectFolder,
      env: {
        NODE_ENV: 'production',
        SALA_HOST: '127.0.0.1',
        SALA_HTTP_PORT: String(port),
        SALA_LOG_LEVEL: 'silent',
        SALA_SWEEP_MS: '50',
        NATS_URL: nats.url,
        REDIS_URL: redis.url,
        MONGODB_URL: mongoUrl,
        SALA_DATABASE: database,
        SMTP_URL: hostile.url,
        SALA_SECRET_KEY: 'a-key-that-only-the-tests-know-32+',
        SALA_MAIL_FROM: 'Sala <sala@ega.example>',
        SALA_PUBLIC_URL: 'https://sala.example',
        SALA_MAIL_LEASE_MS: String(leaseMs),
      },
      ready: { url: `http://127.0.0.1:${port}/health/ready` },
    });
    workers.push(worker);
    await worker.ready();
    return worker;
  };
  const states = async (kind: 'invitation' | 'receipt' = 'invitation'): Promise<ReadonlyMap<string, string>> =>
    new Map((await under.deliveries({ kind })).map(({ recipientId, state }) => [recipientId, state]));
  const stand = async (wanted: readonly Row[], at: 2 | 3): Promise<boolean> => {
    const now = await states();
    return wanted.every((row) => now.get(officeId(indexOf(row))) === row[at]);
  };
  const takenOf = (index: number): number => hostile.taken.get(officeAddress(index)) ?? 0;

  it('leaves each mail where the next one finds it, whatever it was doing: none is lost, none goes twice, and where nobody can know it says so', async () => {
    const worker = await startWorker(line.url);
    await under.announce(0);
    for (const [index, [, how]] of rows.entries()) hostile.behaveTo(officeAddress(index), how);
    for (const row of settled) await under.invite(indexOf(row));
    for (const index of [paused, queued]) await under.invite(index);
    await eventually(() => stand(settled, 2), patience);
    await eventually(() => [paused, queued].every((index) => takenOf(index) === 1), patience);
    await eventually(() => under.idle(), patience);

    // Right before its first command each asks registration, which says nothing: the one is claimed by then, the other is not.
    for (const index of [indexOf(claimed), queued]) under.silentAbout.add(officeId(index));
    await under.hearAnswer(queued);
    await eventually(async () => (await states('receipt')).get(officeId(queued)) === 'queued', patience);
    await under.call(PauseMails, { meetingId, kind: 'receipt', reason: 'แก้ข้อความ', pausedBy: 'staff-coordinator' });
    await under.hearAnswer(paused);
    await eventually(async () => (await states('receipt')).get(officeId(paused)) === 'planned', patience);
    for (const row of inHand) await under.invite(indexOf(row));
    await eventually(async () => (await stand(rows, 2)) && takenOf(indexOf(lastWord)) === 1, patience);
    expect((await states('receipt')).get(officeId(queued))).toBe('queued');
    line.hold();
    hostile.answer(officeAddress(indexOf(lastWord)));
    await eventually(() => line.held().includes('accepted'), patience);
    worker.kill('SIGKILL');
    await worker.ended;

    hostile.behave({});
    under.silentAbout.clear();
    await startWorker(servers[2].url);
    await under.call(ResumeMails, { meetingId, kind: 'receipt' });
    // What was put off is tried again by the meeting clock.
    await under.moveClockTo('2016-11-07T03:00:00.000Z');
    await eventually(async () => (await stand(rows, 3)) && (await under.idle()), patience);
    expect(rows.map((row) => [row[0], takenOf(indexOf(row))])).toEqual(
      rows.map(([what, , , , taken]) => [what, taken]),
    );
    expect([paused, queued].map(takenOf)).toEqual([2, 2]);
    expect([...(await states('receipt')).values()]).toEqual(['accepted', 'accepted']);

    // What nobody can know people decide.
    const deliveryId = `${meetingId}.${officeId(indexOf(notThere))}.invitation.1`;
    await under.call(ResolveUnknownDelivery, { deliveryId, decision: 'send-again' });
    await eventually(() => takenOf(indexOf(notThere)) === 1, patience);
  });
});
