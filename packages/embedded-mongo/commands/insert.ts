import { documentToInsert } from '../writes/document-to-insert.js';
import { type Command } from './command.js';
import { collectionName, collectionToWrite } from './namespaces.js';
import { eachStatement } from './write-errors.js';

export const insert: Command = {
  name: 'insert',
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  writes: true,
  *run(call) {
    const { args, engine, db } = call;
    const name = collectionName(call);
    collectionToWrite(engine, db, name);
    const now = engine.now();
    let n = 0;
    // Inserting never waits for anything, so nothing comes between the statements but what is let in.
    const writeErrors = yield* eachStatement(
      args.rawDocuments('documents'),
      args.boolean('ordered', true),
      (document) => {
        const { bytes, idKey } = documentToInsert(document, now);
        collectionToWrite(engine, db, name).insert(bytes, idKey);
        n++;
      },
    );
    return writeErrors.length > 0 ? { n, writeErrors } : { n };
  },
};
