// Runs the long suites unless they have passed with these very sources, and notes what they passed with.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';

const help = `Usage: node prove.ts [--again] [--json FILE]
Runs the long suites of the document server, *.long.spec.ts, unless proven.json says that they passed with these sources and
this Node; where they pass, it is written there.
  --again       runs them whatever is written there
  --json FILE   jest's results; no file where nothing had to run
Exit code 0 when they passed or had passed before, 1 when one failed, 2 for wrong arguments.`;

/** What the long suites passed with: a digest of the sources, and the Node whose SQLite and V8 they ran on. */
export type Proof = { readonly digest: string; readonly node: string };
export type Proven = Proof & { readonly tests: number };

/** Folders and files that no suite's outcome hangs on. */
const apart = /^(dist|node_modules|\.cache|bench)(\/|$)|^proven\.json$|\.md$/;

/** A digest of everything in the folder that may decide how a suite ends, whatever the order in which the disk names it. */
export const digestOf = (folder: string): string => {
  const digest = createHash('sha256');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.split(sep).join('/'));
  for (const path of paths.filter((each) => !apart.test(each)).sort()) {
    if (statSync(join(folder, path)).isDirectory()) continue;
    const content = readFileSync(join(folder, path));
    digest.update(`${path}\0${content.length}\0`).update(content);
  }
  return digest.digest('hex');
};

/** Why the long suites have to run; undefined where they have passed with just this. */
export const reasonToRun = (proven: Proven | undefined, now: Proof): string | undefined => {
  if (proven === undefined) return 'it is not written that they ever passed';
  if (proven.digest !== now.digest) return 'the sources have changed since they passed';
  if (proven.node !== now.node) return `they passed on Node ${proven.node}, and this is ${now.node}`;
  return undefined;
};

/** What is written of the last time; a file that is absent or torn proves nothing. */
export const provenIn = (file: string): Proven | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Proven;
  } catch {
    return undefined;
  }
};

type Results = { readonly numPassedTests: number; readonly success: boolean };

const runSuites = async (folder: string, outputFile: string): Promise<Results | undefined> => {
  const jest = join(dirname(createRequire(import.meta.url).resolve('jest/package.json')), 'bin/jest.js');
  const args = [
    '--experimental-vm-modules',
    '--no-warnings',
    jest,
    '--testPathPatterns',
    '\\.long\\.spec\\.ts$',
    '--maxWorkers',
    '2',
    '--json',
    '--outputFile',
    outputFile,
  ];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  try {
    const results = JSON.parse(readFileSync(outputFile, 'utf8')) as Results;
    return { ...results, success: results.success && code === 0 && results.numPassedTests > 0 };
  } catch {
    return undefined;
  }
};

const main = async (folder: string): Promise<number> => {
  let values: { again?: boolean; json?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      options: { again: { type: 'boolean' }, json: { type: 'string' }, help: { type: 'boolean' } },
    }));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return 2;
  }
  if (values.help === true) {
    console.log(help);
    return 0;
  }
  const provenFile = join(folder, 'proven.json');
  const now: Proof = { digest: digestOf(folder), node: process.versions.node };
  const reason = values.again === true ? 'it was asked for' : reasonToRun(provenIn(provenFile), now);
  if (reason === undefined) {
    console.log('The document server’s long suites have passed with these sources.');
    return 0;
  }
  console.log(`The document server’s long suites run, because ${reason}.`);
  mkdirSync(join(folder, '.cache'), { recursive: true });
  const results = await runSuites(folder, resolve(values.json ?? join(folder, '.cache/long.json')));
  if (results?.success !== true) return 1;
  // Whoever edits meanwhile has proven nothing.
  if (digestOf(folder) === now.digest)
    writeFileSync(
      provenFile,
      `${JSON.stringify({ ...now, tests: results.numPassedTests } satisfies Proven, undefined, 2)}\n`,
    );
  return 0;
};

if (import.meta.main) process.exitCode = await main(import.meta.dirname);
