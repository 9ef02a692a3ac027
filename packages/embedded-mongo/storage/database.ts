import { constants, existsSync, mkdirSync } from 'node:fs';
import { chmod, copyFile, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DatabaseSync, type SQLInputValue, type StatementResultingChanges, type StatementSync } from 'node:sqlite';

/** The form of the file. A server opens only files of its own form, and says so otherwise. */
export const FILE_FORMAT = 1;
const APPLICATION_ID = 0x53616c61; // 'Sala', so that `file` and another SQLite program can tell whose it is

export interface DatabaseOptions {
  /** The folder that holds the file; absent for a database in memory. */
  dataDir?: string;
  /** A file that is there already, in place of a folder. */
  file?: string;
  /** Whether a commit waits until the disk has it. Off only to measure what it costs. */
  fsync: boolean;
}

/** After this many pages in the log it is put into the main file. */
const CHECKPOINT_PAGES = 4000;

type Rows = NodeJS.Iterator<readonly unknown[]>;

/** SQLite as this server uses it: one transaction a turn, and a savepoint in it for each command that writes. */
export class Database {
  private readonly sqlite: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private readonly scans = new Map<Rows, { sql: string; statement: StatementSync }>();
  private readonly idle = new Map<string, StatementSync[]>();
  private inTransaction = false;
  private changed = false;
  private copying?: Promise<void>;
  /** Set when SQLite gave the whole transaction up (a full or failing disk): then nothing of the turn stays. */
  private lost?: unknown;
  readonly path: string;

  constructor(options: DatabaseOptions) {
    if (options.dataDir) mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    if (options.file !== undefined && !existsSync(options.file)) throw new Error(`there is no file ${options.file}`);
    this.path = options.file ?? (options.dataDir ? join(options.dataDir, 'documents.sqlite') : ':memory:');
    this.sqlite = new DatabaseSync(this.path);
    try {
      this.prepareFile(options.fsync);
    } catch (error) {
      this.sqlite.close();
      throw error;
    }
  }

