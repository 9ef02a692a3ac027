import { compareValues, MongoError, PAUSE, serialize, type BsonDocument } from '../language/index.js';
import { isTrue } from '../language/operands.js';
import { isDocument } from '../language/values.js';
import { asNumber } from '../numeric.js';
import { readIndexDefinition, refuseNewIndex } from '../storage/read-index-definition.js';
import { type Collection } from '../storage/collection.js';
import { type IndexDefinition } from '../storage/index-definition.js';
import { listReply } from './catalogue.js';
import { type Command } from './command.js';
import { collectionName, collectionToWrite, requireCollection } from './namespaces.js';

const ID_INDEX = { v: 2, key: { _id: 1 }, name: '_id_' };

const isIdIndex = ({ key }: IndexDefinition): boolean => key.length === 1 && key[0]![0] === '_id' && key[0]![1] === 1;
const same = (a: BsonDocument, b: BsonDocument): boolean => compareValues(a, b) === 0;

/** Whether the index is there already. @throws MongoError 85 or 86 when one is there that only resembles it */
function exists(collection: Collection, wanted: IndexDefinition): boolean {
  for (const { definition } of collection.indexes) {
    const sameKey = JSON.stringify(definition.key) === JSON.stringify(wanted.key);
    const sameOptions = sameKey && same({ ...definition.shown, name: '', v: 2 }, { ...wanted.shown, name: '', v: 2 });
    if (definition.name === wanted.name) {
      if (sameOptions) return true;
      throw new MongoError(
        86,
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${wanted.name}`,
      );
    }
    const samePartial = same(definition.partialFilter ?? {}, wanted.partialFilter ?? {});
    if (sameKey && sameOptions)
      throw new MongoError(
        85,
        'IndexOptionsConflict',
        `Index already exists with a different name: ${definition.name}`,
      );
    if (sameKey && samePartial && definition.unique === wanted.unique && definition.sparse === wanted.sparse)
      throw new MongoError(
        85,
        'IndexOptionsConflict',
        `An equivalent index already exists with a different name and options: ${definition.name}`,
      );
  }
  return false;
}

export const createIndexes: Command = {
  name: 'createIndexes',
  fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions', 'v'],
  writes: true,
  *run(call) {
    const { args, db, engine } = call;
    const name = collectionName(call);
    const definitions = args.documents('indexes').map((spec) => {
      if (spec.name === undefined)
        throw new MongoError(9, 'FailedToParse', "The 'name' field is a required property of an index specification");
      const definition = readIndexDefinition(spec);
      refuseNewIndex(spec, definition);
      return definition;
    });
    const createdCollectionAutomatically = engine.catalogue.find(db, name) === undefined;
    const collection = collectionToWrite(engine, db, name);
    const numIndexesBefore = collection.indexes.length + 1;
    const built: string[] = [];
    try {
      for (const definition of definitions) {
        // Another command builds the same: it is waited for, and then the index is there.
        while (
          collection.building.some(
            (other) =>
              other.name === definition.name || JSON.stringify(other.definition.key) === JSON.stringify(definition.key),
          )
        )
          yield PAUSE;
        if (isIdIndex(definition) || exists(collection, definition)) continue;
        if (definition.name === '_id_')
          throw new MongoError(67, 'CannotCreateIndex', "The index name '_id_' is reserved for the _id index");
        if (collection.indexes.length + 1 >= 64)
          throw new MongoError(
            67,
            'CannotCreateIndex',
            `add index fails, too many indexes for ${collection.namespace} key:${JSON.stringify(definition.key)}`,
          );
        yield* engine.catalogue.createIndex(collection, definition.shown, serialize(definition.shown));
        built.push(definition.name);
      }
    } catch (error) {
      // All of them or none. With a pause, since what a step changes that throws is undone.
      const whole = collection.indexes.filter((index) => built.includes(index.name));
      for (const index of whole) engine.catalogue.dropIndex(collection, index);
      if (whole.length > 0) yield PAUSE;
      throw error;
    }
    const numIndexesAfter = collection.indexes.length + 1;
    return {
      numIndexesBefore,
      numIndexesAfter,
      createdCollectionAutomatically,
      ...(numIndexesAfter === numIndexesBefore && { note: 'all indexes already exist' }),
    };
  },
};

export const listIndexes: Command = {
  name: 'listIndexes',
  fields: ['cursor'],
  writes: false,
  run(call) {
    const collection = requireCollection(call);
    return listReply(
      call,
      [ID_INDEX, ...collection.indexes.map(({ definition }) => definition.shown)],
      collection.namespace,
    );
  },
};

export const dropIndexes: Command = {
  name: 'dropIndexes',
  aliases: ['deleteIndexes'],
  fields: ['index'],
  writes: true,
  run(call) {
    const { args, engine } = call;
    const collection = requireCollection(call);
    const nIndexesWas = collection.indexes.length + 1;
    const wanted = args.raw('index') ?? args.missing('index');
    const found = (Array.isArray(wanted) ? wanted : [wanted]).flatMap((each) => {
      if (each === '*') return [...collection.indexes];
      const idWanted = each === '_id_' || (isDocument(each) && compareValues(each, ID_INDEX.key) === 0);
      if (idWanted) throw new MongoError(72, 'InvalidOptions', 'cannot drop _id index');
      const index = collection.indexes.find(({ definition }) =>
        isDocument(each) ? same(definition.keyPattern, each) : definition.name === each,
      );
      if (!index)
        throw new MongoError(
          27,
          'IndexNotFound',
          isDocument(each)
            ? "can't find index with key: " + JSON.stringify(each)
            : `index not found with name [${String(each)}]`,
        );
      return [index];
    });
    engine.cursors.killWhere((namespace) => namespace === collection.namespace);
    for (const index of found) engine.catalogue.dropIndex(collection, index);
    return wanted === '*' ? { nIndexesWas, msg: 'non-_id indexes dropped for collection' } : { nIndexesWas };
  },
};

function checkIndexChange(change: BsonDocument): void {
  const invalid = (reason: string) => new MongoError(72, 'InvalidOptions', reason);
  const { name, keyPattern, expireAfterSeconds, hidden } = change;
  for (const field of Object.keys(change)) {
    if (['unique', 'prepareUnique'].includes(field))
      throw new MongoError(238, 'NotImplemented', `collMod can't change '${field}' of an index`);
    if (!['name', 'keyPattern', 'expireAfterSeconds', 'hidden'].includes(field))
      throw new MongoError(40415, 'Location40415', `BSON field 'collMod.index.${field}' is an unknown field.`);
  }
  if (name !== undefined && keyPattern !== undefined) throw invalid('Cannot specify both key pattern and name.');
  if (name === undefined && keyPattern === undefined) throw invalid('Must specify either index name or key pattern.');
  if (expireAfterSeconds === undefined && hidden === undefined)
    throw invalid('no expireAfterSeconds, hidden, unique, or prepareUnique field');
  if (expireAfterSeconds !== undefined && asNumber(expireAfterSeconds) === undefined)
    throw new MongoError(
      14,
      'TypeMismatch',
      "BSON field 'collMod.index.expireAfterSeconds' is the wrong type, expected a number",
    );
  if (hidden !== undefined && typeof hidden !== 'boolean' && asNumber(hidden) === undefined)
    throw new MongoError(
      14,
      'TypeMismatch',
      "BSON field 'collMod.index.hidden' is the wrong type, expected type 'bool'",
    );
  if (hidden !== undefined && (name === '_id_' || (isDocument(keyPattern) && same(keyPattern, ID_INDEX.key))))
    throw new MongoError(2, 'BadValue', "can't hide _id index");
}

export const collMod: Command = {
  name: 'collMod',
  fields: [
    'index',
    'validator',
    'validationLevel',
    'validationAction',
    'viewOn',
    'pipeline',
    'cappedSize',
    'cappedMax',
    'changeStreamPreAndPostImages',
    'timeseries',
    'dryRun',
  ],
  writes: true,
  run(call) {
    const { args, engine } = call;
    const collection = requireCollection(call);
    args.refuse(
      [
        'validator',
        'validationLevel',
        'validationAction',
        'viewOn',
        'pipeline',
        'cappedSize',
        'cappedMax',
        'changeStreamPreAndPostImages',
        'timeseries',
        'dryRun',
      ],
      'collMod changes an index only',
    );
    const change = args.optionalDocument('index');
    if (!change) return {};
    checkIndexChange(change);
    const index = collection.indexes.find(({ definition }) =>
      change.name !== undefined
        ? definition.name === change.name
        : isDocument(change.keyPattern) && same(definition.keyPattern, change.keyPattern),
    );
    if (!index)
      throw new MongoError(
        27,
        'IndexNotFound',
        `cannot find index ${String(change.name)} for ns ${collection.namespace}`,
      );
    const shown = { ...index.definition.shown };
    // Tells what was and what is, of what was asked to change.
    const told: BsonDocument = {};
    for (const [field, value] of Object.entries(change)) {
      if (field !== 'expireAfterSeconds' && field !== 'hidden') continue;
      const old = field === 'hidden' ? index.definition.hidden : asNumber(shown[field]);
      const made = field === 'hidden' ? isTrue(value) : Math.trunc(asNumber(value)!);
      if (old === made) continue;
      const tell = (one: unknown): unknown => (typeof one === 'number' ? BigInt(one) : one);
      if (old !== undefined) told[`${field}_old`] = tell(old);
      told[`${field}_new`] = tell(made);
      shown[field] = made;
    }
    if (Object.keys(told).length === 0) return {};
    engine.catalogue.redefineIndex(collection, index, shown, serialize(readIndexDefinition(shown).shown));
    return told;
  },
};
