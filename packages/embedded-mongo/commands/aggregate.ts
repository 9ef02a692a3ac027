import { compilePipeline, MongoError, PAUSE, serialize, type Stream } from '../language/index.js';
import { isDocument } from '../language/values.js';
import { PreparedQuery } from '../planner/query.js';
import { type Command, type CommandCall } from './command.js';
import { FIELDS } from './fields.js';
import { cursorOptions, cursorReply, firstBatchOf } from './cursor-reply.js';
import { explainCommand } from './explain.js';
import { checkCollectionName } from './namespaces.js';
import { ownSource } from './own-sources.js';
import { wholeCount } from './whole-count.js';
import { type Pipeline, readPipeline } from './pipeline.js';
import { writeOutput } from '../writes/write-output.js';

function source(call: CommandCall): string | undefined {
  const named = call.args.document.aggregate;
  if (typeof named === 'string') {
    checkCollectionName(call.db, named);
    return named;
  }
  if (named === 1) return undefined;
  throw new MongoError(
    73,
    'InvalidNamespace',
    "collection name has invalid type: 'aggregate' takes a collection, or 1",
  );
}

function results(call: CommandCall, name: string | undefined, { filter, sort, limit, stages }: Pipeline): Stream {
  const { args, engine, db } = call;
  const collation = args.optionalDocument('collation');
  const variables = args.optionalDocument('let');
  const now = engine.now();
  const query = new PreparedQuery(name === undefined ? undefined : engine.catalogue.find(db, name), {
    filter,
    sort,
    skip: 0,
    limit,
    hint: args.raw('hint'),
    collation,
    variables,
    now,
  });
  // A filter narrows what must be read of the other collection; an index serves it as it serves any query.
  const counted = wholeCount(query, stages);
  if (counted) return counted;
  const own = ownSource(call, stages);
  const lookup = (other: string, wanted: Record<string, unknown> = {}) =>
    new PreparedQuery(engine.catalogue.find(db, other), { filter: wanted, skip: 0, limit: 0, now }).documentValues();
  const options = { let: variables, collation, lookup, now };
  return own
    ? compilePipeline(stages.slice(1), options)(own)
    : compilePipeline(stages, options)(query.documentValues());
}

export const aggregate: Command = {
  name: 'aggregate',
  fields: FIELDS.aggregate,
  writes: (args) =>
    (args.optionalArray('pipeline') ?? []).some((stage) => isDocument(stage) && ('$out' in stage || '$merge' in stage)),
  *run(call) {
    const { args, engine, db } = call;
    const name = source(call);
    const pipeline = readPipeline(args.optionalArray('pipeline') ?? args.missing('pipeline'), db);
    if (args.boolean('explain')) return yield* explainCommand(call, args.document, 'queryPlanner');
    if (!args.optionalDocument('cursor'))
      throw new MongoError(
        9,
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    const size = firstBatchOf(args);
    const namespace = `${db}.${name ?? '$cmd.aggregate'}`;
    const documents = results(call, name, pipeline);
    if (pipeline.output) {
      yield* writeOutput(engine, pipeline.output, documents);
      return cursorReply({ documents: [], id: 0n, namespace }, 'firstBatch');
    }
    const answers = (function* () {
      for (const document of documents) yield document === PAUSE ? PAUSE : serialize(document);
    })();
    return cursorReply(yield* engine.cursors.open(answers, size, false, cursorOptions(call, namespace)), 'firstBatch');
  },
};
