import { randomBytes } from 'node:crypto';
import { Account, currentWork, MongoError, PAUSE, type Pause, type Steps } from '../language/index.js';
import { MAX_COMMAND_BYTES, MAX_DOCUMENT_BYTES } from '../wire/raw-document.js';

/** MongoDB's cursorTimeoutMillis: an idle cursor lives 10 minutes. */
export const CURSOR_IDLE_MS = 10 * 60_000;
/** MongoDB's size of a first batch that was not given one. */
export const DEFAULT_FIRST_BATCH = 101;

export interface CursorOptions {
  namespace: string;
  noTimeout: boolean;
  /** The connection that asked last. */
  connection: number;
  /** The session it belongs to, as text; ended with it. */
  session?: string | undefined;
}

export interface Batch {
  documents: Uint8Array[];
  /** 0n when there is nothing more. */
  id: bigint;
  namespace: string;
}

interface Cursor extends CursorOptions {
  documents: Iterator<Uint8Array | Pause>;
  /** What it holds in memory. */
  account: Account;
  /** What is left of the time that its command was given, over all batches. */
  leftMs: number;
  busy: boolean;
  /** Read already, but too large for the batch it came up in. */
  ahead?: Uint8Array;
  lastUsedMs: number;
}

/** The open cursors. A cursor reads on only when it is asked for more. */
export class CursorRegistry {
  private readonly cursors = new Map<bigint, Cursor>();

  constructor(private readonly nowMs: () => number) {}

  get openCount(): number {
    return this.cursors.size;
  }

  /** The first batch, and a cursor for the rest if there may be one. @param one answer in one batch, whatever is left (`singleBatch`) */
  *open(documents: Iterator<Uint8Array | Pause>, size: number, one: boolean, options: CursorOptions): Steps<Batch> {
    const work = currentWork();
    const cursor: Cursor = {
      ...options,
      documents,
      lastUsedMs: this.nowMs(),
      account: work.account,
      leftMs: Infinity,
      busy: false,
    };
    const { batch, done } = yield* take(cursor, size);
    if (done || one) {
      if (!done) documents.return?.();
      return { documents: batch, id: 0n, namespace: options.namespace };
    }
    cursor.leftMs = work.deadlineMs - performance.now();
    // What is held goes on with the cursor.
    work.account = new Account();
    const id = this.newId();
    this.cursors.set(id, cursor);
    return { documents: batch, id, namespace: options.namespace };
  }

  /** @throws MongoError 43 CursorNotFound, 13 for another collection's cursor */
  *more(id: bigint, namespace: string, size: number, connection: number): Steps<Batch> {
    const cursor = this.cursors.get(id);
    if (!cursor) throw new MongoError(43, 'CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw new MongoError(
        13,
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    if (cursor.busy) throw new MongoError(12051, 'CursorInUse', `cursor id ${id} is already in use`);
    const work = currentWork();
    const started = performance.now();
    work.account = cursor.account;
    work.deadlineMs = Math.min(work.deadlineMs, started + cursor.leftMs);
    Object.assign(cursor, { busy: true, connection });
    let left = 0n;
    try {
      const { batch, done } = yield* take(cursor, size);
      // Killed meanwhile: what was read still counts, and there is nothing more.
      if (!done && this.cursors.has(id)) left = id;
      return { documents: batch, id: left, namespace };
    } finally {
      cursor.busy = false;
      cursor.lastUsedMs = this.nowMs();
      cursor.leftMs -= performance.now() - started;
      if (left === 0n) this.forget(id, cursor);
      else work.account = new Account();
    }
  }

  /** @returns whether there was one */
  kill(id: bigint, namespace: string): boolean {
    const cursor = this.cursors.get(id);
    if (!cursor || cursor.namespace !== namespace) return false;
    this.forget(id, cursor);
    return true;
  }

  /** When memory runs out: ends those that nobody waits for any more, because the connection that asked last has gone. */
  killAbandoned(open: (connection: number) => boolean): void {
    for (const [id, cursor] of this.cursors) if (!cursor.busy && !open(cursor.connection)) this.forget(id, cursor);
  }

  /** Ends the cursors of a session. */
  killSession(session: string): void {
    for (const [id, cursor] of this.cursors) if (cursor.session === session) this.forget(id, cursor);
  }

  private forget(id: bigint, cursor: Cursor): void {
    this.cursors.delete(id);
    // One that is being read ends with that.
    if (cursor.busy) return;
    cursor.documents.return?.();
    cursor.account.close();
  }

  /** Ends the cursors that a change of the catalogue takes the ground from. */
  killWhere(gone: (namespace: string) => boolean): void {
    for (const [id, cursor] of this.cursors) if (gone(cursor.namespace)) this.kill(id, cursor.namespace);
  }

  /** Ends the cursors that nobody asked for a while. */
  expire(): void {
    for (const [id, cursor] of this.cursors) {
      if (!cursor.noTimeout && !cursor.busy && this.nowMs() - cursor.lastUsedMs >= CURSOR_IDLE_MS)
        this.kill(id, cursor.namespace);
    }
  }

  private newId(): bigint {
    for (;;) {
      const id = randomBytes(8).readBigInt64LE() & 0x7fffffffffffffffn;
      if (id !== 0n && !this.cursors.has(id)) return id;
    }
  }
}

/** A batch holds up to `size` documents and 16 MiB, but at least one. @throws MongoError 10334 for a document that no answer may hold */
function* take(cursor: Cursor, size: number): Steps<{ batch: Uint8Array[]; done: boolean }> {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  while (batch.length < size) {
    const next = cursor.ahead ?? nextOf(cursor.documents);
    cursor.ahead = undefined;
    if (next === PAUSE) {
      yield PAUSE;
      continue;
    }
    if (!next) return { batch, done: true };
    if (next.length > MAX_COMMAND_BYTES)
      throw new MongoError(
        10334,
        'BSONObjectTooLarge',
        `BSONObj size: ${next.length} is invalid. Size must be between 0 and ${MAX_COMMAND_BYTES}(16MB)`,
      );
    if (batch.length > 0 && bytes + next.length > MAX_DOCUMENT_BYTES) {
      cursor.ahead = next;
      break;
    }
    batch.push(next);
    bytes += next.length;
  }
  return { batch, done: false };
}

function nextOf(documents: Iterator<Uint8Array | Pause>): Uint8Array | Pause | undefined {
  const next = documents.next();
  return next.done ? undefined : next.value;
}
