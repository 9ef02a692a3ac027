// Loads the sample meeting, and who acts in it, through Sala's own HTTP API. Done twice, it changes nothing the second time.
import { setTimeout as delay } from 'node:timers/promises';
import {
  AddStaff,
  AnnounceMeeting,
  CreateMeeting,
  EnrolOrganisations,
  EnrolSites,
  type HttpAsk,
  httpRequestOf,
  type Meeting,
  type Routed,
  SetCheckCalendar,
  SignInHere,
} from '#contracts';
import { sampleMeeting } from '#sample';
import { StepFailure } from '../bootstrap/progress.mjs';
import { invitedTokens } from './reply-link.js';
import { type Admin, type SimulatedStaff } from './state.js';

/** `done`: the status that says that this was done before. */
type Ask = <C extends Routed>(contract: C, request: HttpAsk<C>, done?: number) => Promise<unknown>;

const connectApi = async (origin: string, { email, password }: Admin): Promise<Ask> => {
  let cookie = '';
  const send = async (method: string, path: string, json: unknown, done?: number): Promise<unknown> => {
    const answer = await fetch(new URL(path, origin), {
      method,
      headers: {
        origin,
        ...(cookie === '' ? {} : { cookie }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(30_000),
    });
    const body = (await answer.json().catch(() => undefined)) as unknown;
    if (!answer.ok && answer.status !== done) {
      const { detail = 'no detail' } = (body ?? {}) as { detail?: string };
      throw new StepFailure(
        `${method} ${path} was answered ${answer.status}: ${detail}`,
        'See the services’ logs; start afresh by naming another folder in SALA_DATA, or start with --no-sample.',
      );
    }
    const cookies = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
    if (cookies.length > 0) cookie = cookies.join('; ');
    return body;
  };
  const ask: Ask = async (contract, request, done) => {
    const { method, path, body } = httpRequestOf(contract, request);
    return await send(method, path, body, done);
  };
  await ask(SignInHere, { email, password });
  return ask;
};

/** The sites, the organisations, the meeting and its calendar, announced: its invitations are on their way. */
export const loadSample = async (origin: string, admin: Admin): Promise<string> => {
  const { meeting, sites, organisations, calendar } = sampleMeeting();
  const ask = await connectApi(origin, admin);
  await ask(EnrolSites, { sites });
  await ask(EnrolOrganisations, { organisations });
  const { status } = (await ask(CreateMeeting, meeting)) as Meeting;
  await ask(SetCheckCalendar, calendar);
  if (status === 'draft') await ask(AnnounceMeeting, { meetingId: meeting.id });
  return `${sites.length} sites, ${organisations.length} organisations`;
};

/** Adds those who act in the sample; whoever is there already stays as they are. */
export const hireSimulated = async (
  origin: string,
  admin: Admin,
  { desk, operations }: SimulatedStaff,
): Promise<void> => {
  const ask = await connectApi(origin, admin);
  await ask(AddStaff, { ...desk, name: 'ฝ่ายรับแบบตอบรับ (จำลอง) · Reply desk (simulated)', roles: ['desk'] }, 409);
  await ask(
    AddStaff,
    { ...operations, name: 'ฝ่ายปฏิบัติการ (จำลอง) · Technicians (simulated)', roles: ['operations'] },
    409,
  );
};

/** The reply page of one office, from the invitation in its mailbox; undefined when none came in time. */
export const sampleReplyPage = async (
  mailboxUrl: string,
  origin: string,
  withinMs: number,
): Promise<string | undefined> => {
  const recipient = 'provincial-office@th-50.example';
  const until = performance.now() + withinMs;
  do {
    const token = (await invitedTokens(mailboxUrl, recipient)).get(recipient);
    if (token !== undefined) return new URL(`/r/${token}`, origin).href;
    await delay(250);
  } while (performance.now() < until);
  // On a busy machine its letter is still under way: that of another office is as good a page.
  const [token] = (await invitedTokens(mailboxUrl)).values();
  return token === undefined ? undefined : new URL(`/r/${token}`, origin).href;
};
