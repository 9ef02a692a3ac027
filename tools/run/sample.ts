// Loads the sample meeting through Sala's own HTTP API. Done twice, it changes nothing the second time.
import { setTimeout as delay } from 'node:timers/promises';
import { AnnounceMeeting, CreateMeeting, EnrolOrganisations, EnrolSites, type HttpAsk, httpRequestOf, type Meeting, type Routed, SetCheckCalendar, SignInHere } from '#contracts';
import { sampleMeeting } from '#sample';
import { StepFailure } from '../bootstrap/progress.mjs';
import { type Admin } from './state.js';

type Ask = <C extends Routed>(contract: C, request: HttpAsk<C>) => Promise<unknown>;

const connectApi = async (origin: string, { email, password }: Admin): Promise<Ask> => {
  let cookie = '';
  const send = async (method: string, path: string, json: unknown): Promise<unknown> => {
    const answer = await fetch(new URL(path, origin), {
      method,
      headers: { origin, ...(cookie === '' ? {} : { cookie }), ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(30_000),
    });
    const body = (await answer.json().catch(() => undefined)) as unknown;
    if (!answer.ok) {
      const { detail = 'no detail' } = (body ?? {}) as { detail?: string };
      throw new StepFailure(`${method} ${path} was answered ${answer.status}: ${detail}`, 'See the services’ logs; start afresh by naming another folder in SALA_DATA, or start with --no-sample.');
    }
    const cookies = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
    if (cookies.length > 0) cookie = cookies.join('; ');
    return body;
  };
  const ask: Ask = async (contract, request) => {
    const { method, path, body } = httpRequestOf(contract, request);
    return await send(method, path, body);
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

type Mail = { readonly to: readonly { readonly address: string }[]; readonly text?: string; readonly html?: string };

/** The reply page of one office, from the invitation in its mailbox; undefined when none came in time. */
export const sampleReplyPage = async (mailboxUrl: string, origin: string, withinMs: number): Promise<string | undefined> => {
  const recipient = 'provincial-office@th-50.example';
  const until = performance.now() + withinMs;
  do {
    const mails = (await (await fetch(new URL('/api/email', mailboxUrl))).json()) as readonly Mail[];
    for (const mail of mails.filter((each) => each.to.some(({ address }) => address === recipient))) {
      const token = /\/r\/([A-Za-z0-9_.-]+)/.exec(mail.text ?? mail.html ?? '')?.[1];
      if (token !== undefined) return new URL(`/r/${token}`, origin).href;
    }
    await delay(250);
  } while (performance.now() < until);
  return undefined;
};
