import { deserialize, MongoError, PAUSE, pauseDue, type BsonDocument, type Steps } from '../language/index.js';
import { type Database } from './database.js';
import { duplicateKey } from './duplicate-key.js';
import { encodeValue } from './key-encoding.js';
import { type IndexEntry, type SecondaryIndex } from './secondary-index.js';
import { StoredDocument } from './stored-document.js';
import { type KeyRange } from './key-range.js';
import { checkStoredBytes } from '../wire/raw-document.js';

const ID_INDEX = { name: '_id_', keyPattern: { _id: 1 } };

type Row = [rowId: number, bytes: Uint8Array];

/** How many rows are counted in one go. */
const COUNTED_AT_ONCE = 500;

export interface Tally {
  count: number;
  /** Of all documents together. */
  bytes: number;
}

/** A count under way: rows up to this one are in it. */
interface RunningTally extends Tally {
  upTo: number;
  void: boolean;
}

/** A collection's documents in the order they came, and their indexes. */
export class Collection {
  readonly id: number;
  readonly uuid: string;
  db: string;
  name: string;
  readonly indexes: SecondaryIndex[] = [];
  /** Indexes that are being built: writes keep them true as they do the others, and no query uses them yet. */
  readonly building: SecondaryIndex[] = [];
  /** Set when it is gone: whoever was reading it is told so. */
  dropped = false;
  readonly table: string;
  private tallied?: Tally;
  private readonly tallies = new Set<RunningTally>();

  constructor(
    private readonly database: Database,
    names: { id: number; db: string; name: string; uuid: string },
  ) {
    this.id = names.id;
    this.uuid = names.uuid;
    this.db = names.db;
    this.name = names.name;
    this.table = `documents_${names.id}`;
  }

  get namespace(): string {
    return `${this.db}.${this.name}`;
  }

  createTable(): void {
    this.database.execute(
      `CREATE TABLE ${this.table} (rid INTEGER PRIMARY KEY, k BLOB NOT NULL UNIQUE, doc BLOB NOT NULL)`,
    );
  }

  /** How many documents there are and what they take: counted once, and kept true by every write. */
  *tally(): Steps<Tally> {
    while (!this.tallied) {
      const running: RunningTally = { count: 0, bytes: 0, upTo: -1, void: false };
      this.tallies.add(running);
      try {
        while (!running.void) {
          this.requireThere();
          const [upTo, count, bytes] = this.database
            .statement(
              `SELECT max(rid), count(*), total(n) FROM (SELECT rid, length(doc) AS n FROM ${this.table} WHERE rid > ? ORDER BY rid LIMIT ${COUNTED_AT_ONCE})`,
            )
            .get(running.upTo) as unknown as [number, number, number];
          if (count === 0) {
            this.tallied = { count: running.count, bytes: running.bytes };
            break;
          }
          Object.assign(running, { upTo, count: running.count + count, bytes: running.bytes + bytes });
          if (pauseDue()) yield PAUSE;
        }
      } finally {
        this.tallies.delete(running);
      }
    }
    return this.tallied;
  }

  /**
   * About how many bytes each index takes: what its entries take in the first thousand, for all of them. Counting the pages
   * would read through the file.
   */
  indexBytes(): { each: Record<string, number>; total: number } {
    const documents = this.tallied?.count ?? 0;
    const of = (table: string): number => {
      const [rows, bytes] = this.database
        .statement(`SELECT count(*), total(n) FROM (SELECT length(k) + 8 AS n FROM ${table} LIMIT 1000)`)
        .get() as unknown as [number, number];
      return rows < 1000 ? bytes : Math.round((bytes / rows) * Math.max(rows, documents));
    };
    const each = Object.fromEntries([
      ['_id_', of(this.table)],
      ...this.indexes.map((index) => [index.name, of(index.table)] as const),
    ]);
    return { each, total: Object.values(each).reduce((sum, size) => sum + size, 0) };
  }

  *countInSteps(): Steps<number> {
    return (yield* this.tally()).count;
  }

  /** After a write was undone: what is held in memory may be of what never was. */
  forget(): void {
    this.tallied = undefined;
    for (const running of this.tallies) running.void = true;
  }

  private counts(rowId: number, count: number, bytes: number): void {
    if (this.tallied) {
      this.tallied.count += count;
      this.tallied.bytes += bytes;
    }
    for (const running of this.tallies) {
      if (rowId > running.upTo) continue;
      running.count += count;
      running.bytes += bytes;
    }
  }

