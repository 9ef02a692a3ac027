import { MongoError, serialize } from '../language/index.js';
import { MAX_DOCUMENT_BYTES } from '../wire/raw-document.js';
import { distinctValues } from '../language/distinct.js';
import { PreparedQuery } from '../planner/query.js';
import { type Command } from './command.js';
import { FIELDS } from './fields.js';
import { findCollection } from './namespaces.js';

export const distinct: Command = {
  name: 'distinct',
  fields: FIELDS.distinct,
  writes: false,
  *run(call) {
    const { args } = call;
    const collection = findCollection(call);
    const key = args.string('key');
    if (key.includes('\0'))
      throw new MongoError(31032, 'Location31032', 'Key field cannot contain an embedded null byte');
    if (key === '' || key.startsWith('$'))
      throw new MongoError(
        16410,
        'Location16410',
        `FieldPath field names may not start with '$' or be empty: '${key}'`,
      );
    const query = new PreparedQuery(collection, {
      filter: args.optionalDocument('query') ?? {},
      skip: 0,
      limit: 0,
      hint: args.raw('hint'),
      collation: args.optionalDocument('collation'),
      now: call.engine.now(),
    });
    const values = yield* distinctValues(query.documentValues(), key);
    if (serialize({ values }).length > MAX_DOCUMENT_BYTES)
      throw new MongoError(17217, 'Location17217', 'distinct too big, 16mb cap');
    return { values };
  },
};
