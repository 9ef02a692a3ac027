import { documentToInsert } from '../writes/document-to-insert.js';
import { type Command } from './command.js';
import { collectionName, collectionToWrite } from './namespaces.js';
import { eachStatement } from './write-errors.js';

export const insert: Command = {
  name: 'insert',
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  writes: true,
  run(call) {
    const { args, engine, db } = call;
    const collection = collectionToWrite(engine, db, collectionName(call));
    const now = engine.now();
    let n = 0;
    const writeErrors = eachStatement(args.rawDocuments('documents'), args.boolean('ordered', true), (document) => {
      const { bytes, idKey } = documentToInsert(document, now);
      collection.insert(bytes, idKey);
      n++;
    });
    return writeErrors.length > 0 ? { n, writeErrors } : { n };
  },
};
