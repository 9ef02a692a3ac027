import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import {
  AddStaff,
  AnnounceMeeting,
  CreateMeeting,
  EnrolOrganisations,
  EnrolSites,
  exampleMeetingDraft,
  exampleOrganisation,
  exampleSite,
  GetInvitationStanding,
  GetOwnSession,
  type HttpAsk,
  type HttpContract,
  httpRequestOf,
  ListInvitations,
  type PassedOn,
  Role,
  SignInHere,
} from '#contracts';
import { type z } from 'zod';
import { NatsLink, RpcClient, setMeetingClock } from '#messaging';
import { eventually, startMailSink } from '#testing';
import { admin, startSala } from '../rehearsal/stage.js';
import { ask, closeConnections } from './ask.js';
import { type FuzzRequest, type Known, operationsOf, requestNumber } from './requests.js';
import { judge, type Verdict } from './verdict.js';

export type FuzzReport = {
  readonly seed: number;
  readonly requests: number;
  readonly serverErrors: number;
  readonly hangs: number;
  readonly malformed: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
};
type Finding = {
  readonly number: number;
  readonly verdict: Verdict;
  readonly why: string;
  readonly who: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
};

const mostFindings = 200;
const atOnce = 8;
const json = { 'content-type': 'application/json' };

/** People of every role, signed in anew whenever a request has ended their session. */
class People {
  readonly #cookies = new Map<string, string>();
  readonly #accounts = new Map<string, { email: string; password: string; id: string }>();

  constructor(private readonly origin: string) {}

  async hire(): Promise<string[]> {
    this.#accounts.set('administrator', { ...admin, id: '' });
    this.#accounts.set('administrator', { ...admin, id: (await this.send(GetOwnSession, {})).staff.id });
    for (const role of Role.options.filter((each) => each !== 'administrator')) {
      const account = { email: `${role}@ega.example`, password: randomBytes(18).toString('base64url') };
      const { id } = await this.send(AddStaff, {
        ...account,
        name: role,
        roles: [role],
        ...(role === 'focal-point' && { provinceCode: 'TH-50' }),
      });
      this.#accounts.set(role, { ...account, id });
    }
    return ['nobody', ...this.#accounts.keys()];
  }

  async cookieOf(who: string): Promise<string | undefined> {
    const account = this.#accounts.get(who);
    if (account === undefined) return undefined;
    const kept = this.#cookies.get(who);
    if (kept !== undefined) return kept;
    const answer = await ask(
      this.origin,
      {
        who,
        ...SignInHere.http,
        headers: json,
        body: Buffer.from(JSON.stringify({ email: account.email, password: account.password })),
      },
      undefined,
    );
    const cookie =
      answer instanceof Error || answer === 'hang'
        ? undefined
        : [answer.headers['set-cookie'] ?? []].flat()[0]?.split(';')[0];
    if (cookie !== undefined) this.#cookies.set(who, cookie);
    return cookie;
  }

  forget(who: string): void {
    this.#cookies.delete(who);
  }

  /** Sends a request as an administrator, as its contract says. */
  async send<C extends PassedOn | HttpContract>(contract: C, asked: HttpAsk<C>): Promise<z.output<C['returns']>> {
    const { method, path, body } = httpRequestOf(contract, asked);
    const who = 'administrator';
    const answer = await ask(
      this.origin,
      {
        who,
        method,
        path,
        headers: body === undefined ? {} : json,
        ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)) }),
      },
      await this.cookieOf(who),
    );
    if (answer instanceof Error || answer === 'hang' || answer.status >= 400)
      throw new Error(
        `${method} ${path}: ${answer instanceof Error ? answer.message : answer === 'hang' ? answer : `${answer.status} ${answer.body.slice(0, 300)}`}`,
      );
    return JSON.parse(answer.body) as z.output<C['returns']>;
  }
}

