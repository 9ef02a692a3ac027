import { randomUUID } from 'node:crypto';
import { deserialize, type BsonDocument } from '../language/index.js';
import { Collection } from './collection.js';
import { type Database } from './database.js';
import { readIndexDefinition } from './read-index-definition.js';
import { SecondaryIndex } from './secondary-index.js';

/** Which databases, collections and indexes there are; kept in the file, held in memory. */
export class Catalogue {
  private readonly databases = new Map<string, Map<string, Collection>>();

  constructor(private readonly database: Database) {
    database.write(() => database.execute(`
      CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL, uuid TEXT NOT NULL, UNIQUE (db, name));
      CREATE TABLE IF NOT EXISTS indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, name TEXT NOT NULL, definition BLOB NOT NULL, multikey INTEGER NOT NULL, UNIQUE (collection, name));`));
    database.commit();
    this.reload();
  }

  /** Reads the catalogue from the file again: at the start, and after a command was undone that had changed it. */
  reload(): void {
    this.databases.clear();
    for (const [id, db, name, uuid] of this.database.statement('SELECT id, db, name, uuid FROM collections ORDER BY id').all() as unknown as [number, string, string, string][]) {
      this.hold(new Collection(this.database, { id, db, name, uuid }));
    }
    const byId = new Map([...this.all()].map((collection) => [collection.id, collection]));
    for (const [id, collection, definition, multikey] of this.database.statement('SELECT id, collection, definition, multikey FROM indexes ORDER BY id').all() as unknown as [number, number, Uint8Array, number][]) {
      byId.get(collection)!.indexes.push(new SecondaryIndex(this.database, id, readIndexDefinition(deserialize(definition)), multikey));
    }
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
    const id = Number(this.database.change('INSERT INTO collections (db, name, uuid) VALUES (?, ?, ?)', db, name, uuid).lastInsertRowid);
    const collection = new Collection(this.database, { id, db, name, uuid });
    collection.createTable();
    this.hold(collection);
    return collection;
  }

  drop(collection: Collection): void {
    for (const index of [...collection.indexes]) this.dropIndex(collection, index);
    collection.dropTable();
    this.database.change('DELETE FROM collections WHERE id = ?', collection.id);
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

  /** Makes the index and fills it. @throws MongoError 11000 when it is unique and the documents are not */
  createIndex(collection: Collection, shown: BsonDocument, bytes: Uint8Array): SecondaryIndex {
    const id = Number(this.database.change('INSERT INTO indexes (collection, name, definition, multikey) VALUES (?, ?, ?, 0)', collection.id, String(shown.name), bytes).lastInsertRowid);
    const index = new SecondaryIndex(this.database, id, readIndexDefinition(shown), 0);
    index.createTable();
    collection.fillIndex(index);
    collection.indexes.push(index);
    return index;
  }

  /** Changes what an index is shown as, without building it anew (collMod). */
  redefineIndex(collection: Collection, index: SecondaryIndex, shown: BsonDocument, bytes: Uint8Array): void {
    this.database.change('UPDATE indexes SET definition = ? WHERE id = ?', bytes, index.id);
    collection.indexes[collection.indexes.indexOf(index)] = new SecondaryIndex(this.database, index.id, readIndexDefinition(shown), index.multikey);
  }

  dropIndex(collection: Collection, index: SecondaryIndex): void {
    index.dropTable();
    this.database.change('DELETE FROM indexes WHERE id = ?', index.id);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
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
