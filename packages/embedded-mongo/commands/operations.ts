import { compileFilter, MongoError, type BsonDocument } from '../language/index.js';
import { asNumber } from '../numeric.js';
import { type Command, type CommandCall, type Engine, type OperationUnderWay } from './command.js';
import { sessionOf } from './cursor-reply.js';

const KINDS: Readonly<Record<string, string>> = {
  find: 'query',
  insert: 'insert',
  update: 'update',
  delete: 'remove',
  getMore: 'getmore',
};

function described(operation: OperationUnderWay, engine: Engine): BsonDocument {
  const { command: prepared, connection } = operation;
  const ms = performance.now() - operation.startedMs;
  const document = prepared?.call.args.document ?? {};
  const target = document[Object.keys(document)[0] ?? ''];
  const name = prepared?.command.name ?? '';
  const collection = typeof target === 'string' ? target : name === 'getMore' ? document.collection : undefined;
  return {
    type: 'op',
    host: engine.status.host,
    desc: `conn${connection.id}`,
    connectionId: connection.id,
    client: connection.remote,
    active: true,
    currentOpTime: operation.startedAt.toISOString(),
    opid: operation.id,
    secs_running: BigInt(Math.floor(ms / 1000)),
    microsecs_running: BigInt(Math.round(ms * 1000)),
    op: KINDS[name] ?? 'command',
    ns: prepared ? `${prepared.call.db}.${typeof collection === 'string' ? collection : '$cmd'}` : '',
    command: document,
    ...(operation.work.ended && { killPending: true }),
  };
}

/** The commands under way, as currentOp shows them. */
export const inProgress = (engine: Engine): BsonDocument[] =>
  [...engine.operations.all()].map((operation) => described(operation, engine));

function requireAdmin({ db, name }: CommandCall): void {
  if (db !== 'admin') throw new MongoError(13, 'Unauthorized', `${name} may only be run against the admin database.`);
}

const interrupted = () => new MongoError(11601, 'Interrupted', 'operation was interrupted');

/** Every field besides its own is a filter. */
const OWN = new Set([
  'currentOp',
  '$all',
  '$ownOps',
  '$truncateOps',
  'lsid',
  '$db',
  '$clusterTime',
  '$readPreference',
  'comment',
  'maxTimeMS',
  'readConcern',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

export const currentOp: Command = {
  name: 'currentOp',
  writes: false,
  run(call) {
    requireAdmin(call);
    const filter = Object.fromEntries(Object.entries(call.args.document).filter(([name]) => !OWN.has(name)));
    const { matches } = compileFilter(filter, { now: call.engine.now() });
    return { inprog: inProgress(call.engine).filter((operation) => matches(operation)) };
  },
};

export const killOp: Command = {
  name: 'killOp',
  fields: ['op'],
  writes: false,
  run(call) {
    requireAdmin(call);
    const id = asNumber(call.args.raw('op')) ?? call.args.missing('op');
    call.engine.operations.find(id)?.end(interrupted());
    return { info: 'attempting to kill op' };
  },
};

function sessions(value: unknown): Set<string> {
  return new Set((Array.isArray(value) ? value : []).flatMap((session) => sessionOf(session) ?? []));
}

/** Sessions hold cursors here, and nothing else. */
export const endSessions: Command = {
  name: 'endSessions',
  writes: false,
  run({ engine, args }) {
    for (const session of sessions(args.raw('endSessions'))) engine.cursors.killSession(session);
    return {};
  },
};

export const killSessions: Command = {
  name: 'killSessions',
  writes: false,
  run({ engine, args, operation: self }) {
    const wanted = sessions(args.raw('killSessions'));
    for (const session of wanted) engine.cursors.killSession(session);
    for (const operation of engine.operations.all()) {
      const session = sessionOf(operation.command?.call.args.raw('lsid'));
      if (operation !== self && session !== undefined && wanted.has(session)) operation.end(interrupted());
    }
    return {};
  },
};
