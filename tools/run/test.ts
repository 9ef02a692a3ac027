// `npm test`: checks and tests all of Sala, ends with the line 'N passed, N failed'. It is set up and built when this runs.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments, refuseArguments } from './arguments.js';
import { installChromium } from './debian.js';
import { createProgress, describeFailure, type Progress } from '../bootstrap/progress.mjs';
import { pinnedNode, projectFolder } from '#processes';
import { lastWords, runCommand } from '../bootstrap/run-command.mjs';
import { endWithParent } from './end-with-parent.js';
import { setUpServers } from './setup.js';
import { failedTests, type JestResults, type Tally, tallyOf } from './tally.js';

const help = `Usage: npm test [-- [--only KIND] [--all]]
Sets up what is missing (Chromium, too), then checks types, lint, form, layers and build, and runs the tests of each kind.
  --only KIND   check, unit, int, long or e2e; may be given more than once
  --all         runs the long suites of the document server though it has not changed since they passed
Exit code 0 when nothing failed and at least one test ran, else 1; 2 for wrong arguments. The last line counts: 'N passed, N failed', with
', N skipped' when some could not run here (the reason stands above it). A failed check counts as one failed.`;

const kinds = ['check', 'unit', 'int', 'long', 'e2e'] as const;
type Kind = (typeof kinds)[number];
const longestMs = 20 * 60_000;
const reports = join(projectFolder, 'reports');
const bin = (path: string): string => join(projectFolder, 'node_modules', path);

type Check = readonly [name: string, args: readonly string[]];
/** Two at a time, as long as each other. */
const checks: readonly (readonly Check[])[] = [
  [
    ['types', [bin('typescript/bin/tsc'), '--noEmit']],
    [
      'layers',
      [
        bin('dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        'apps',
        'libs',
        'packages',
        'sample',
        'test',
        'tools',
      ],
    ],
  ],
  [
    ['lint', [bin('eslint/bin/eslint.js'), '.']],
    ['format', [bin('prettier/bin/prettier.cjs'), '--check', '.', '--log-level', 'warn']],
  ],
];

/** Which files belong to a kind, and how many run at once. What a failed test left running does not keep the rest from being told. */
const suites = {
  unit: {
    title: 'unit tests',
    args: ['--testPathPatterns', '(?<!\\.(?:int|long|e2e))\\.spec\\.tsx?$', '--maxWorkers', '2'],
  },
  int: {
    title: 'integration tests',
    args: ['--testPathPatterns', '\\.int\\.spec\\.tsx?$', '--maxWorkers', '2', '--forceExit'],
  },
  e2e: {
    title: 'end-to-end tests',
    args: ['--testPathPatterns', '\\.e2e\\.spec\\.tsx?$', '--maxWorkers', '2', '--forceExit'],
  },
};

const one = (passed: boolean): Tally => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0, tests: 0 });

/** Named again at the end, where they are not lost in what stands above. */
const failures: string[] = [];

const runChecks = async (progress: Progress): Promise<Tally[]> => {
  const found: string[] = [];
  const runCheck = async ([name, args]: Check): Promise<Tally> => {
    const result = await runCommand(pinnedNode, args, { cwd: projectFolder });
    if (result.code === 0) return one(true);
    found.push(`✗ ${name}\n${lastWords(result, 60)}`);
    failures.push(name);
    return one(false);
  };
  const lanes = await progress.step('types, layers, lint and format', () =>
    Promise.all(
      checks.map(async (lane) => {
        const outcomes: Tally[] = [];
        for (const check of lane) outcomes.push(await runCheck(check));
        return outcomes;
      }),
    ),
  );
  found.forEach((each) => progress.say(each));
  return lanes.flat();
};