/** A small meeting that has been announced, so that every kind of id has something behind it. */
const prepare = async (people: People, natsUrl: string): Promise<Known> => {
  const link = await NatsLink.open('fuzz', natsUrl);
  await setMeetingClock(link, {
    realInstant: new Date().toISOString(),
    meetingInstant: '2016-11-07T02:00:00.000Z',
    speed: 1,
  });
  const who = await people.hire();
  const meetingId = exampleMeetingDraft.id;
  const organisations = Array.from({ length: 8 }, (_, index) => ({
    ...exampleOrganisation,
    id: `office-${index}`,
    email: `office-${index}@chiang-mai.example`,
  }));
  await people.send(CreateMeeting, exampleMeetingDraft);
  await people.send(EnrolSites, { sites: [exampleSite] });
  await people.send(EnrolOrganisations, { organisations });
  await people.send(AnnounceMeeting, { meetingId });
  const invited = async () => (await people.send(ListInvitations, { meetingId })).items.map(({ id }) => id);
  await eventually(async () => (await invited()).length === organisations.length, { within: 60_000 });
  const invitations = await invited();
  const [first = ''] = invitations;
  const { replyToken } = await new RpcClient(link).call(GetInvitationStanding, { invitationId: first });
  await link.close();
  return {
    who,
    ids: {
      meetingId: [meetingId, 'no-such-meeting'],
      invitationId: invitations,
      token: [replyToken, `${first}.1.AAAA`],
      replyToken: [replyToken, `${first}.1.AAAA`],
      checkId: ['check-1'],
      staffId: ['staff-nobody', 'staff-1'],
      deliveryId: [`${meetingId}.${first}.invitation.1`],
      sequence: ['1', '2'],
    },
  };
};

/** Sends so many requests at a running Sala of its own, and counts what should never be answered. */
export const fuzz = async ({
  count,
  seed,
  progress = () => undefined,
}: {
  count: number;
  seed: number;
  progress?: (done: number) => void;
}): Promise<FuzzReport> => {
  const folder = await mkdtemp(join(tmpdir(), 'sala-fuzz-'));
  const undo: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const sink = await startMailSink();
    undo.push(() => sink.stop());
    const sala = await startSala(folder, sink.url, (line) => process.stderr.write(`\n${line}\n`));
    undo.push(() => sala.stop());
    await sala.startServices();
    const people = new People(sala.origin);
    const known = await prepare(people, sala.natsUrl);
    const document: unknown = await (await fetch(`${sala.origin}/openapi.json`)).json();
    return await send({
      count,
      seed,
      origin: sala.origin,
      operations: operationsOf(document),
      known,
      people,
      progress,
    });
  } finally {
    closeConnections();
    for (const each of undo.reverse()) await each();
  }
};

type Sending = {
  count: number;
  seed: number;
  origin: string;
  operations: ReturnType<typeof operationsOf>;
  known: Known;
  people: People;
  progress: (done: number) => void;
};

const send = async ({ count, seed, origin, operations, known, people, progress }: Sending): Promise<FuzzReport> => {
  const counts = { fine: 0, 'server error': 0, hang: 0, 'malformed problem': 0 };
  const statuses: Record<string, number> = {};
  const findings: Finding[] = [];
  let next = 0;
  const one = async (number: number): Promise<void> => {
    const sent: FuzzRequest = requestNumber(seed, number, operations, known);
    const answer = await ask(origin, sent, await people.cookieOf(sent.who));
    if (!(answer instanceof Error) && answer !== 'hang') {
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      if (answer.status === 401 || sent.path.startsWith(SignInHere.http.path)) people.forget(sent.who);
    }
    const { verdict, why } = judge(sent.method, sent.path, answer);
    counts[verdict] += 1;
    if (why !== undefined && findings.length < mostFindings)
      findings.push({
        number,
        verdict,
        why,
        who: sent.who,
        method: sent.method,
        path: sent.path.slice(0, 300),
        body: sent.body?.toString('utf8').slice(0, 500) ?? '',
      });
  };
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await one(next);
      if (next % 500 === 0) progress(next);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return {
    seed,
    requests: count,
    serverErrors: counts['server error'],
    hangs: counts['hang'],
    malformed: counts['malformed problem'],
    statuses,
    findings,
  };
};
