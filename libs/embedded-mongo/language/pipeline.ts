import { compareValues } from './compare.js';
import { scopeOf, type ScopeOptions } from './command-variables.js';
import { compileExpression, pathKeys, pathValue } from './expression.js';
import { compileFilter } from './filter.js';
import { integerOf } from './filter-operands.js';
import { compileBucket, compileBucketAuto } from './bucket.js';
import { compileDensify, fillStages } from './gaps.js';
import { compileGroup } from './group.js';
import { mongoError, notSupported } from './mongo-error.js';
import { parsePath, valuesAt } from './path.js';
import { compileAddFields, compileProjectStage, compileUnset } from './projection.js';
import { compileSort } from './sort.js';
import { type BsonDocument, getField, isDocument, setField, typeOf } from './values.js';
import { refuseCollation } from './variables.js';
import { compileWindowFields } from './window.js';

export interface AggregateOptions extends ScopeOptions {
  readonly now: Date;
  readonly collation?: BsonDocument | undefined;
  /** The documents of another collection of the same database, for `$lookup` and its like. */
  lookup(collection: string): Iterable<BsonDocument>;
}

type Stream = Iterable<BsonDocument>;
type Stage = (documents: Stream) => Stream;
type Compile = (argument: unknown, options: AggregateOptions) => Stage;

const each = (map: (document: BsonDocument) => BsonDocument): Stage => function* (documents) { for (const document of documents) yield map(document); };

function* take(documents: Stream, count: number): Stream {
  let left = count;
  for (const document of documents) {
    yield document;
    if (--left === 0) return;
  }
}

function* drop(documents: Stream, count: number): Stream {
  let left = count;
  for (const document of documents) if (left-- <= 0) yield document;
}

const STAGES: Readonly<Record<string, Compile>> = {
  $match: (filter, options) => {
    if (!isDocument(filter)) throw mongoError(15959, 'the match filter must be an expression in an object');
    const { matches } = compileFilter(filter, options);
    return function* (documents) { for (const document of documents) if (matches(document)) yield document; };
  },
  $project: (spec, options) => each(compileProjectStage(spec, options)),
  $addFields: (spec, options) => each(compileAddFields(spec, options)),
  $set: (spec, options) => each(compileAddFields(spec, options)),
  $unset: (spec) => each(compileUnset(spec)),
  $replaceRoot: (spec, options) => {
    if (!isDocument(spec) || Object.keys(spec).join() !== 'newRoot') throw mongoError(40231, 'no newRoot specified for the $replaceRoot stage');
    return replaceRoot('newRoot', spec['newRoot'], options);
  },
  $replaceWith: (spec, options) => replaceRoot('replacement document', spec, options),
  $limit: (spec) => { const count = countArgument('$limit', spec, 1n, 15958); return (documents) => take(documents, count); },
  $skip: (spec) => { const count = countArgument('$skip', spec, 0n, 5107200); return (documents) => drop(documents, count); },
  $sort: (spec, options) => {
    if (!isDocument(spec)) throw mongoError(15973, 'the $sort key specification must be an object');
    if (Object.keys(spec).length === 0) throw mongoError(15976, '$sort stage must have at least one sort key');
    const order = compileSort(spec, { ...(options.collation && { collation: options.collation }) });
    return (documents) => [...documents].sort(order);
  },
  $group: compileGroup,
  $bucket: compileBucket,
  $bucketAuto: compileBucketAuto,
  $densify: compileDensify,
  $fill: (spec, options) => compilePipeline(fillStages(spec), options),
  $unwind: compileUnwind,
  $count: (name) => {
    if (typeof name !== 'string' || name === '' || name.startsWith('$') || name.includes('.')) throw mongoError(40156, 'the count field must be a non-empty string that does not start with $ or hold a .');
    return function* (documents) {
      let count = 0;
      for (const _ of documents) count++;
      if (count > 0) yield { [name]: count };
    };
  },
  $sortByCount: (expression, options) => {
    const group = compileGroup({ _id: expression, count: { $sum: 1 } }, options);
    return (documents) => [...group(documents)].sort((a, b) => compareValues(b['count'], a['count']));
  },
  $sample: (spec) => {
    if (!isDocument(spec)) throw mongoError(28745, 'the $sample stage specification must be an object');
    const size = countArgument('$sample size', spec['size'], 1n, 28747);
    return (documents) => [...documents].map((document) => ({ document, at: Math.random() })).sort((a, b) => a.at - b.at).slice(0, size).map(({ document }) => document);
  },
  $facet: (spec, options) => {
    if (!isDocument(spec) || Object.keys(spec).length === 0) throw mongoError(40169, 'the $facet specification must be a non-empty object');
    const facets = Object.entries(spec).map(([key, pipeline]) => [key, subPipeline('$facet', pipeline, options)] as const);
    return function* (documents) {
      const all = [...documents];
      const result: BsonDocument = {};
      for (const [key, run] of facets) setField(result, key, [...run(all)]);
      yield result;
    };
  },
  $unionWith: (spec, options) => {
    const { coll, pipeline = [] } = typeof spec === 'string' ? { coll: spec } : stageFields('$unionWith', spec, [], ['coll', 'pipeline']);
    if (typeof coll !== 'string') throw mongoError(9, '$unionWith needs a collection');
    const run = subPipeline('$unionWith', pipeline, options);
    return function* (documents) { yield* documents; yield* run(options.lookup(coll)); };
  },
  $lookup: compileLookup,
  $graphLookup: compileGraphLookup,
  $redact: compileRedact,
  $documents: (spec, options) => {
    const { names, variables } = scopeOf(options);
    const documents = compileExpression(spec, names)({}, variables);
    if (!Array.isArray(documents) || !documents.every(isDocument)) throw mongoError(5858203, 'an array of documents is expected');
    return () => documents as BsonDocument[];
  },
  $setWindowFields: compileWindowFields,
};

