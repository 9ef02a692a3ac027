import { compileFilter, MongoError, serialize, type BsonDocument, type Steps } from '../language/index.js';
import { type Collection, type Tally } from '../storage/collection.js';
import { Binary } from 'bson';
import { type Command, type CommandCall, type Engine } from './command.js';
import { collectionStats } from './collection-stats.js';
import { cursorOptions, cursorReply, firstBatchOf } from './cursor-reply.js';
import {
  checkCollectionName,
  checkDatabaseName,
  collectionName,
  findCollection,
  refuseOtherCase,
} from './namespaces.js';
import { isSimpleCollation } from '../planner/query.js';

const filterOf = (filter: BsonDocument | undefined): ((document: BsonDocument) => boolean) =>
  filter ? compileFilter(filter, {}).matches : () => true;

/** Answers a list as a cursor, after a filter. */
export function* listReply(call: CommandCall, documents: BsonDocument[], namespace: string): Steps<Uint8Array> {
  const matches = filterOf(call.args.optionalDocument('filter'));
  const size = firstBatchOf(call.args);
  return cursorReply(
    yield* call.engine.cursors.open(
      documents
        .filter(matches)
        .map((document) => serialize(document))
        .values(),
      size,
      false,
      cursorOptions(call, namespace),
    ),
    'firstBatch',
  );
}

export const listDatabases: Command = {
  name: 'listDatabases',
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  writes: false,
  *run({ args, engine }) {
    const nameOnly = args.boolean('nameOnly');
    const filter = args.optionalDocument('filter');
    const names = engine.catalogue.databaseNames();
    if (nameOnly) return { databases: names.map((name) => ({ name })).filter(filterOf(filter)) };
    const databases: { name: string; sizeOnDisk: bigint; empty: boolean }[] = [];
    for (const name of names) {
      const { count, bytes } = yield* sumOf(engine.catalogue.collections(name));
      databases.push({ name, sizeOnDisk: BigInt(bytes), empty: count === 0 });
    }
    const totalSize = databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0n);
    return { databases: databases.filter(filterOf(filter)), totalSize, totalSizeMb: totalSize / 1048576n };
  },
};

export const listCollections: Command = {
  name: 'listCollections',
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  writes: false,
  run(call) {
    const describe = (collection: Collection) => ({
      name: collection.name,
      type: 'collection',
      ...(!call.args.boolean('nameOnly') && {
        options: {},
        info: { readOnly: false, uuid: new Binary(Buffer.from(collection.uuid.replaceAll('-', ''), 'hex'), 4) },
        idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
      }),
    });
    return listReply(call, call.engine.catalogue.collections(call.db).map(describe), `${call.db}.$cmd.listCollections`);
  },
};

export const create: Command = {
  name: 'create',
  fields: [
    'capped',
    'size',
    'max',
    'autoIndexId',
    'timeseries',
    'expireAfterSeconds',
    'clusteredIndex',
    'changeStreamPreAndPostImages',
    'storageEngine',
    'validator',
    'validationLevel',
    'validationAction',
    'indexOptionDefaults',
    'viewOn',
    'pipeline',
    'collation',
    'encryptedFields',
    'idIndex',
    'flags',
  ],
  writes: true,
  run(call) {
    const { args, db, engine } = call;
    const name = collectionName(call);
    args.refuse(
      [
        'capped',
        'timeseries',
        'clusteredIndex',
        'viewOn',
        'pipeline',
        'encryptedFields',
        'changeStreamPreAndPostImages',
        'expireAfterSeconds',
        'validator',
      ],
      'this server has plain collections only',
    );
    if (!isSimpleCollation(args.optionalDocument('collation')))
      throw new MongoError(238, 'NotImplemented', "'collation' of a collection is not supported: give it to the query");
    refuseOtherCase(engine, db);
    if (engine.catalogue.find(db, name))
      throw new MongoError(48, 'NamespaceExists', `Collection ${db}.${name} already exists.`);
    engine.catalogue.create(db, name);
    return {};
  },
};

