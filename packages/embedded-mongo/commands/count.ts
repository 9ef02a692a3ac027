import { MongoError, PAUSE } from '../language/index.js';
import { PreparedQuery } from '../planner/query.js';
import { type Command } from './command.js';
import { FIELDS } from './fields.js';
import { findCollection } from './namespaces.js';

export const count: Command = {
  name: 'count',
  fields: FIELDS.count,
  writes: false,
  *run(call) {
    const { args } = call;
    const collection = findCollection(call);
    const limit = Math.abs(args.number('limit') ?? 0);
    const skip = args.number('skip') ?? 0;
    if (skip < 0)
      throw new MongoError(51024, 'Location51024', `BSON field 'skip' value must be >= 0, actual value '${skip}'`);
    const filter = args.optionalDocument('query') ?? {};
    const query = new PreparedQuery(collection, {
      filter,
      skip,
      limit,
      hint: args.raw('hint'),
      collation: args.optionalDocument('collation'),
      now: call.engine.now(),
    });
    if (Object.keys(filter).length === 0 && !args.has('hint')) {
      const rest = Math.max(0, (collection ? yield* collection.countInSteps() : 0) - skip);
      return { n: limit === 0 ? rest : Math.min(limit, rest) };
    }
    let n = 0;
    for (const stored of query.documents()) {
      if (stored === PAUSE) yield PAUSE;
      else n++;
    }
    return { n };
  },
};
