import { ObjectId } from 'bson';
import { createServer, isIP, type AddressInfo, type Server } from 'node:net';
import { awaitedMs, type TopologyVersion } from './awaited-hello.js';
import { CursorRegistry } from './cursors/cursor-registry.js';
import { type Engine } from './commands/command.js';
import { errorReply, mongoErrorOf } from './commands/error-reply.js';
import { Operations } from './commands/operation.js';
import { Chore } from './chore.js';
import { onShortage, type Steps } from './language/index.js';
import { Catalogue } from './storage/catalogue.js';
import { Database } from './storage/database.js';
import { expireDocuments } from './ttl.js';
import { Turns } from './turns.js';
import { Connection, type Submit } from './wire/connection.js';

/** How often documents past their time are taken out and idle cursors ended; MongoDB's ttlMonitorSleepSecs. */
const SWEEP_MS = 60_000;

export interface EmbeddedMongoOptions {
  /** The folder that holds the file. Either this or `memory: true`. */
  dataDir?: string;
  /** Keep everything in memory: gone when the server stops. */
  memory?: boolean;
  /** 0 (the default) takes a free one. */
  port?: number;
  /** A loopback address, unless `allowRemote`. Default 127.0.0.1. */
  host?: string;
  /** Listen beyond this machine. There are no accounts: whoever reaches the port reads and writes all. */
  allowRemote?: boolean;
  /** Whether an acknowledged write is on the disk. Default true; false only to measure what it costs. */
  fsync?: boolean;
  /** The time, for TTL, `$currentDate`, `$$NOW` and cursors. Default: the system's. */
  now?: () => Date;
  /** One line about something that went wrong on a connection or in a command. Default: nowhere. */
  log?: (line: string) => void;
}

export interface EmbeddedMongo {
  /** `mongodb://host:port/?directConnection=true` */
  url: string;
  port: number;
  /** Copies all that is committed to a new file, while the server runs; the copy opens as `documents.sqlite` in a data folder. */
  backup(file: string): Promise<void>;
  /** Takes out the documents that a TTL index says are past their time; done by itself each minute. @returns how many */
  sweep(): Promise<number>;
  /** How often commands were taken up so far, for tests that count rather than measure. */
  readonly turns: number;
  /** Ends the connections and closes the file. */
  stop(): Promise<void>;
}

function checkHost(host: string, allowRemote: boolean): void {
  const loopback = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  if (!loopback && !allowRemote)
    throw new Error(
      `host ${host} is not a loopback address, and this server has no accounts: whoever reaches it reads and writes all. Use 127.0.0.1, or allow it expressly (allowRemote, --allow-remote).`,
    );
}

/** Starts the server. @throws Error when the host is not allowed, the port is taken, or the file can't be opened */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const {
    dataDir,
    memory = false,
    port = 0,
    host = '127.0.0.1',
    allowRemote = false,
    fsync = true,
    now = () => new Date(),
    log = () => {},
  } = options;
  if ((dataDir === undefined) !== memory) throw new Error('give either dataDir or memory: true');
  checkHost(host, allowRemote);
  const database = new Database({ dataDir, fsync });
  try {
    return await serve(database, { port, host, now, log });
  } catch (error) {
    database.close();
    throw error;
  }
}

async function serve(
  database: Database,
  { port, host, now, log }: { port: number; host: string; now: () => Date; log: (line: string) => void },
): Promise<EmbeddedMongo> {
  const catalogue = new Catalogue(database);
  const connections = new Set<Connection>();
  let opened = 0;
  const operations = new Operations();
  const topologyVersion: TopologyVersion = { processId: new ObjectId(), counter: 0n };
  const engine: Engine = {
    database,
    catalogue,
    now,
    log,
    operations,
    chore: (steps) => chore(steps),
    cursors: new CursorRegistry(() => now().getTime()),
    status: {
      startedAt: now(),
      host,
      topologyVersion,
      commands: new Map(),
      connections: () => ({ current: connections.size, total: opened }),
    },
  };
  const turns = new Turns(database, (error) => {
    log(`a commit failed: ${error instanceof Error ? error.message : String(error)}`);
    catalogue.reload();
    return errorReply(mongoErrorOf(error));
  });
  const chore = <T>(steps: Steps<T>): Promise<T> => {
    const job = new Chore({ database, catalogue }, steps);
    turns.submit(job, (reply) => job.settle(reply));
    return job.done;
  };
  const submit: Submit = (request, from, deliver) => {
    const waitMs = awaitedMs(request, topologyVersion);
    const begin = () => {
      if (!from.isEnded) turns.submit(operations.begin(engine, request, from), (reply) => deliver(reply, waitMs > 0));
    };
    if (waitMs === 0) begin();
    else setTimeout(begin, waitMs).unref();
  };
  const open = new Set<number>();
  onShortage(() => engine.cursors.killAbandoned((id) => open.has(id)));
  const server = createServer((socket) => {
    const connection = new Connection(++opened, socket, { submit, refused: (error) => errorReply(error), log });
    connections.add(connection);
    open.add(connection.id);
    socket.on('close', () => {
      connections.delete(connection);
      open.delete(connection.id);
      operations.clientGone(connection);
    });
  });
  const address = await listen(server, port, host);
  server.on('error', (error) => log(`the server could not take a connection: ${error.message}`));
  const failed = (what: string) => (error: unknown) =>
    log(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  // One sweep at a time: one that takes longer than the pause between two is not joined by another.
  let sweeping: Promise<number> | undefined;
  const sweep = (): Promise<number> => {
    engine.cursors.expire();
    sweeping ??= chore(expireDocuments(engine)).finally(() => (sweeping = undefined));
    return sweeping;
  };
  const clear = () => chore(catalogue.clearLeftovers()).catch(failed('what was dropped could not be cleared away'));
  if (catalogue.hasLeftovers) void clear();
  const timer = setInterval(() => void sweep().catch(failed('expired documents could not be taken out')), SWEEP_MS);
  timer.unref();
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `mongodb://${shownHost}:${address.port}/?directConnection=true`,
    port: address.port,
    backup: (file) => database.backup(file),
    sweep,
    get turns() {
      return turns.count;
    },
    async stop() {
      clearInterval(timer);
      turns.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of connections) connection.end();
      await closed;
      await database.copied();
      database.close();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 2048 }, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}
