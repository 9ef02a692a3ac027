import {
  compileFilter,
  MongoError,
  PAUSE,
  serialize,
  upsertDocument,
  type BsonDocument,
  type Pause,
  type Steps,
} from '../language/index.js';
import { type MatchDetails } from '../language/path.js';
import { refuseExpression } from '../language/upsert.js';
import {
  compileUpdate,
  isReplacement,
  type Update as CompiledUpdate,
  type Updated,
  type UpdateOptions,
} from '../language/update.js';
import { type Collection, idKeyOf } from '../storage/collection.js';
import { type StoredDocument } from '../storage/stored-document.js';
import { MAX_DOCUMENT_BYTES } from '../wire/raw-document.js';
import { documentToInsert } from './document-to-insert.js';
import { findAllToWrite, findOneToWrite, type Target } from './find-to-write.js';

export interface Update extends Target {
  /** Operators, a replacement, or a pipeline. */
  change: BsonDocument | BsonDocument[];
  multi: boolean;
  upsert: boolean;
  arrayFilters?: BsonDocument[];
}

export interface UpdateOutcome {
  matched: number;
  modified: number;
  upsertedId?: unknown;
  /** Of an update of one document: as it was, and as it became. */
  before?: BsonDocument;
  after?: BsonDocument;
}

/**
 * Updates one document or all that match, or puts in a new one.
 * @param toWrite the collection, made when there is none: asked for only when a document goes in
 */
export function* updateDocuments(
  collection: Collection | undefined,
  toWrite: () => Collection,
  update: Update,
): Steps<UpdateOutcome> {
  const outcome: UpdateOutcome = { matched: 0, modified: 0 };
  if (update.multi && isReplacement(update.change))
    throw new MongoError(9, 'FailedToParse', 'multi update is not supported for replacement-style update');
  if (update.upsert) refuseExpression(update.filter);
  const compiled = compileUpdate(update.change, optionsOf(update));
  let paused = yield* updateFound(collection, compiled, update, outcome);
  if (outcome.matched > 0 || !update.upsert) return outcome;
  for (;;) {
    try {
      outcome.after = insertForUpsert(toWrite(), update);
      outcome.upsertedId = outcome.after._id;
      return outcome;
    } catch (error) {
      // Another command was let in during the search and put the same document in: then it is there to be updated, as MongoDB tries again.
      if (!paused || !(error instanceof MongoError) || error.code !== 11000) throw error;
      paused = yield* updateFound(toWrite(), compiled, update, outcome);
      if (outcome.matched > 0) return outcome;
    }
  }
}

/** @returns whether others were let in */
function* updateFound(
  collection: Collection | undefined,
  compiled: CompiledUpdate,
  update: Update,
  outcome: UpdateOutcome,
): Steps<boolean> {
  let paused = false;
  if (collection) {
    for (const stored of update.multi ? findAllToWrite(collection, update) : one(collection, update)) {
      if (stored === PAUSE) {
        paused = true;
        yield PAUSE;
        continue;
      }
      outcome.matched++;
      const { document, changed } = applyTo(collection, stored, compiled, update);
      if (changed) outcome.modified++;
      outcome.before = stored.document;
      outcome.after = document;
    }
  }
  return paused;
}

const optionsOf = ({ arrayFilters, filter, variables, now, collation }: Update): UpdateOptions => ({
  now,
  filter,
  ...(arrayFilters && { arrayFilters }),
  ...(variables && { let: variables }),
  ...(collation && { collation }),
});

function* one(collection: Collection, update: Update): Generator<StoredDocument | Pause> {
  const stored = yield* findOneToWrite(collection, update);
  if (stored) yield stored;
}

function applyTo(collection: Collection, stored: StoredDocument, compiled: CompiledUpdate, update: Update): Updated {
  // Where in an array the filter matched, for the positional `$`.
  const details: MatchDetails = {};
  if (compiled.positional)
    compileFilter(update.filter, { let: update.variables, now: update.now }).matches(stored.document, details);
  const { document, changed } = compiled.apply(stored.document, details);
  if (!changed) return { document, changed };
  if (!idKeyOf(document._id).equals(idKeyOf(stored.document._id)))
    throw new MongoError(
      66,
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  const bytes = serialize(document);
  if (bytes.length > MAX_DOCUMENT_BYTES)
    throw new MongoError(
      17419,
      'Location17419',
      `Resulting document after update is larger than ${MAX_DOCUMENT_BYTES}`,
    );
  collection.replace(stored, document, bytes);
  return { document, changed };
}

function insertForUpsert(collection: Collection, update: Update): BsonDocument {
  const document = upsertDocument(update.filter, update.change, optionsOf(update));
  const { bytes, idKey } = documentToInsert(serialize(document), update.now);
  collection.insert(bytes, idKey);
  return document;
}
