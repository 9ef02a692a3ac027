import { MongoError, type BsonDocument } from '../language/index.js';
import { isDocument } from '../language/values.js';
import { updateDocuments } from '../writes/update-documents.js';
import { Arguments } from './arguments.js';
import { type Command } from './command.js';
import { FIELDS, STATEMENT_FIELDS } from './fields.js';
import { collectionName, collectionToWrite } from './namespaces.js';
import { eachStatement } from './write-errors.js';

/** Operators, a replacement, or a pipeline. @throws MongoError 9 FailedToParse */
export function readChange(change: unknown): BsonDocument | BsonDocument[] {
  if (Array.isArray(change) && change.every(isDocument)) return change;
  if (isDocument(change)) return change;
  throw new MongoError(9, 'FailedToParse', 'Update argument must be either an object or an array');
}

export const update: Command = {
  name: 'update',
  fields: FIELDS.update,
  writes: true,
  *run(call) {
    const { args, engine, db } = call;
    const name = collectionName(call);
    const variables = args.optionalDocument('let');
    const upserted: BsonDocument[] = [];
    let n = 0;
    let nModified = 0;
    const statements = args.documents('updates');
    for (const statement of statements) new Arguments(statement, 'update.updates').allow(STATEMENT_FIELDS.update);
    const writeErrors = yield* eachStatement(statements, args.boolean('ordered', true), function* (document, index) {
      const statement = new Arguments(document, 'update.updates');
      const multi = statement.boolean('multi');
      const outcome = yield* updateDocuments(
        engine.catalogue.find(db, name),
        () => collectionToWrite(engine, db, name),
        {
          filter: statement.documentOf('q'),
          change: readChange(statement.raw('u')),
          multi,
          upsert: statement.boolean('upsert'),
          arrayFilters: statement.optionalArray('arrayFilters') as BsonDocument[] | undefined,
          collation: statement.optionalDocument('collation'),
          hint: statement.raw('hint'),
          now: engine.now(),
          variables: statement.has('c') ? { ...variables, ...statement.optionalDocument('c') } : variables,
        },
      );
      n += outcome.matched;
      nModified += outcome.modified;
      if ('upsertedId' in outcome) {
        upserted.push({ index, _id: outcome.upsertedId });
        n++;
      }
    });
    return { n, ...(upserted.length > 0 && { upserted }), nModified, ...(writeErrors.length > 0 && { writeErrors }) };
  },
};
