// The simulated offices and technicians of the sample that `npm start` shows. They act by the meeting's clock while the
// switch in the console's clock bar is on.
import { setTimeout as delay } from 'node:timers/promises';
import { meetingMsAt } from '#contracts';
import { isActing, meetingClock, NatsLink, setActors } from '#messaging';
import { sampleMeeting } from '#sample';
import { ApiClient, UnexpectedAnswer } from '../rehearsal/api-client.js';
import { makeScenario } from '../rehearsal/scenario.js';
import { readArguments, refuseArguments } from '../run/arguments.js';
import { endWithParent } from '../run/end-with-parent.js';
import { invitedTokens } from '../run/reply-link.js';
import { Actors } from './actors.js';
import { actsAt } from './due-acts.js';

const help = `Usage: node dist/tools/actors/command.js --origin URL --mailbox URL --nats URL
Has the sample's offices, reply desk and technicians act while the console's clock bar says so. SIGINT or SIGTERM ends it.
Variables: SALA_DESK_EMAIL, SALA_DESK_PASSWORD, SALA_OPERATIONS_EMAIL, SALA_OPERATIONS_PASSWORD (their sign-ins).`;

const lookEveryMs = 1_000;
/** Whoever may not sign in will not be let in sooner for asking more often. */
const afterRefusalMs = 60_000;
/** What does not answer for so long is asked again at the next look. */
const patienceMs = 3_000;
const seed = 2559;

const string = { type: 'string' } as const;
const missing = (what: string): never => refuseArguments(`${what} is missing.`, help);
const given = readArguments(help, { origin: string, mailbox: string, nats: string });
const { origin = missing('--origin'), mailbox = missing('--mailbox'), nats = missing('--nats') } = given;
const signInOf = (role: 'DESK' | 'OPERATIONS') => {
  const variable = (name: string): string => process.env[`SALA_${role}_${name}`] || missing(`SALA_${role}_${name}`);
  return { email: variable('EMAIL'), password: variable('PASSWORD') };
};

const sayAgainMs = 60_000;
const said = new Map<string, number>();
/** What lasts is not said every second. */
const log = (line: string): void => {
  const now = performance.now();
  if (now - (said.get(line) ?? -sayAgainMs) < sayAgainMs) return;
  said.set(line, now);
  console.log(`${new Date().toISOString()} ${line}`);
};

const enter = async ({ email, password }: { email: string; password: string }): Promise<ApiClient> => {
  const client = new ApiClient(origin, patienceMs);
  await client.signIn(email, password);
  return client;
};

const sample = sampleMeeting();
const scenario = makeScenario(sample.organisations, seed);
const open = async (): Promise<Actors> => {
  const people = {
    office: new ApiClient(origin, patienceMs),
    desk: await enter(desk),
    operations: await enter(operations),
  };
  return new Actors({ sample, scenario, people, readTokens: () => invitedTokens(mailbox), log });
};

const desk = signInOf('DESK');
const operations = signInOf('OPERATIONS');
const link = await NatsLink.open('actors', nats);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
endWithParent();

let actors: Actors | undefined;
let isKnown = false;
while (!stopping.signal.aborted) {
  let waitMs = lookEveryMs;
  try {
    if (!isKnown) await setActors(link, { actsAt: actsAt(scenario) });
    isKnown = true;
    const anchor = (await isActing(link)) ? await meetingClock(link) : undefined;
    if (anchor !== undefined) {
      actors ??= await open();
      await actors.look(new Date(meetingMsAt(anchor, Date.now())).toISOString());
    }
  } catch (error) {
    log(`tried again: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof UnexpectedAnswer && error.status === 401) waitMs = afterRefusalMs;
  }
  await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
}
await link.close();
