// Finds the servers that Sala runs on and says how each is started. The one place that knows this: set-up, start,
// rehearsal and tests all ask here.
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Part } from './child.js';
import { runtimeFolder } from './project.js';

export type Program = { readonly command: string; readonly env: Readonly<Record<string, string>> };

/** Debian packages in which each server comes, with the libraries that Debian's base lacks. */
export const debianPackages = {
  'nats-server': ['nats-server'],
  'redis-server': ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1'],
} as const;

const unpacked = join(runtimeFolder, 'root');
const programFolders = ['usr/bin', 'usr/sbin'].map((each) => join(unpacked, each));

/** The folders in which an unpacked package's libraries lie: /usr/lib/<arch>, /lib/<arch>. */
const libraryFolders = (): string[] =>
  ['usr/lib', 'lib'].flatMap((each) => {
    const folder = join(unpacked, each);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => /-linux-gnu/.test(name))
      .map((name) => join(folder, name));
  });

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

// Debian puts nats-server into sbin, which is not on the PATH of an ordinary user.
const pathFolders = (): string[] => [
  ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
  '/usr/local/sbin',
  '/usr/sbin',
];

/** Every place where one of these programs is: those that set-up unpacked first, as it does so only where PATH has none that runs. */
export const findPrograms = (...names: string[]): Program[] =>
  [programFolders, pathFolders()].flatMap((folders) =>
    names.flatMap((name) =>
      folders
        .filter((folder) => isProgram(join(folder, name)))
        .map((folder) => ({
          command: join(folder, name),
          env:
            folders === programFolders
              ? { LD_LIBRARY_PATH: libraryFolders().join(delimiter) }
              : ({} as Record<string, string>),
        })),
    ),
  );

/** The first of them; undefined when there is none. */
export const findProgram = (...names: string[]): Program | undefined => findPrograms(...names)[0];

export const findChromium = (): Program | undefined =>
  findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');

const needProgram = (name: keyof typeof debianPackages): Program => {
  const program = findProgram(name);
  if (program !== undefined) return program;
  throw new Error(
    `${name} is not on this machine: run 'npm run setup', or install it (Debian: apt-get install ${name})`,
  );
};

const freeName = (path: string, number = 1): string =>
  existsSync(`${path}-${number}`) ? freeName(path, number + 1) : `${path}-${number}`;

/** Whether this nats-server can write each message to the disk before it acknowledges it: from 2.10 on. */
const syncsAlways = ({ command, env }: Program): boolean => {
  try {
    const [, major, minor] =
      /v(\d+)\.(\d+)/.exec(execFileSync(command, ['-v'], { encoding: 'utf8', env: { ...process.env, ...env } })) ?? [];
    return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 10);
  } catch {
    return false;
  }
};

/** The arguments for streams in a folder, by a configuration file where the server syncs always. */
const streamArguments = (program: Program, dataDir: string): string[] => {
  if (!syncsAlways(program)) return ['-js', '-sd', dataDir];
  const file = join(dataDir, 'sala-nats.conf');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(file, `jetstream { store_dir: ${JSON.stringify(dataDir)}, sync_interval: always }\n`);
  return ['-c', file];
};

/** nats-server on loopback; with `dataDir` it keeps streams there (JetStream), without it has none. */
export const natsServer = ({ port, dataDir }: { port: number; dataDir?: string | undefined }): Part => {
  const program = needProgram('nats-server');
  return {
    name: 'nats-server',
    ...program,
    args: ['-a', '127.0.0.1', '-p', String(port), ...(dataDir === undefined ? [] : streamArguments(program, dataDir))],
    ready: { port },
  };
};

/** What redis-server says when it can't load the file of its writes: a cut of the power leaves zeros or half a command at its end. */
const damagedQueue = /append only file|appendonly|AOF|RDB|Short read|Bad file format|Internal error in/i;

/**
 * redis-server on loopback that appends every write and never evicts: Bull's jobs must not vanish. A file that it can't
 * load is set aside, since the ledger of mails fills the queue again.
 */
export const redisServer = ({ port, dataDir }: { port: number; dataDir: string }): Part => ({
  name: 'redis-server',
  ...needProgram('redis-server'),
  args: [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--dir',
    dataDir,
    '--appendonly',
    'yes',
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
    '--daemonize',
    'no',
    '--loglevel',
    'warning',
  ],
  // It takes connections while it still reads its file.
  ready: { port, ask: 'PING\r\n', answer: '+PONG' },
  setAside: (lastLines) => {
    const kept = join(dataDir, 'appendonlydir');
    if (!damagedQueue.test(lastLines) || !existsSync(kept)) return undefined;
    const aside = freeName(`${kept}.damaged`);
    renameSync(kept, aside);
    return `its file could not be read; it was set aside as ${aside}, and the queue is filled again from the ledger`;
  },
});