  private prepareFile(fsync: boolean): void {
    // One process at a time: a second one would see the first one's catalogue go stale.
    this.sqlite.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${fsync ? 'FULL' : 'OFF'};
      PRAGMA cache_size = -65536;
      PRAGMA mmap_size = 2147418112;
      PRAGMA temp_store = MEMORY;
      PRAGMA journal_size_limit = 67108864;
      PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};`);
    const { application_id } = this.sqlite.prepare('PRAGMA application_id').get() as { application_id: number };
    const { user_version } = this.sqlite.prepare('PRAGMA user_version').get() as { user_version: number };
    const { tables } = this.sqlite.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as { tables: number };
    if (tables === 0)
      this.sqlite.exec(
        `BEGIN IMMEDIATE; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FILE_FORMAT}; COMMIT;`,
      );
    else if (application_id !== APPLICATION_ID) throw new Error(`${this.path} is a file of another program`);
    else if (user_version !== FILE_FORMAT)
      throw new Error(
        `${this.path} has file format ${user_version}, and this version reads ${FILE_FORMAT}: open it with the version that wrote it`,
      );
  }

  /** A statement that hands its rows out as arrays; each text is prepared once. */
  statement(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.sqlite.prepare(sql);
      statement.setReturnArrays(true);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs a statement that changes rows. */
  change(sql: string, ...parameters: SQLInputValue[]): StatementResultingChanges {
    this.changed = true;
    return this.statement(sql).run(...parameters);
  }

  /** Runs statements that change the tables themselves; prepared ones that name those are let go. */
  execute(sql: string): void {
    this.changed = true;
    this.closeScans();
    this.statements.clear();
    this.idle.clear();
    this.sqlite.exec(sql);
  }

  /**
   * Rows as they are asked for, on a statement of their own. `closeScans` ends them all: whoever reads on must start
   * anew from the last row it saw, so that nothing is left open between commands.
   */
  scan(sql: string, parameters: readonly SQLInputValue[]): Rows {
    let statement = this.idle.get(sql)?.pop();
    if (!statement) {
      statement = this.sqlite.prepare(sql);
      statement.setReturnArrays(true);
    }
    const rows = statement.iterate(...parameters) as unknown as Rows;
    this.scans.set(rows, { sql, statement });
    return rows;
  }

  closeScan(rows: Rows): void {
    const scan = this.scans.get(rows);
    if (!scan) return;
    this.scans.delete(rows);
    rows.return?.();
    const idle = this.idle.get(scan.sql);
    if (!idle) this.idle.set(scan.sql, [scan.statement]);
    else idle.push(scan.statement);
  }

  /** Whether something was written that is not committed yet. */
  get isWriting(): boolean {
    return this.inTransaction;
  }

  isOpen(rows: Rows): boolean {
    return this.scans.has(rows);
  }

  closeScans(): void {
    for (const rows of this.scans.keys()) this.closeScan(rows);
  }

  /** Runs a command that writes inside the turn's transaction; when it throws, nothing of it stays, and `undone` is told if there was anything. */
  write<T>(work: () => T, undone?: () => void): T {
    if (this.lost !== undefined) throw this.lost;
    if (!this.inTransaction) {
      this.statement('BEGIN IMMEDIATE').run();
      this.inTransaction = true;
    }
    this.statement('SAVEPOINT command').run();
    this.changed = false;
    try {
      const result = work();
      this.closeScans();
      this.statement('RELEASE command').run();
      return result;
    } catch (error) {
      this.closeScans();
      if (this.sqlite.isTransaction) this.sqlite.exec('ROLLBACK TO command; RELEASE command;');
      else this.lost = error;
      if (this.changed) {
        this.statements.clear();
        this.idle.clear();
        undone?.();
      }
      throw error;
    }
  }

  /** Makes the turn's writes last; when it throws, none of them has happened. */
  commit(): void {
    if (!this.inTransaction) return;
    this.closeScans();
    this.inTransaction = false;
    const { lost } = this;
    this.lost = undefined;
    if (lost !== undefined) throw lost;
    try {
      this.statement('COMMIT').run();
    } catch (error) {
      if (this.sqlite.isTransaction) this.sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * Copies everything committed to a new file, while commands go on. What is committed is put into the main file first; then
   * that file stays as it is, and what is written goes to the log beside it, until it is copied. The copy has no log.
   */
  async backup(file: string): Promise<void> {
    while (this.inTransaction || this.copying) await nextTurn();
    this.closeScans();
    if (this.path === ':memory:') {
      this.sqlite.prepare('VACUUM INTO ?').run(file);
      return;
    }
    this.copying = this.copyTo(file);
    try {
      await this.copying;
    } finally {
      this.copying = undefined;
    }
  }

  private async copyTo(file: string): Promise<void> {
    const { busy } = this.sqlite.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
    if (busy !== 0) throw new Error(`the log of ${this.path} could not be put into it`);
    this.sqlite.exec('PRAGMA wal_autocheckpoint = 0');
    try {
      await copyFile(this.path, file, constants.COPYFILE_EXCL);
      try {
        await chmod(file, 0o600);
        const copy = await open(file, 'r+');
        await copy.sync().finally(() => copy.close());
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(file, { force: true });
      throw error;
    } finally {
      this.sqlite.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    }
  }

  /** Ends when no copy is being made any more. */
  async copied(): Promise<void> {
    await this.copying?.catch(() => {});
  }

  /** What SQLite itself finds wrong with the file; empty when all is well. */
  faults(): string[] {
    const rows = this.statement('PRAGMA quick_check(20)').all() as unknown as [string][];
    return rows.map(([text]) => text).filter((text) => text !== 'ok');
  }

  close(): void {
    this.closeScans();
    this.statements.clear();
    this.sqlite.close();
  }
}
