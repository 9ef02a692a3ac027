// `npm test`: sets up what is missing, checks and tests all of Sala, ends with the line 'N passed, N failed'.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from './arguments.mjs';
import { build } from './build.mjs';
import { installChromium } from './debian.mjs';
import { createProgress, describeFailure, StepFailure } from './progress.mjs';
import { pinnedNode, projectFolder } from './project.mjs';
import { lastWords, runCommand } from './run-command.mjs';
import { findChromium } from './servers.mjs';
import { setUp } from './setup.mjs';
import { tallyOf } from './tally.mjs';

const help = `Usage: npm test [-- --only KIND]
Sets up what is missing (Chromium, too), then checks types, lint, layers and build, and runs the tests of each kind.
  --only KIND   check, unit, int or e2e; may be given more than once
Exit code 0 when nothing failed and at least one test ran, else 1; 2 for wrong arguments. The last line counts: 'N passed, N failed', with
', N skipped' when some could not run here (the reason stands above it). A failed check counts as one failed.`;

const kinds = ['check', 'unit', 'int', 'e2e'];
const longestMs = 20 * 60_000;
const reports = join(projectFolder, 'reports');
const bin = (path) => join(projectFolder, 'node_modules', path);

const checks = [
  ['types', [bin('typescript/bin/tsc'), '--noEmit']],
  ['lint', [bin('eslint/bin/eslint.js'), '.']],
  ['layers', [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'scripts', 'test']],
];

/** Which files belong to a kind, and how many run at once: those that drive a browser want the machine for themselves. */
const suites = {
  unit: { title: 'unit tests', args: ['--testPathIgnorePatterns', '/node_modules/', '\\.(int|e2e)\\.spec\\.tsx?$', '--maxWorkers', '2'] },
  int: { title: 'integration tests', args: ['--testPathPatterns', '\\.int\\.spec\\.tsx?$', '--maxWorkers', '2'] },
  e2e: { title: 'end-to-end tests', args: ['--testPathPatterns', '\\.e2e\\.spec\\.tsx?$', '--runInBand'] },
};

const runCheck = async (progress, name, work) => {
  try {
    await progress.step(name, work);
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    progress.say(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
};

const runChecks = async (progress) => {
  const outcomes = [];
  for (const [name, args] of checks) {
    outcomes.push(
      await runCheck(progress, name, async () => {
        const result = await runCommand(pinnedNode, args, { cwd: projectFolder });
        if (result.code !== 0) throw new StepFailure(lastWords(result, 60));
      }),
    );
  }
  return outcomes;
};

const runSuite = async (progress, kind, env) => {
  const { title, args } = suites[kind];
  const outputFile = join(reports, `${kind}.json`);
  rmSync(outputFile, { force: true });
  progress.say(`· ${title}`);
  const child = spawn(
    pinnedNode,
    ['--experimental-vm-modules', '--no-warnings', bin('jest/bin/jest.js'), '--json', '--outputFile', outputFile, '--passWithNoTests', ...args],
    { cwd: projectFolder, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  let results;
  try {
    results = JSON.parse(readFileSync(outputFile, 'utf8'));
  } catch {
    progress.say(`✗ ${title} ended with ${code === null ? `no result within ${longestMs / 60_000} minutes` : `exit code ${code} and no result`}`);
  }
  return tallyOf(results, code);
};

const run = async (only) => {
  const progress = createProgress();
  const outcomes = [];
  const notes = [];
  try {
    await setUp(progress);
    mkdirSync(reports, { recursive: true });
    let chromium = {};
    if (only.has('e2e')) {
      await progress.step('Chromium', async () => {
        chromium = await installChromium(findChromium);
        return chromium.found ?? 'not there';
      });
      if (chromium.missing !== undefined) notes.push(`Skipped: tests in the browser, as ${chromium.missing}.`);
    }
    if (only.has('check')) outcomes.push(...(await runChecks(progress)));
    outcomes.push(await runCheck(progress, 'build', build));
    for (const kind of Object.keys(suites).filter((each) => only.has(each))) {
      outcomes.push(await runSuite(progress, kind, { SALA_CHROMIUM: chromium.found ?? '' }));
    }
  } catch (error) {
    progress.say(describeFailure(error));
    outcomes.push({ passed: 0, failed: 1, skipped: 0 });
  }
  const sum = (key) => outcomes.reduce((total, each) => total + each[key], 0);
  const [passed, failed, skipped, tests] = [sum('passed'), sum('failed'), sum('skipped'), outcomes.reduce((total, each) => total + (each.tests ?? 0), 0)];
  const noTest = tests === 0 && Object.keys(suites).some((kind) => only.has(kind));
  if (noTest) notes.push('No test ran.');
  notes.forEach((note) => console.log(note));
  console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
  process.exitCode = failed > 0 || noTest ? 1 : 0;
};

const values = readArguments(help, { only: { type: 'string', multiple: true } });
const wrong = (values.only ?? []).filter((kind) => !kinds.includes(kind));
if (wrong.length > 0) {
  console.error(`--only ${wrong[0]}: choose from ${kinds.join(', ')}`);
  process.exitCode = 2;
} else await run(new Set(values.only ?? kinds));
