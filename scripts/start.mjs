// `npm start`: sets up what is missing, starts all of Sala on loopback with the sample meeting, ends it on Ctrl-C.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readArguments } from './arguments.mjs';
import { build } from './build.mjs';
import { showsSample } from './folder-kind.mjs';
import { createForgiving } from './forgiving.mjs';
import { outsideOf } from './outside.mjs';
import { defaultPorts, portVariable, salaParts } from './parts.mjs';
import { choosePorts } from './ports.mjs';
import { createProgress, describeFailure, StepFailure } from './progress.mjs';
import { dataFolder, pinnedNode, projectFolder } from './project.mjs';
import { lastWords, runCommand } from './run-command.mjs';
import { loadSample, sampleReplyPage } from './sample.mjs';
import { setUp } from './setup.mjs';
import { openState } from './state.mjs';
import { createSupervisor, endLeftovers } from './supervisor.mjs';

const help = `Usage: npm start [-- --sample | --no-sample]
Sets up what is missing, builds, and runs Sala on this machine: servers, services, a mailbox. Ctrl-C ends all of it.
  --sample      loads the meeting of 23 November 2559 and sets Sala's clock to the morning of its announcement,
                7 November 2559 (npm run clock shows and sets it); what a new data folder gets if nothing is said
  --no-sample   starts empty and with the system's clock
A data folder stays what it was begun as; later starts need neither option and go on where the clock stood.
Variables: SALA_DATA (state, default .sala), SALA_ADMIN_EMAIL and SALA_ADMIN_PASSWORD (the first administrator),
MONGODB_URL (a MongoDB replica set instead of the embedded server), SMTP_URL (a mail server instead of the mailbox),
SALA_PUBLIC_URL (where people reach Sala, for the links in mails), SALA_MAIL_FROM (the mails' sender),
${Object.keys(defaultPorts).map(portVariable).join(', ')}.
Exit code 0 after Ctrl-C, 1 when a step failed (it says which, why and what to do), 2 for wrong arguments.`;

const meetingStart = '2016-11-07T09:00:00+07:00';

const setClock = async (natsPort, args) => {
  const result = await runCommand(pinnedNode, ['dist/scripts/clock.mjs', '--nats', `nats://127.0.0.1:${natsPort}`, ...args], { cwd: projectFolder });
  if (result.code !== 0) throw new StepFailure(lastWords(result), 'See nats-server.log in the data folder.');
  return result.stdout.trim();
};

/** The first administrator: as the variables say, else made up once and kept only until the sign-in was shown. */
const administrator = (store) => {
  const { SALA_ADMIN_EMAIL: email, SALA_ADMIN_PASSWORD: password } = process.env;
  if (email && password) return { email, password, given: true };
  if (email || password) throw new StepFailure('only one of SALA_ADMIN_EMAIL and SALA_ADMIN_PASSWORD is set', 'Set both, or neither.');
  if (store.state.administratorShown) return undefined;
  if (store.secrets.admin === undefined) store.keepSecrets({ admin: { email: 'admin@ega.example', password: randomBytes(12).toString('base64url') } });
  return store.secrets.admin;
};

