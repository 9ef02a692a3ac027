import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NatsLink } from '#messaging';
import { sampleMeeting } from '#sample';
import { freePort, startMailSink } from '#testing';
import { createProgress } from '../bootstrap/progress.mjs';
import { endWithParent } from '../run/end-with-parent.js';
import { setUpServers } from '../run/setup.js';
import { Drive } from './drive.js';
import { Havoc } from './havoc.js';
import { expectationOf } from './oracle.js';
import { createProgressBar } from './progress-bar.js';
import { Stepper } from './quiet.js';
import { allProvinces, fewestProvinces, partOf } from './part-of-sample.js';
import { type Plot } from './plot.js';
import { makePlot } from './plotting.js';
import { type RehearsalReport, reportOf } from './report.js';
import { textOf } from './report-text.js';
import { makeScenario } from './scenario.js';
import { signInStaff, startSala } from './stage.js';
import { decideUnknownDeliveries } from './unknown-deliveries.js';

const help = `Usage: npm run rehearse -- [--json FILE] [--seed N] [--provinces N] [--chaos] [--keep]
Plays the meeting of 23 November 2559 from the list of its offices to its report through the real parts, in a fresh data
folder on free ports, with all that staff do on the way: lists, the desk, extensions, a move, merges, registers of the halls.
Compares answers, boards, mails, registers, report and history with what the script says must come out, and tells each act.
  --json FILE   writes the report there: figures, mails, acts with their figures, differences
  --seed N      another scenario with the same figures (default 2559)
  --provinces N plays with the offices of that many provinces, 38 to 76 (default 76, with the figures of the real meeting)
  --chaos       kills each service twice and each server once on the way, empties the queue, lets the sender of mails stand still
                and cuts the power, so that events are lost; the outcome must be the same
  --keep        keeps the data folder and says where it is (a rehearsal that fails keeps it anyway)
Exit code 0 when every figure agrees, 1 when one does not or the rehearsal could not be played, 2 for wrong arguments.`;

/**
 * After how long what was killed has its work taken over, a mail that is on its way being left longer; and how long a sender
 * stands still: long enough that its mails are taken from it. Shorter than elsewhere, as it is waited for at each step.
 */
const takeOverSeconds = 4;
const leaseMs = 10_000;
const pauseMs = leaseMs + 2_000;
/** What falls due by the clock may be found so late; all else is done as soon as it is heard of. */
const unhurried = { SALA_SWEEP_MS: '250' };
const impatient = { SALA_MAIL_LEASE_MS: String(leaseMs), SALA_TAKE_OVER_SECONDS: String(takeOverSeconds) };
/** What is given up on: longer than all the leases that may have to run out at one step. */
const chaosPatienceMs = 180_000;

/** The halls that keep their registers while people come: somebody of the province stands at the door. */
const doorsOf = ({ cast, offices }: Plot) =>
  cast.halls
    .filter(({ source }) => source === 'live')
    .map(({ siteId }) => ({
      siteId,
      provinceCode: offices.find((each) => each.siteId === siteId)?.provinceCode ?? '',
    }));

type Options = { seed: number; provinces: number; chaos: boolean; folder: string };

const rehearse = async ({ seed, provinces, chaos, folder }: Options): Promise<RehearsalReport> => {
  const from = performance.now();
  const sample = partOf(sampleMeeting(), provinces);
  const plot = makePlot(makeScenario(sample.organisations, seed), sample.organisations);
  const siteAddress = new Map(sample.sites.map((site) => [site.id, site.email ?? '']));
  const expected = expectationOf(plot, {
    meeting: sample.meeting,
    classes: sample.meeting.classes,
    siteAddress: (id) => siteAddress.get(id) ?? '',
  });
  const bar = createProgressBar(process.stderr);
  const undo: (() => Promise<void>)[] = [];
  const interrupted = new Promise<never>((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`ended by ${signal}`)));
  });
  const play = async (): Promise<RehearsalReport> => {
    const sink = await startMailSink({ signIn: true });
    undo.push(() => sink.stop());
    const inboundPort = await freePort();
    const smtpUrl = sink.url.replace('//', '//sala:secret@');
    const sala = await startSala(folder, smtpUrl, (line) => process.stderr.write(`\n${line}\n`), {
      ...unhurried,
      SALA_ANNOUNCE_ALONE: '10',
      SALA_INBOUND_ADDRESS: 'answers@sala.example',
      SALA_INBOUND_SMTP: `127.0.0.1:${inboundPort}`,
      ...(chaos && impatient),
    });
    undo.push(() => sala.stop());
    const link = await NatsLink.open('rehearsal', sala.natsUrl);
    undo.push(() => link.close());
    const stepper = new Stepper(link, chaos ? chaosPatienceMs : undefined);
    // Before the first service starts, so that none of them ever lives in another year.
    await stepper.moveTo(plot.from);
    await sala.startServices();
    const staff = await signInStaff(sala.origin, doorsOf(plot));
    const drive = new Drive({ plot, sample, staff, sink, inboundPort, stepper, orderBridge: sala.orderBridge });
    const havoc = chaos
      ? new Havoc({ seed, folder, supervisor: sala.supervisor, pauseMs, setClock: () => stepper.moveTo(stepper.now) })
      : undefined;
    await drive.run({
      during: async (step) => await havoc?.during(step),
      after: async (step) => {
        bar.show(step.at, step.index + 1, step.of);
        const decided =
          havoc !== undefined && (await decideUnknownDeliveries(staff.coordinator, sink, sample.meeting.id)) > 0;
        await havoc?.after(step);
        return decided;
      },
    });
    bar.end();
    const seen = await drive.observe();
    const wallSeconds = Math.round((performance.now() - from) / 100) / 10;
    return reportOf(plot, expected, seen, {
      wallSeconds,
      meetingTimeFrom: plot.from,
      meetingTimeTo: plot.to,
      seed,
      chaos: havoc?.counts ?? {},
    });
  };
  try {
    return await Promise.race([play(), interrupted]);
  } finally {
    for (const each of undo.reverse()) await each();
  }
};

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      seed: { type: 'string', default: '2559' },
      provinces: { type: 'string', default: String(allProvinces) },
      chaos: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new TypeError(`--seed ${values.seed} is not a whole number from 0`);
  const provinces = Number(values.provinces);
  if (!Number.isSafeInteger(provinces) || provinces < fewestProvinces || provinces > allProvinces)
    throw new TypeError(
      `--provinces ${values.provinces} is not a whole number from ${fewestProvinces} to ${allProvinces}`,
    );
  endWithParent();
  await setUpServers(createProgress({ quiet: true }));
  const folder = await mkdtemp(join(tmpdir(), 'sala-rehearsal-'));
  let agrees = false;
  try {
    const report = await rehearse({ seed, provinces, chaos: values.chaos, folder });
    agrees = report.agrees;
    process.stdout.write(`${textOf(report)}\n`);
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    process.stderr.write(
      `\nThe rehearsal could not be played to its end: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  }
  if (agrees && !values.keep) await rm(folder, { recursive: true, force: true });
  else process.stderr.write(`Data and logs: ${folder}\n`);
  return agrees ? 0 : 1;
};

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}\n`);
  process.exitCode = 2;
}
