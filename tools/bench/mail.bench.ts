import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  exampleMeeting,
  exampleOrganisation,
  exampleSite,
  GetInvitationStanding,
  GetNotificationsWorkState,
  InvitationIssued,
  MeetingAnnounced,
  SummariseDeliveries,
} from '#contracts';
import { NatsLink, RpcClient, setMeetingClock } from '#messaging';
import { pendingEvent } from '#persistence';
import { type Child, type Part, startChild } from '#processes';
import { defaultPorts, salaParts } from '../run/parts.js';
import { eventually, freePort, temporaryFolder } from '#testing';
import { cpuTimeMs } from './cpu-time.js';
import { median } from './put-all.js';

const offices = 2_000;
const connections = 5;
const reminders = [
  '2016-11-11T02:00:00.000Z',
  '2016-11-15T02:00:00.000Z',
  '2016-11-17T02:00:00.000Z',
  '2016-11-18T01:30:00.000Z',
];

const help = `mail: due reminders to ${offices} offices through notifications (run, ledger, Bull, check with registration, SMTP), against
nodemailer alone, pooled, with the same mails, to the same mail server; each a process of its own, ${connections} connections,
${reminders.length} rounds of each in turn after a round to warm up; the medians are compared. The bench itself answers for
registration. Goal: ratio at least 0.8.`;

const issueAll = async (link: NatsLink): Promise<void> => {
  const now = new Date('2016-11-07T02:00:00.000Z');
  const send = (event: ReturnType<typeof pendingEvent>) =>
    link.js.publish(event.subject, JSON.stringify(event), { msgID: event.id });
  await send(
    pendingEvent({
      contract: MeetingAnnounced,
      aggregateId: exampleMeeting.id,
      revision: 2,
      data: { meeting: exampleMeeting },
      now,
    }),
  );
  const events = Array.from({ length: offices }, (_, index) => {
    const organisation = { ...exampleOrganisation, id: `office-${index}`, email: `office-${index}@chiang-mai.example` };
    const data = {
      invitationId: `inv-office-${index}`,
      meetingId: exampleMeeting.id,
      organisation,
      siteName: exampleSite.name,
    };
    return pendingEvent({ contract: InvitationIssued, aggregateId: data.invitationId, revision: 1, data, now });
  });
  for (let start = 0; start < events.length; start += 100)
    await Promise.all(events.slice(start, start + 100).map(send));
};

const answerForRegistration = (link: NatsLink): void => {
  link.nc.subscribe(GetInvitationStanding.subject, {
    callback: (_error, message) => {
      const { data } = message.json<{ data: { invitationId: string } }>();
      const replyToken = `${data.invitationId}.1.c2lnbmF0dXJlLW9mLXRoZS1yZXBseS1saW5r`;
      message.respond(
        JSON.stringify({
          response: {
            status: 'issued',
            answered: false,
            meetingStatus: 'announced',
            replyBy: exampleMeeting.replyBy,
            open: true,
            answersUntil: exampleMeeting.replyBy,
            replyToken,
            addressToken: replyToken,
          },
          isDisposed: true,
        }),
      );
    },
  });
};