/** Runs jest, or what runs it, and reads its results; undefined where it ended well and gave none. */
const runJest = async (
  progress: Progress,
  title: string,
  outputFile: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Tally | undefined> => {
  rmSync(outputFile, { force: true });
  progress.say(`· ${title}`);
  const child = spawn(pinnedNode, args, {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // Whoever ends this program ends what it runs.
  const endToo = () => {
    child.kill('SIGTERM');
    process.exit(1);
  };
  process.once('SIGTERM', endToo);
  // What runs jest hands the first on; who does not hear it is ended by the second.
  const timers = [
    setTimeout(() => child.kill('SIGTERM'), longestMs),
    setTimeout(() => child.kill('SIGKILL'), longestMs + 10_000),
  ];
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  timers.forEach((timer) => clearTimeout(timer));
  process.off('SIGTERM', endToo);
  let results: JestResults | undefined;
  try {
    results = JSON.parse(readFileSync(outputFile, 'utf8')) as JestResults;
  } catch {
    if (code === 0) return undefined;
    progress.say(
      `✗ ${title} ended with ${code === null ? `no result within ${longestMs / 60_000} minutes` : `exit code ${code} and no result`}`,
    );
  }
  failures.push(...failedTests(results).map((each) => each.replace(`${projectFolder}/`, '')));
  return tallyOf(results, code);
};

const runSuite = async (progress: Progress, kind: keyof typeof suites, env: Record<string, string>): Promise<Tally> => {
  const { title, args } = suites[kind];
  const outputFile = join(reports, `${kind}.json`);
  const outcome = await runJest(
    progress,
    title,
    outputFile,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      bin('jest/bin/jest.js'),
      '--json',
      '--outputFile',
      outputFile,
      '--passWithNoTests',
      ...args,
    ],
    env,
  );
  return outcome ?? tallyOf(undefined, 0);
};

/** The document server's long suites: its own rule says whether they have to run. */
const runLong = async (progress: Progress, all: boolean): Promise<Tally> => {
  const outputFile = join(reports, 'long.json');
  const outcome = await runJest(
    progress,
    'the document server’s long suites',
    outputFile,
    [join(projectFolder, 'packages/embedded-mongo/prove.ts'), '--json', outputFile, ...(all ? ['--again'] : [])],
    {},
  );
  if (outcome === undefined)
    progress.say(
      '  they have passed with these sources (packages/embedded-mongo/proven.json); npm test -- --all runs them again',
    );
  return outcome ?? { passed: 0, failed: 0, skipped: 0, tests: 0 };
};

const run = async (only: ReadonlySet<Kind>, all: boolean): Promise<void> => {
  endWithParent();
  const progress = createProgress();
  const outcomes: Tally[] = [];
  const notes: string[] = [];
  try {
    await setUpServers(progress);
    mkdirSync(reports, { recursive: true });
    let chromium: Awaited<ReturnType<typeof installChromium>> | undefined;
    if (only.has('e2e')) {
      await progress.step('Chromium', async () => {
        chromium = await installChromium();
        return chromium.found ?? 'not there';
      });
      if (chromium?.missing !== undefined) notes.push(`Skipped: tests in the browser, as ${chromium.missing}.`);
    }
    if (only.has('check')) outcomes.push(...(await runChecks(progress)));
    // It was built before this program could run.
    outcomes.push(one(true));
    for (const kind of ['unit', 'int'] as const)
      if (only.has(kind)) outcomes.push(await runSuite(progress, kind, { SALA_CHROMIUM: chromium?.found ?? '' }));
    if (only.has('long')) outcomes.push(await runLong(progress, all));
    if (only.has('e2e')) outcomes.push(await runSuite(progress, 'e2e', { SALA_CHROMIUM: chromium?.found ?? '' }));
  } catch (error) {
    progress.say(describeFailure(error));
    outcomes.push(one(false));
  }
  const sum = (key: keyof Tally): number => outcomes.reduce((total, each) => total + each[key], 0);
  const [passed, failed, skipped, tests] = [sum('passed'), sum('failed'), sum('skipped'), sum('tests')];
  // Long suites that need not run are no tests that are missing.
  const noTest = tests === 0 && ['unit', 'int', 'e2e'].some((kind) => only.has(kind as Kind));
  if (noTest) notes.push('No test ran.');
  failures.forEach((each) => console.log(`Failed: ${each}`));
  notes.forEach((note) => console.log(note));
  console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
  process.exitCode = failed > 0 || noTest ? 1 : 0;
};

const { only = [...kinds], all = false } = readArguments(help, {
  only: { type: 'string', multiple: true },
  all: { type: 'boolean' },
});
const isKind = (name: string): name is Kind => (kinds as readonly string[]).includes(name);
const wrong = only.find((name) => !isKind(name));
if (wrong !== undefined) refuseArguments(`--only ${wrong}: choose from ${kinds.join(', ')}`, help);
await run(new Set(only.filter(isKind)), all);
