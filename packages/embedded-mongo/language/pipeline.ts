import { compareValues } from './compare.js';
import { scopeOf, type ScopeOptions } from './command-variables.js';
import { compileExpression } from './expression.js';
import { compileFilter } from './filter.js';
import { compileBucket, compileBucketAuto } from './bucket.js';
import { compileDensify, fillStages } from './gaps.js';
import { compileGroup } from './group.js';
import { type AggregateOptions, compileGraphLookup, compileLookup } from './joins.js';
import { mongoError, notSupported } from './mongo-error.js';
import { compileAddFields, compileProjectStage, compileUnset } from './projection.js';
import { compileRedact, compileUnwind, each, replaceRoot } from './reshape.js';
import { compileSort } from './sort.js';
import { countArgument, type Stage, stageFields, type Stream } from './stage-arguments.js';
import { type BsonDocument, isDocument, setField } from './values.js';
import { refuseCollation } from './variables.js';
import {
  gather,
  heapBytes,
  Holding,
  memoryExceeded,
  PAUSE,
  pauseDue,
  sortInSteps,
  spillRefused,
  withoutPauses,
} from './work.js';
import { compileWindowFields } from './window.js';

export { type AggregateOptions };

type Compile = (argument: unknown, options: AggregateOptions) => Stage;

function* take(documents: Stream, count: number): Stream {
  let left = count;
  for (const document of documents) {
    yield document;
    if (document !== PAUSE && --left === 0) return;
  }
}

function* drop(documents: Stream, count: number): Stream {
  let left = count;
  for (const document of documents) if (document === PAUSE || left-- <= 0) yield document;
}

/** All documents in an order, which takes all of them first. */
function sorted(stage: string, order: (a: BsonDocument, b: BsonDocument) => number): Stage {
  return function* (documents) {
    const holding = new Holding(spillRefused(stage));
    try {
      const all = yield* sortInSteps(yield* gather(documents, holding), order);
      for (const document of all) {
        if (pauseDue()) yield PAUSE;
        yield document;
      }
    } finally {
      holding.release();
    }
  };
}

/** As many documents as asked for, each with the same chance, held no more than these. */
function* sample(documents: Stream, size: number): Stream {
  const holding = new Holding(spillRefused('$sample'));
  const kept: { document: BsonDocument; at: number }[] = [];
  const byChance = (a: { at: number }, b: { at: number }): number => a.at - b.at;
  const cut = (): void => {
    kept.sort(byChance);
    for (const { document } of kept.splice(size)) holding.add(-heapBytes(document));
  };
  try {
    for (const document of documents) {
      if (document === PAUSE) {
        yield PAUSE;
        continue;
      }
      holding.add(heapBytes(document));
      kept.push({ document, at: Math.random() });
      if (kept.length >= Math.max(1000, size * 2)) cut();
    }
    cut();
    for (const { document } of kept) yield document;
  } finally {
    holding.release();
  }
}