  private get maintained(): readonly SecondaryIndex[] {
    return this.building.length === 0 ? this.indexes : [...this.indexes, ...this.building];
  }

  private requireThere(index?: SecondaryIndex): void {
    if (this.dropped) throw new MongoError(175, 'QueryPlanKilled', `collection dropped: ${this.namespace}`);
    if (index && !this.indexes.some(({ id }) => id === index.id))
      throw new MongoError(175, 'QueryPlanKilled', `index '${index.name}' dropped`);
  }

  /** @param bytes a document with its `_id` first @throws MongoError 11000; 22 and 15 for bytes that are no document which may be stored */
  insert(bytes: Uint8Array, idKey: Uint8Array): void {
    checkStoredBytes(bytes);
    this.requireThere();
    const indexes = this.maintained;
    const document = indexes.length > 0 ? deserialize(bytes) : undefined;
    const entries = document ? indexes.map((index) => index.entriesFor(document)) : [];
    this.requireUnique(indexes, entries, -1, idKey);
    const { changes, lastInsertRowid } = this.database.change(
      `INSERT INTO ${this.table} (k, doc) VALUES (?, ?) ON CONFLICT (k) DO NOTHING`,
      idKey,
      bytes,
    );
    if (changes === 0) throw duplicateKey(this.namespace, ID_INDEX, [deserialize(bytes)._id]);
    const rowId = Number(lastInsertRowid);
    for (const [which, index] of indexes.entries()) {
      index.noteArrays(document!);
      for (const entry of entries[which]!) index.add(entry.key, rowId);
    }
    this.counts(rowId, 1, bytes.length);
  }

  /** @throws MongoError 11000; 22 and 15 for bytes that are no document which may be stored */
  replace(stored: StoredDocument, document: BsonDocument, bytes: Uint8Array): void {
    checkStoredBytes(bytes);
    this.requireThere();
    const indexes = this.maintained;
    const before = indexes.map((index) => index.entriesOf(stored.document));
    const after = indexes.map((index) => index.entriesFor(document));
    const added = after.map((entries, which) => without(entries, before[which]!));
    this.requireUnique(indexes, added, stored.rowId);
    this.database.change(`UPDATE ${this.table} SET doc = ? WHERE rid = ?`, bytes, stored.rowId);
    this.counts(stored.rowId, 0, bytes.length - stored.bytes.length);
    for (const [which, index] of indexes.entries()) {
      index.noteArrays(document);
      for (const entry of without(before[which]!, after[which]!)) index.remove(entry.key, stored.rowId);
      for (const entry of added[which]!) index.add(entry.key, stored.rowId);
    }
  }

  remove(stored: StoredDocument): void {
    this.requireThere();
    this.database.change(`DELETE FROM ${this.table} WHERE rid = ?`, stored.rowId);
    for (const index of this.maintained) {
      if (stored.isSound) for (const entry of index.entriesOf(stored.document)) index.remove(entry.key, stored.rowId);
      else index.removeRow(stored.rowId);
    }
    this.counts(stored.rowId, -1, -stored.bytes.length);
  }

  /** How many entries an index has. */
  *entriesIn(index: SecondaryIndex): Steps<number> {
    let entries = 0;
    let last: [Uint8Array, number] = [new Uint8Array(0), -1];
    for (;;) {
      this.requireThere(index);
      const rows = this.database
        .statement(`SELECT k, rid FROM ${index.table} WHERE (k, rid) > (?, ?) ORDER BY k, rid LIMIT ${COUNTED_AT_ONCE}`)
        .all(...last) as unknown as [Uint8Array, number][];
      if (rows.length === 0) return entries;
      entries += rows.length;
      last = rows.at(-1)!;
      if (pauseDue()) yield PAUSE;
    }
  }

  /** Puts every document into an index that is being built; what is written meanwhile is put in by who writes it. */
  *fillIndex(index: SecondaryIndex): Steps<void> {
    for (const stored of this.inOrder(false)) {
      index.noteArrays(stored.document);
      for (const entry of index.entriesFor(stored.document)) {
        if (index.definition.unique && index.otherHolder(entry.key, stored.rowId) !== undefined)
          throw duplicateKey(this.namespace, index.definition, entry.values);
        index.add(entry.key, stored.rowId);
      }
      if (pauseDue()) {
        yield PAUSE;
        if (this.dropped || !this.building.includes(index))
          throw new MongoError(
            276,
            'IndexBuildAborted',
            `the building of the index '${index.name}' of ${this.namespace} was ended: the collection is gone, or a write failed`,
          );
      }
    }
  }

