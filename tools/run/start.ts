// `npm start`: starts all of Sala on loopback with the sample meeting, ends it on Ctrl-C. It is built when this runs.
import { join } from 'node:path';
import { createProgress, StepFailure } from '../bootstrap/progress.mjs';
import { administrator } from './administrator.js';
import { readArguments, refuseArguments } from './arguments.js';
import { dataFolder } from './data-folder.js';
import { endInOrder } from './end-in-order.js';
import { showsSample } from './folder-kind.js';
import { createForgiving } from './forgiving.js';
import { endLeftovers } from './leftovers.js';
import { type ClockWish, setMeetingClock } from './meeting-clock.js';
import { bridgeOf, outsideOf } from './outside.js';
import { actors, defaultPorts, portVariable, salaParts } from './parts.js';
import { choosePorts } from './ports.js';
import { hireSimulated, loadSample, sampleReplyPage } from './sample.js';
import { setUpServers } from './setup.js';
import { nobodyActs, simulatedStaff } from './simulated-staff.js';
import { openState, type Remembered } from './state.js';
import { createSupervisor, type SupervisorEvent } from './supervisor.js';

const help = `Usage: npm start [-- --sample | --no-sample]
Sets up what is missing, builds, and runs Sala on this machine: servers, services, a mailbox. Ctrl-C ends all of it.
  --sample      loads the meeting of 23 November 2559 and sets Sala's clock to the morning of its announcement,
                7 November 2559; what a new data folder gets if nothing is said. The bar above the console's pages
                runs the clock faster and has simulated offices and technicians act, which they do not at first
                (npm run clock shows and sets the clock, too)
  --no-sample   starts empty and with the system's clock
A data folder stays what it was begun as; later starts need neither option and go on where the clock stood.
Variables: SALA_DATA (state, default .sala), SALA_ADMIN_EMAIL and SALA_ADMIN_PASSWORD (the first administrator),
MONGODB_URL (a MongoDB replica set instead of the embedded server), SMTP_URL (a mail server instead of the mailbox),
SALA_PUBLIC_URL (where people reach Sala, for the links in mails), SALA_MAIL_FROM (the mails' sender),
SALA_INBOUND_ADDRESS with SALA_INBOUND_SMTP or SALA_INBOUND_IMAP (where mails come in),
SALA_BRIDGE with SALA_BRIDGE_URL and SALA_BRIDGE_SECRET (a conference bridge instead of the simulator),
${Object.keys(defaultPorts).map(portVariable).join(', ')}.
Exit code 0 after Ctrl-C, 1 when a step failed (it says which, why and what to do), 2 for wrong arguments.`;

const meetingStart = '2016-11-07T09:00:00+07:00';

const setClock = async (natsPort: number, wish: ClockWish): Promise<string> =>
  setMeetingClock(`nats://127.0.0.1:${natsPort}`, wish).catch((error: unknown) => {
    throw new StepFailure(
      `The clock was not read or set: ${error instanceof Error ? error.message : String(error)}`,
      'See nats-server.log in the data folder.',
    );
  });

/** What the person at the terminal hears of the processes. */
const lineOf = (event: SupervisorEvent, logFolder: string): string | undefined => {
  const log = join(logFolder, `${event.name}.log`);
  switch (event.what) {
    case 'started':
      return undefined;
    case 'restarting':
      return `! ${event.name} ended (${event.reason}) and is started again; its log is ${log}`;
    case 'failing':
      return `! ${event.name} ends again and again (${event.reason}); it is tried every half minute, the rest goes on. See ${log}\n${event.lastLines}`;
    case 'set-aside':
      return `! ${event.name}: ${event.reason}`;
    case 'trouble':
      return `! ${event.name} could not be written or started (${event.reason}); the rest goes on, and it is tried again`;
  }
};

