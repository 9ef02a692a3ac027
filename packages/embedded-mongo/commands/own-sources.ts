import { MongoError, type BsonDocument, type Stream } from '../language/index.js';
import { isDocument } from '../language/values.js';
import { asNumber } from '../numeric.js';
import { collectionStats } from './collection-stats.js';
import { type CommandCall } from './command.js';
import { inProgress } from './operations.js';

/** The documents of a first stage that tells of the server itself; undefined for every other pipeline. */
export function ownSource(call: CommandCall, stages: readonly BsonDocument[]): Stream | undefined {
  const [first] = stages;
  for (const name of ['$collStats', '$currentOp', '$documents']) {
    // A `$match` at the beginning has gone to the query already: what counts is the pipeline as it came.
    const place = (call.args.optionalArray('pipeline') ?? []).findIndex((stage) => isDocument(stage) && name in stage);
    if (place > 0)
      throw new MongoError(40602, 'Location40602', `${name} is only valid as the first stage in a pipeline.`);
  }
  if (first && '$collStats' in first) return collStats(call, first.$collStats);
  if (first && '$currentOp' in first) return currentOperations(call, first.$currentOp);
  return undefined;
}

function currentOperations({ db, engine, args }: CommandCall, spec: unknown): BsonDocument[] {
  if (!isDocument(spec)) throw new MongoError(9, 'FailedToParse', '$currentOp options must be specified in an object');
  if (db !== 'admin' || args.document.aggregate !== 1)
    throw new MongoError(
      73,
      'InvalidNamespace',
      "$currentOp must be run against the 'admin' database with {aggregate: 1}",
    );
  return inProgress(engine);
}

function collStats(call: CommandCall, spec: unknown): Stream {
  const { db, engine, args } = call;
  const name = args.document.aggregate;
  if (!isDocument(spec)) throw new MongoError(5447000, 'Location5447000', '$collStats must take a nested object');
  for (const field of Object.keys(spec))
    if (!['latencyStats', 'storageStats', 'count', 'queryExecStats'].includes(field))
      throw new MongoError(40415, 'Location40415', `BSON field '$collStats.${field}' is an unknown field.`);
  if (typeof name !== 'string') throw new MongoError(73, 'InvalidNamespace', '$collStats needs a collection');
  const collection = engine.catalogue.find(db, name);
  if (!collection && (spec.storageStats !== undefined || spec.count !== undefined))
    throw new MongoError(26, 'NamespaceNotFound', `Collection [${db}.${name}] not found.`);
  const { storageStats } = spec;
  const scale = isDocument(storageStats) ? (asNumber(storageStats.scale) ?? 1) : 1;
  return (function* () {
    const document: BsonDocument = { ns: `${db}.${name}`, host: engine.status.host, localTime: engine.now() };
    if (storageStats !== undefined) {
      const { ns: _, ...stats } = yield* collectionStats(`${db}.${name}`, collection, scale);
      document.storageStats = stats;
    }
    if (spec.count !== undefined) document.count = (yield* collection!.tally()).count;
    if (spec.latencyStats !== undefined)
      document.latencyStats = Object.fromEntries(
        ['reads', 'writes', 'commands', 'transactions'].map((kind) => [kind, { latency: 0n, ops: 0n }]),
      );
    if (spec.queryExecStats !== undefined)
      document.queryExecStats = { collectionScans: { total: 0n, nonTailable: 0n } };
    yield document;
  })();
}
