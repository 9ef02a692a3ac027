// Shows and sets the clock that a running Sala lives by. Needs a build.
import { Kvm } from '@nats-io/kv';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { readArguments } from './arguments.mjs';
import { defaultPorts, portVariable } from './parts.mjs';
import { dataFolder } from './project.mjs';
import { readState } from './state.mjs';
import { ClockAnchor, clockBucket, clockKey, Instant, meetingMsAt, problemText } from '#contracts';

const help = `Usage: npm run clock -- [--at INSTANT] [--speed N] [--system]
Shows the clock that Sala lives by, or sets it:
  --at INSTANT      meeting time, such as 2016-11-11T09:00+07:00 or 2559-11-11T09:00+07:00; it runs on from there
  --speed N         meeting seconds in a real second, 0 to 100000; 0 lets it stand still (with --at; else from where it stands)
  --system          back to the system's clock
  --resume INSTANT  go on from where the clock stood at this real instant (npm start does so)
  --else INSTANT    with --resume: the meeting time to go on from where no clock is kept
  --nats URL        the NATS server, else NATS_URL, else port SALA_NATS_PORT, else that of the last npm start
                    on the data folder (SALA_DATA)
Exit code 0 when done, 1 when the clock cannot be reached or set so, 2 for wrong arguments.`;

const anchorAt = (meetingInstantMs, speed) =>
  ClockAnchor.parse({ realInstant: new Date().toISOString(), meetingInstant: new Date(meetingInstantMs).toISOString(), speed });

const millis = (option, text) => {
  const parsed = Instant.safeParse(text);
  if (parsed.success) return Date.parse(parsed.data);
  const { problem, ...params } = parsed.error.issues[0].params;
  const said = problemText({ code: problem, params }, 'en');
  throw new Error(`${option} ${text} ${said.problem}: ${said.remedy}`);
};

const paceOf = (text) => {
  const pace = ClockAnchor.shape.speed.safeParse(text.trim() === '' ? Number.NaN : Number(text));
  if (!pace.success) throw new Error(`--speed ${text} is no speed: give a number from 0 to 100000`);
  return pace.data;
};

/** What the anchor is to be; undefined for the system's clock, the anchor itself for no change. */
const wanted = (anchor, { at, speed, system, resume, else: otherwise }) => {
  if (system) return undefined;
  const pace = speed === undefined ? (anchor?.speed ?? 1) : paceOf(speed);
  if (at !== undefined) return anchorAt(millis('--at', at), pace);
  if (resume !== undefined && anchor === undefined) return otherwise === undefined ? undefined : anchorAt(millis('--else', otherwise), 1);
  if (resume !== undefined) return anchorAt(meetingMsAt(anchor, millis('--resume', resume)), anchor.speed);
  if (speed !== undefined) return anchorAt(anchor === undefined ? Date.now() : meetingMsAt(anchor, Date.now()), pace);
  return anchor;
};

const startedServer = () => {
  const given = Number(process.env[portVariable('nats')] || 0);
  return `nats://127.0.0.1:${given || (readState(dataFolder()).natsPort ?? defaultPorts.nats)}`;
};

const run = async (options) => {
  const nc = await connect({ servers: options.nats ?? (process.env.NATS_URL || startedServer()), reconnect: false, timeout: 5_000 });
  try {
    const bucket = await new Kvm(jetstream(nc)).create(clockBucket, { history: 1 });
    const entry = await bucket.get(clockKey);
    const before = entry?.operation === 'PUT' ? ClockAnchor.parse(entry.json()) : undefined;
    const after = wanted(before, options);
    if (after === undefined && before !== undefined) await bucket.delete(clockKey);
    if (after !== undefined && after !== before) await bucket.put(clockKey, JSON.stringify(after));
    return after === undefined
      ? `${new Date().toISOString()} (the system's clock)`
      : `${new Date(meetingMsAt(after, Date.now())).toISOString()} (meeting clock, speed ${after.speed})`;
  } finally {
    await nc.close();
  }
};

const string = { type: 'string' };
const values = readArguments(help, { at: string, speed: string, resume: string, nats: string, else: string, system: { type: 'boolean' } });
try {
  console.log(await run(values));
} catch (error) {
  console.error(`The clock was not read or set: ${error.message}`);
  process.exitCode = 1;
}