const REFUSED = ['$geoNear', '$collStats', '$indexStats', '$currentOp', '$changeStream', '$changeStreamSplitLargeEvent', '$search', '$searchMeta', '$vectorSearch',
  '$listSessions', '$listLocalSessions', '$listSampledQueries', '$planCacheStats', '$queryStats', '$shardedDataDistribution', '$rankFusion'];

function stageOf(spec: unknown): [name: string, argument: unknown] {
  if (!isDocument(spec)) throw mongoError(14, 'Each element of the \'pipeline\' array must be an object');
  const entries = Object.entries(spec);
  if (entries.length !== 1) throw mongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  return entries[0]!;
}

/** Compiles a pipeline without `$out` and `$merge`: those are for the caller, see `splitPipeline`. */
export function compilePipeline(pipeline: unknown, options: AggregateOptions): Stage {
  if (!Array.isArray(pipeline)) throw mongoError(14, '\'pipeline\' option must be specified as an array');
  refuseCollation(options.collation);
  const scoped = { ...options, scope: scopeOf(options) };
  const stages = pipeline.map((spec, i) => {
    const [name, argument] = stageOf(spec);
    if (name === '$out' || name === '$merge') throw mongoError(40601, `${name} can only be the final stage in the pipeline`);
    if (REFUSED.includes(name)) throw notSupported(`The stage ${name}`);
    if (!Object.hasOwn(STAGES, name)) throw mongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
    if (name === '$documents' && i > 0) throw mongoError(40602, '$documents is only valid as the first stage in a pipeline');
    return STAGES[name]!(argument, scoped);
  });
  return (documents) => stages.reduce((stream, stage) => stage(stream), documents);
}

/** Runs a pipeline over documents, which stay as they are. Streams where no stage needs all of them. */
export function aggregate(source: Stream, pipeline: readonly BsonDocument[], options: AggregateOptions): Stream {
  return compilePipeline(pipeline, options)(source);
}

