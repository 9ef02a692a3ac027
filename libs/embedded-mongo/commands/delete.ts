import { MongoError, PAUSE } from '../language/index.js';
import { findAllToWrite, findOneToWrite } from '../writes/find-to-write.js';
import { Arguments } from './arguments.js';
import { type Command } from './command.js';
import { collectionName } from './namespaces.js';
import { eachStatement } from './write-errors.js';

const STATEMENT_FIELDS = new Set(['q', 'limit', 'collation', 'hint']);

export const deleteCommand: Command = {
  name: 'delete',
  fields: ['deletes', 'ordered', 'let'],
  writes: true,
  *run(call) {
    const { args, engine, db } = call;
    const name = collectionName(call);
    const variables = args.optionalDocument('let');
    let n = 0;
    const writeErrors = yield* eachStatement(args.documents('deletes'), args.boolean('ordered', true), function* (document) {
      const statement = new Arguments(document, 'delete.deletes');
      statement.allow(STATEMENT_FIELDS);
      const limit = statement.number('limit') ?? statement.missing('limit');
      if (limit !== 0 && limit !== 1) throw new MongoError(9, 'FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`);
      const target = { filter: statement.documentOf('q'), collation: statement.optionalDocument('collation'), hint: statement.raw('hint'), variables, now: engine.now() };
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
        if (stored === PAUSE) { yield PAUSE; continue; }
        collection.remove(stored);
        n++;
      }
    });
    return writeErrors.length > 0 ? { n, writeErrors } : { n };
  },
};
