import { deserialize, MongoError, type BsonDocument } from '../language/index.js';
import { isDocument } from '../language/values.js';
import { asNumber } from '../numeric.js';
import { type Request } from '../wire/message.js';
import { Arguments } from './arguments.js';
import { type Command, type CommandCall, type Engine } from './command.js';
import { COMMANDS } from './commands.js';
import { checkDatabaseName } from './namespaces.js';

/** A command that was read and found allowed. */
export interface Prepared {
  command: Command;
  call: CommandCall;
  /** Whether it runs in a transaction. */
  writes: boolean;
  /** 0 for no limit. */
  maxTimeMs: number;
}

const byName = new Map<string, { command: Command; fields?: ReadonlySet<string> }>();
for (const command of COMMANDS) {
  for (const name of [command.name, ...(command.aliases ?? [])])
    byName.set(name, { command, fields: command.fields && new Set([name, ...command.fields]) });
}

/** Reads a request. @throws MongoError when it is no command, or one that is not allowed */
export function prepare(
  engine: Engine,
  request: Request,
  from: Pick<CommandCall, 'connection' | 'operation'>,
): Prepared {
  const document = deserialize(request.body);
  const name = Object.keys(document)[0];
  if (name === undefined) throw new MongoError(40414, 'Location40414', 'the command is empty');
  const found = byName.get(name);
  if (!found) throw new MongoError(59, 'CommandNotFound', `no such command: '${name}'`);
  const { command, fields } = found;
  const args = new Arguments(document, command.name, request);
  const db = request.legacyDatabase ?? args.string('$db');
  checkDatabaseName(db);
  if (fields) args.allow(fields);
  checkGeneric(document);
  engine.status.commands.set(command.name, (engine.status.commands.get(command.name) ?? 0) + 1);
  const writes = typeof command.writes === 'function' ? command.writes(args) : command.writes;
  return {
    command,
    call: { engine, name: command.name, db, args, ...from },
    writes,
    maxTimeMs: args.count('maxTimeMS') ?? 0,
  };
}

function checkGeneric(document: BsonDocument): void {
  if (
    document.txnNumber !== undefined
    || document.startTransaction !== undefined
    || document.autocommit !== undefined
  ) {
    throw new MongoError(
      20,
      'IllegalOperation',
      'Transaction numbers are only allowed on a replica set member or mongos',
    );
  }
  if (isDocument(document.readConcern)) {
    const { level = 'local' } = document.readConcern;
    if (level === 'snapshot') throw new MongoError(246, 'SnapshotUnavailable', 'this server reads no snapshots');
    if (!['local', 'available', 'majority', 'linearizable'].includes(String(level)))
      throw new MongoError(
        9,
        'FailedToParse',
        "readConcern.level must be either 'local', 'majority', 'linearizable', 'available' or 'snapshot'",
      );
  }
  if (isDocument(document.writeConcern)) {
    const w = document.writeConcern.w;
    const number = asNumber(w);
    if (number !== undefined && number > 1)
      throw new MongoError(2, 'BadValue', "cannot use 'w' > 1 when a host is not replicated");
    if (typeof w === 'string' && w !== 'majority')
      throw new MongoError(79, 'UnknownReplWriteConcern', `No write concern mode named '${w}' found`);
  }
  if (document.apiVersion !== undefined && document.apiVersion !== '1')
    throw new MongoError(322, 'APIVersionError', `API version must be "1"`);
}
