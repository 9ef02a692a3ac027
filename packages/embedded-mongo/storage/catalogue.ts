import { randomUUID } from 'node:crypto';
import { deserialize, PAUSE, pauseDue, type BsonDocument, type Steps } from '../language/index.js';
import { Collection } from './collection.js';
import { type Database } from './database.js';
import { readIndexDefinition } from './read-index-definition.js';
import { SecondaryIndex } from './secondary-index.js';

/** Collections that a pipeline's output is gathered in. */
export const UNFINISHED_OUTPUT = 'tmp.agg_out.';
/** In the place of an index's arrays while it is being built. */
const UNFINISHED = -1;
/** A table with no more rows than these is dropped at once; a larger one is emptied in steps first. */
const DROPPED_AT_ONCE = 64;
const EMPTIED_AT_ONCE = 32;

type CollectionRow = [id: number, db: string, name: string, uuid: string];
type IndexRow = [id: number, collection: number, definition: Uint8Array, multikey: number];

/** Which databases, collections and indexes there are; kept in the file, held in memory. */
export class Catalogue {
  private readonly databases = new Map<string, Map<string, Collection>>();

  constructor(private readonly database: Database) {
    database.write(() =>
      database.execute(`
      CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL, uuid TEXT NOT NULL, UNIQUE (db, name));
      CREATE TABLE IF NOT EXISTS indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, name TEXT NOT NULL, definition BLOB NOT NULL, multikey INTEGER NOT NULL, UNIQUE (collection, name));
      CREATE TABLE IF NOT EXISTS leftovers (name TEXT PRIMARY KEY);`),
    );
    database.commit();
    this.reload();
    database.write(() => this.clearUnfinished());
    database.commit();
  }

  /** What a process left behind that ended in the middle of it. */
  private clearUnfinished(): void {
    for (const [id] of this.database
      .statement('SELECT id FROM indexes WHERE multikey = ?')
      .all(UNFINISHED) as unknown as [number][])
      this.removeIndex(id);
    for (const collection of [...this.all()]) if (collection.name.startsWith(UNFINISHED_OUTPUT)) this.drop(collection);
  }

  /**
   * Reads the catalogue from the file again: at the start, and after a command was undone that had changed it. Collections
   * that are still there stay the same objects, since commands that wait for their turn hold on to them.
   */
  reload(): void {
    const known = new Map([...this.all()].map((collection) => [collection.id, collection]));
    this.databases.clear();
    const there = new Map<number, Collection>();
    for (const [id, db, name, uuid] of this.database
      .statement('SELECT id, db, name, uuid FROM collections ORDER BY id')
      .all() as unknown as CollectionRow[]) {
      const collection = known.get(id) ?? new Collection(this.database, { id, db, name, uuid });
      Object.assign(collection, { db, name, dropped: false });
      collection.forget();
      this.hold(collection);
      there.set(id, collection);
    }
    for (const [id, collection] of known) if (!there.has(id)) collection.dropped = true;
    this.reloadIndexes(there);
  }

  private reloadIndexes(collections: ReadonlyMap<number, Collection>): void {
    const built = new Set<number>();
    for (const collection of collections.values()) collection.indexes.length = 0;
    for (const [id, collection, definition, multikey] of this.database
      .statement('SELECT id, collection, definition, multikey FROM indexes ORDER BY id')
      .all() as unknown as IndexRow[]) {
      if (multikey === UNFINISHED) built.add(id);
      else
        collections
          .get(collection)!
          .indexes.push(new SecondaryIndex(this.database, id, readIndexDefinition(deserialize(definition)), multikey));
    }
    for (const { building } of collections.values())
      building.splice(0, building.length, ...building.filter(({ id }) => built.has(id)));
  }

  *all(): Generator<Collection> {
    for (const collections of this.databases.values()) yield* collections.values();
  }

  databaseNames(): string[] {
    return [...this.databases.keys()].sort();
  }

  collections(db: string): Collection[] {
    return [...(this.databases.get(db)?.values() ?? [])];
  }

  find(db: string, name: string): Collection | undefined {
    return this.databases.get(db)?.get(name);
  }

  create(db: string, name: string): Collection {
    const uuid = randomUUID();
    const id = Number(
      this.database.change('INSERT INTO collections (db, name, uuid) VALUES (?, ?, ?)', db, name, uuid).lastInsertRowid,
    );
    const collection = new Collection(this.database, { id, db, name, uuid });
    collection.createTable();
    this.hold(collection);
    return collection;
  }

  drop(collection: Collection): void {
    for (const index of [...collection.indexes]) this.dropIndex(collection, index);
    for (const index of collection.building.splice(0)) this.removeIndex(index.id);
    this.removeTable(collection.table);
    this.database.change('DELETE FROM collections WHERE id = ?', collection.id);
    collection.dropped = true;
    this.release(collection);
  }

