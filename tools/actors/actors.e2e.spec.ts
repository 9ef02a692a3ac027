import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  GetRehearsal,
  GetResponseBoard,
  ListInvitations,
  ListReadiness,
  SetRehearsalActing,
  SetRehearsalClock,
} from '#contracts';
import { sampleMeeting } from '#sample';
import { eventually } from '#testing';
import { ApiClient } from '../rehearsal/api-client.js';
import { reminderTimes } from '../rehearsal/reminder-times.js';
import { makeScenario } from '../rehearsal/scenario.js';
import { signInOf, start, type Started } from '../run/start-under-test.js';

jest.setTimeout(240_000);

const { meeting, organisations } = sampleMeeting();
const meetingId = meeting.id;

describe('npm start with the sample', () => {
  let dataDir: string;
  let sala: Started;
  let administrator: ApiClient;
  const board = () => administrator.send(GetResponseBoard, { meetingId });
  /** How many mails of a kind have come. */
  const come = async (kind: string): Promise<number> =>
    (
      (await (
        await fetch(new URL(`/api/email?headers.x-sala-kind=${kind}`, sala.addresses['Mailbox']))
      ).json()) as unknown[]
    ).length;
  const actorsPid = (): number => {
    const processes = JSON.parse(readFileSync(join(dataDir, 'logs/processes.json'), 'utf8')) as {
      pid: number;
      command: string[];
    }[];
    return processes.find(({ command }) => command.some((word) => word.endsWith('actors/command.js')))?.pid ?? 0;
  };
  const within = 60_000;
  /** Goes by one event after the other to when the silent are reminded next. */
  const goToReminders = async (): Promise<void> => {
    let { now } = (await administrator.send(SetRehearsalClock, { speed: 600 })).clock;
    const next = reminderTimes(meeting.replyBy).find((at) => at > now) ?? now;
    while (now < next) ({ now } = (await administrator.send(SetRehearsalClock, { toNextEvent: true })).clock);
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sala-actors-'));
    sala = await start(dataDir);
    const { email, password } = signInOf(sala);
    administrator = new ApiClient(new URL(sala.addresses['Console'] ?? '').origin);
    await administrator.signIn(email, password);
  });
  afterAll(async () => {
    sala.process.kill('SIGTERM');
    await once(sala.process, 'close');
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  });

  it('says how it is made live, and stands still until people do so', async () => {
    expect(sala.output()).toMatch(/Make it live .*simulated offices and technicians/);
    expect(await administrator.send(GetRehearsal, {})).toMatchObject({
      sample: true,
      acting: false,
      clock: { speed: 1 },
    });
    expect((await board()).total.answered).toBe(0);
  });

  it('is alive once they did: offices answer by web and fax, the silent ones are reminded, sites pass their checks', async () => {
    await eventually(async () => expect(await come('invitation')).toBe(organisations.length), { within });
    await administrator.send(SetRehearsalActing, { acting: true });
    await administrator.send(SetRehearsalClock, { speed: 36_000 });
    await eventually(
      async () => {
        const { web, fax } = (await board()).byChannel;
        expect(web).toBeGreaterThan(0);
        expect(fax).toBeGreaterThan(0);
      },
      { within },
    );
    process.kill(actorsPid(), 'SIGKILL');
    // A run of reminders waits until what offices said is heard, which at that pace would be days of the meeting.
    await goToReminders();
    await eventually(async () => expect(await come('reminder')).toBeGreaterThan(0), { within });
    await administrator.send(SetRehearsalClock, { speed: 36_000 });
    await eventually(
      async () =>
        expect((await administrator.send(ListReadiness, { meetingId })).items.map(({ status }) => status)).toContain(
          'passed',
        ),
      { within },
    );
  });

  it('does nothing twice, though the actors were killed among their answers', async () => {
    const acts = new Map<string, number>();
    for (const { organisationId } of makeScenario(organisations, 2559).acts)
      acts.set(organisationId, (acts.get(organisationId) ?? 0) + 1);
    const invitations = await administrator.all(ListInvitations, { meetingId });
    expect(
      invitations.filter(({ organisation, response }) => (response?.revision ?? 0) > (acts.get(organisation.id) ?? 0)),
    ).toEqual([]);
  });
});
