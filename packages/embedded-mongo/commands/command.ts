import { type TopologyVersion } from '../awaited-hello.js';
import { type BsonDocument, type MongoError, type Steps, type Work } from '../language/index.js';
import { type CursorRegistry } from '../cursors/cursor-registry.js';
import { type Catalogue } from '../storage/catalogue.js';
import { type Database } from '../storage/database.js';
import { type Connection } from '../wire/connection.js';
import { type Arguments } from './arguments.js';

/** What commands work on. */
export interface Engine {
  readonly database: Database;
  readonly catalogue: Catalogue;
  readonly cursors: CursorRegistry;
  readonly operations: OperationsUnderWay;
  readonly now: () => Date;
  readonly log: (line: string) => void;
  readonly status: ServerStatus;
  /** Has the server itself do something, in steps between the commands. */
  chore<T>(steps: Steps<T>): Promise<T>;
}

/** A command under way. */
export interface OperationUnderWay {
  readonly id: number;
  readonly connection: Pick<Connection, 'id' | 'remote'>;
  readonly startedAt: Date;
  /** On the clock of `performance.now`. */
  readonly startedMs: number;
  readonly work: Work;
  /** What it does, once it was read. */
  readonly command: { readonly command: Command; readonly call: CommandCall } | undefined;
  /** Ends it at its next step with this error. */
  end(why: MongoError): void;
}

export interface OperationsUnderWay {
  all(): Iterable<OperationUnderWay>;
  find(id: number): OperationUnderWay | undefined;
  done(operation: OperationUnderWay): void;
}

export interface ServerStatus {
  readonly startedAt: Date;
  readonly host: string;
  readonly topologyVersion: TopologyVersion;
  /** Answered commands, by name. */
  readonly commands: Map<string, number>;
  connections(): { current: number; total: number };
}

export interface CommandCall {
  readonly engine: Engine;
  readonly name: string;
  readonly db: string;
  readonly args: Arguments;
  readonly connection: Pick<Connection, 'id' | 'remote'>;
  readonly operation: OperationUnderWay;
}

/** A reply without `ok`, or as finished bytes. */
export type CommandReply = BsonDocument | Uint8Array;

export interface Command {
  readonly name: string;
  /** Names of older drivers for the same. */
  readonly aliases?: readonly string[];
  /** The fields it understands besides the generic ones and its own name; undefined where any is passed over by MongoDB itself. */
  readonly fields?: readonly string[];
  /** Whether it runs in a transaction, with a savepoint. */
  readonly writes: boolean | ((args: Arguments) => boolean);
  /** Done at once, or in steps where it may be long. */
  run(call: CommandCall): CommandReply | Steps<CommandReply>;
}
