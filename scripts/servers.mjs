// Finds the servers that Sala runs on and says how each is started. The one place that knows this: set-up, start,
// rehearsal and tests all ask here.
import { accessSync, constants, readdirSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runtimeFolder } from './project.mjs';

/** @type {Record<string, string[]>} Debian packages in which each server comes, with the libraries that Debian's base lacks. */
export const debianPackages = {
  'nats-server': ['nats-server'],
  'redis-server': ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1'],
};

const unpacked = join(runtimeFolder, 'root');
const programFolders = ['usr/bin', 'usr/sbin'].map((each) => join(unpacked, each));

/** The folders in which an unpacked package's libraries lie: /usr/lib/<arch>, /lib/<arch>. */
export const libraryFolders = () =>
  ['usr/lib', 'lib'].flatMap((each) => {
    const folder = join(unpacked, each);
    if (!existsSync(folder)) return [];
    return readdirSync(folder).filter((name) => /-linux-gnu/.test(name)).map((name) => join(folder, name));
  });

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first of these programs on PATH, else unpacked by set-up; undefined when there is none. */
export const findProgram = (...names) => {
  // Debian puts nats-server into sbin, which is not on the PATH of an ordinary user.
  const onPath = [...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), '/usr/local/sbin', '/usr/sbin'];
  for (const folders of [onPath, programFolders]) {
    for (const name of names) {
      const folder = folders.find((each) => isProgram(join(each, name)));
      if (folder === undefined) continue;
      const env = folders === programFolders ? { LD_LIBRARY_PATH: libraryFolders().join(delimiter) } : {};
      return { command: join(folder, name), env };
    }
  }
  return undefined;
};

export const findChromium = () => findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');

const needProgram = (name) => {
  const program = findProgram(name);
  if (program !== undefined) return program;
  throw new Error(`${name} is not on this machine: run 'node scripts/setup.mjs', or install it (Debian: apt-get install ${name})`);
};

/** nats-server on loopback; with `dataDir` it keeps streams there (JetStream), without it has none. */
export const natsServer = ({ port, dataDir }) => ({
  name: 'nats-server',
  ...needProgram('nats-server'),
  args: ['-a', '127.0.0.1', '-p', String(port), ...(dataDir === undefined ? [] : ['-js', '-sd', dataDir])],
  ready: { port },
});

/** redis-server on loopback that appends every write and never evicts: Bull's jobs must not vanish. */
export const redisServer = ({ port, dataDir }) => ({
  name: 'redis-server',
  ...needProgram('redis-server'),
  args: [
    '--bind', '127.0.0.1', '--port', String(port), '--dir', dataDir, '--appendonly', 'yes', '--save', '',
    '--maxmemory-policy', 'noeviction', '--daemonize', 'no', '--loglevel', 'warning',
  ],
  ready: { port },
});
