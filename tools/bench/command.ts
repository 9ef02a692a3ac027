import { readdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { createProgress } from '../bootstrap/progress.mjs';
import { endWithParent } from '../run/end-with-parent.js';
import { setUpServers } from '../run/setup.js';
import { type Bench, isBench } from './bench.js';

const findBenches = async (): Promise<Bench[]> => {
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.bench.js')).sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const exported = Object.values((await import(`./${file}`)) as Record<string, unknown>).find(isBench);
      if (exported === undefined) throw new Error(`${file} exports no bench`);
      return exported;
    }),
  );
  return found;
};

const helpOf = (benches: readonly Bench[]): string =>
  [
    'Usage: npm run bench -- NAME [--json FILE] [--mails N]',
    'Measures a part against a baseline on this machine, in the same run.',
    '  --json FILE   writes the figures there',
    '  --mails N     of mail: how many, at least 100; fewer take less time and say less',
    ...benches.map(({ name, help }) => `  ${name.padEnd(12)}  ${help.split('\n').join('\n                ')}`),
    'Exit code 0 when it was measured, 1 when it failed, 2 for wrong arguments.',
  ].join('\n');

const machine = () => ({
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
});

const run = async (): Promise<number> => {
  const benches = await findBenches();
  const { values, positionals } = parseArgs({
    options: { json: { type: 'string' }, mails: { type: 'string' }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  const bench = benches.find(({ name }) => name === positionals[0]);
  const mails = values.mails === undefined ? undefined : Number(values.mails);
  const isCount = mails === undefined || (Number.isSafeInteger(mails) && mails >= 100);
  if (values.help === true || bench === undefined || positionals.length !== 1 || !isCount) {
    (values.help === true ? process.stdout : process.stderr).write(`${helpOf(benches)}\n`);
    return values.help === true ? 0 : 2;
  }
  endWithParent();
  await setUpServers(createProgress({ quiet: true }));
  const figures = {
    bench: bench.name,
    ...(await bench.run((line) => process.stderr.write(`${line}\n`), { ...(mails !== undefined && { mails }) })),
    machine: machine(),
  };
  const text = JSON.stringify(figures, null, 2);
  process.stdout.write(`${text}\n`);
  if (values.json !== undefined) await writeFile(values.json, `${text}\n`);
  return 0;
};

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
