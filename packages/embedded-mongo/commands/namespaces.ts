import { MongoError } from '../language/index.js';
import { type Collection } from '../storage/collection.js';
import { type CommandCall, type Engine } from './command.js';

const invalid = (reason: string) => new MongoError(73, 'InvalidNamespace', reason);

export function checkDatabaseName(db: string): void {
  if (db === '' || Buffer.byteLength(db) > 63 || /[/\\. "$*<>:|?\0]/.test(db))
    throw invalid(`Invalid database name: '${db}'`);
}

export function checkCollectionName(db: string, name: string): void {
  if (name === '' || name.includes('\0') || name.includes('$') || name.startsWith('.') || name.startsWith('system.'))
    throw invalid(`Invalid collection name: ${db}.${name}`);
  if (Buffer.byteLength(`${db}.${name}`) > 255)
    throw invalid(`Fully qualified namespace is too long. Namespace: ${db}.${name} Max: 255`);
}

/** The collection that a command names as the value of its own name. @throws MongoError 73 InvalidNamespace */
export function collectionName({ args, db, name }: CommandCall): string {
  const value = args.document[Object.keys(args.document)[0]!];
  if (typeof value !== 'string')
    throw invalid(`collection name has invalid type: the command '${name}' takes a collection`);
  checkCollectionName(db, value);
  return value;
}

export function findCollection(call: CommandCall): Collection | undefined {
  return call.engine.catalogue.find(call.db, collectionName(call));
}

/** @throws MongoError 26 NamespaceNotFound */
export function requireCollection(call: CommandCall): Collection {
  const name = collectionName(call);
  const collection = call.engine.catalogue.find(call.db, name);
  if (!collection) throw new MongoError(26, 'NamespaceNotFound', `ns not found ${call.db}.${name}`);
  return collection;
}

/** @throws MongoError 13297 for a database whose name differs from that of another by case alone */
export function refuseOtherCase(engine: Engine, db: string): void {
  const other = engine.catalogue.databaseNames().find((name) => name !== db && name.toLowerCase() === db.toLowerCase());
  if (other !== undefined)
    throw new MongoError(
      13297,
      'DatabaseDifferCase',
      `db already exists with different case already have: [${other}] trying to create [${db}]`,
    );
}

/** MongoDB makes a collection when the first document goes into it. */
export function collectionToWrite(engine: Engine, db: string, name: string): Collection {
  const found = engine.catalogue.find(db, name);
  if (found) return found;
  refuseOtherCase(engine, db);
  return engine.catalogue.create(db, name);
}