  byId(idKey: Uint8Array): StoredDocument | undefined {
    return this.read(
      this.database.statement(`SELECT rid, doc FROM ${this.table} WHERE k = ?`).get(idKey) as unknown as
        Row | undefined,
    );
  }

  byRow(rowId: number): StoredDocument | undefined {
    return this.read(
      this.database.statement(`SELECT rid, doc FROM ${this.table} WHERE rid = ?`).get(rowId) as unknown as
        Row | undefined,
    );
  }

  /** All documents in natural order. May be left and gone on with later: it then reads on behind the last document it gave. */
  *inOrder(reverse: boolean): Generator<StoredDocument> {
    const sql = `SELECT rid, doc FROM ${this.table} WHERE rid ${reverse ? '<' : '>'} ? ORDER BY rid ${reverse ? 'DESC' : ''}`;
    let last = reverse ? Number.MAX_SAFE_INTEGER : -1;
    for (const [rowId, bytes] of this.rows<Row>(undefined, sql, () => [last])) {
      last = rowId;
      yield new StoredDocument(this, rowId, bytes);
    }
  }

  /** The documents in a range of an index (of `_id` when `index` is undefined), in its order; one with several keys in it comes as often. */
  *inRange(index: SecondaryIndex | undefined, range: KeyRange, reverse: boolean): Generator<StoredDocument> {
    const from = index ? `${index.table} i CROSS JOIN ${this.table} c ON c.rid = i.rid` : `${this.table} i`;
    const [columns, order] = [`i.k, i.rid, ${index ? 'c' : 'i'}.doc`, reverse ? 'DESC' : 'ASC'];
    const bounds = reverse ? 'i.k >= ? AND (i.k, i.rid) < (?, ?)' : '(i.k, i.rid) > (?, ?) AND i.k < ?';
    const sql = `SELECT ${columns} FROM ${from} WHERE ${bounds} ORDER BY i.k ${order}, i.rid ${order}`;
    let last: [Uint8Array, number] = reverse ? [range.end, -1] : [range.start, -1];
    const parameters = () => (reverse ? [range.start, ...last] : [...last, range.end]);
    for (const [key, rowId, bytes] of this.rows<[Uint8Array, number, Uint8Array]>(index, sql, parameters)) {
      last = [key, rowId];
      yield new StoredDocument(this, rowId, bytes);
    }
  }

  private read(row: Row | undefined): StoredDocument | undefined {
    return row && new StoredDocument(this, row[0], row[1]);
  }

  private *rows<T>(
    index: SecondaryIndex | undefined,
    sql: string,
    parameters: () => (number | Uint8Array)[],
  ): Generator<T> {
    this.requireThere(index);
    let rows = this.database.scan(sql, parameters());
    try {
      for (;;) {
        if (!this.database.isOpen(rows)) {
          this.requireThere(index);
          rows = this.database.scan(sql, parameters());
        }
        const row = rows.next();
        if (row.done) return;
        yield row.value as T;
      }
    } finally {
      this.database.closeScan(rows);
    }
  }

  private requireUnique(
    indexes: readonly SecondaryIndex[],
    entries: readonly IndexEntry[][],
    self: number,
    idKey?: Uint8Array,
  ): void {
    for (const [which, index] of indexes.entries()) {
      if (!index.definition.unique) continue;
      for (const entry of entries[which]!) {
        if (index.otherHolder(entry.key, self) === undefined) continue;
        const same = idKey && this.byId(idKey);
        throw same
          ? duplicateKey(this.namespace, ID_INDEX, [same.document._id])
          : duplicateKey(this.namespace, index.definition, entry.values);
      }
    }
  }
}

export const idKeyOf = (id: unknown): Buffer => encodeValue(id);

/** Up to so many keys are compared one by one; more are looked up. */
const FEW = 8;

/** The entries whose key is not among `others`. */
function without(entries: readonly IndexEntry[], others: readonly IndexEntry[]): IndexEntry[] {
  if (others.length > FEW) {
    const keys = new Set(others.map(({ key }) => key.toString('latin1')));
    return entries.filter(({ key }) => !keys.has(key.toString('latin1')));
  }
  return entries.filter((entry) => !others.some((other) => other.key.equals(entry.key)));
}
