import { compareValues } from './compare.js';
import { scopeOf, type ScopeOptions } from './command-variables.js';
import { compileExpression } from './expression.js';
import { integerOf } from './filter-operands.js';
import { accumulatorField, compileGroup } from './group.js';
import { mongoError, notSupported } from './mongo-error.js';
import { type Stage } from './stage-arguments.js';
import { type BsonDocument, isDocument, setField, typeOf } from './values.js';
import { gather, heapBytes, Holding, PAUSE, pauseDue, sortInSteps, spillRefused } from './work.js';

/** `$bucket` as the `$group` that it is short for. */
export function compileBucket(spec: unknown, options: ScopeOptions): Stage {
  if (!isDocument(spec))
    throw mongoError(40201, `Argument to $bucket stage must be an object, but found type: ${typeOf(spec)}`);
  const { groupBy, boundaries, default: fallback, output = { count: { $sum: 1 } } } = spec;
  for (const key of Object.keys(spec))
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(key))
      throw mongoError(40197, `Unrecognized option to $bucket: ${key}.`);
  if (groupBy === undefined || !Array.isArray(boundaries))
    throw mongoError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  if (boundaries.length < 2)
    throw mongoError(
      40192,
      `The $bucket 'boundaries' field must have at least 2 values, but found ${boundaries.length} value(s).`,
    );
  if (boundaries.some((bound, i) => i > 0 && compareValues(boundaries[i - 1], bound) >= 0))
    throw mongoError(40194, "The 'boundaries' option to $bucket must be sorted in ascending order");
  const branches = boundaries
    .slice(0, -1)
    .map((lower, i) => ({
      case: {
        $and: [
          { $gte: [groupBy, { $literal: lower as unknown }] },
          { $lt: [groupBy, { $literal: boundaries[i + 1] as unknown }] },
        ],
      },
      then: { $literal: lower as unknown },
    }));
  const id = { $switch: { branches, ...('default' in spec && { default: { $literal: fallback } }) } };
  const group = compileGroup({ _id: id, ...(output as BsonDocument) }, options);
  return function* (documents) {
    const holding = new Holding(spillRefused('$bucket'));
    try {
      yield* yield* sortInSteps(yield* gather(group(documents), holding), (a, b) => compareValues(a['_id'], b['_id']));
    } finally {
      holding.release();
    }
  };
}

/** Compiles `$bucketAuto`: as many buckets of like size as asked for, equal values never apart. */
export function compileBucketAuto(spec: unknown, options: ScopeOptions): Stage {
  if (!isDocument(spec))
    throw mongoError(40240, `The argument to $bucketAuto must be an object, but found type: ${typeOf(spec)}`);
  const { groupBy, buckets, output = { count: { $sum: 1 } }, granularity } = spec;
  for (const key of Object.keys(spec))
    if (!['groupBy', 'buckets', 'output', 'granularity'].includes(key))
      throw mongoError(40245, `Unrecognized option to $bucketAuto: ${key}.`);
  if (groupBy === undefined || buckets === undefined)
    throw mongoError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
  if (granularity !== undefined) throw notSupported('The granularity of $bucketAuto');
  const count = Number(integerOf(buckets) ?? 0);
  if (count < 1) throw mongoError(40243, `The $bucketAuto 'buckets' field must be greater than 0`);
  const { names, variables } = scopeOf(options);
  const key = compileExpression(groupBy, names);
  const fields = Object.entries(output as BsonDocument).map(([name, value]) => accumulatorField(name, value, options));
  return function* (documents) {
    const holding = new Holding(spillRefused('$bucketAuto'));
    const keyed = function* () {
      for (const document of documents)
        yield document === PAUSE ? PAUSE : { document, key: key(document, variables) ?? null };
    };
    const entries = yield* sortInSteps(
      yield* gather(keyed(), holding, ({ document }) => 100 + heapBytes(document)),
      (a, b) => compareValues(a.key, b.key),
    );
    const size = Math.max(1, Math.round(entries.length / count));
    for (let start = 0, number = 1; start < entries.length; number++) {
      let end = number === count ? entries.length : Math.min(entries.length, start + size);
      while (end < entries.length && compareValues(entries[end]!.key, entries[end - 1]!.key) === 0) end++;
      const states = fields.map((field) => field.start(null));
      for (const { document } of entries.slice(start, end)) {
        if (pauseDue()) yield PAUSE;
        fields.forEach((field, i) => states[i]!.add(field.input(document, variables)));
      }
      const result: BsonDocument = { _id: { min: entries[start]!.key, max: (entries[end] ?? entries[end - 1]!).key } };
      fields.forEach((field, i) => setField(result, field.key, states[i]!.result()));
      yield result;
      start = end;
    }
    holding.release();
  };
}
