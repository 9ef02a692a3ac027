import { randomBytes } from 'node:crypto';
import { MongoError } from '../language/index.js';
import { MAX_DOCUMENT_BYTES } from '../wire/raw-document.js';

/** MongoDB's cursorTimeoutMillis: an idle cursor lives 10 minutes. */
export const CURSOR_IDLE_MS = 10 * 60_000;
/** MongoDB's size of a first batch that was not given one. */
export const DEFAULT_FIRST_BATCH = 101;

export interface CursorOptions {
  namespace: string;
  noTimeout: boolean;
}

export interface Batch {
  documents: Uint8Array[];
  /** 0n when there is nothing more. */
  id: bigint;
  namespace: string;
}

interface Cursor extends CursorOptions {
  documents: Iterator<Uint8Array>;
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
  open(documents: Iterator<Uint8Array>, size: number, one: boolean, options: CursorOptions): Batch {
    const cursor: Cursor = { ...options, documents, lastUsedMs: this.nowMs() };
    const { batch, done } = take(cursor, size);
    if (done || one) {
      if (!done) documents.return?.();
      return { documents: batch, id: 0n, namespace: options.namespace };
    }
    const id = this.newId();
    this.cursors.set(id, cursor);
    return { documents: batch, id, namespace: options.namespace };
  }

  /** @throws MongoError 43 CursorNotFound, 13 for another collection's cursor */
  more(id: bigint, namespace: string, size: number): Batch {
    const cursor = this.cursors.get(id);
    if (!cursor) throw new MongoError(43, 'CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) throw new MongoError(13, 'Unauthorized', `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`);
    cursor.lastUsedMs = this.nowMs();
    try {
      const { batch, done } = take(cursor, size);
      if (done) this.cursors.delete(id);
      return { documents: batch, id: done ? 0n : id, namespace };
    } catch (error) {
      this.cursors.delete(id);
      throw error;
    }
  }

  /** @returns whether there was one */
  kill(id: bigint, namespace: string): boolean {
    const cursor = this.cursors.get(id);
    if (!cursor || cursor.namespace !== namespace) return false;
    cursor.documents.return?.();
    return this.cursors.delete(id);
  }

  /** Ends the cursors that a change of the catalogue takes the ground from. */
  killWhere(gone: (namespace: string) => boolean): void {
    for (const [id, cursor] of this.cursors) if (gone(cursor.namespace)) this.kill(id, cursor.namespace);
  }

  /** Ends the cursors that nobody asked for a while. */
  expire(): void {
    for (const [id, cursor] of this.cursors) {
      if (!cursor.noTimeout && this.nowMs() - cursor.lastUsedMs >= CURSOR_IDLE_MS) this.kill(id, cursor.namespace);
    }
  }

  private newId(): bigint {
    for (;;) {
      const id = randomBytes(8).readBigInt64LE() & 0x7fffffffffffffffn;
      if (id !== 0n && !this.cursors.has(id)) return id;
    }
  }
}

/** A batch holds up to `size` documents and 16 MiB, but at least one. */
function take(cursor: Cursor, size: number): { batch: Uint8Array[]; done: boolean } {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  while (batch.length < size) {
    const document = cursor.ahead ?? nextOf(cursor.documents);
    cursor.ahead = undefined;
    if (!document) return { batch, done: true };
    if (batch.length > 0 && bytes + document.length > MAX_DOCUMENT_BYTES) {
      cursor.ahead = document;
      break;
    }
    batch.push(document);
    bytes += document.length;
  }
  return { batch, done: false };
}

function nextOf(documents: Iterator<Uint8Array>): Uint8Array | undefined {
  const next = documents.next();
  return next.done ? undefined : next.value;
}
