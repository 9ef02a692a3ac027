import { join } from 'node:path';
import {
  AnnounceMeeting,
  CreateMeeting,
  EnrolOrganisations,
  EnrolSites,
  exampleMeetingDraft,
  exampleOrganisation,
  exampleSite,
  GetInvitationStanding,
  GetRegistrationWorkState,
  GetResponseBoard,
  ListInvitations,
} from '#contracts';
import { type RpcClient } from '#messaging';
import { type Part } from '#processes';
import { eventually, freePort } from '#testing';
import { cpuTimeMs } from './cpu-time.js';
import { type Measured, median, type Put, putAll } from './put-all.js';
import { withParts } from './with-parts.js';

const offices = 1_000;
const rounds = 5;
const connections = 32;
const dayMs = 86_400_000;

const help = `reply: the PUT of a response through the gateway (gateway, registration, NATS and document server as processes of
their own), against a Fastify server that inserts the same body by mongoose into the same document server. ${offices} offices,
${connections} connections, ${rounds} rounds of each in turn after a round to warm up; the medians are compared. Goal: ratio at least 0.6.`;

const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();

/** Announces a meeting to all offices; resolves to their reply links once all are invited and counted. */
const inviteAll = async (rpc: RpcClient): Promise<string[]> => {
  const meetingId = exampleMeetingDraft.id;
  await rpc.call(CreateMeeting, {
    ...exampleMeetingDraft,
    replyBy: inDays(20),
    startsAt: inDays(25),
    endsAt: inDays(26),
  });
  await rpc.call(EnrolSites, { sites: [exampleSite] });
  const organisations = Array.from({ length: offices }, (_, index) => ({
    ...exampleOrganisation,
    id: `office-${index}`,
  }));
  await rpc.call(EnrolOrganisations, { organisations }, { timeoutMs: 60_000 });
  await rpc.call(AnnounceMeeting, { meetingId });
  await eventually(async () => (await rpc.call(GetResponseBoard, { meetingId })).total.invited === offices, {
    within: 120_000,
    every: 200,
  });
  const { items } = await rpc.call(ListInvitations, { meetingId, limit: offices });
  return Promise.all(
    items.map(
      async ({ id }) => (await rpc.call(GetInvitationStanding, { invitationId: id }, { timeoutMs: 60_000 })).replyToken,
    ),
  );
};

/** The same bodies for both: each round another name, so that each is a change. */
const bodyOf = (round: number, office: number): string =>
  JSON.stringify({
    content: {
      answer: 'attend',
      attendees: [{ name: `ผู้แทนหน่วยงาน ${office} ฉบับที่ ${round}`, position: 'นักวิชาการคอมพิวเตอร์' }],
    },
  });

const figures = (measured: readonly Measured[]) => ({
  perSecond: Math.round(median(measured.map((each) => each.perSecond))),
  p50Ms: Number(median(measured.map((each) => each.p50Ms)).toFixed(1)),
  p99Ms: Number(median(measured.map((each) => each.p99Ms)).toFixed(1)),
});

type CpuTimes = ReadonlyMap<string, number>;
const addSpent = (sums: Map<string, number>, before: CpuTimes, after: CpuTimes): void => {
  for (const [name, ms] of after) sums.set(name, (sums.get(name) ?? 0) + ms - (before.get(name) ?? NaN));
};
/** Processor milliseconds per request, by process and in all; processes that did nothing are left out. */
const perRequest = (sums: CpuTimes): Record<string, number> => {
  const each = [...sums].map(([name, ms]) => [name, ms / rounds / offices] as const);
  const all = each.reduce((sum, [, ms]) => sum + ms, 0);
  return Object.fromEntries(
    [...each.filter(([, ms]) => ms >= 0.01), ['all', all] as const].map(([name, ms]) => [name, Number(ms.toFixed(2))]),
  );
};

const insertServer = (port: number, mongoPort: number): Part => ({
  name: 'insert-server',
  command: process.execPath,
  args: [join(import.meta.dirname, 'insert-server.js')],
  env: {
    NODE_ENV: 'production',
    PORT: String(port),
    MONGODB_URL: `mongodb://127.0.0.1:${mongoPort}/?directConnection=true`,
  },
  ready: { url: `http://127.0.0.1:${port}/health` },
});

const run = (report: (progress: string) => void): Promise<Record<string, unknown>> =>
  withParts(
    ['embedded-mongo', 'nats-server', 'registration', 'gateway'],
    { SALA_REPLY_LIMIT: '100000' },
    async ({ ports, children, start, rpc }) => {
      const baselinePort = await freePort();
      await start(insertServer(baselinePort, ports.mongo));
      report(`inviting ${offices} offices`);
      const tokens = await inviteAll(rpc);
      const idle = async () => (await rpc.call(GetRegistrationWorkState, {})).idle;
      await eventually(idle, { within: 60_000 });
      const putsTo = (origin: string, round: number): Put[] =>
        tokens.map((token, office) => ({ url: `${origin}/${token}`, body: bodyOf(round, office) }));

      const replies: Measured[] = [];
      const inserts: Measured[] = [];
      const settled: number[] = [];
      const replyCpuMs = new Map<string, number>();
      const insertCpuMs = new Map<string, number>();
      const spent = () => new Map([...children].map(([name, { pid }]) => [name, cpuTimeMs(pid) ?? NaN]));
      for (let round = 0; round <= rounds; round += 1) {
        const idleBefore = spent();
        const insert = await putAll(putsTo(`http://127.0.0.1:${baselinePort}/replies`, round), connections);
        const before = spent();
        const begun = performance.now();
        const reply = await putAll(putsTo(`http://127.0.0.1:${ports.gateway}/api/v1/replies`, round), connections);
        await eventually(idle, { within: 60_000, every: 25 });
        const settledSeconds = (performance.now() - begun) / 1000;
        report(
          `${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}: ${Math.round(reply.perSecond)} replies/s, ${Math.round(insert.perSecond)} bare inserts/s`,
        );
        if (round === 0) continue;
        replies.push(reply);
        inserts.push(insert);
        settled.push(offices / settledSeconds);
        addSpent(insertCpuMs, idleBefore, before);
        addSpent(replyCpuMs, before, spent());
      }
      const { total } = await rpc.call(GetResponseBoard, { meetingId: exampleMeetingDraft.id });
      if (total.answered !== offices) throw new Error(`the board says ${total.answered} of ${offices} answered`);
      const { perSecond, p50Ms, p99Ms } = figures(replies);
      const baseline = figures(inserts);
      return {
        ratio: Number((perSecond / baseline.perSecond).toFixed(3)),
        goal: 0.6,
        perSecond,
        p50Ms,
        p99Ms,
        perSecondUntilCounted: Math.round(median(settled)),
        baselinePerSecond: baseline.perSecond,
        baselineP50Ms: baseline.p50Ms,
        baselineP99Ms: baseline.p99Ms,
        cpuMsPerReply: perRequest(replyCpuMs),
        cpuMsPerInsert: perRequest(insertCpuMs),
        offices,
        rounds,
        connections,
      };
    },
  );

export const reply = { name: 'reply', help, run };
