import { deserialize, type BsonDocument } from '../language/index.js';
import { type Database } from './database.js';
import { duplicateKey } from './duplicate-key.js';
import { encodeValue } from './key-encoding.js';
import { type IndexEntry, type SecondaryIndex } from './secondary-index.js';
import { StoredDocument } from './stored-document.js';
import { type KeyRange } from './key-range.js';
import { checkStoredBytes } from '../wire/raw-document.js';

const ID_INDEX = { name: '_id_', keyPattern: { _id: 1 } };

type Row = [rowId: number, bytes: Uint8Array];

/** A collection's documents in the order they came, and their indexes. */
export class Collection {
  readonly id: number;
  readonly uuid: string;
  db: string;
  name: string;
  readonly indexes: SecondaryIndex[] = [];
  private readonly table: string;
  private counted?: number;

  constructor(private readonly database: Database, names: { id: number; db: string; name: string; uuid: string }) {
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
    this.database.execute(`CREATE TABLE ${this.table} (rid INTEGER PRIMARY KEY, k BLOB NOT NULL UNIQUE, doc BLOB NOT NULL)`);
  }

  dropTable(): void {
    this.database.execute(`DROP TABLE ${this.table}`);
  }

  get count(): number {
    this.counted ??= (this.database.statement(`SELECT count(*) FROM ${this.table}`).get() as unknown as [number])[0];
    return this.counted;
  }

  /** Bytes of all documents. Reads them all through. */
  get dataBytes(): number {
    return (this.database.statement(`SELECT coalesce(sum(length(doc)), 0) FROM ${this.table}`).get() as unknown as [number])[0];
  }

  /** @param bytes a document with its `_id` first @throws MongoError 11000; 22 and 15 for bytes that are no document which may be stored */
  insert(bytes: Uint8Array, idKey: Uint8Array): void {
    checkStoredBytes(bytes);
    const document = this.indexes.length > 0 ? deserialize(bytes) : undefined;
    const entries = document ? this.indexes.map((index) => index.entriesOf(document)) : [];
    this.requireUnique(entries, -1, idKey);
    const { changes, lastInsertRowid } = this.database.change(`INSERT INTO ${this.table} (k, doc) VALUES (?, ?) ON CONFLICT (k) DO NOTHING`, idKey, bytes);
    if (changes === 0) throw duplicateKey(this.namespace, ID_INDEX, [deserialize(bytes)._id]);
    const rowId = Number(lastInsertRowid);
    for (const [which, index] of this.indexes.entries()) {
      index.noteArrays(document!);
      for (const entry of entries[which]!) index.add(entry.key, rowId);
    }
    if (this.counted !== undefined) this.counted++;
  }

  /** @throws MongoError 11000; 22 and 15 for bytes that are no document which may be stored */
  replace(stored: StoredDocument, document: BsonDocument, bytes: Uint8Array): void {
    checkStoredBytes(bytes);
    const before = this.indexes.map((index) => index.entriesOf(stored.document));
    const after = this.indexes.map((index) => index.entriesOf(document));
    const added = after.map((entries, which) => without(entries, before[which]!));
    this.requireUnique(added, stored.rowId);
    this.database.change(`UPDATE ${this.table} SET doc = ? WHERE rid = ?`, bytes, stored.rowId);
    for (const [which, index] of this.indexes.entries()) {
      index.noteArrays(document);
      for (const entry of without(before[which]!, after[which]!)) index.remove(entry.key, stored.rowId);
      for (const entry of added[which]!) index.add(entry.key, stored.rowId);
    }
  }

  remove(stored: StoredDocument): void {
    this.database.change(`DELETE FROM ${this.table} WHERE rid = ?`, stored.rowId);
    for (const index of this.indexes) {
      if (stored.isSound) for (const entry of index.entriesOf(stored.document)) index.remove(entry.key, stored.rowId);
      else index.removeRow(stored.rowId);
    }
    if (this.counted !== undefined) this.counted--;
  }

  /** Puts every document into a new index. */
  fillIndex(index: SecondaryIndex): void {
    for (const stored of this.inOrder(false)) {
      index.noteArrays(stored.document);
      for (const entry of index.entriesOf(stored.document)) {
        if (index.definition.unique && index.otherHolder(entry.key, stored.rowId) !== undefined) throw duplicateKey(this.namespace, index.definition, entry.values);
        index.add(entry.key, stored.rowId);
      }
    }
  }

  byId(idKey: Uint8Array): StoredDocument | undefined {
    return this.read(this.database.statement(`SELECT rid, doc FROM ${this.table} WHERE k = ?`).get(idKey) as unknown as Row | undefined);
  }

  byRow(rowId: number): StoredDocument | undefined {
    return this.read(this.database.statement(`SELECT rid, doc FROM ${this.table} WHERE rid = ?`).get(rowId) as unknown as Row | undefined);
  }

  /** All documents in natural order. May be left and gone on with later: it then reads on behind the last document it gave. */
  *inOrder(reverse: boolean): Generator<StoredDocument> {
    const sql = `SELECT rid, doc FROM ${this.table} WHERE rid ${reverse ? '<' : '>'} ? ORDER BY rid ${reverse ? 'DESC' : ''}`;
    let last = reverse ? Number.MAX_SAFE_INTEGER : -1;
    for (const [rowId, bytes] of this.rows<Row>(sql, () => [last])) {
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
    for (const [key, rowId, bytes] of this.rows<[Uint8Array, number, Uint8Array]>(sql, parameters)) {
      last = [key, rowId];
      yield new StoredDocument(this, rowId, bytes);
    }
  }

  private read(row: Row | undefined): StoredDocument | undefined {
    return row && new StoredDocument(this, row[0], row[1]);
  }

  private *rows<T>(sql: string, parameters: () => (number | Uint8Array)[]): Generator<T> {
    let rows = this.database.scan(sql, parameters());
    try {
      for (;;) {
        if (!this.database.isOpen(rows)) rows = this.database.scan(sql, parameters());
        const row = rows.next();
        if (row.done) return;
        yield row.value as T;
      }
    } finally {
      this.database.closeScan(rows);
    }
  }

  private requireUnique(entries: readonly IndexEntry[][], self: number, idKey?: Uint8Array): void {
    for (const [which, index] of this.indexes.entries()) {
      if (!index.definition.unique) continue;
      for (const entry of entries[which]!) {
        if (index.otherHolder(entry.key, self) === undefined) continue;
        const same = idKey && this.byId(idKey);
        throw same ? duplicateKey(this.namespace, ID_INDEX, [same.document._id]) : duplicateKey(this.namespace, index.definition, entry.values);
      }
    }
  }
}

export const idKeyOf = (id: unknown): Buffer => encodeValue(id);

/** The entries whose key is not among `others`. */
function without(entries: readonly IndexEntry[], others: readonly IndexEntry[]): IndexEntry[] {
  return entries.filter((entry) => !others.some((other) => other.key.equals(entry.key)));
}