/** A pipeline's last stage when it writes: `$out` replaces a collection, `$merge` merges into one. */
export interface PipelineWrite { readonly stage: '$out' | '$merge'; readonly argument: unknown }

/** Parts a pipeline into what reads and what writes, which is the server's to do. */
export function splitPipeline(pipeline: readonly BsonDocument[]): { readonly reads: readonly BsonDocument[]; readonly write?: PipelineWrite } {
  const last = pipeline.at(-1);
  if (!isDocument(last)) return { reads: pipeline };
  const [name, argument] = stageOf(last);
  return name === '$out' || name === '$merge' ? { reads: pipeline.slice(0, -1), write: { stage: name, argument } } : { reads: pipeline };
}

function subPipeline(name: string, pipeline: unknown, options: AggregateOptions): Stage {
  if (!Array.isArray(pipeline)) throw mongoError(40170, `arguments to ${name} must be arrays`);
  for (const spec of pipeline) {
    const [stage] = stageOf(spec);
    if (['$out', '$merge', ...(name === '$facet' ? ['$facet', '$documents'] : [])].includes(stage)) throw mongoError(name === '$facet' ? 40600 : 51047, `${stage} is not allowed to be used within a ${name} stage`);
  }
  return compilePipeline(pipeline, options);
}

function stageFields(name: string, spec: unknown, required: readonly string[], optional: readonly string[]): BsonDocument {
  if (!isDocument(spec)) throw mongoError(9, `the ${name} stage specification must be an object, but found ${typeOf(spec)}`);
  for (const key of Object.keys(spec)) if (![...required, ...optional].includes(key)) throw mongoError(9, `unknown argument to ${name}: ${key}`);
  for (const key of required) if (!(key in spec)) throw mongoError(9, `missing '${key}' option to ${name} stage specification`);
  return spec;
}

function countArgument(name: string, value: unknown, least: bigint, code: number): number {
  const count = integerOf(value);
  if (count === undefined || count < least) throw mongoError(code, `invalid argument to ${name} stage: Expected ${least === 1n ? 'a positive' : 'a non-negative'} number`);
  return Number(count);
}

function replaceRoot(label: string, expression: unknown, options: ScopeOptions): Stage {
  const { names, variables } = scopeOf(options);
  const root = compileExpression(expression, names);
  return each((document) => {
    const value = root(document, variables);
    if (!isDocument(value)) throw mongoError(40228, `'${label}' expression must evaluate to an object, but resulting value was of type ${typeOf(value)}`);
    return value;
  });
}

function compileUnwind(spec: unknown): Stage {
  const { path, includeArrayIndex, preserveNullAndEmptyArrays = false } = typeof spec === 'string' ? { path: spec } as BsonDocument
    : stageFields('$unwind', spec, ['path'], ['includeArrayIndex', 'preserveNullAndEmptyArrays']);
  if (typeof path !== 'string') throw mongoError(28808, `expected a string as the path for $unwind stage, got ${typeOf(path)}`);
  if (!path.startsWith('$')) throw mongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (typeof preserveNullAndEmptyArrays !== 'boolean') throw mongoError(28809, 'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage');
  if (includeArrayIndex !== undefined && (typeof includeArrayIndex !== 'string' || includeArrayIndex === '')) throw mongoError(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage');
  const keys = pathKeys(path.slice(1));
  const indexKeys = includeArrayIndex === undefined ? undefined : pathKeys(includeArrayIndex as string);
  const withIndex = (document: BsonDocument, index: bigint | null): BsonDocument => indexKeys ? replaceAt(document, indexKeys, index) : document;
  return function* (documents) {
    for (const document of documents) {
      const value = valueInDocuments(document, keys);
      if (Array.isArray(value) && value.length > 0) {
        for (const [i, element] of value.entries()) yield withIndex(replaceAt(document, keys, element), BigInt(i));
      } else if (Array.isArray(value)) {
        if (preserveNullAndEmptyArrays) yield withIndex(replaceAt(document, keys, undefined), null);
      } else if (preserveNullAndEmptyArrays || (value !== undefined && value !== null)) yield withIndex(document, null);
    }
  };
}

function valueInDocuments(document: BsonDocument, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => isDocument(value) ? getField(value, key) : undefined, document);
}

