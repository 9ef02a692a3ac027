import { join } from 'node:path';
import {
  exampleMeeting,
  GetNotificationsWorkState,
  ListDeliveries,
  type Meeting,
  PauseMails,
  SummariseDeliveries,
} from '#contracts';
import { setMeetingClock } from '#messaging';
import { type Part } from '#processes';
import { eventually, freePort } from '#testing';
import { type Bench, type BenchOptions, type Figures } from './bench.js';
import { cpuTimeMs } from './cpu-time.js';
import { announce, answerForRegistration, invite, lastInvited } from './mail-load.js';
import { watchMemory } from './memory.js';
import { median } from './put-all.js';
import { type BenchParts, withParts } from './with-parts.js';

const usualMails = 50_000;
/** Offices of the greatest meeting: every office of the sample a hundred times. Fewer mails, fewer of them. */
const planned = { offices: 60_800, of: usualMails };
const connections = 5;
const patience = { within: 600_000, every: 100 };
const beginning = '2016-11-07T02:00:00.000Z';
/** When the sample's reminders fall due: one round each. */
const reminders = [
  '2016-11-11T02:00:00.000Z',
  '2016-11-15T02:00:00.000Z',
  '2016-11-17T02:00:00.000Z',
  '2016-11-18T01:30:00.000Z',
];
/** A meeting four weeks later, of which nothing leaves: its first reminder is only planned. */
const later: Meeting = {
  ...exampleMeeting,
  id: 'bench-of-planning',
  replyBy: '2016-12-16T16:59:59.000Z',
  answersUntil: '2016-12-16T16:59:59.000Z',
  startsAt: '2016-12-21T07:30:00.000Z',
  endsAt: '2016-12-21T09:30:00.000Z',
};
const afterSample = '2016-12-06T02:00:00.000Z';
const laterReminder = '2016-12-09T02:00:00.000Z';

type Spent = ReadonlyMap<string, number>;
type Round = {
  readonly perSecond: number;
  readonly perSecondUntilSettled: number;
  readonly bullPerSecond: number;
  readonly rawPerSecond: number;
  readonly memoryMiB: number;
};

const program = (name: string, port: number, env: Record<string, string>): Part => ({
  name,
  command: process.execPath,
  args: [join(import.meta.dirname, `${name}.js`)],
  env: { NODE_ENV: 'production', PORT: String(port), CONNECTIONS: String(connections), ...env },
  ready: { url: `http://127.0.0.1:${port}/` },
});

