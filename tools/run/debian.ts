// Debian packages without installing them: downloaded and unpacked into .runtime/, by any user, with no service touched.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StepFailure } from '../bootstrap/progress.mjs';
import { type CommandResult, lastWords, runCommand } from '../bootstrap/run-command.mjs';
import { debianPackages, findChromium, findProgram, findPrograms, type Program, runtimeFolder } from '#processes';

const downloads = join(runtimeFolder, 'debs');
const unpacked = join(runtimeFolder, 'root');
const aptFolder = join(runtimeFolder, 'apt');

/** Package lists of the project's own, so that a user without rights can bring them up to date. */
const ownLists = [
  `Dir::State=${join(aptFolder, 'state')}`,
  `Dir::State::lists=${join(aptFolder, 'state/lists')}`,
  `Dir::Cache=${join(aptFolder, 'cache')}`,
  'Dir::State::status=/var/lib/dpkg/status',
  'APT::Sandbox::User=root',
  'Debug::NoLocking=1',
].flatMap((option) => ['-o', option]);

const updateOwnLists = async (): Promise<void> => {
  for (const folder of ['state/lists/partial', 'cache/archives/partial'])
    mkdirSync(join(aptFolder, folder), { recursive: true });
  const result = await runCommand('apt-get', [...ownLists, 'update']);
  if (result.code !== 0)
    throw new StepFailure(lastWords(result), 'Check that this machine reaches its Debian mirror (apt-get update).');
};

/**
 * The packages themselves with whatever else an installation would bring in, as apt-get's simulation of it says. They are
 * taken even where the machine has them: a program of one may be a link into another, and what is unpacked must hold both.
 */
export const packagesToUnpack = (names: readonly string[], simulatedInstall: string): string[] => [
  ...new Set([...names, ...[...simulatedInstall.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '')]),
];

const wantedPackages = async (names: readonly string[], lists: readonly string[]): Promise<string[]> => {
  const { code, stdout } = await runCommand('apt-get', [
    ...lists,
    '-o',
    'Debug::NoLocking=1',
    '-s',
    'install',
    '--no-install-recommends',
    ...names,
  ]);
  return packagesToUnpack(names, code === 0 ? stdout : '');
};

const download = async (names: readonly string[], lists: readonly string[]): Promise<CommandResult> => {
  rmSync(downloads, { recursive: true, force: true });
  mkdirSync(downloads, { recursive: true });
  return await runCommand('apt-get', [...lists, 'download', ...(await wantedPackages(names, lists))], {
    cwd: downloads,
  });
};

const unpack = async (): Promise<void> => {
  mkdirSync(unpacked, { recursive: true });
  for (const file of readdirSync(downloads).filter((name) => name.endsWith('.deb'))) {
    const result = await runCommand('dpkg-deb', ['-x', join(downloads, file), unpacked]);
    if (result.code !== 0)
      throw new StepFailure(lastWords(result), 'Check the free space on this disk, remove .runtime and start again.');
  }
};

const answers = async (program: Program | undefined): Promise<boolean> =>
  program !== undefined && (await runCommand(program.command, ['--version'], { env: program.env })).code === 0;

/** The first program of this name that runs. One that was unpacked and does not is removed, so that nobody starts it. */
const findRunning = async (name: string): Promise<Program | undefined> => {
  for (const program of findPrograms(name)) {
    if (await answers(program)) return program;
    if (program.command.startsWith(runtimeFolder)) rmSync(program.command, { force: true });
  }
  return undefined;
};

const elsewhere = (name: string): string =>
  `Install ${name} so that it is on PATH (macOS: brew install ${name.replace('redis-server', 'redis')}; Fedora: dnf install ${name.replace('redis-server', 'redis')}; `
  + `Arch: pacman -S ${name.replace('redis-server', 'redis')}), or run all of Sala by 'docker compose up'.`;

/** Makes sure that the server is there and runs; says where it was found. */
export const installServer = async (name: keyof typeof debianPackages): Promise<string> => {
  const found = await findRunning(name);
  if (found !== undefined) return found.command;
  if (findProgram('apt-get') === undefined || findProgram('dpkg-deb') === undefined) {
    throw new StepFailure(
      `${name} is neither on PATH nor can it be had from Debian's packages: this is no Debian system.`,
      elsewhere(name),
    );
  }
  const names = debianPackages[name];
  let result = await download(names, []);
  if (result.code !== 0) {
    await updateOwnLists();
    result = await download(names, ownLists);
  }
  if (result.code !== 0) throw new StepFailure(lastWords(result), elsewhere(name));
  await unpack();
  const program = findProgram(name);
  if (program !== undefined && (await answers(program))) return program.command;
  const said =
    program === undefined
      ? 'the packages hold no such program'
      : lastWords(await runCommand(program.command, ['--version'], { env: program.env }));
  throw new StepFailure(`${name} was unpacked but does not run: ${said}`, elsewhere(name));
};

/** Chromium for the browser tests: from Debian where this user may install, else a reason to skip them. */
export const installChromium = async (): Promise<
  { found: string; missing?: undefined } | { found?: undefined; missing: string }
> => {
  const running = async (): Promise<Program | undefined> => {
    const program = findChromium();
    return (await answers(program)) ? program : undefined;
  };
  const there = await running();
  if (there !== undefined) return { found: there.command };
  if (findProgram('apt-get') === undefined)
    return { missing: 'there is no Chromium on PATH, and no apt-get to install it' };
  if (process.getuid?.() !== 0)
    return {
      missing: 'there is no Chromium on PATH, and this user may not install it (as root: apt-get install chromium)',
    };
  const install = (): Promise<CommandResult> =>
    runCommand('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  let result = await install();
  if (result.code !== 0 && (await runCommand('apt-get', ['update'])).code === 0) result = await install();
  const installed = result.code === 0 ? await running() : undefined;
  if (installed !== undefined) return { found: installed.command };
  return { missing: `apt-get install chromium failed: ${lastWords(result, 3)}` };
};
