import { compileProjection, MongoError, type BsonDocument } from '../language/index.js';
import { findOneToWrite } from '../writes/find-to-write.js';
import { updateDocuments } from '../writes/update-documents.js';
import { type Command } from './command.js';
import { FIELDS } from './fields.js';
import { collectionName, collectionToWrite } from './namespaces.js';
import { readChange } from './update.js';

export const findAndModify: Command = {
  name: 'findAndModify',
  aliases: ['findandmodify'],
  fields: FIELDS.findAndModify,
  writes: true,
  *run(call) {
    const { args, engine, db } = call;
    const name = collectionName(call);
    const remove = args.boolean('remove');
    const upsert = args.boolean('upsert');
    const asNew = args.boolean('new');
    if (remove === args.has('update'))
      throw new MongoError(
        9,
        'FailedToParse',
        remove ? 'Cannot specify both an update and remove=true' : 'Either an update or remove=true must be specified',
      );
    if (remove && (upsert || asNew))
      throw new MongoError(9, 'FailedToParse', `Cannot specify both ${upsert ? 'upsert' : 'new'}=true and remove=true`);
    const target = {
      filter: args.optionalDocument('query') ?? {},
      sort: args.optionalDocument('sort'),
      hint: args.raw('hint'),
      collation: args.optionalDocument('collation'),
      variables: args.optionalDocument('let'),
      now: engine.now(),
    };
    const fields = args.optionalDocument('fields');
    const show = (document: BsonDocument | undefined) =>
      document && fields && Object.keys(fields).length > 0
        ? compileProjection(fields, target.filter, {
            let: target.variables,
            collation: target.collation,
            now: target.now,
          })(document)
        : (document ?? null);
    const collection = engine.catalogue.find(db, name);
    if (remove) {
      const stored = collection && (yield* findOneToWrite(collection, target));
      if (!stored) return { lastErrorObject: { n: 0 }, value: null };
      collection.remove(stored);
      return { lastErrorObject: { n: 1 }, value: show(stored.document) };
    }
    const outcome = yield* updateDocuments(collection, () => collectionToWrite(engine, db, name), {
      ...target,
      change: readChange(args.raw('update')),
      multi: false,
      upsert,
      arrayFilters: args.optionalArray('arrayFilters') as BsonDocument[] | undefined,
    });
    const upserted = 'upsertedId' in outcome;
    const lastErrorObject = {
      n: outcome.matched + (upserted ? 1 : 0),
      updatedExisting: outcome.matched > 0,
      ...(upserted && { upserted: outcome.upsertedId }),
    };
    return { lastErrorObject, value: show(asNew ? outcome.after : outcome.before) };
  },
};