/** A copy with another value at a path of documents; undefined removes the field. */
function replaceAt(document: BsonDocument, [key, ...rest]: readonly string[], value: unknown): BsonDocument {
  const copy = { ...document };
  const inner = getField(copy, key!);
  const next = rest.length === 0 ? value : replaceAt(isDocument(inner) ? inner : {}, rest, value);
  if (next === undefined) delete copy[key!];
  else setField(copy, key!, next);
  return copy;
}

function stringOption(name: string, value: unknown): string {
  if (typeof value !== 'string') throw mongoError(9, `${name} must be a string, found ${typeOf(value)}`);
  return value;
}

function compileLookup(spec: unknown, options: AggregateOptions): Stage {
  const fields = stageFields('$lookup', spec, ['as'], ['from', 'localField', 'foreignField', 'let', 'pipeline']);
  const as = pathKeys(stringOption('$lookup as', fields['as']));
  if (fields['from'] !== undefined && typeof fields['from'] !== 'string') throw notSupported('$lookup from another database');
  const from = fields['from'] as string | undefined;
  const { localField, foreignField, pipeline } = fields;
  const joins = localField !== undefined || foreignField !== undefined;
  if (joins && (localField === undefined || foreignField === undefined)) throw mongoError(9, '$lookup requires both or neither of \'localField\' and \'foreignField\' to be specified');
  if (!joins && pipeline === undefined) throw mongoError(9, '$lookup requires either \'pipeline\' or both \'localField\' and \'foreignField\' to be specified');
  const join = joins ? equalityJoin(stringOption('localField', localField), stringOption('foreignField', foreignField)) : undefined;
  const bind = boundPipeline(pipeline ?? [], fields['let'], options);
  return function* (documents) {
    let foreign: BsonDocument[] | undefined;
    for (const document of documents) {
      foreign ??= from === undefined ? [] : [...options.lookup(from)];
      const candidates = join ? join(document, foreign) : foreign;
      yield replaceAt(document, as, [...bind(document)(candidates)]);
    }
  };
}

/** The sub-pipeline of `$lookup` with the values that its `let` has for a document. */
function boundPipeline(pipeline: unknown, lets: unknown, options: AggregateOptions): (document: BsonDocument) => Stage {
  if (lets !== undefined && !isDocument(lets)) throw mongoError(9, `$lookup argument 'let: ${String(lets)}' must be an object, is type ${typeOf(lets)}`);
  const { names, variables } = scopeOf(options);
  const defined = Object.entries(lets ?? {}).map(([name, value]) => [name, compileExpression(value, names)] as const);
  const scopeFor = (document: BsonDocument) => ({
    names: new Set([...names, ...defined.map(([name]) => name)]),
    variables: { ...variables, ...Object.fromEntries(defined.map(([name, value]) => [name, value(document, variables)])) },
  });
  const compiled = subPipeline('$lookup', pipeline, { ...options, scope: scopeFor({}) });
  return defined.length === 0 ? () => compiled : (document) => subPipeline('$lookup', pipeline, { ...options, scope: scopeFor(document) });
}

/** Equality of a local and a foreign field as a query would have it: a local array stands for each of its elements, an empty one for none, missing for null. */
function equalityJoin(localField: string, foreignField: string): (document: BsonDocument, foreign: readonly BsonDocument[]) => BsonDocument[] {
  const keys = pathKeys(localField);
  return (document, foreign) => {
    const local = pathValue(document, keys, 0) ?? null;
    const filters = (Array.isArray(local) ? local : [local]).map((value: unknown) => compileFilter({ [foreignField]: { $eq: value } }));
    return foreign.filter((candidate) => filters.some(({ matches }) => matches(candidate)));
  };
}