const STAGES: Readonly<Record<string, Compile>> = {
  $match: (filter, options) => {
    if (!isDocument(filter)) throw mongoError(15959, 'the match filter must be an expression in an object');
    const { matches } = compileFilter(filter, options);
    return function* (documents) {
      for (const document of documents) if (document === PAUSE || matches(document)) yield document;
    };
  },
  $project: (spec, options) => each(compileProjectStage(spec, options)),
  $addFields: (spec, options) => each(compileAddFields(spec, options)),
  $set: (spec, options) => each(compileAddFields(spec, options)),
  $unset: (spec) => each(compileUnset(spec)),
  $replaceRoot: (spec, options) => {
    if (!isDocument(spec) || Object.keys(spec).join() !== 'newRoot')
      throw mongoError(40231, 'no newRoot specified for the $replaceRoot stage');
    return replaceRoot('newRoot', spec['newRoot'], options);
  },
  $replaceWith: (spec, options) => replaceRoot('replacement document', spec, options),
  $limit: (spec) => {
    const count = countArgument('$limit', spec, 1n, 15958);
    return (documents) => take(documents, count);
  },
  $skip: (spec) => {
    const count = countArgument('$skip', spec, 0n, 5107200);
    return (documents) => drop(documents, count);
  },
  $sort: (spec, options) => {
    if (!isDocument(spec)) throw mongoError(15973, 'the $sort key specification must be an object');
    if (Object.keys(spec).length === 0) throw mongoError(15976, '$sort stage must have at least one sort key');
    const order = compileSort(spec, { ...(options.collation && { collation: options.collation }) });
    return sorted('$sort', order);
  },
  $group: compileGroup,
  $bucket: compileBucket,
  $bucketAuto: compileBucketAuto,
  $densify: compileDensify,
  $fill: (spec, options) => compilePipeline(fillStages(spec), options),
  $unwind: compileUnwind,
  $count: (name) => {
    if (typeof name !== 'string' || name === '' || name.startsWith('$') || name.includes('.'))
      throw mongoError(40156, 'the count field must be a non-empty string that does not start with $ or hold a .');
    return function* (documents) {
      let count = 0;
      for (const document of documents) {
        if (document === PAUSE) yield PAUSE;
        else count++;
      }
      if (count > 0) yield { [name]: count };
    };
  },
  $sortByCount: (expression, options) => {
    const group = compileGroup({ _id: expression, count: { $sum: 1 } }, options);
    const order = sorted('$sortByCount', (a, b) => compareValues(b['count'], a['count']));
    return (documents) => order(group(documents));
  },
  $sample: (spec) => {
    if (!isDocument(spec)) throw mongoError(28745, 'the $sample stage specification must be an object');
    const size = countArgument('$sample size', spec['size'], 1n, 28747);
    return (documents) => sample(documents, size);
  },
  $facet: (spec, options) => {
    if (!isDocument(spec) || Object.keys(spec).length === 0)
      throw mongoError(40169, 'the $facet specification must be a non-empty object');
    const facets = Object.entries(spec).map(
      ([key, pipeline]) => [key, subPipeline('$facet', pipeline, options)] as const,
    );
    return function* (documents) {
      const holding = new Holding(memoryExceeded('$facet'));
      try {
        const all = yield* gather(documents, holding);
        const result: BsonDocument = {};
        for (const [key, run] of facets) setField(result, key, yield* gather(run(all), holding));
        yield result;
      } finally {
        holding.release();
      }
    };
  },
  $unionWith: (spec, options) => {
    const { coll, pipeline = [] } =
      typeof spec === 'string' ? { coll: spec } : stageFields('$unionWith', spec, [], ['coll', 'pipeline']);
    if (typeof coll !== 'string') throw mongoError(9, '$unionWith needs a collection');
    const run = subPipeline('$unionWith', pipeline, options);
    return function* (documents) {
      yield* documents;
      yield* run(options.lookup(coll));
    };
  },
  $lookup: (spec, options) => compileLookup(spec, options, subPipeline),
  $graphLookup: compileGraphLookup,
  $redact: compileRedact,
  $documents: (spec, options) => {
    const { names, variables } = scopeOf(options);
    const documents = compileExpression(spec, names)({}, variables);
    if (!Array.isArray(documents) || !documents.every(isDocument))
      throw mongoError(5858203, 'an array of documents is expected');
    return () => documents as BsonDocument[];
  },
  $setWindowFields: compileWindowFields,
};

const REFUSED = [
  '$geoNear',
  '$collStats',
  '$indexStats',
  '$currentOp',
  '$changeStream',
  '$changeStreamSplitLargeEvent',
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$listSessions',
  '$listLocalSessions',
  '$listSampledQueries',
  '$planCacheStats',
  '$queryStats',
  '$shardedDataDistribution',
  '$rankFusion',
];

