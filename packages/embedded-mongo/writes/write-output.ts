import {
  MongoError,
  PAUSE,
  pauseDue,
  serialize,
  type BsonDocument,
  type Steps,
  type Stream,
} from '../language/index.js';
import { compileExpression, type Expression } from '../language/expression.js';
import { fieldKey, fieldName, getField, isDocument, typeOf } from '../language/values.js';
import { type Engine } from '../commands/command.js';
import { checkCollectionName, checkDatabaseName, collectionToWrite, refuseOtherCase } from '../commands/namespaces.js';
import { UNFINISHED_OUTPUT } from '../storage/catalogue.js';
import { type Collection } from '../storage/collection.js';
import { duplicateKey } from '../storage/duplicate-key.js';
import { type IndexDefinition } from '../storage/index-definition.js';
import { documentToInsert } from './document-to-insert.js';
import { updateDocuments } from './update-documents.js';

export interface OutputStage {
  kind: '$out' | '$merge';
  db: string;
  name: string;
  on: string[];
  whenMatched: string | BsonDocument[];
  whenNotMatched: string;
  /** The variables of `let`, each by what it is of a result. */
  variables: readonly (readonly [name: string, value: Expression])[];
}

const failed = (reason: string) => new MongoError(9, 'FailedToParse', reason);

function target(kind: string, value: unknown, db: string, nameField: string): { db: string; name: string } {
  const place =
    typeof value === 'string'
      ? { db, name: value }
      : isDocument(value)
        ? { db: value.db ?? db, name: value[nameField] }
        : undefined;
  if (!place || typeof place.db !== 'string' || typeof place.name !== 'string')
    throw failed(`${kind} needs a collection`);
  checkDatabaseName(place.db);
  checkCollectionName(place.db, place.name);
  return { db: place.db, name: place.name };
}

/** The `$out` or `$merge` that ends a pipeline. @throws MongoError 40601 when it stands elsewhere */
export function readOutputStage(stages: readonly BsonDocument[], db: string): OutputStage | undefined {
  for (const [position, stage] of stages.entries()) {
    const kind = Object.keys(stage)[0];
    if (kind !== '$out' && kind !== '$merge') continue;
    if (position !== stages.length - 1)
      throw new MongoError(40601, 'Location40601', `${kind} can only be the final stage in the pipeline`);
    return kind === '$out' ? readOut(stage.$out, db) : readMerge(stage.$merge, db);
  }
  return undefined;
}

function readOut(out: unknown, db: string): OutputStage {
  if (isDocument(out))
    for (const field of Object.keys(out))
      if (field !== 'db' && field !== 'coll') throw failed(`$out does not know '${field}' here`);
  return {
    kind: '$out',
    ...target('$out', out, db, 'coll'),
    on: ['_id'],
    whenMatched: 'replace',
    whenNotMatched: 'insert',
    variables: [],
  };
}

function readMerge(merge: unknown, db: string): OutputStage {
  const spec = typeof merge === 'string' ? { into: merge } : merge;
  if (!isDocument(spec)) throw failed('$merge requires a string or object argument');
  for (const field of Object.keys(spec))
    if (!['into', 'on', 'let', 'whenMatched', 'whenNotMatched'].includes(field))
      throw new MongoError(40415, 'Location40415', `BSON field '$merge.${field}' is an unknown field.`);
  const {
    on = '_id',
    whenMatched = 'merge',
    whenNotMatched = 'insert',
  } = spec as { on?: string | string[]; whenMatched?: string | BsonDocument[]; whenNotMatched?: string };
  if (typeof whenMatched === 'string' && !['replace', 'keepExisting', 'merge', 'fail'].includes(whenMatched))
    throw new MongoError(
      2,
      'BadValue',
      `Enumeration value '${whenMatched}' for field '$merge.whenMatched' is not a valid value.`,
    );
  if (!['insert', 'discard', 'fail'].includes(whenNotMatched))
    throw new MongoError(
      2,
      'BadValue',
      `Enumeration value '${whenNotMatched}' for field '$merge.whenNotMatched' is not a valid value.`,
    );
  return {
    kind: '$merge',
    ...target('$merge', spec.into, db, 'coll'),
    on: [on].flat(),
    whenMatched,
    whenNotMatched,
    variables: readLet(spec.let, whenMatched),
  };
}

function readLet(given: unknown, whenMatched: unknown): OutputStage['variables'] {
  if (given === undefined) return [];
  if (!isDocument(given))
    throw new MongoError(
      14,
      'TypeMismatch',
      `BSON field '$merge.let' is the wrong type '${typeOf(given)}', expected type 'object'`,
    );
  if (!Array.isArray(whenMatched))
    throw new MongoError(
      51199,
      'Location51199',
      "Cannot use 'let' variables with 'whenMatched: " + String(whenMatched) + "' mode",
    );
  if (given.new !== undefined && given.new !== '$$ROOT')
    throw new MongoError(
      51273,
      'Location51273',
      "'let' may not define a value for the reserved 'new' variable other than '$$ROOT'",
    );
  return Object.entries(given).map(([name, value]) => [name, compileExpression(value)] as const);
}