const start = async (asked: boolean | undefined): Promise<void> => {
  const progress = createProgress();
  const forgiving = createForgiving((what, reason) =>
    progress.say(`! ${what} failed (${reason}); the rest goes on, and it is tried again`),
  );
  const ending = endInOrder(progress);
  try {
    const outside = outsideOf(process.env);
    const dataDir = dataFolder();
    const store = openState(dataDir);
    ending.last(() => void forgiving('taking the lock away', () => store.close()));
    const sample = showsSample(store.state, asked);
    store.keep({ sample });
    await setUpServers(progress);
    const logFolder = join(dataDir, 'logs');
    const left = await endLeftovers(logFolder);
    if (left > 0) progress.say(`  ended ${left} processes that an earlier start had left behind`);
    const ports = await choosePorts(process.env, progress.say);
    store.keep({ natsPort: ports.nats });
    const admin = administrator(store, process.env);
    const { MONGODB_URL: mongoUrl, SMTP_URL: smtpUrl } = process.env;
    const [servers, ...services] = salaParts({
      dataDir,
      ports,
      linkKey: store.secrets.linkKey,
      admin,
      mongoUrl: mongoUrl || undefined,
      smtpUrl: smtpUrl || undefined,
      outside,
      bridge: bridgeOf(process.env),
      env: { SALA_SAMPLE: String(sample) },
    });
    const supervisor = createSupervisor({
      logFolder,
      onEvent: (event) => {
        const line = lineOf(event, logFolder);
        if (line !== undefined) progress.say(line);
      },
    });
    ending.first(async () => {
      progress.say('Ending the services …');
      await supervisor
        .stop()
        .catch((error: unknown) => progress.say(`! ${error instanceof Error ? error.message : String(error)}`));
    });

    await progress.step(servers.map(({ name }) => name).join(', '), () => supervisor.startAll(servers));
    const { aliveAt, clockSet, clockAt } = store.state;
    // Where the clock was lost with JetStream's folder, the sample must not find itself in another year: it goes on from what was last seen.
    const wish: ClockWish =
      clockSet === true && aliveAt !== undefined
        ? { resume: aliveAt, else: clockAt ?? meetingStart }
        : { at: meetingStart, speed: '1' };
    const clock = sample ? await progress.step('clock', () => setClock(ports.nats, wish)) : '';
    const keep = (changes: Remembered): boolean => forgiving('noting how far Sala has come', () => store.keep(changes));
    const noteAlive = (shown: string): boolean =>
      keep({
        clockSet: sample,
        aliveAt: new Date().toISOString(),
        ...(sample && { clockAt: shown.split(' ')[0] ?? '' }),
      });
    noteAlive(clock);
    ending.every(5_000, () => void keep({ aliveAt: new Date().toISOString() }));
    ending.every(60_000, () => void setClock(ports.nats, {}).then(noteAlive, () => {}));
    // None of them needs another to start: the gateway answers for those that are not there yet.
    const parts = services.flat();
    await progress.step(parts.map(({ name }) => name).join(', '), () => supervisor.startAll(parts));

    const origin = `http://127.0.0.1:${ports.gateway}`;
    if (sample && store.state.sampleLoaded !== true) {
      if (admin === undefined) {
        throw new StepFailure(
          'the sample meeting is loaded by the administrator, whose sign-in is not kept',
          'Set SALA_ADMIN_EMAIL and SALA_ADMIN_PASSWORD to it, or start with --no-sample.',
        );
      }
      await progress.step('sample meeting', () => loadSample(origin, admin));
      store.keep({ sampleLoaded: true });
    }
    const mailboxUrl = smtpUrl ? undefined : `http://127.0.0.1:${ports.mailbox}/`;
    // Their links come by mail: where the mails go to a server of one's own nobody reads them for them.
    const actsBySwitch =
      sample && mailboxUrl !== undefined && (admin !== undefined || store.secrets.simulated !== undefined);
    if (actsBySwitch) {
      const simulated = simulatedStaff(store);
      await progress.step('simulated offices and technicians', async () => {
        if (admin !== undefined) await hireSimulated(origin, admin, simulated);
        await supervisor.startAll([actors({ ports, simulated })]);
      });
    } else if (sample) await nobodyActs(ports.nats);
    const replyPage =
      mailboxUrl !== undefined && store.state.sampleLoaded === true
        ? await sampleReplyPage(mailboxUrl, origin, 20_000)
        : undefined;

    const lines: (readonly [what: string, where: string])[] = [
      ['Console', `${origin}/`],
      ...(replyPage === undefined ? [] : [['A reply page', replyPage] as const]),
      ...(mailboxUrl === undefined ? [] : [['Mailbox', mailboxUrl] as const]),
      ['API docs', `${origin}/docs`],
      ['Job queue', `http://127.0.0.1:${ports.notifications}/queues`],
      ['Clock', await setClock(ports.nats, {})],
      ...(actsBySwitch
        ? [
            [
              'Make it live',
              'sign in to the console; the bar above its pages runs the clock at 600×, 3,600× or 36,000× and lets simulated offices and technicians act',
            ] as const,
          ]
        : []),
      ['Data and logs', dataDir],
    ];
    if (admin !== undefined && !admin.given)
      lines.push(['Sign in as', `${admin.email}   password ${admin.password}   (shown this once)`]);
    if (store.state.signInShown === true && store.state.administratorShown !== true)
      progress.say(
        '! Accounts are kept by a service of their own since this folder was begun: this is a new first administrator. Add the others again; under its address each is the same person as before.',
      );
    progress.say('\nSala is ready. Ctrl-C ends it.');
    for (const [what, where] of lines) console.log(`  ${what.padEnd(14)}${where}`);
    if (admin !== undefined) {
      store.keep({ administratorShown: true });
      store.keepSecrets({ admin: undefined });
    }
  } catch (error) {
    await ending.because(error);
  }
};

const { sample, 'no-sample': noSample } = readArguments(help, {
  sample: { type: 'boolean' },
  'no-sample': { type: 'boolean' },
});
if (sample === true && noSample === true) refuseArguments('Choose one of --sample and --no-sample.', help);
await start(sample ?? (noSample === true ? false : undefined));
