// Sets up and builds, then hands over to a program of the build on the pinned Node. Runs on any Node from 20 on, before
// anything is installed: so it and what it imports are plain JavaScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { installPackages, installPinnedNode } from './node-packages.mjs';
import { createProgress, describeFailure, StepFailure } from './progress.mjs';
import { pinnedNode, projectFolder } from './project.mjs';

const help = `Usage: node tools/bootstrap/main.mjs [--quiet | --built] [PROGRAM [ARGUMENT…]]
Installs the npm packages and the pinned Node and builds, as far as that is not done, then runs dist/tools/PROGRAM.js.
  --quiet   says nothing of steps that had nothing to do
  --built   changes nothing: what is built is run as it is
The exit code is the program's; 1 when a step failed.`;

const oldestNode = 20;

const setUp = async (/** @type {import('./progress.mjs').Progress} */ progress) => {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    throw new StepFailure(`this is Node ${process.versions.node}`, `Install Node ${oldestNode} or newer.`);
  }
  await progress.step('npm packages', installPackages);
  await progress.step('pinned Node', installPinnedNode);
  await progress.step('build', build);
};

/**
 * Runs the program and ends as it does. It is told when this process ends, however that happens: its end of the channel breaks.
 * @param {string} program
 * @param {string[]} args
 */
const handOver = async (program, args) => {
  // In a group of its own: Ctrl-C in a terminal goes to the whole group, and each signal is to reach the program once, from here.
  const child = spawn(pinnedNode, ['--enable-source-maps', program, ...args], {
    cwd: projectFolder,
    detached: true,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  // npm hands SIGTERM to the shell between it and this process, which does not hand it on: see that it is gone.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined)
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  return await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
};

const [first = '', ...rest] = process.argv.slice(2);
const [flag, program, args] = first.startsWith('--') ? [first, rest[0], rest.slice(1)] : ['', first, rest];
const progress = createProgress({ quiet: flag === '--quiet' || args.includes('--help') });
try {
  if (!['', '--quiet', '--built'].includes(flag)) {
    console.error(help);
    process.exit(flag === '--help' ? 0 : 2);
  }
  if (flag !== '--built') await setUp(progress);
  if (program !== undefined && program !== '') {
    const path = join(projectFolder, 'dist/tools', `${program}.js`);
    if (!existsSync(path)) throw new StepFailure(`there is no ${path}`, 'Build it first: npm run build.');
    process.exitCode = await handOver(path, args);
  }
} catch (error) {
  progress.say(describeFailure(error));
  process.exitCode = 1;
}