  rename(collection: Collection, db: string, name: string): void {
    this.database.change('UPDATE collections SET db = ?, name = ? WHERE id = ?', db, name, collection.id);
    this.release(collection);
    collection.db = db;
    collection.name = name;
    this.hold(collection);
  }

  /** A number that no collection has had, for names of collections that stand for a moment only. */
  nextId(): number {
    return 1 + Math.max(0, ...[...this.all()].map(({ id }) => id));
  }

  /**
   * Makes the index and fills it, in steps. When that fails nothing of it stays; it ends with a pause then, since what a
   * step changes that throws is undone, and this must not be.
   * @throws MongoError 11000 when it is unique and the documents are not, 276 when the collection is dropped meanwhile
   */
  *createIndex(collection: Collection, shown: BsonDocument, bytes: Uint8Array): Steps<SecondaryIndex> {
    const id = Number(
      this.database.change(
        'INSERT INTO indexes (collection, name, definition, multikey) VALUES (?, ?, ?, ?)',
        collection.id,
        String(shown.name),
        bytes,
        UNFINISHED,
      ).lastInsertRowid,
    );
    const index = new SecondaryIndex(this.database, id, readIndexDefinition(shown), 0);
    index.building = true;
    index.createTable();
    collection.building.push(index);
    try {
      yield* collection.fillIndex(index);
    } catch (error) {
      if (collection.building.includes(index)) {
        collection.building.splice(collection.building.indexOf(index), 1);
        this.removeIndex(id);
        yield PAUSE;
      }
      throw error;
    }
    index.building = false;
    collection.building.splice(collection.building.indexOf(index), 1);
    this.database.change('UPDATE indexes SET multikey = ? WHERE id = ?', index.multikey, id);
    collection.indexes.push(index);
    return index;
  }

  /** Changes what an index is shown as, without building it anew (collMod). */
  redefineIndex(collection: Collection, index: SecondaryIndex, shown: BsonDocument, bytes: Uint8Array): void {
    this.database.change('UPDATE indexes SET definition = ? WHERE id = ?', bytes, index.id);
    collection.indexes[collection.indexes.indexOf(index)] = new SecondaryIndex(
      this.database,
      index.id,
      readIndexDefinition(shown),
      index.multikey,
    );
  }

  dropIndex(collection: Collection, index: SecondaryIndex): void {
    this.removeIndex(index.id);
    collection.indexes.splice(
      collection.indexes.findIndex(({ id }) => id === index.id),
      1,
    );
  }

  private removeIndex(id: number): void {
    this.removeTable(`index_${id}`);
    this.database.change('DELETE FROM indexes WHERE id = ?', id);
  }

  private removeTable(table: string): void {
    const large =
      this.database.statement(`SELECT 1 FROM ${table} LIMIT 1 OFFSET ${DROPPED_AT_ONCE}`).get() !== undefined;
    if (large) this.database.change('INSERT OR IGNORE INTO leftovers (name) VALUES (?)', table);
    else this.database.execute(`DROP TABLE ${table}`);
  }

  /** Whether tables wait to be emptied. */
  get hasLeftovers(): boolean {
    return this.database.statement('SELECT 1 FROM leftovers LIMIT 1').get() !== undefined;
  }

  /** Empties and drops the tables of what was dropped, in steps: freeing all their pages at once would hold up everybody. */
  *clearLeftovers(): Steps<void> {
    for (;;) {
      const [table] = (this.database.statement('SELECT name FROM leftovers LIMIT 1').get() ?? []) as unknown as [
        string?,
      ];
      if (table === undefined) return;
      const [columns, key] = table.startsWith('index_') ? ['k, rid', '(k, rid)'] : ['rid', 'rid'];
      for (;;) {
        const { changes } = this.database.change(
          `DELETE FROM ${table} WHERE ${key} IN (SELECT ${columns} FROM ${table} LIMIT ${EMPTIED_AT_ONCE})`,
        );
        if (changes === 0) break;
        if (pauseDue()) yield PAUSE;
      }
      this.database.execute(`DROP TABLE ${table}`);
      this.database.change('DELETE FROM leftovers WHERE name = ?', table);
      yield PAUSE;
    }
  }

  private hold(collection: Collection): void {
    let collections = this.databases.get(collection.db);
    if (!collections) this.databases.set(collection.db, (collections = new Map<string, Collection>()));
    collections.set(collection.name, collection);
  }

  private release(collection: Collection): void {
    const collections = this.databases.get(collection.db)!;
    collections.delete(collection.name);
    if (collections.size === 0) this.databases.delete(collection.db);
  }
}
