import { createServer, isIP, type AddressInfo, type Server } from 'node:net';
import { CursorRegistry } from './cursors/cursor-registry.js';
import { type Engine } from './commands/command.js';
import { dispatch, errorReply, mongoErrorOf } from './commands/dispatch.js';
import { Catalogue } from './storage/catalogue.js';
import { Database } from './storage/database.js';
import { expireDocuments } from './ttl.js';
import { Turns } from './turns.js';
import { Connection } from './wire/connection.js';

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
  sweep(): number;
  /** Ends the connections and closes the file. */
  stop(): Promise<void>;
}

function checkHost(host: string, allowRemote: boolean): void {
  const loopback = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  if (!loopback && !allowRemote) throw new Error(`host ${host} is not a loopback address, and this server has no accounts: whoever reaches it reads and writes all. Use 127.0.0.1, or allow it expressly (allowRemote, --allow-remote).`);
}

/** Starts the server. @throws Error when the host is not allowed, the port is taken, or the file can't be opened */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const { dataDir, memory = false, port = 0, host = '127.0.0.1', allowRemote = false, fsync = true, now = () => new Date(), log = () => {} } = options;
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

async function serve(database: Database, { port, host, now, log }: { port: number; host: string; now: () => Date; log: (line: string) => void }): Promise<EmbeddedMongo> {
  const catalogue = new Catalogue(database);
  const connections = new Set<Connection>();
  let opened = 0;
  const engine: Engine = {
    database, catalogue, now, log,
    cursors: new CursorRegistry(() => now().getTime()),
    status: { startedAt: now(), host, commands: new Map(), connections: () => ({ current: connections.size, total: opened }) },
  };
  const turns = new Turns(database, (error) => {
    log(`a commit failed: ${error instanceof Error ? error.message : String(error)}`);
    catalogue.reload();
    return errorReply(mongoErrorOf(error));
  });
  const server = createServer((socket) => {
    const connection = new Connection(++opened, socket, (request, from, deliver) => turns.submit(() => dispatch(engine, request, from), deliver), log);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  const address = await listen(server, port, host);
  server.on('error', (error) => log(`the server could not take a connection: ${error.message}`));
  const sweep = (): number => {
    engine.cursors.expire();
    return expireDocuments(engine);
  };
  const timer = setInterval(() => {
    try {
      sweep();
    } catch (error) {
      log(`expired documents could not be taken out: ${error instanceof Error ? error.message : String(error)}`);
    }
  }, SWEEP_MS);
  timer.unref();
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `mongodb://${shownHost}:${address.port}/?directConnection=true`,
    port: address.port,
    backup: (file) => database.backup(file),
    sweep,
    async stop() {
      clearInterval(timer);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of connections) connection.end();
      await closed;
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
