// The project's npm packages and the Node that they pin.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StepFailure } from './progress.mjs';
import { pinnedNode, projectFolder } from './project.mjs';
import { lastWords, runCommand } from './run-command.mjs';

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean }>}
 */
const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/**
 * Whether node_modules holds what package-lock.json says. npm writes node_modules/.package-lock.json when an install is
 * complete, so one that was broken off does not match. Packages for other platforms may be absent; the project's own in
 * packages/ are there anyway.
 */
export const packagesMatchLock = (folder = projectFolder) => {
  const installedPath = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const installed = packagesOf(installedPath);
  return Object.entries(packagesOf(join(folder, 'package-lock.json'))).every(
    ([path, entry]) =>
      !path.startsWith('node_modules/')
      || (path in installed
        ? installed[path]?.version === entry.version
        : entry.optional === true || entry.peer === true),
  );
};

/** npm is run by the Node that runs this script: the pinned one goes away while packages are being installed. */
const npm = (/** @type {string[]} */ args) =>
  process.env.npm_execpath?.endsWith('.js')
    ? runCommand(process.execPath, [process.env.npm_execpath, ...args], { cwd: projectFolder })
    : runCommand('npm', args, { cwd: projectFolder });

export const installPackages = async () => {
  if (packagesMatchLock()) return 'already there';
  const result = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline']);
  if (result.code !== 0) {
    throw new StepFailure(
      lastWords(result),
      'Check that npm reaches its registry (npm ping) and that the disk has 2 GB free, then start again: what was downloaded is kept.',
    );
  }
  return undefined;
};

const pinnedVersion = () => JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')).devDependencies.node;

const nodeAnswers = async () => {
  const { code, stdout } = await runCommand(pinnedNode, ['--version']);
  return code === 0 && stdout.trim() === `v${pinnedVersion()}`;
};

/** The package `node` fetches its binary in an install script; where npm does not run those, it is run here. */
export const installPinnedNode = async () => {
  if (await nodeAnswers()) return `${pinnedVersion()}, already there`;
  const installer = await runCommand(process.execPath, ['installArchSpecificPackage'], {
    cwd: join(projectFolder, 'node_modules', 'node'),
  });
  if (await nodeAnswers()) return pinnedVersion();
  throw new StepFailure(
    `Node ${pinnedVersion()} for ${process.platform}-${process.arch} could not be installed from npm:\n${lastWords(installer)}`,
    `Remove node_modules and start again; if this platform has no such package, run Sala by 'docker compose up' instead.`,
  );
};
