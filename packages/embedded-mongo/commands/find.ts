import { MongoError } from '../language/index.js';
import { DEFAULT_FIRST_BATCH } from '../cursors/cursor-registry.js';
import { PreparedQuery, type Query } from '../planner/query.js';
import { type Arguments } from './arguments.js';
import { type Command } from './command.js';
import { FIELDS } from './fields.js';
import { cursorOptions, cursorReply } from './cursor-reply.js';
import { collectionName } from './namespaces.js';

export function readFind(args: Arguments, now: Date): Query {
  args.refuse(['min', 'max', 'returnKey', 'showRecordId'], 'ask by the filter and the projection instead');
  args.refuse(['tailable', 'awaitData'], 'there are no capped collections');
  args.refuse(['oplogReplay'], 'there is no oplog');
  const limit = args.number('limit') ?? 0;
  if (limit < 0)
    throw new MongoError(51024, 'Location51024', `BSON field 'limit' value must be >= 0, actual value '${limit}'`);
  return {
    filter: args.optionalDocument('filter') ?? {},
    sort: args.optionalDocument('sort'),
    projection: args.optionalDocument('projection'),
    skip: args.count('skip') ?? 0,
    limit: args.count('limit') ?? 0,
    hint: args.raw('hint'),
    collation: args.optionalDocument('collation'),
    variables: args.optionalDocument('let'),
    now,
  };
}

export const find: Command = {
  name: 'find',
  fields: FIELDS.find,
  writes: false,
  *run(call) {
    const { args, engine, db } = call;
    const name = collectionName(call);
    const query = new PreparedQuery(engine.catalogue.find(db, name), readFind(args, engine.now()));
    const size = args.count('batchSize') ?? DEFAULT_FIRST_BATCH;
    const options = cursorOptions(call, `${db}.${name}`, args.boolean('noCursorTimeout'));
    return cursorReply(
      yield* engine.cursors.open(query.answers(), size, args.boolean('singleBatch'), options),
      'firstBatch',
    );
  },
};
