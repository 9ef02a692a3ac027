import { MongoError, PAUSE } from '../language/index.js';
import { findAllToWrite, findOneToWrite } from '../writes/find-to-write.js';
import { Arguments } from './arguments.js';
import { type Command } from './command.js';
import { FIELDS, STATEMENT_FIELDS } from './fields.js';
import { collectionName } from './namespaces.js';
import { eachStatement } from './write-errors.js';

export const deleteCommand: Command = {
  name: 'delete',
  fields: FIELDS.delete,
  writes: true,
  *run(call) {
    const { args, engine, db } = call;
    const name = collectionName(call);
    const variables = args.optionalDocument('let');
    let n = 0;
    const statements = args.documents('deletes');
    for (const statement of statements) new Arguments(statement, 'delete.deletes').allow(STATEMENT_FIELDS.delete);
    const writeErrors = yield* eachStatement(statements, args.boolean('ordered', true), function* (document) {
      const statement = new Arguments(document, 'delete.deletes');
      const limit = statement.number('limit') ?? statement.missing('limit');
      if (limit !== 0 && limit !== 1)
        throw new MongoError(9, 'FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`);
      const target = {
        filter: statement.documentOf('q'),
        collation: statement.optionalDocument('collation'),
        hint: statement.raw('hint'),
        variables,
        now: engine.now(),
      };
      const collection = engine.catalogue.find(db, name);
      if (!collection) return;
      if (limit === 1) {
        const stored = yield* findOneToWrite(collection, target);
        if (!stored) return;
        collection.remove(stored);
        n++;
        return;
      }
      for (const stored of findAllToWrite(collection, target)) {
        if (stored === PAUSE) {
          yield PAUSE;
          continue;
        }
        collection.remove(stored);
        n++;
      }
    });
    return writeErrors.length > 0 ? { n, writeErrors } : { n };
  },
};
