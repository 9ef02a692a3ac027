import { accumulatorField, type AccumulatorField } from './group.js';
import { compareValues, valueKey } from './compare.js';
import { scopeOf, type ScopeOptions } from './command-variables.js';
import { compileExpression, pathKeys, pathValue } from './expression.js';
import { integerOf } from './filter-operands.js';
import { mongoError, notSupported } from './mongo-error.js';
import { compileAddFields } from './projection.js';
import { compileSort, type DocumentOrder } from './sort.js';
import { type Stage } from './stage-arguments.js';
import { type BsonDocument, isDocument, isNumeric, unwrap } from './values.js';
import { heapBytes, Holding, PAUSE, pauseDue, sortInSteps, spillRefused, type Steps } from './work.js';
import { type Variables } from './variables.js';
import { covariance, linearFill, movingAverage, realOf, slopeOrArea, type Sorting } from './window-functions.js';

/** A partition in its order, and what computes one output field for its documents. */
interface Partition {
  readonly documents: readonly BsonDocument[];
  readonly order: DocumentOrder | undefined;
}
type Column = (partition: Partition) => unknown[];
type Output = (partition: Partition) => Steps<unknown[]>;

/** What is computed in one go, since it looks at each document once. */
const once = (column: Column): Output =>
  function* (partition) {
    if (pauseDue()) yield PAUSE;
    return column(partition);
  };

const UNIT_MS: Readonly<Record<string, number>> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const REFUSED = ['$minMaxScaler'];

/** Compiles `$setWindowFields`. */
export function compileWindowFields(spec: unknown, options: ScopeOptions): Stage {
  if (!isDocument(spec) || !isDocument(spec['output']))
    throw mongoError(9, "$setWindowFields needs an object with an 'output'");
  const { partitionBy, sortBy, output } = spec;
  for (const key of Object.keys(spec))
    if (!['partitionBy', 'sortBy', 'output'].includes(key))
      throw mongoError(40415, `BSON field '$setWindowFields.${key}' is an unknown field.`);
  const { names, variables } = scopeOf(options);
  const partitionId = compileExpression(partitionBy ?? null, names);
  const order = sortBy === undefined ? undefined : compileSort(sortBy as BsonDocument);
  const outputs = Object.entries(output as BsonDocument).map(
    ([key, field]) =>
      [key, compileOutput(key, field, { sortBy: sortBy as BsonDocument | undefined, options })] as const,
  );
  return function* (documents) {
    const partitions = new Map<string, { id: unknown; documents: BsonDocument[] }>();
    const holding = new Holding(spillRefused('$setWindowFields'));
    for (const document of documents) {
      if (document === PAUSE) {
        yield PAUSE;
        continue;
      }
      holding.add(16 + heapBytes(document));
      const id = partitionId(document, variables) ?? null;
      if (Array.isArray(id))
        throw mongoError(14, 'An expression used to partition cannot evaluate to value of type array');
      const key = valueKey(id);
      if (!partitions.has(key)) partitions.set(key, { id, documents: [] });
      partitions.get(key)!.documents.push(document);
    }
    for (const partition of [...partitions.values()].sort((a, b) => compareValues(a.id, b.id))) {
      const sorted = order ? yield* sortInSteps(partition.documents, order) : partition.documents;
      const columns: (readonly [string, unknown[]])[] = [];
      for (const [key, compute] of outputs) columns.push([key, yield* compute({ documents: sorted, order })]);
      for (const [i, document] of sorted.entries()) {
        const values = Object.fromEntries(columns.map(([key, column]) => [key, { $literal: column[i] ?? null }]));
        if (pauseDue()) yield PAUSE;
        yield compileAddFields(values, {})(document);
      }
    }
    holding.release();
  };
}

interface OutputContext {
  readonly sortBy: BsonDocument | undefined;
  readonly options: ScopeOptions;
}