const run = async (report: (progress: string) => void): Promise<Record<string, unknown>> => {
  const folder = await temporaryFolder();
  const children = new Map<string, Child>();
  const start = async (part: Part): Promise<void> => {
    const child = startChild(part);
    children.set(part.name, child);
    await child.ready();
  };
  const script = (name: string, port: number, env: Record<string, string>): Part => ({
    name,
    command: process.execPath,
    args: [join(import.meta.dirname, `${name}.js`)],
    env: { NODE_ENV: 'production', PORT: String(port), ...env },
    ready: { url: `http://127.0.0.1:${port}/` },
  });
  try {
    const ports = { ...defaultPorts };
    for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await freePort();
    const [sinkPort, rawPort] = [await freePort(), await freePort()];
    const smtp = { SMTP_PORT: String(ports.smtp), CONNECTIONS: String(connections) };
    await start(script('counting-sink', sinkPort, smtp));
    await start(script('raw-mailer', rawPort, smtp));
    const env = { SALA_LOG_LEVEL: 'warn', SALA_SWEEP_MS: '200', SALA_MAIL_CONNECTIONS: String(connections) };
    const parts = salaParts({
      dataDir: folder,
      ports,
      linkKey: 'not used here',
      smtpUrl: `smtp://127.0.0.1:${ports.smtp}`,
      env,
    });
    const wanted = ['embedded-mongo', 'nats-server', 'redis-server', 'notifications'];
    const link = await (async () => {
      const [servers = [], services = []] = parts.map((wave) => wave.filter(({ name }) => wanted.includes(name)));
      await Promise.all(servers.map(start));
      const opened = await NatsLink.open('mail-bench', `nats://127.0.0.1:${ports.nats}`);
      answerForRegistration(opened);
      await Promise.all(services.map(start));
      return opened;
    })();
    const rpc = new RpcClient(link);
    const moveTo = (instant: string) =>
      setMeetingClock(link, { realInstant: instant, meetingInstant: instant, speed: 0 });
    const arrived = async () =>
      (await (await fetch(`http://127.0.0.1:${sinkPort}/`)).json()) as { count: number; lastAt: number };
    const spent = () => new Map([...children].map(([name, { pid }]) => [name, cpuTimeMs(pid) ?? NaN]));

    /** Drains what falls due at the instant; mails a second until the last came, and until the ledger has it all. */
    const drain = async (begin: () => Promise<void>) => {
      const before = (await arrived()).count;
      const begun = Date.now();
      await begin();
      await eventually(async () => (await arrived()).count >= before + offices, { within: 120_000, every: 10 });
      const seconds = ((await arrived()).lastAt - begun) / 1000;
      await eventually(async () => (await rpc.call(GetNotificationsWorkState, {})).idle, {
        within: 120_000,
        every: 20,
      });
      return { perSecond: offices / seconds, perSecondUntilSettled: (1000 * offices) / (Date.now() - begun) };
    };
    const sendRaw = async (): Promise<number> => {
      const answer = await fetch(`http://127.0.0.1:${rawPort}/`, {
        method: 'POST',
        body: JSON.stringify({ count: offices }),
      });
      return offices / ((await answer.json()) as { seconds: number }).seconds;
    };

    try {
      await moveTo('2016-11-07T02:00:00.000Z');
      const warm = await drain(() => issueAll(link));
      await sendRaw();
      report(`warm-up: ${Math.round(warm.perSecond)} invitations/s from their events on`);
      const sent: Awaited<ReturnType<typeof drain>>[] = [];
      const raw: number[] = [];
      const cpuMs = new Map<string, number>();
      for (const [round, instant] of reminders.entries()) {
        raw.push(await sendRaw());
        const before = spent();
        sent.push(await drain(() => moveTo(instant)));
        for (const [name, ms] of spent()) cpuMs.set(name, (cpuMs.get(name) ?? 0) + ms - (before.get(name) ?? NaN));
        report(
          `round ${round + 1} of ${reminders.length}: ${Math.round(sent.at(-1)?.perSecond ?? 0)} reminders/s, ${Math.round(raw.at(-1) ?? 0)} raw mails/s`,
        );
      }
      const { byKind } = await rpc.call(SummariseDeliveries, { meetingId: exampleMeeting.id });
      if (byKind['reminder']?.['accepted'] !== offices * reminders.length)
        throw new Error(`not all reminders were accepted: ${JSON.stringify(byKind)}`);
      const perSecond = median(sent.map((each) => each.perSecond));
      const rawPerSecond = median(raw);
      return {
        ratio: Number((perSecond / rawPerSecond).toFixed(3)),
        goal: 0.8,
        perSecond: Math.round(perSecond),
        rawPerSecond: Math.round(rawPerSecond),
        perSecondUntilSettled: Math.round(median(sent.map((each) => each.perSecondUntilSettled))),
        cpuMsPerMail: Object.fromEntries(
          [...cpuMs].map(([name, ms]) => [name, Number((ms / offices / reminders.length).toFixed(2))]),
        ),
        offices,
        rounds: reminders.length,
        connections,
      };
    } finally {
      await link.close();
    }
  } finally {
    for (const child of [...children.values()].reverse()) await child.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

export const mail = { name: 'mail', help, run };
