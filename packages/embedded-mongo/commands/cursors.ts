import { isNumeric, unwrap } from '../language/values.js';
import { MongoError } from '../language/index.js';
import { type Command } from './command.js';
import { cursorReply } from './cursor-reply.js';
import { collectionName } from './namespaces.js';

function cursorId(value: unknown): bigint {
  const id = isNumeric(value) ? unwrap(value) : undefined;
  if (typeof id !== 'number' && typeof id !== 'bigint')
    throw new MongoError(14, 'TypeMismatch', 'a cursor id must be a long');
  return BigInt(id);
}

export const getMore: Command = {
  name: 'getMore',
  fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'],
  writes: false,
  *run({ args, engine, db, connection }) {
    // Of no use but to cursors that wait for data, which there are none of here.
    if (args.has('maxTimeMS'))
      throw new MongoError(2, 'BadValue', 'cannot set maxTimeMS on getMore command for a non-awaitData cursor');
    if (args.has('term')) throw new MongoError(2, 'BadValue', "cannot supply 'term' without active replication");
    if (args.has('lastKnownCommittedOpTime'))
      throw new MongoError(
        2,
        'BadValue',
        'cannot set lastKnownCommittedOpTime on getMore command for a non-awaitData cursor',
      );
    const size = args.count('batchSize');
    return cursorReply(
      yield* engine.cursors.more(
        cursorId(args.raw('getMore')),
        `${db}.${args.string('collection')}`,
        size || Infinity,
        connection.id,
      ),
      'nextBatch',
    );
  },
};

export const killCursors: Command = {
  name: 'killCursors',
  fields: ['cursors'],
  writes: false,
  run(call) {
    const namespace = `${call.db}.${collectionName(call)}`;
    const cursorsKilled: bigint[] = [];
    const cursorsNotFound: bigint[] = [];
    for (const value of call.args.optionalArray('cursors') ?? call.args.missing('cursors')) {
      const id = cursorId(value);
      (call.engine.cursors.kill(id, namespace) ? cursorsKilled : cursorsNotFound).push(id);
    }
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
  },
};