function compileOutput(key: string, spec: unknown, context: OutputContext): Output {
  if (!isDocument(spec)) throw mongoError(9, `The field '${key}' must be a window function object`);
  const { window, ...rest } = spec;
  const [name, argument] = Object.entries(rest)[0] ?? ['', undefined];
  if (REFUSED.includes(name)) throw notSupported(`The window function ${name}`);
  const needsOrder = [
    '$rank',
    '$denseRank',
    '$documentNumber',
    '$shift',
    '$linearFill',
    '$expMovingAvg',
    '$derivative',
    '$integral',
  ].includes(name);
  if (needsOrder && !context.sortBy) throw mongoError(5371602, `${name} must be specified with a sortBy`);
  if ((needsOrder || name === '$locf') && window !== undefined && name !== '$derivative' && name !== '$integral')
    throw mongoError(5371601, `${name} does not accept a 'window' field`);
  switch (name) {
    case '$documentNumber':
      return once(({ documents }) => documents.map((_, i) => i + 1));
    case '$rank':
    case '$denseRank':
      return once(ranks(name === '$denseRank'));
    case '$shift':
      return once(shift(argument, context));
    case '$locf':
      return once(carried(argument, context));
    case '$linearFill':
      return once(interpolated(argument, context));
    case '$expMovingAvg': {
      const average = movingAverage(argument, context.options);
      return once(({ documents }) => average(documents));
    }
    case '$covariancePop':
    case '$covarianceSamp':
      return perWindow(covariance(name, argument, scopeOf(context.options).names), window, context);
    case '$derivative':
    case '$integral': {
      if (window === undefined && name === '$derivative')
        throw mongoError(5371802, '$derivative requires explicit window bounds');
      return perWindow(
        slopeOrArea(name, argument, {
          names: scopeOf(context.options).names,
          sorting: sortingOf(context.sortBy),
          unitMs,
        }),
        window,
        context,
      );
    }
    default:
      return overWindow(accumulatorField('value', rest, context.options), window, context);
  }
}

function ranks(dense: boolean): Column {
  return ({ documents, order }) => {
    let rank = 0;
    return documents.map((document, i) => {
      if (i === 0 || order!(documents[i - 1]!, document) !== 0) rank = dense ? rank + 1 : i + 1;
      return rank;
    });
  };
}

function shift(argument: unknown, { options }: OutputContext): Column {
  if (!isDocument(argument)) throw mongoError(9, 'Argument to $shift must be an object');
  const { names, variables } = scopeOf(options);
  const by = integerOf(argument['by']);
  if (by === undefined) throw mongoError(9, "'$shift:by' field must be an integer");
  const value = compileExpression(argument['output'], names);
  const fallback = compileExpression(argument['default'] ?? null, names)({}, variables);
  return ({ documents }) =>
    documents.map((_, i) => {
      const source = documents[i + Number(by)];
      return source ? (value(source, variables) ?? null) : fallback;
    });
}

function carried(argument: unknown, { options }: OutputContext): Column {
  const { names, variables } = scopeOf(options);
  const value = compileExpression(argument, names);
  return ({ documents }) => {
    let last: unknown = null;
    return documents.map((document) => (last = value(document, variables) ?? last));
  };
}

function interpolated(argument: unknown, { options, sortBy }: OutputContext): Column {
  const { names, variables } = scopeOf(options);
  const value = compileExpression(argument, names);
  const sorting = sortingOf(sortBy);
  return ({ documents }) =>
    linearFill(
      documents,
      documents.map((document) => value(document, variables)),
      sorting,
    );
}

/** The one field that the partition is sorted by, as a real number. */
function sortingOf(sortBy: BsonDocument | undefined): Sorting {
  const keys = Object.keys(sortBy ?? {});
  if (keys.length !== 1) throw mongoError(605001, 'The window function needs a sortBy of a single field');
  const path = pathKeys(keys[0]!);
  return { position: (document) => realOf(pathValue(document, path, 0)) };
}

function unitMs(unit: unknown): number {
  if (!Object.hasOwn(UNIT_MS, String(unit)))
    throw mongoError(5490710, `unit must be week or smaller, found ${String(unit)}`);
  return UNIT_MS[String(unit)]!;
}

type Window = (partition: Partition, index: number) => readonly BsonDocument[];

