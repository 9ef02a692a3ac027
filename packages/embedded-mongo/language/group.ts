import { ACCUMULATORS, type Accumulator, boundedAccumulator } from './accumulators.js';
import { compareValues, valueKey } from './compare.js';
import { scopeOf, type ScopeOptions } from './command-variables.js';
import { compileExpression, type Expression } from './expression.js';
import { mongoError, notSupported } from './mongo-error.js';
import { readPercentile } from './percentile.js';
import { compileSort } from './sort.js';
import { type BsonDocument, fieldName, isDocument, setField } from './values.js';
import { type Stage } from './stage-arguments.js';
import { describe, type Variables } from './variables.js';
import { heapBytes, Holding, memoryExceeded, PAUSE, pauseDue, spillRefused } from './work.js';

/** Makes the accumulators of one field: a fresh one per group, and how a document feeds it. */
export interface AccumulatorField {
  readonly key: string;
  /** The accumulator's name. */
  readonly operator: string;
  start(groupId: unknown): Accumulator;
  input(document: BsonDocument, variables: Variables): unknown;
}

const UNSORTED = ['$firstN', '$lastN', '$minN', '$maxN'];
const SORTED = ['$top', '$topN', '$bottom', '$bottomN'];

/** Compiles `field: { $accumulator: argument }`. */
export function accumulatorField(key: string, spec: unknown, options: ScopeOptions): AccumulatorField {
  const { names, variables } = scopeOf(options);
  const name = fieldName(key);
  if (name.includes('.')) throw mongoError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw mongoError(40236, `The field name '${name}' cannot be an operator name`);
  if (!isDocument(spec)) throw mongoError(40234, `The field '${name}' must be an accumulator object`);
  const keys = Object.keys(spec);
  if (keys.length !== 1) throw mongoError(40238, `The field '${name}' must specify one accumulator`);
  const operator = keys[0]!;
  const argument = spec[operator];
  if (operator === '$count') {
    if (!isDocument(argument) || Object.keys(argument).length > 0)
      throw mongoError(9, '$count takes no arguments, i.e. $count:{}');
    return { key, operator, start: () => ACCUMULATORS['$sum']!(), input: () => 1 };
  }
  if (Object.hasOwn(ACCUMULATORS, operator)) {
    if (Array.isArray(argument) && argument.length !== 1)
      throw mongoError(40237, `The ${operator} accumulator is a unary operator`);
    const input = compileExpression(Array.isArray(argument) ? argument[0] : argument, names);
    return { key, operator, start: () => ACCUMULATORS[operator]!(), input };
  }
  if (UNSORTED.includes(operator) || SORTED.includes(operator))
    return bounded(key, operator, argument, { names, variables });
  if (operator === '$median' || operator === '$percentile') return percentile(key, operator, argument, names);
  if (operator === '$accumulator') throw notSupported(`The accumulator ${operator}`);
  throw mongoError(15952, `unknown group operator '${operator}'`);
}

function bounded(
  key: string,
  operator: string,
  argument: unknown,
  scope: { names: ReadonlySet<string>; variables: Variables },
): AccumulatorField {
  const sorted = SORTED.includes(operator);
  const counted = operator.endsWith('N');
  const known = [...(counted ? ['n'] : []), ...(sorted ? ['sortBy', 'output'] : ['input'])];
  if (
    !isDocument(argument)
    || known.some((field) => !(field in argument))
    || Object.keys(argument).length !== known.length
  ) {
    throw mongoError(
      5788001,
      `specification of ${operator} must be an object with the fields ${known.join(', ')}; found ${describe(argument)}`,
    );
  }
  const n: Expression = counted ? compileExpression(argument['n'], scope.names) : () => 1;
  const value = compileExpression(argument[sorted ? 'output' : 'input'], scope.names);
  if (!sorted)
    return {
      key,
      operator,
      input: value,
      start: (id) => boundedAccumulator(operator, n(id as BsonDocument, scope.variables), compareValues),
    };
  const order = compileSort(argument['sortBy'] as BsonDocument);
  interface Entry {
    readonly document: BsonDocument;
    readonly output: unknown;
  }
  return {
    key,
    operator,
    input: (document, variables): Entry => ({ document, output: value(document, variables) ?? null }),
    start(id) {
      const name = counted ? operator : `${operator}N`;
      const inner = boundedAccumulator(name, n(id as BsonDocument, scope.variables), (a, b) =>
        order((a as Entry).document, (b as Entry).document),
      );
      const outputs = (): unknown[] => (inner.result() as Entry[]).map(({ output }) => output);
      return {
        add: (entry) => inner.add(entry),
        result: () => (counted ? outputs() : (outputs()[0] ?? null)),
        ...(inner.grown && { grown: inner.grown }),
      };
    },
  };
}

function percentile(key: string, operator: string, argument: unknown, names: ReadonlySet<string>): AccumulatorField {
  const { input, answer } = readPercentile(operator, argument);
  return {
    key,
    operator,
    input: compileExpression(input, names),
    start() {
      const all = ACCUMULATORS['$push']!();
      return { ...all, result: () => answer(all.result() as unknown[]) };
    },
  };
}

/** About what a group takes beside its values, and what each of its accumulators does. */
const GROUP_BYTES = 200,
  STATE_BYTES = 150;

interface Group {
  readonly id: unknown;
  readonly states: readonly Accumulator[];
}

/** Compiles `$group`. Groups come in the order in which they were first met. */
export function compileGroup(spec: unknown, options: ScopeOptions): Stage {
  if (!isDocument(spec)) throw mongoError(15947, `a group's fields must be specified in an object`);
  if (!('_id' in spec)) throw mongoError(15955, 'a group specification must include an _id');
  const { names, variables } = scopeOf(options);
  const id = compileExpression(spec['_id'], names);
  const fields = Object.entries(spec)
    .filter(([key]) => key !== '_id')
    .map(([key, value]) => accumulatorField(key, value, options));
  return function* (documents) {
    const groups = new Map<string, Group>();
    const holding = new Holding(spillRefused('$group'));
    const collected = fields.map(({ operator }) => new Holding(memoryExceeded(operator)));
    try {
      for (const document of documents) {
        if (document === PAUSE) {
          yield PAUSE;
          continue;
        }
        const value = id(document, variables);
        const key = valueKey(value ?? null);
        let group = groups.get(key);
        if (!group) {
          holding.add(GROUP_BYTES + key.length + heapBytes(value) + fields.length * STATE_BYTES);
          groups.set(key, (group = { id: value ?? null, states: fields.map((field) => field.start(value)) }));
        }
        for (const [i, field] of fields.entries()) {
          const state = group.states[i]!;
          state.add(field.input(document, variables));
          const grown = state.grown?.();
          if (grown) collected[i]!.add(grown);
        }
      }
      for (const [key, group] of groups) {
        if (pauseDue()) yield PAUSE;
        groups.delete(key);
        yield groupDocument(group, fields);
      }
    } finally {
      holding.release();
      for (const each of collected) each.release();
    }
  };
}

function groupDocument({ id, states }: Group, fields: readonly AccumulatorField[]): BsonDocument {
  const result: BsonDocument = { _id: id };
  fields.forEach(({ key }, i) => setField(result, key, states[i]!.result()));
  return result;
}
