// Loads the sample meeting through Sala's own HTTP API. Done twice, it changes nothing the second time.
import { setTimeout as delay } from 'node:timers/promises';
import { StepFailure } from './progress.mjs';

const connectApi = async (origin, { email, password }) => {
  let cookie = '';
  const ask = async (method, path, json) => {
    const answer = await fetch(new URL(path, origin), {
      method,
      headers: { origin, ...(cookie === '' ? {} : { cookie }), ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
      body: json === undefined ? undefined : JSON.stringify(json),
      signal: AbortSignal.timeout(30_000),
    });
    const body = await answer.json().catch(() => undefined);
    if (!answer.ok) {
      throw new StepFailure(`${method} ${path} was answered ${answer.status}: ${body?.detail ?? 'no detail'}`, 'See the services’ logs; start afresh by naming another folder in SALA_DATA, or start with --no-sample.');
    }
    const cookies = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
    if (cookies.length > 0) cookie = cookies.join('; ');
    return body;
  };
  await ask('POST', '/api/v1/session', { email, password });
  return ask;
};

/** The sites, the organisations, the meeting and its calendar, announced: its invitations are on their way. */
export const loadSample = async (origin, admin) => {
  // Compiled like the services, so that it is there once they are built.
  const { sampleMeeting } = await import(new URL('../dist/sample/sample-meeting.js', import.meta.url).href);
  const { meeting, sites, organisations, calendar } = sampleMeeting();
  const ask = await connectApi(origin, admin);
  await ask('PUT', '/api/v1/sites', { sites });
  await ask('PUT', '/api/v1/organisations', { organisations });
  const { status } = await ask('POST', '/api/v1/meetings', meeting);
  await ask('PUT', `/api/v1/meetings/${meeting.id}/check-calendar`, calendar);
  if (status === 'draft') await ask('POST', `/api/v1/meetings/${meeting.id}/announcement`, {});
  return `${sites.length} sites, ${organisations.length} organisations`;
};

/** The reply page of one office, from the invitation in its mailbox; undefined when none came in time. */
export const sampleReplyPage = async (mailboxUrl, origin, withinMs) => {
  const recipient = 'provincial-office@th-50.example';
  const until = performance.now() + withinMs;
  do {
    const mails = await fetch(new URL('/api/email', mailboxUrl)).then((answer) => answer.json());
    for (const mail of mails.filter((each) => each.to.some(({ address }) => address === recipient))) {
      const token = /\/r\/([A-Za-z0-9_.-]+)/.exec(mail.text ?? mail.html ?? '')?.[1];
      if (token !== undefined) return new URL(`/r/${token}`, origin).href;
    }
    await delay(250);
  } while (performance.now() < until);
  return undefined;
};
