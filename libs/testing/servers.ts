import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, freePort, natsServer, type Part, redisServer, startChild } from '#processes';

/** A real server of a test's own, on loopback and a free port, with a folder that goes away with it. */
export type RunningServer = {
  readonly url: string;
  readonly port: number;
  /** Where it keeps its data. */
  readonly folder: string;
  /** Ends the process by SIGKILL, as a crash would; `restart` brings it back on the same port and data. */
  readonly crash: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'sala-'));

/** Another process may take the port between the look and the start: then another port is tried. */
const startOnFreePort = async (partAt: (port: number) => Part, tries = 3): Promise<{ port: number; child: Child }> => {
  const port = await freePort();
  const child = startChild(partAt(port));
  try {
    await child.ready();
    return { port, child };
  } catch (error) {
    await child.stop();
    if (tries === 1) throw error;
    return startOnFreePort(partAt, tries - 1);
  }
};

const startServer = async (scheme: string, partIn: (folder: string, port: number) => Part): Promise<RunningServer> => {
  const folder = await temporaryFolder();
  const { port, child: first } = await startOnFreePort((each) => partIn(folder, each));
  let child = first;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    folder,
    crash: async () => {
      child.kill('SIGKILL');
      await child.ended;
    },
    restart: async () => {
      await child.stop();
      child = startChild(partIn(folder, port));
      await child.ready();
    },
    stop: async () => {
      await child.stop({ graceMs: 3_000 });
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** nats-server; with JetStream unless told otherwise. `config` is the text of a configuration file for what else it is to do. */
export const startNats = ({
  jetstream = true,
  config,
}: { jetstream?: boolean; config?: string | undefined } = {}): Promise<RunningServer> =>
  startServer('nats', (folder, port) => {
    const part = natsServer({ port, dataDir: jetstream ? join(folder, 'streams') : undefined });
    if (config === undefined) return part;
    writeFileSync(join(folder, 'nats.conf'), config);
    return { ...part, args: [...part.args, '-c', join(folder, 'nats.conf')] };
  });

/** redis-server as Sala runs it: every write appended, nothing evicted. */
export const startRedis = (): Promise<RunningServer> =>
  startServer('redis', (folder, port) => redisServer({ port, dataDir: folder }));