function stageOf(spec: unknown): [name: string, argument: unknown] {
  if (!isDocument(spec)) throw mongoError(14, "Each element of the 'pipeline' array must be an object");
  const entries = Object.entries(spec);
  if (entries.length !== 1)
    throw mongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  return entries[0]!;
}

/** Compiles a pipeline without `$out` and `$merge`: those are for the caller, see `splitPipeline`. */
export function compilePipeline(pipeline: unknown, options: AggregateOptions): Stage {
  if (!Array.isArray(pipeline)) throw mongoError(14, "'pipeline' option must be specified as an array");
  refuseCollation(options.collation);
  const scoped = { ...options, scope: scopeOf(options) };
  const stages = pipeline.map((spec, i) => {
    const [name, argument] = stageOf(spec);
    if (name === '$out' || name === '$merge')
      throw mongoError(40601, `${name} can only be the final stage in the pipeline`);
    if (REFUSED.includes(name)) throw notSupported(`The stage ${name}`);
    if (!Object.hasOwn(STAGES, name)) throw mongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
    if (name === '$documents' && i > 0)
      throw mongoError(40602, '$documents is only valid as the first stage in a pipeline');
    return STAGES[name]!(argument, scoped);
  });
  return (documents) => stages.reduce((stream, stage) => stage(stream), documents);
}

/** Runs a pipeline over documents, which stay as they are, at once. Streams where no stage needs all of them. */
export function aggregate(
  source: Stream,
  pipeline: readonly BsonDocument[],
  options: AggregateOptions,
): Iterable<BsonDocument> {
  return withoutPauses(compilePipeline(pipeline, options)(source));
}

/** A pipeline's last stage when it writes: `$out` replaces a collection, `$merge` merges into one. */
export interface PipelineWrite {
  readonly stage: '$out' | '$merge';
  readonly argument: unknown;
}

/** Parts a pipeline into what reads and what writes, which is the server's to do. */
export function splitPipeline(pipeline: readonly BsonDocument[]): {
  readonly reads: readonly BsonDocument[];
  readonly write?: PipelineWrite;
} {
  const last = pipeline.at(-1);
  if (!isDocument(last)) return { reads: pipeline };
  const [name, argument] = stageOf(last);
  return name === '$out' || name === '$merge'
    ? { reads: pipeline.slice(0, -1), write: { stage: name, argument } }
    : { reads: pipeline };
}

function subPipeline(name: string, pipeline: unknown, options: AggregateOptions): Stage {
  if (!Array.isArray(pipeline)) throw mongoError(40170, `arguments to ${name} must be arrays`);
  for (const spec of pipeline) {
    const [stage] = stageOf(spec);
    if (['$out', '$merge', ...(name === '$facet' ? ['$facet', '$documents'] : [])].includes(stage))
      throw mongoError(name === '$facet' ? 40600 : 51047, `${stage} is not allowed to be used within a ${name} stage`);
  }
  return compilePipeline(pipeline, options);
}

const UPDATE_STAGES = ['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'];

/** An update that is a pipeline, over one document. */
export function compileUpdatePipeline(
  pipeline: readonly BsonDocument[],
  options: ScopeOptions & { readonly now: Date },
): (document: BsonDocument) => BsonDocument {
  for (const spec of pipeline) {
    const [name] = stageOf(spec);
    if (!Object.hasOwn(STAGES, name) && !REFUSED.includes(name) && name !== '$out' && name !== '$merge')
      throw mongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
    if (!UPDATE_STAGES.includes(name)) throw mongoError(72, `${name} is not allowed to be used within an update`);
  }
  const { let: lets, now, scope } = options;
  const stage = compilePipeline(pipeline, { let: lets, now, scope, lookup: () => [] });
  return (document) => {
    const [result] = withoutPauses(stage([document]));
    if (!result) throw mongoError(2, 'the update pipeline gave no document');
    return result;
  };
}
