// Shows and sets the clock that a running Sala lives by.
import { readArguments } from './arguments.js';
import { dataFolder } from './data-folder.js';
import { setMeetingClock } from './meeting-clock.js';
import { defaultPorts, portVariable } from './parts.js';
import { readState } from './state.js';

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

const startedServer = (): string => {
  const given = Number(process.env[portVariable('nats')] || 0);
  return `nats://127.0.0.1:${given || (readState(dataFolder()).natsPort ?? defaultPorts.nats)}`;
};

const string = { type: 'string' } as const;
const { nats, ...wish } = readArguments(help, {
  at: string,
  speed: string,
  resume: string,
  nats: string,
  else: string,
  system: { type: 'boolean' },
});
try {
  console.log(await setMeetingClock(nats ?? (process.env['NATS_URL'] || startedServer()), wish));
} catch (error) {
  console.error(`The clock was not read or set: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