/** Writes a pipeline's results: all of them read before the first is written, by way of a collection of their own. */
export function* writeOutput(engine: Engine, stage: OutputStage, documents: Stream): Steps<void> {
  const { catalogue } = engine;
  if (stage.kind === '$merge') requireUniqueOn(engine, stage);
  refuseOtherCase(engine, stage.db);
  const held = catalogue.create(stage.db, `${UNFINISHED_OUTPUT}${catalogue.nextId()}`);
  try {
    yield* writeBy(engine, stage, held, documents);
  } catch (error) {
    // With a pause, since what a step changes that throws is undone, and this must not be.
    if (!held.dropped) {
      catalogue.drop(held);
      yield PAUSE;
    }
    throw error;
  }
}

function* writeBy(engine: Engine, stage: OutputStage, held: Collection, documents: Stream): Steps<void> {
  const { catalogue, now } = engine;
  for (const document of documents) {
    if (document === PAUSE) {
      yield PAUSE;
      continue;
    }
    const { bytes, idKey } = documentToInsert(serialize(document), now());
    if (stage.kind === '$merge' && held.byId(idKey)) throw failed('$merge got two results with one _id');
    held.insert(bytes, idKey);
  }
  const there = catalogue.find(stage.db, stage.name);
  if (stage.kind === '$out') {
    if (there)
      for (const index of [...there.indexes])
        yield* catalogue.createIndex(held, index.definition.shown, serialize(index.definition.shown));
    if (there && !there.dropped) {
      engine.cursors.killWhere((namespace) => namespace === there.namespace);
      catalogue.drop(there);
    }
    catalogue.rename(held, stage.db, stage.name);
    return;
  }
  const into = there ?? collectionToWrite(engine, stage.db, stage.name);
  for (const { document } of held.inOrder(false)) {
    yield* merge(engine, stage, into.name, document);
    if (pauseDue()) yield PAUSE;
  }
  catalogue.drop(held);
}

/** The unique index over just the fields that are merged on. */
function uniqueOn({ indexes }: Collection, { on }: Pick<OutputStage, 'on'>): IndexDefinition | undefined {
  return indexes.find(
    ({ definition }) =>
      definition.unique
      && !definition.partialFilter
      && !definition.sparse
      && definition.key.length === on.length
      && definition.key.every(([path]) => on.includes(path)),
  )?.definition;
}

function requireUniqueOn(engine: Engine, { on, db, name }: OutputStage): void {
  if (on.length === 1 && on[0] === '_id') return;
  const collection = engine.catalogue.find(db, name);
  if (!collection || !uniqueOn(collection, { on }))
    throw new MongoError(51183, 'Location51183', 'Cannot find index to verify that join fields will be unique');
}

function* merge(engine: Engine, stage: OutputStage, name: string, document: BsonDocument): Steps<void> {
  const collection = collectionToWrite(engine, stage.db, name);
  const filter = Object.fromEntries(
    stage.on.map((path) => {
      const value = valueAt(document, path);
      if (value === undefined || value === null || Array.isArray(value))
        throw new MongoError(
          51132,
          'Location51132',
          `$merge write error: 'on' field '${path}' cannot be missing, null, undefined or an array`,
        );
      return [path, { $eq: value }];
    }),
  );
  const { whenMatched, whenNotMatched } = stage;
  const { _id, ...fields } = document;
  const own = stage.on.includes('_id') ? document : fields;
  const change = Array.isArray(whenMatched) ? whenMatched : whenMatched === 'replace' ? own : { $set: own };
  const now = engine.now();
  const update = { filter, multi: false, upsert: false, now, variables: variablesOf(stage, document, now) };
  const matched =
    whenMatched === 'keepExisting' || whenMatched === 'fail'
      ? (yield* updateDocuments(collection, () => collection, { ...update, change: { $set: {} } })).matched
      : (yield* updateDocuments(collection, () => collection, { ...update, change })).matched;
  if (matched > 0 && whenMatched === 'fail') {
    const keyPattern = uniqueOn(collection, stage)?.keyPattern ?? { _id: 1 };
    const index = { name: uniqueOn(collection, stage)?.name ?? '_id_', keyPattern };
    throw duplicateKey(
      collection.namespace,
      index,
      Object.keys(keyPattern).map((key) => valueAt(document, fieldName(key))),
      "$merge with whenMatched: fail found an existing document with the same values for the 'on' fields :: caused by :: ",
    );
  }
  if (matched > 0) return;
  if (whenNotMatched === 'fail')
    throw new MongoError(
      13113,
      'MergeStageNoMatchingDocument',
      '$merge could not find a matching document in the target collection for at least one document in the source collection',
    );
  if (whenNotMatched === 'discard') return;
  const ready = documentToInsert(serialize(document), engine.now());
  collection.insert(ready.bytes, ready.idKey);
}

/** Constants for each result: the update's own expressions see the document that is changed. */
const variablesOf = ({ variables }: OutputStage, document: BsonDocument, now: Date): BsonDocument =>
  Object.fromEntries(
    [
      ...variables.map(([name, value]) => [name, value(document, { NOW: now })] as const),
      ['new', document] as const,
    ].map(([name, value]) => [name, { $literal: value }]),
  );

function valueAt(document: BsonDocument, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, part) => (isDocument(value) ? getField(value, fieldKey(part)) : undefined), document);
}