/** Counts of several collections together; those that are dropped meanwhile are left out. */
function* sumOf(collections: readonly Collection[]): Steps<Tally> {
  const sum = { count: 0, bytes: 0 };
  for (const collection of collections) {
    if (collection.dropped) continue;
    const { count, bytes } = yield* collection.tally();
    sum.count += count;
    sum.bytes += bytes;
  }
  return sum;
}

function dropCollection(engine: Engine, collection: Collection): void {
  engine.cursors.killWhere((namespace) => namespace === collection.namespace);
  engine.catalogue.drop(collection);
  if (engine.catalogue.hasLeftovers)
    engine
      .chore(engine.catalogue.clearLeftovers())
      .catch((error: unknown) => engine.log(`what was dropped could not be cleared away: ${String(error)}`));
}

export const drop: Command = {
  name: 'drop',
  fields: [],
  writes: true,
  run(call) {
    const collection = findCollection(call);
    if (!collection) return {};
    const nIndexesWas = collection.indexes.length + 1;
    dropCollection(call.engine, collection);
    return { nIndexesWas, ns: collection.namespace };
  },
};

export const dropDatabase: Command = {
  name: 'dropDatabase',
  fields: [],
  writes: true,
  run({ args, engine, db }) {
    if (args.number('dropDatabase') !== 1)
      throw new MongoError(5255100, 'Location5255100', "Have to pass 1 as 'dropDatabase' parameter");
    const collections = engine.catalogue.collections(db);
    if (collections.length === 0) return {};
    for (const collection of collections) dropCollection(engine, collection);
    return { dropped: db };
  },
};

export const renameCollection: Command = {
  name: 'renameCollection',
  fields: ['to', 'dropTarget'],
  writes: true,
  run({ args, engine, db }) {
    if (db !== 'admin')
      throw new MongoError(13, 'Unauthorized', 'renameCollection may only be run against the admin database.');
    const [fromDb, from] = splitNamespace(args.string('renameCollection'));
    const [toDb, to] = splitNamespace(args.string('to'));
    const collection = engine.catalogue.find(fromDb, from);
    if (!collection)
      throw new MongoError(26, 'NamespaceNotFound', `Source collection ${fromDb}.${from} does not exist`);
    if (fromDb === toDb && from === to)
      throw new MongoError(20, 'IllegalOperation', "Can't rename a collection to itself");
    checkDatabaseName(toDb);
    checkCollectionName(toDb, to);
    refuseOtherCase(engine, toDb);
    const target = engine.catalogue.find(toDb, to);
    if (target && !args.boolean('dropTarget')) throw new MongoError(48, 'NamespaceExists', 'target namespace exists');
    if (target) dropCollection(engine, target);
    engine.cursors.killWhere((namespace) => namespace === collection.namespace);
    engine.catalogue.rename(collection, toDb, to);
    return {};
  },
};

function splitNamespace(namespace: string): [db: string, name: string] {
  const dot = namespace.indexOf('.');
  if (dot < 1) throw new MongoError(73, 'InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  return [namespace.slice(0, dot), namespace.slice(dot + 1)];
}

export const collStats: Command = {
  name: 'collStats',
  aliases: ['collstats'],
  fields: ['scale'],
  writes: false,
  *run(call) {
    const scale = call.args.count('scale') || 1;
    return yield* collectionStats(`${call.db}.${collectionName(call)}`, findCollection(call), scale);
  },
};

export const dbStats: Command = {
  name: 'dbStats',
  aliases: ['dbstats'],
  fields: ['scale', 'freeStorage'],
  writes: false,
  *run({ args, engine, db }) {
    const scale = args.count('scale') || 1;
    const collections = engine.catalogue.collections(db);
    const { count: objects, bytes } = yield* sumOf(collections);
    const indexes = collections.reduce((total, collection) => total + collection.indexes.length + 1, 0);
    const indexSize = collections.reduce((total, collection) => total + collection.indexBytes().total, 0);
    return {
      db,
      collections: collections.length,
      views: 0,
      objects,
      avgObjSize: objects > 0 ? bytes / objects : 0,
      dataSize: bytes / scale,
      storageSize: bytes / scale,
      indexes,
      indexSize: indexSize / scale,
      totalSize: (bytes + indexSize) / scale,
      scaleFactor: scale,
    };
  },
};
