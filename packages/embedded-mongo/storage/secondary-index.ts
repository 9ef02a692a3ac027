import { compileFilter, indexKeys, refuseAmbiguous, type BsonDocument } from '../language/index.js';
import { parsePath, type Path } from '../language/path.js';
import { fieldKey } from '../language/values.js';
import { type Database } from './database.js';
import { type IndexDefinition } from './index-definition.js';
import { encodeKey } from './key-encoding.js';

export interface IndexEntry {
  key: Buffer;
  values: readonly unknown[];
}

/** An index's rows: (key, row of the document), in the key's order. */
export class SecondaryIndex {
  readonly table: string;
  /** While it is being built: a row may be put in both by the build and by a write. */
  building = false;
  private readonly descending: readonly boolean[];
  private readonly covers: (document: BsonDocument) => boolean;
  private readonly paths: readonly string[][];
  /** Those with a number behind a name: an index in an array, or a name. */
  private readonly numbered: readonly Path[];

  constructor(
    private readonly database: Database,
    readonly id: number,
    readonly definition: IndexDefinition,
    /** One bit for each field on whose path some document has, or had, an array. */
    public multikey: number,
  ) {
    this.table = `index_${id}`;
    this.descending = definition.key.map(([, direction]) => direction === -1);
    this.paths = definition.key.map(([path]) => path.split('.').map(fieldKey));
    this.numbered = definition.key
      .map(([path]) => parsePath(path))
      .filter((path) => path.slice(1).some(({ index }) => index >= 0));
    // A sparse index holds a document that has any of its fields.
    const filter = definition.sparse
      ? { $or: definition.key.map(([path]) => ({ [fieldKey(path)]: { $exists: true } })) }
      : definition.partialFilter;
    this.covers = filter ? compileFilter(filter, {}).matches : () => true;
  }

  createTable(): void {
    this.database.execute(
      `CREATE TABLE ${this.table} (k BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (k, rid)) WITHOUT ROWID`,
    );
  }

  get name(): string {
    return this.definition.name;
  }

  isMultikey(field: number): boolean {
    return (this.multikey & (1 << field)) !== 0;
  }

  /** The entries that a document has in this index, each key once. */
  entriesOf(document: BsonDocument): IndexEntry[] {
    if (!this.covers(document)) return [];
    const tuples = indexKeys(document, this.definition.keyPattern);
    if (tuples.length === 1) return [this.entry(tuples[0]!)];
    const entries = new Map<string, IndexEntry>();
    for (const values of tuples) {
      const entry = this.entry(values);
      entries.set(entry.key.toString('latin1'), entry);
    }
    return [...entries.values()];
  }

  /** The entries that a document is to have. @throws MongoError 16746 where its path is ambiguous, which what is stored already may be */
  entriesFor(document: BsonDocument): IndexEntry[] {
    if (this.numbered.length > 0 && this.covers(document))
      for (const path of this.numbered) refuseAmbiguous(document, path);
    return this.entriesOf(document);
  }

  /** Takes note of arrays on the index's paths, since the planner must know of them. */
  noteArrays(document: BsonDocument): void {
    let multikey = this.multikey;
    for (let field = 0; field < this.paths.length; field++)
      if (crossesArray(document, this.paths[field]!)) multikey |= 1 << field;
    if (multikey === this.multikey) return;
    this.multikey = multikey;
    if (!this.building) this.database.change('UPDATE indexes SET multikey = ? WHERE id = ?', multikey, this.id);
  }

  /** The row that holds a key already, other than `self`. */
  otherHolder(key: Uint8Array, self: number): number | undefined {
    const row = this.database
      .statement(`SELECT rid FROM ${this.table} WHERE k = ? AND rid <> ? LIMIT 1`)
      .get(key, self) as unknown as [number] | undefined;
    return row?.[0];
  }

  holds(key: Uint8Array, rowId: number): boolean {
    return this.database.statement(`SELECT 1 FROM ${this.table} WHERE k = ? AND rid = ?`).get(key, rowId) !== undefined;
  }

  add(key: Uint8Array, rowId: number): void {
    this.database.change(
      `INSERT ${this.building ? 'OR IGNORE ' : ''}INTO ${this.table} (k, rid) VALUES (?, ?)`,
      key,
      rowId,
    );
  }

  remove(key: Uint8Array, rowId: number): void {
    this.database.change(`DELETE FROM ${this.table} WHERE k = ? AND rid = ?`, key, rowId);
  }

  /** Takes out whatever the index holds of a row whose document can't be read any more. Looks through the whole index. */
  removeRow(rowId: number): void {
    this.database.change(`DELETE FROM ${this.table} WHERE rid = ?`, rowId);
  }

  private entry(values: readonly unknown[]): IndexEntry {
    return { key: encodeKey(values, this.descending), values };
  }
}

function crossesArray(document: BsonDocument, path: readonly string[]): boolean {
  let value: unknown = document;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value)) return true;
    value = (value as BsonDocument)[part];
  }
  return Array.isArray(value);
}
