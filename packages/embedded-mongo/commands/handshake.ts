import { Double } from 'bson';
import { MongoError, type BsonDocument } from '../language/index.js';
import { MAX_MESSAGE_BYTES } from '../wire/message.js';
import { MAX_DOCUMENT_BYTES } from '../wire/raw-document.js';
import { type Command, type CommandCall } from './command.js';

/** The server whose behaviour is kept: see decision 0003. */
export const SERVER_VERSION = '7.0.0';
const MAX_WIRE_VERSION = 21;

function describe({ engine, connection, args }: CommandCall): BsonDocument {
  const mostMs = args.count('maxAwaitTimeMS');
  if ((mostMs === undefined) !== !args.has('topologyVersion'))
    throw new MongoError(
      31368,
      'Location31368',
      mostMs === undefined
        ? "A request with a 'topologyVersion' must include 'maxAwaitTimeMS'"
        : "A request with 'maxAwaitTimeMS' must include a 'topologyVersion'",
    );
  return {
    topologyVersion: { ...engine.status.topologyVersion },
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: engine.now(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection.id,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
  };
}

/** A standalone: no set name, no compressors. A hello that waits is held back before it is done (`awaitedMs`). */
export const hello: Command = {
  name: 'hello',
  writes: false,
  run: (call) => ({ helloOk: true, isWritablePrimary: true, ...describe(call) }),
};

export const legacyHello: Command = {
  name: 'isMaster',
  aliases: ['ismaster'],
  writes: false,
  run: (call) => ({ helloOk: true, ismaster: true, ...describe(call) }),
};

export const ping: Command = { name: 'ping', fields: [], writes: false, run: () => ({}) };

export const buildInfo: Command = {
  name: 'buildInfo',
  aliases: ['buildinfo'],
  fields: [],
  writes: false,
  run: () => ({
    version: SERVER_VERSION,
    versionArray: [...SERVER_VERSION.split('.').map(Number), 0],
    gitVersion: 'embedded',
    modules: [],
    allocator: 'system',
    javascriptEngine: 'none',
    sysInfo: 'deprecated',
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    storageEngines: ['sqlite'],
    openssl: { running: 'disabled', compiled: 'disabled' },
    buildEnvironment: {},
  }),
};

export const refreshSessions: Command = { name: 'refreshSessions', writes: false, run: () => ({}) };

export const connectionStatus: Command = {
  name: 'connectionStatus',
  fields: ['showPrivileges'],
  writes: false,
  run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
};

const noAccounts = (name: string): Command => ({
  name,
  writes: false,
  run() {
    throw new MongoError(
      18,
      'AuthenticationFailed',
      'Authentication failed: this server has no accounts; leave user name and password out of the address',
    );
  },
});
export const authentication = ['saslStart', 'saslContinue', 'authenticate'].map(noAccounts);

export const logout: Command = { name: 'logout', fields: [], writes: false, run: () => ({}) };

/** Shells ask for it, and take this answer for a standalone. */
export const replSetGetStatus: Command = {
  name: 'replSetGetStatus',
  writes: false,
  run() {
    throw new MongoError(76, 'NoReplicationEnabled', 'not running with --replSet');
  },
};

export const whatsmyuri: Command = {
  name: 'whatsmyuri',
  fields: [],
  writes: false,
  run: ({ connection }) => ({ you: connection.remote }),
};

export const getParameter: Command = {
  name: 'getParameter',
  writes: false,
  run({ args }) {
    const known: Record<string, unknown> = {
      featureCompatibilityVersion: { version: '7.0' },
      authenticationMechanisms: [],
    };
    const all = args.document.getParameter === '*';
    const found = Object.fromEntries(Object.entries(known).filter(([name]) => all || args.has(name)));
    if (Object.keys(found).length === 0) throw new MongoError(72, 'InvalidOptions', 'no option found to get');
    return found;
  },
};

export const getLog: Command = {
  name: 'getLog',
  fields: [],
  writes: false,
  run({ args }) {
    if (args.document.getLog === '*') return { names: ['global', 'startupWarnings'] };
    return { totalLinesWritten: 0, log: [] };
  },
};

export const getCmdLineOpts: Command = {
  name: 'getCmdLineOpts',
  fields: [],
  writes: false,
  run: () => ({ argv: [], parsed: {} }),
};

export const hostInfo: Command = {
  name: 'hostInfo',
  fields: [],
  writes: false,
  run: ({ engine }) => ({ system: { currentTime: engine.now(), hostname: engine.status.host } }),
};

export const serverStatus: Command = {
  name: 'serverStatus',
  writes: false,
  run({ engine }) {
    const now = engine.now();
    const uptime = (now.getTime() - engine.status.startedAt.getTime()) / 1000;
    const { current, total } = engine.status.connections();
    const counters = (names: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(names).map(([shown, name]) => [shown, BigInt(engine.status.commands.get(name) ?? 0)]),
      );
    const memory = process.memoryUsage();
    return {
      host: engine.status.host,
      version: SERVER_VERSION,
      process: 'mongod',
      pid: BigInt(process.pid),
      uptime: new Double(uptime),
      uptimeMillis: BigInt(Math.round(uptime * 1000)),
      localTime: now,
      connections: { current, available: 1_000_000, totalCreated: BigInt(total) },
      opcounters: {
        ...counters({ insert: 'insert', query: 'find', update: 'update', delete: 'delete', getmore: 'getMore' }),
        command: BigInt([...engine.status.commands.values()].reduce((sum, each) => sum + each, 0)),
      },
      mem: {
        bits: 64,
        resident: Math.round(memory.rss / 1048576),
        virtual: Math.round(memory.rss / 1048576),
        supported: true,
      },
      metrics: { cursor: { open: { total: BigInt(engine.cursors.openCount) } } },
      storageEngine: { name: 'sqlite', persistent: true },
      ok: new Double(1),
    };
  },
};