const measure = async (
  { ports, link, rpc, start, children }: BenchParts,
  mails: number,
  report: (line: string) => void,
): Promise<Figures> => {
  const offices = Math.ceil(mails / reminders.length);
  const [sinkPort, rawPort, bullPort] = [await freePort(), await freePort(), await freePort()];
  const env = { SMTP_PORT: String(ports.smtp), REDIS_URL: `redis://127.0.0.1:${ports.redis}` };
  await start(program('counting-sink', sinkPort, env));
  await Promise.all([start(program('raw-mailer', rawPort, env)), start(program('bull-mailer', bullPort, env))]);
  answerForRegistration(link);

  const moveTo = (instant: string) =>
    setMeetingClock(link, { realInstant: instant, meetingInstant: instant, speed: 0 });
  const arrived = async () =>
    (await (await fetch(`http://127.0.0.1:${sinkPort}/`)).json()) as { count: number; lastAt: number };
  const idle = () => eventually(async () => (await rpc.call(GetNotificationsWorkState, {})).idle, patience);
  const spent = (): Spent => new Map([...children].map(([name, { pid }]) => [name, cpuTimeMs(pid) ?? NaN]));
  const post = async (port: number): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: JSON.stringify({ count: offices }),
    });
    return answer.json();
  };
  const reminded = async (meetingId: string): Promise<Readonly<Record<string, number>>> =>
    (await rpc.call(SummariseDeliveries, { meetingId }, { timeoutMs: 120_000 })).byKind['reminder'] ?? {};

  /** From the beginning until the mail server has the last of them: mails a second. */
  const drained = async (begin: () => Promise<unknown>): Promise<number> => {
    const before = (await arrived()).count;
    const begun = Date.now();
    await begin();
    await eventually(async () => (await arrived()).count >= before + offices, patience);
    return (1000 * offices) / ((await arrived()).lastAt - begun);
  };
  const sentBySala = async (begin: () => Promise<unknown>) => {
    const begun = Date.now();
    const perSecond = await drained(begin);
    await idle();
    return { perSecond, perSecondUntilSettled: (1000 * offices) / (Date.now() - begun) };
  };
  const sentRaw = async (): Promise<number> => offices / ((await post(rawPort)) as { seconds: number }).seconds;

  await moveTo(beginning);
  await announce(link, exampleMeeting);
  const warm = await sentBySala(() => invite(link, exampleMeeting.id, offices));
  await sentRaw();
  await drained(() => post(bullPort));
  report(`warm-up: ${Math.round(warm.perSecond)} invitations/s from their events on`);

  const rounds: Round[] = [];
  const cpuMs = { sala: new Map<string, number>(), bull: new Map<string, number>() };
  const counted = async <Result>(into: Map<string, number>, work: () => Promise<Result>): Promise<Result> => {
    const before = spent();
    const result = await work();
    for (const [name, ms] of spent()) into.set(name, (into.get(name) ?? 0) + ms - (before.get(name) ?? NaN));
    return result;
  };
  for (const instant of reminders) {
    const rawPerSecond = await sentRaw();
    const bullPerSecond = await counted(cpuMs.bull, () => drained(() => post(bullPort)));
    const stopWatching = watchMemory(children.get('notifications')?.pid);
    const sala = await counted(cpuMs.sala, () => sentBySala(() => moveTo(instant)));
    const round = { ...sala, bullPerSecond, rawPerSecond, memoryMiB: stopWatching() };
    rounds.push(round);
    report(
      `round ${rounds.length} of ${reminders.length}: ${Math.round(round.perSecond)} reminders/s, ${Math.round(bullPerSecond)} by Bull alone, ${Math.round(rawPerSecond)} by nodemailer alone; ${Math.round(round.memoryMiB)} MiB`,
    );
  }
  const accepted = (await reminded(exampleMeeting.id))['accepted'];
  if (accepted !== offices * reminders.length) throw new Error(`of the reminders ${accepted} were accepted`);

  const toPlan = Math.round((planned.offices * mails) / planned.of);
  await announce(link, later);
  await eventually(
    () =>
      rpc.call(PauseMails, { meetingId: later.id, reason: 'bench', pausedBy: 'bench' }).then(
        () => true,
        () => false,
      ),
    patience,
  );
  await invite(link, later.id, toPlan);
  await idle();
  await moveTo(afterSample);
  await idle();
  report(`${toPlan} offices are invited to another meeting`);
  const begun = performance.now();
  await moveTo(laterReminder);
  // They are planned in order of id. To count them all would take the time of those that plan.
  const recipientId = lastInvited(later.id, toPlan);
  const last = { meetingId: later.id, kind: 'reminder', recipientId } as const;
  await eventually(async () => (await rpc.call(ListDeliveries, last)).items.length === 1, patience);
  const planSeconds = (performance.now() - begun) / 1000;
  const { planned: kept = 0 } = await reminded(later.id);
  if (kept !== toPlan) throw new Error(`of ${toPlan} reminders ${kept} were planned`);

  const of = (pick: (round: Round) => number): number => median(rounds.map(pick));
  const perMail = (ms: ReadonlyMap<string, number>) =>
    Object.fromEntries([...ms].map(([name, all]) => [name, Number((all / offices / reminders.length).toFixed(2))]));
  const memoryQuarters = rounds.map(({ memoryMiB }) => Math.round(memoryMiB));
  return {
    ratio: Number(of(({ perSecond, bullPerSecond }) => perSecond / bullPerSecond).toFixed(3)),
    rawRatio: Number(of(({ perSecond, rawPerSecond }) => perSecond / rawPerSecond).toFixed(3)),
    memoryQuarters,
    memoryGrowth: Number(((rounds.at(-1)?.memoryMiB ?? NaN) / (rounds[0]?.memoryMiB ?? NaN)).toFixed(3)),
    planSeconds: Number(planSeconds.toFixed(2)),
    goals: { ratio: 0.6, memoryGrowth: 1.1, planSeconds: 5 },
    perSecond: Math.round(of((round) => round.perSecond)),
    bullPerSecond: Math.round(of((round) => round.bullPerSecond)),
    rawPerSecond: Math.round(of((round) => round.rawPerSecond)),
    perSecondUntilSettled: Math.round(of((round) => round.perSecondUntilSettled)),
    cpuMsPerMail: { sala: perMail(cpuMs.sala), bull: perMail(cpuMs.bull) },
    mails: offices * reminders.length,
    rounds: reminders.length,
    plannedOffices: toPlan,
    connections,
  };
};

const run = (report: (line: string) => void, { mails = usualMails }: BenchOptions): Promise<Figures> =>
  withParts(
    ['embedded-mongo', 'nats-server', 'redis-server', 'notifications'],
    { SALA_MAIL_CONNECTIONS: String(connections) },
    (parts) => measure(parts, mails, report),
  );

export const mail: Bench = {
  name: 'mail',
  help: `${usualMails} due reminders (or --mails N) through notifications (run, ledger, Bull, check with registration, copy, SMTP), against
a plain Bull worker with nodemailer and no ledger on the same Redis (ratio, goal 0.6), and against nodemailer alone, pooled
(rawRatio): the same mails to the same mail server, each a process of its own, ${connections} connections, ${reminders.length} rounds of each in turn
after a round to warm up; medians of what each round says. The bench answers for registration. memoryQuarters: what the
service holds in each round, in MiB (the last at most 1.1 of the first). planSeconds: from the instant at which a reminder of
${planned.offices} offices falls due until it is planned for each (goal 5).`,
  run,
};