const run = async (asked) => {
  const progress = createProgress();
  const forgiving = createForgiving((what, reason) => progress.say(`! ${what} failed (${reason}); the rest goes on, and it is tried again`));
  let store;
  let supervisor;
  let heartbeat;
  let clockbeat;
  let ending;
  const end = (code) =>
    (ending ??= (async () => {
      clearInterval(heartbeat);
      clearInterval(clockbeat);
      if (supervisor !== undefined) {
        progress.say('Ending the services …');
        await supervisor.stop().catch((error) => progress.say(`! ${error.message}`));
      }
      forgiving('taking the lock away', () => store?.close());
      progress.say('Ended.');
      process.exit(code);
    })());
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (interrupted && signal === 'SIGINT') process.exit(130);
      interrupted = true;
      void end(0);
    });
  }

  // Nobody reads on, or the terminal has gone: what runs is not concerned.
  for (const out of [process.stdout, process.stderr]) out.on('error', () => {});
  // What nobody foresaw ends all in its order, not by the sudden end of this process.
  for (const unforeseen of ['uncaughtException', 'unhandledRejection']) {
    process.on(unforeseen, (error) => {
      if (ending === undefined) progress.say(describeFailure(error instanceof Error ? error : new Error(String(error))));
      void end(1);
    });
  }

  // npm hands SIGTERM to the shell between it and this process, which does not hand it on: see that it is gone.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) setInterval(() => process.ppid !== parent && void end(0), 500).unref();

  try {
    const outside = outsideOf(process.env);
    const dataDir = dataFolder();
    store = openState(dataDir);
    const sample = showsSample(store.state, asked);
    store.keep({ sample });
    await setUp(progress);
    await progress.step('build', build);
    const logFolder = join(dataDir, 'logs');
    const left = await endLeftovers(logFolder);
    if (left > 0) progress.say(`  ended ${left} processes that an earlier start had left behind`);
    const ports = await choosePorts(process.env, progress.say);
    store.keep({ natsPort: ports.nats });
    const admin = administrator(store);
    const { MONGODB_URL: mongoUrl, SMTP_URL: smtpUrl } = process.env;
    const [servers, ...services] = salaParts({ dataDir, ports, linkKey: store.secrets.linkKey, admin, mongoUrl: mongoUrl || undefined, smtpUrl: smtpUrl || undefined, outside });
    supervisor = createSupervisor({
      logFolder,
      onEvent: ({ what, name, reason, lastLines }) => {
        const log = join(logFolder, `${name}.log`);
        if (what === 'restarting') progress.say(`! ${name} ended (${reason}) and is started again; its log is ${log}`);
        if (what === 'failing') progress.say(`! ${name} ends again and again (${reason}); it is tried every half minute, the rest goes on. See ${log}\n${lastLines}`);
        if (what === 'set-aside') progress.say(`! ${name}: ${reason}`);
        if (what === 'trouble') progress.say(`! ${name} could not be written or started (${reason}); the rest goes on, and it is tried again`);
      },
    });

    await progress.step(servers.map(({ name }) => name).join(', '), () => supervisor.startAll(servers));
    const { aliveAt, clockSet, clockAt } = store.state;
    // Where the clock was lost with JetStream's folder, the sample must not find itself in another year: it goes on from what was last seen.
    let clock;
    if (sample && clockSet && aliveAt !== undefined) clock = await progress.step('clock', () => setClock(ports.nats, ['--resume', aliveAt, '--else', clockAt ?? meetingStart]));
    else if (sample) clock = await progress.step('clock', () => setClock(ports.nats, ['--at', meetingStart, '--speed', '1']));
    const keep = (changes) => forgiving('noting how far Sala has come', () => store.keep(changes));
    const noteAlive = (shown) => keep({ clockSet: sample, aliveAt: new Date().toISOString(), ...(sample && { clockAt: shown.split(' ')[0] }) });
    noteAlive(clock ?? '');
    heartbeat = setInterval(() => keep({ aliveAt: new Date().toISOString() }), 5_000);
    clockbeat = setInterval(() => void setClock(ports.nats, []).then(noteAlive, () => {}), 60_000);
    for (const parts of services) await progress.step(parts.map(({ name }) => name).join(', '), () => supervisor.startAll(parts));

    const origin = `http://127.0.0.1:${ports.gateway}`;
    if (sample && !store.state.sampleLoaded) {
      if (admin === undefined) {
        throw new StepFailure('the sample meeting is loaded by the administrator, whose sign-in is not kept', 'Set SALA_ADMIN_EMAIL and SALA_ADMIN_PASSWORD to it, or start with --no-sample.');
      }
      await progress.step('sample meeting', () => loadSample(origin, admin));
      store.keep({ sampleLoaded: true });
    }
    const mailboxUrl = smtpUrl ? undefined : `http://127.0.0.1:${ports.mailbox}/`;
    const replyPage = mailboxUrl !== undefined && store.state.sampleLoaded ? await sampleReplyPage(mailboxUrl, origin, 20_000) : undefined;

    const lines = [
      ['Console', `${origin}/`],
      ...(replyPage === undefined ? [] : [['A reply page', replyPage]]),
      ...(mailboxUrl === undefined ? [] : [['Mailbox', mailboxUrl]]),
      ['API docs', `${origin}/docs`],
      ['Job queue', `http://127.0.0.1:${ports.notifications}/queues`],
      ['Clock', await setClock(ports.nats, [])],
      ['Data and logs', dataDir],
    ];
    if (admin !== undefined && !admin.given) lines.push(['Sign in as', `${admin.email}   password ${admin.password}   (shown this once)`]);
    if (store.state.signInShown && !store.state.administratorShown)
      progress.say('! Accounts are kept by a service of their own since this folder was begun: this is a new first administrator. Add the others again; under its address each is the same person as before.');
    progress.say('\nSala is ready. Ctrl-C ends it.');
    for (const [what, where] of lines) console.log(`  ${what.padEnd(14)}${where}`);
    if (admin !== undefined) {
      store.keep({ administratorShown: true });
      store.keepSecrets({ admin: undefined });
    }
  } catch (error) {
    if (ending === undefined) {
      progress.say(describeFailure(error));
      await end(1);
    }
  }
};

const { sample, 'no-sample': noSample } = readArguments(help, { sample: { type: 'boolean' }, 'no-sample': { type: 'boolean' } });
if (sample === true && noSample === true) {
  console.error(`Choose one of --sample and --no-sample.\n\n${help}`);
  process.exit(2);
}
await run(sample ?? (noSample === true ? false : undefined));
