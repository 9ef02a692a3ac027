import { Double } from 'bson';
import { deserialize, MongoError, serialize, type BsonDocument } from '../language/index.js';
import { isDocument } from '../language/values.js';
import { asNumber } from '../numeric.js';
import { type Connection } from '../wire/connection.js';
import { type Request } from '../wire/message.js';
import { Arguments } from './arguments.js';
import { type Command, type Engine } from './command.js';
import { COMMANDS } from './commands.js';
import { checkDatabaseName } from './namespaces.js';

const byName = new Map<string, { command: Command; fields?: ReadonlySet<string> }>();
for (const command of COMMANDS) {
  for (const name of [command.name, ...(command.aliases ?? [])]) byName.set(name, { command, fields: command.fields && new Set([name, ...command.fields]) });
}

const OK = new Double(1);
const NOT_OK = new Double(0);

/** Runs one command and gives its reply; an error of any kind is a reply too. */
export function dispatch(engine: Engine, request: Request, connection: Pick<Connection, 'id' | 'remote'>): Uint8Array {
  try {
    const reply = run(engine, request, connection);
    return reply instanceof Uint8Array ? reply : serialize('ok' in reply ? reply : { ...reply, ok: OK });
  } catch (error) {
    if (error instanceof MongoError) return errorReply(error);
    engine.log(`a command failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return errorReply(mongoErrorOf(error));
  } finally {
    engine.database.closeScans();
  }
}

const SQLITE_FULL = 13;

/** An error that is not MongoDB's, as MongoDB would say it. */
export function mongoErrorOf(error: unknown): MongoError {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_FULL) return new MongoError(14031, 'OutOfDiskSpace', `there is no room on the disk: ${text}`);
  return new MongoError(1, 'InternalError', text);
}

export function errorReply(error: MongoError): Uint8Array {
  return serialize({ ok: NOT_OK, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.extra });
}

function run(engine: Engine, request: Request, connection: Pick<Connection, 'id' | 'remote'>): BsonDocument | Uint8Array {
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
  const call = { engine, name: command.name, db, args, connection };
  const writes = typeof command.writes === 'function' ? command.writes(args) : command.writes;
  return writes ? engine.database.write(() => command.run(call), () => engine.catalogue.reload()) : command.run(call);
}

function checkGeneric(document: BsonDocument): void {
  if (document.txnNumber !== undefined || document.startTransaction !== undefined || document.autocommit !== undefined) {
    throw new MongoError(20, 'IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  if (isDocument(document.readConcern)) {
    const { level = 'local' } = document.readConcern;
    if (level === 'snapshot') throw new MongoError(246, 'SnapshotUnavailable', 'this server reads no snapshots');
    if (!['local', 'available', 'majority', 'linearizable'].includes(String(level))) throw new MongoError(9, 'FailedToParse', "readConcern.level must be either 'local', 'majority', 'linearizable', 'available' or 'snapshot'");
  }
  if (isDocument(document.writeConcern)) {
    const w = document.writeConcern.w;
    const number = asNumber(w);
    if (number !== undefined && number > 1) throw new MongoError(2, 'BadValue', "cannot use 'w' > 1 when a host is not replicated");
    if (typeof w === 'string' && w !== 'majority') throw new MongoError(79, 'UnknownReplWriteConcern', `No write concern mode named '${w}' found`);
  }
  if (document.apiVersion !== undefined && document.apiVersion !== '1') throw new MongoError(322, 'APIVersionError', `API version must be "1"`);
}