function overWindow(field: AccumulatorField, window: unknown, context: OutputContext): Output {
  const { variables } = scopeOf(context.options);
  const select = compileWindow(window, context);
  const whole = window === undefined;
  return function* (partition) {
    const results: unknown[] = [];
    const holding = new Holding(spillRefused('$setWindowFields'));
    for (let i = 0; i < partition.documents.length; i++) {
      if (whole && i > 0) {
        results.push(results[0]);
        continue;
      }
      const state = field.start(null);
      for (const document of select(partition, i)) {
        if (pauseDue()) yield PAUSE;
        state.add(field.input(document, variables));
      }
      const grown = state.grown?.();
      if (grown) holding.add(grown);
      results.push(state.result());
    }
    holding.release();
    return results;
  };
}

function perWindow(
  compute: (documents: readonly BsonDocument[], variables: Variables) => unknown,
  window: unknown,
  context: OutputContext,
): Output {
  const { variables } = scopeOf(context.options);
  const select = compileWindow(window, context);
  return function* (partition) {
    const results: unknown[] = [];
    for (let i = 0; i < partition.documents.length; i++) {
      if (pauseDue()) yield PAUSE;
      results.push(window === undefined && i > 0 ? results[0] : compute(select(partition, i), variables));
    }
    return results;
  };
}

function compileWindow(window: unknown, context: OutputContext): Window {
  if (window === undefined) return ({ documents }) => documents;
  if (!isDocument(window)) throw mongoError(9, "'window' field must be an object");
  const { documents, range, unit } = window;
  if (Array.isArray(documents) && documents.length === 2 && range === undefined && unit === undefined)
    return documentWindow(documents);
  if (Array.isArray(range) && range.length === 2 && documents === undefined) return rangeWindow(range, unit, context);
  throw mongoError(9, "Window bounds need either 'documents' or 'range', an array of a lower and an upper bound");
}

const bound = (value: unknown, open: number, read: (value: unknown) => number): number =>
  value === 'unbounded' ? open : value === 'current' ? 0 : read(value);

function documentWindow([lower, upper]: readonly unknown[]): Window {
  const read = (value: unknown): number => {
    const integer = integerOf(value);
    if (integer === undefined) throw mongoError(9, `Numeric document-based bounds must be an integer`);
    return Number(integer);
  };
  const [from, to] = [bound(lower, -Infinity, read), bound(upper, Infinity, read)];
  if (from > to) throw mongoError(5339900, 'Lower bound must not exceed upper bound');
  return ({ documents }, i) => documents.slice(Math.max(0, i + from), Math.max(0, i + to + 1));
}

function rangeWindow([lower, upper]: readonly unknown[], unit: unknown, { sortBy }: OutputContext): Window {
  const keys = Object.entries(sortBy ?? {});
  if (keys.length !== 1 || compareValues(keys[0]![1], 1) !== 0)
    throw mongoError(5339902, 'Range-based bounds require sortBy a single ascending field');
  if (unit !== undefined && !Object.hasOwn(UNIT_MS, String(unit)))
    throw notSupported(`A window's unit '${String(unit)}'`);
  const scale = unit === undefined ? 1 : UNIT_MS[String(unit)]!;
  const read = (value: unknown): number => {
    if (!isNumeric(value)) throw mongoError(9, 'Range-based bounds expression must be a number');
    return Number(unwrap(value)) * scale;
  };
  const [from, to] = [bound(lower, -Infinity, read), bound(upper, Infinity, read)];
  const path = pathKeys(keys[0]![0]);
  const position = (document: BsonDocument): number => {
    const value = pathValue(document, path, 0);
    if (unit !== undefined ? value instanceof Date : isNumeric(value))
      return value instanceof Date ? value.getTime() : Number(unwrap(value as number));
    throw mongoError(
      5429414,
      `Invalid range: Expected the sortBy field to be a ${unit === undefined ? 'number' : 'Date'}`,
    );
  };
  return ({ documents }, i) => {
    const at = position(documents[i]!);
    return documents.filter((document) => {
      const value = position(document);
      return value >= at + from && value <= at + to;
    });
  };
}
