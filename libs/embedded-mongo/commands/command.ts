import { type BsonDocument } from '../language/index.js';
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
  readonly now: () => Date;
  readonly log: (line: string) => void;
  readonly status: ServerStatus;
}

export interface ServerStatus {
  readonly startedAt: Date;
  readonly host: string;
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
}

export interface Command {
  readonly name: string;
  /** Names of older drivers for the same. */
  readonly aliases?: readonly string[];
  /** The fields it understands besides the generic ones and its own name; undefined where any is passed over by MongoDB itself. */
  readonly fields?: readonly string[];
  /** Whether it runs in a transaction, with a savepoint. */
  readonly writes: boolean | ((args: Arguments) => boolean);
  /** The reply without `ok`, or as finished bytes. */
  run(call: CommandCall): BsonDocument | Uint8Array;
}