function compileGraphLookup(spec: unknown, options: AggregateOptions): Stage {
  const fields = stageFields('$graphLookup', spec, ['from', 'startWith', 'connectFromField', 'connectToField', 'as'], ['maxDepth', 'depthField', 'restrictSearchWithMatch']);
  const as = pathKeys(stringOption('as', fields['as']));
  const { names, variables } = scopeOf(options);
  const start = compileExpression(fields['startWith'], names);
  const maxDepth = fields['maxDepth'] === undefined ? Infinity : countArgument('$graphLookup maxDepth', fields['maxDepth'], 0n, 40101);
  const restriction = compileFilter((fields['restrictSearchWithMatch'] ?? {}) as BsonDocument, options);
  const connectFrom = parsePath(stringOption('connectFromField', fields['connectFromField']));
  const connectTo = stringOption('connectToField', fields['connectToField']);
  const depthKeys = fields['depthField'] === undefined ? undefined : pathKeys(stringOption('depthField', fields['depthField']));
  return function* (documents) {
    const foreign = [...options.lookup(stringOption('from', fields['from']))].filter((document) => restriction.matches(document));
    for (const document of documents) {
      const first = start(document, variables);
      let frontier: unknown[] = Array.isArray(first) ? first : [first ?? null];
      const found = new Set<BsonDocument>();
      const results: BsonDocument[] = [];
      for (let depth = 0; depth <= maxDepth && frontier.length > 0; depth++) {
        const { matches } = compileFilter({ [connectTo]: { $in: frontier } });
        const layer = foreign.filter((candidate) => !found.has(candidate) && matches(candidate));
        for (const hit of layer) { found.add(hit); results.push(depthKeys ? replaceAt(hit, depthKeys, BigInt(depth)) : hit); }
        frontier = layer.flatMap((hit) => valuesAt(hit, connectFrom));
      }
      yield replaceAt(document, as, results);
    }
  };
}

function compileRedact(spec: unknown, options: ScopeOptions): Stage {
  const { names, variables } = scopeOf(options);
  const decide = compileExpression(spec, new Set([...names, 'DESCEND', 'PRUNE', 'KEEP']));
  const redact = (document: BsonDocument): BsonDocument | undefined => {
    const decision = decide(document, variables);
    if (decision === '$$KEEP') return document;
    if (decision === '$$PRUNE') return undefined;
    if (decision !== '$$DESCEND') throw mongoError(17053, '$redact\'s expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE');
    const result: BsonDocument = {};
    for (const [key, value] of Object.entries(document)) {
      const kept = redactValue(value);
      if (kept !== undefined) setField(result, key, kept);
    }
    return result;
  };
  const redactValue = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(redactValue).filter((element) => element !== undefined);
    return isDocument(value) ? redact(value) : value;
  };
  return function* (documents) {
    for (const document of documents) { const kept = redact(document); if (kept) yield kept; }
  };
}

const UPDATE_STAGES = ['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'];

/** An update that is a pipeline, over one document. */
export function compileUpdatePipeline(pipeline: readonly BsonDocument[], options: ScopeOptions & { readonly now: Date }): (document: BsonDocument) => BsonDocument {
  for (const spec of pipeline) {
    const [name] = stageOf(spec);
    if (!Object.hasOwn(STAGES, name) && !REFUSED.includes(name) && name !== '$out' && name !== '$merge') throw mongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
    if (!UPDATE_STAGES.includes(name)) throw mongoError(72, `${name} is not allowed to be used within an update`);
  }
  const { let: lets, now, scope } = options;
  const stage = compilePipeline(pipeline, { let: lets, now, scope, lookup: () => [] });
  return (document) => {
    const [result] = stage([document]);
    if (!result) throw mongoError(2, 'the update pipeline gave no document');
    return result;
  };
}

