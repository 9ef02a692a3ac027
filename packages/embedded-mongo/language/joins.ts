import { type ScopeOptions, scopeOf } from './command-variables.js';
import { valueKey } from './compare.js';
import { compileExpression, pathKeys, pathValue } from './expression.js';
import { compileFilter } from './filter.js';
import { mongoError, notSupported } from './mongo-error.js';
import { parsePath, valuesAt } from './path.js';
import { replaceAt } from './reshape.js';
import { countArgument, type Stage, stageFields, type Stream, stringOption } from './stage-arguments.js';
import { type BsonDocument, isDocument, typeOf } from './values.js';
import { gather, heapBytes, Holding, memoryExceeded, PAUSE, pauseDue, type Steps } from './work.js';

export interface AggregateOptions extends ScopeOptions {
  readonly now: Date;
  readonly collation?: BsonDocument | undefined;
  /**
   * The documents of another collection of the same database, for `$lookup` and its like. `filter` says which are wanted, so that
   * an index can be used; more than these may come, since they are filtered once more.
   */
  lookup(collection: string, filter?: BsonDocument): Stream;
}

/** Compiles the pipeline within a stage of that name. */
export type SubPipeline = (stage: string, pipeline: unknown, options: AggregateOptions) => Stage;

/** Compiles `$lookup`. */
export function compileLookup(spec: unknown, options: AggregateOptions, subPipeline: SubPipeline): Stage {
  const fields = stageFields('$lookup', spec, ['as'], ['from', 'localField', 'foreignField', 'let', 'pipeline']);
  const as = pathKeys(stringOption('$lookup as', fields['as']));
  if (fields['from'] !== undefined && typeof fields['from'] !== 'string')
    throw notSupported('$lookup from another database');
  const from = fields['from'] as string | undefined;
  const { localField, foreignField, pipeline } = fields;
  const joins = localField !== undefined || foreignField !== undefined;
  if (joins && (localField === undefined || foreignField === undefined))
    throw mongoError(9, "$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  if (!joins && pipeline === undefined)
    throw mongoError(9, "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  const join = joins
    ? equalityJoin(stringOption('localField', localField), stringOption('foreignField', foreignField))
    : undefined;
  const bind = boundPipeline(pipeline ?? [], fields['let'], { options, subPipeline });
  const first = firstMatch(pipeline);
  const found = function* (document: BsonDocument, holding: Holding): Steps<BsonDocument[]> {
    const wanted = join?.(document);
    const filter = { $and: [...(wanted ? [wanted] : []), ...(first ? [first] : [])] };
    const foreign = from === undefined ? [] : options.lookup(from, filter.$and.length > 0 ? filter : undefined);
    return yield* gather(bind(document)(wanted ? matching(foreign, wanted) : foreign), holding);
  };
  const depends = joins || fields['let'] !== undefined;
  return function* (documents) {
    let same: BsonDocument[] | undefined;
    for (const document of documents) {
      if (document === PAUSE) {
        yield PAUSE;
        continue;
      }
      // What was found for one document goes on with it; what is the same for all stays.
      const holding = new Holding(memoryExceeded('$lookup'));
      const results = depends ? yield* found(document, holding) : (same ??= yield* found(document, holding));
      if (depends) holding.release();
      if (pauseDue()) yield PAUSE;
      holding.release();
      if (pauseDue()) yield PAUSE;
      yield replaceAt(document, as, results);
    }
  };
}

/** The sub-pipeline of `$lookup` with the values that its `let` has for a document. */
function boundPipeline(
  pipeline: unknown,
  lets: unknown,
  { options, subPipeline }: { options: AggregateOptions; subPipeline: SubPipeline },
): (document: BsonDocument) => Stage {
  if (lets !== undefined && !isDocument(lets))
    throw mongoError(9, `$lookup argument 'let: ${String(lets)}' must be an object, is type ${typeOf(lets)}`);
  const { names, variables } = scopeOf(options);
  const defined = Object.entries(lets ?? {}).map(([name, value]) => [name, compileExpression(value, names)] as const);
  const scopeFor = (document: BsonDocument) => ({
    names: new Set([...names, ...defined.map(([name]) => name)]),
    variables: {
      ...variables,
      ...Object.fromEntries(defined.map(([name, value]) => [name, value(document, variables)])),
    },
  });
  const compiled = subPipeline('$lookup', pipeline, { ...options, scope: scopeFor({}) });
  return defined.length === 0
    ? () => compiled
    : (document) => subPipeline('$lookup', pipeline, { ...options, scope: scopeFor(document) });
}

/** Equality of a local and a foreign field as a query would have it: a local array stands for each of its elements, an empty one for none, missing for null. */
function equalityJoin(localField: string, foreignField: string): (document: BsonDocument) => BsonDocument {
  const keys = pathKeys(localField);
  return (document) => {
    const local = pathValue(document, keys, 0) ?? null;
    if (!Array.isArray(local)) return { [foreignField]: { $eq: local } };
    // A regular expression in `$in` would be a pattern; here it is a value.
    if (local.some((value) => typeOf(value) === 'regex'))
      return { $or: local.map((value: unknown) => ({ [foreignField]: { $eq: value } })) };
    return { [foreignField]: { $in: local } };
  };
}

/** The filter that a sub-pipeline begins with, where it is the same for every document and so may go to an index. */
function firstMatch(pipeline: unknown): BsonDocument | undefined {
  const [first] = Array.isArray(pipeline) ? (pipeline as unknown[]) : [];
  const filter = isDocument(first) ? first['$match'] : undefined;
  return isDocument(filter) && !usesExpression(filter) ? filter : undefined;
}

function usesExpression(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(usesExpression);
  return isDocument(value) && Object.entries(value).some(([key, inner]) => key === '$expr' || usesExpression(inner));
}

function* matching(documents: Stream, filter: BsonDocument): Stream {
  const { matches } = compileFilter(filter);
  for (const document of documents) if (document === PAUSE || matches(document)) yield document;
}

/** Compiles `$graphLookup`. */
export function compileGraphLookup(spec: unknown, options: AggregateOptions): Stage {
  const fields = stageFields(
    '$graphLookup',
    spec,
    ['from', 'startWith', 'connectFromField', 'connectToField', 'as'],
    ['maxDepth', 'depthField', 'restrictSearchWithMatch'],
  );
  const as = pathKeys(stringOption('as', fields['as']));
  const from = stringOption('from', fields['from']);
  const { names, variables } = scopeOf(options);
  const start = compileExpression(fields['startWith'], names);
  const maxDepth =
    fields['maxDepth'] === undefined ? Infinity : countArgument('$graphLookup maxDepth', fields['maxDepth'], 0n, 40101);
  const restriction = compileFilter((fields['restrictSearchWithMatch'] ?? {}) as BsonDocument, options);
  const connectFrom = parsePath(stringOption('connectFromField', fields['connectFromField']));
  const connectTo = stringOption('connectToField', fields['connectToField']);
  const depthKeys =
    fields['depthField'] === undefined ? undefined : pathKeys(stringOption('depthField', fields['depthField']));
  return function* (documents) {
    for (const document of documents) {
      if (document === PAUSE) {
        yield PAUSE;
        continue;
      }
      const holding = new Holding(memoryExceeded('$graphLookup'));
      const first = start(document, variables);
      let frontier: unknown[] = Array.isArray(first) ? first : [first ?? null];
      const found = new Set<string>();
      const results: BsonDocument[] = [];
      for (let depth = 0; depth <= maxDepth && frontier.length > 0; depth++) {
        const wanted = { $or: frontier.map((value) => ({ [connectTo]: { $eq: value } })) };
        const layer: BsonDocument[] = [];
        for (const hit of matching(options.lookup(from, wanted), wanted)) {
          if (hit === PAUSE) {
            yield PAUSE;
            continue;
          }
          const id = valueKey(hit['_id']);
          if (found.has(id) || !restriction.matches(hit)) continue;
          found.add(id);
          holding.add(100 + id.length + heapBytes(hit));
          layer.push(hit);
          results.push(depthKeys ? replaceAt(hit, depthKeys, BigInt(depth)) : hit);
        }
        frontier = layer.flatMap((hit) => valuesAt(hit, connectFrom));
      }
      yield replaceAt(document, as, results);
    }
  };
}
