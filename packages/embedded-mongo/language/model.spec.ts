import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  applyUpdate,
  type BsonDocument,
  type Bound,
  compareValues,
  compileFilter,
  compileSort,
  deserialize,
  indexBounds,
  indexKeys,
  serialize,
} from './index.js';

/**
 * A second, slow and literal reading of the manual, to hold the language against. It knows null, numbers, strings, arrays
 * and documents, and shares no code with what it checks.
 */
type Json = null | number | string | Json[] | { [key: string]: Json };
type JsonDocument = { [key: string]: Json };
const isPlain = (value: unknown): value is JsonDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const RANKS = ['null', 'number', 'string', 'object', 'array'];
const rank = (value: Json): number =>
  RANKS.indexOf(value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
function modelOrder(a: Json, b: Json): number {
  if (rank(a) !== rank(b)) return rank(a) < rank(b) ? -1 : 1;
  if (Array.isArray(a) && Array.isArray(b))
    return (
      firstDifference(a.map((_, i) => (i < b.length ? modelOrder(a[i]!, b[i]!) : 0))) || Math.sign(a.length - b.length)
    );
  if (isPlain(a) && isPlain(b)) {
    const [left, right] = [Object.entries(a), Object.entries(b)];
    return (
      firstDifference(
        left.map(([key, value], i) => {
          const other = right[i];
          if (!other) return 0;
          return (
            Math.sign(rank(value) - rank(other[1]))
            || (key < other[0] ? -1 : key > other[0] ? 1 : modelOrder(value, other[1]))
          );
        }),
      ) || Math.sign(left.length - right.length)
    );
  }
  return a === b ? 0 : a! < b! ? -1 : 1;
}
const firstDifference = (orders: readonly number[]): number => orders.find((order) => order !== 0) ?? 0;

/** What a path stands for: the values on all ways through arrays; `undefined` for a way that ends nowhere. */
function reach(value: Json | undefined, path: readonly string[]): (Json | undefined)[] {
  const [name, ...rest] = path;
  if (name === undefined) return Array.isArray(value) ? [...value, value] : [value];
  if (isPlain(value)) return reach(value[name], rest);
  if (Array.isArray(value)) return value.filter(isPlain).flatMap((element) => reach(element, path));
  return [undefined];
}

function modelTest(operator: string, operand: Json | Json[]): (value: Json | undefined) => boolean {
  const order = (value: Json | undefined): number =>
    operand === null
      ? value === undefined || value === null
        ? 0
        : NaN
      : value === undefined || rank(value) !== rank(operand)
        ? NaN
        : modelOrder(value, operand);
  switch (operator) {
    case '$eq':
      return (value) => order(value) === 0;
    case '$lt':
      return (value) => order(value) < 0;
    case '$lte':
      return (value) => order(value) <= 0;
    case '$gt':
      return (value) => order(value) > 0;
    case '$gte':
      return (value) => order(value) >= 0;
    default:
      return (value) => (operand as Json[]).some((one) => modelTest('$eq', one)(value));
  }
}

type Clause = { field: string; operator: string; operand: Json };
const modelMatches = (document: JsonDocument, { field, operator, operand }: Clause): boolean => {
  const values = reach(document, field.split('.'));
  if (operator === '$ne') return !values.some(modelTest('$eq', operand));
  return values.some(modelTest(operator, operand));
};

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -2, max: 3 }),
  fc.constantFrom(0.5, 1.5),
  fc.constantFrom('', 'a', 'ab', 'b'),
);
const inner: fc.Arbitrary<JsonDocument> = fc.dictionary(fc.constantFrom('x', 'y'), scalar, {
  maxKeys: 2,
  noNullPrototype: true,
});
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: scalar },
  inner,
  fc.array(fc.oneof(scalar, inner), { maxLength: 3 }),
  fc.array(scalar, { maxLength: 2 }).map((array) => [array] as Json[]),
);
const document = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { maxKeys: 3, noNullPrototype: true });
const field = fc.constantFrom('a', 'b', 'a.x', 'b.y');
const clause: fc.Arbitrary<Clause> = fc.oneof(
  fc.record({ field, operator: fc.constantFrom('$eq', '$ne', '$lt', '$lte', '$gt', '$gte'), operand: value }),
  fc.record({ field, operator: fc.constant('$in'), operand: fc.array(scalar, { maxLength: 3 }) }),
);
const filterOf = (clauses: readonly Clause[]): BsonDocument => ({
  $and: clauses.map((one) => ({ [one.field]: { [one.operator]: one.operand } })),
});

function within(key: unknown, { lower, upper, lowerInclusive, upperInclusive }: Bound): boolean {
  const above =
    lower === undefined || compareValues(key, lower) > 0 || (lowerInclusive && compareValues(key, lower) === 0);
  return (
    above
    && (upper === undefined || compareValues(key, upper) < 0 || (upperInclusive && compareValues(key, upper) === 0))
  );
}

describe('against a naive model', () => {
  it('filters choose the same documents', () => {
    fc.assert(
      fc.property(document, fc.array(clause, { minLength: 1, maxLength: 3 }), (doc, clauses) => {
        expect(compileFilter(filterOf(clauses)).matches(doc)).toBe(clauses.every((one) => modelMatches(doc, one)));
      }),
      { numRuns: 600 },
    );
  });

  it('what a filter matches lies within its index bounds', () => {
    fc.assert(
      fc.property(document, fc.array(clause, { minLength: 1, maxLength: 3 }), field, (doc, clauses, path) => {
        fc.pre(compileFilter(filterOf(clauses)).matches(doc));
        const keys = indexKeys(doc, { [path]: 1 }).map(([key]) => key);
        const bounds = indexBounds(filterOf(clauses), path, {
          multikey: keys.length !== 1 || JSON.stringify(doc).includes('['),
        });
        if (bounds) expect(keys.some((key) => bounds.some((bound) => within(key, bound)))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('sorts put documents in the same order', () => {
    const key = (doc: JsonDocument, name: string, direction: number): Json | undefined => {
      const found = doc[name];
      if (!Array.isArray(found)) return found ?? null;
      const ordered = [...found].sort(modelOrder);
      return found.length === 0 ? undefined : direction > 0 ? ordered[0]! : ordered.at(-1)!;
    };
    const modelCompare = (left: Json | undefined, right: Json | undefined): number =>
      left === undefined || right === undefined
        ? Number(left !== undefined) - Number(right !== undefined)
        : modelOrder(left, right);
    const direction = fc.constantFrom(1, -1);
    fc.assert(
      fc.property(document, document, direction, direction, (left, right, a, b) => {
        const expected =
          modelCompare(key(left, 'a', a), key(right, 'a', a)) * a
          || modelCompare(key(left, 'b', b), key(right, 'b', b)) * b;
        expect(Math.sign(compileSort({ a, b })(left, right)) + 0).toBe(expected + 0);
      }),
      { numRuns: 400 },
    );
  });

  it('updates change documents in the same way, or are refused where the model has no answer', () => {
    type Change = { operator: string; path: string; argument: Json };
    const change: fc.Arbitrary<Change> = fc.oneof(
      fc.record({
        operator: fc.constantFrom('$set', '$unset', '$push', '$addToSet', '$min', '$max'),
        path: field,
        argument: value,
      }),
      fc.record({ operator: fc.constant('$inc'), path: field, argument: fc.integer({ min: -3, max: 3 }) }),
      fc.record({ operator: fc.constant('$pull'), path: field, argument: scalar }),
    );
    const applied = ({ operator, argument }: Change, current: Json | undefined): Json | undefined | 'refused' => {
      const list = current === undefined ? [] : Array.isArray(current) ? current : undefined;
      switch (operator) {
        case '$set':
          return argument;
        case '$unset':
          return undefined;
        case '$inc':
          return current === undefined
            ? argument
            : typeof current === 'number'
              ? current + (argument as number)
              : 'refused';
        case '$min':
          return current === undefined || modelOrder(argument, current) < 0 ? argument : current;
        case '$max':
          return current === undefined || modelOrder(argument, current) > 0 ? argument : current;
        case '$push':
          return list ? [...list, argument] : 'refused';
        case '$addToSet':
          return !list ? 'refused' : list.some((one) => modelOrder(one, argument) === 0) ? list : [...list, argument];
        default:
          return current === undefined
            ? undefined
            : list
              ? list.filter((one) => modelOrder(one, argument) !== 0)
              : 'refused';
      }
    };
    const model = (doc: JsonDocument, wanted: Change): JsonDocument | 'refused' => {
      const [first, second] = wanted.path.split('.') as [string, string?];
      const result = structuredClone(doc);
      const passive = wanted.operator === '$unset' || wanted.operator === '$pull';
      let holder = result;
      if (second !== undefined) {
        if (result[first] === undefined && !passive) result[first] = {};
        const next = result[first];
        if (next === undefined && passive) return result;
        if (!isPlain(next)) return wanted.operator === '$unset' ? result : 'refused';
        holder = next;
      }
      const name = second ?? first;
      const changed = applied(wanted, holder[name]);
      if (changed === 'refused') return 'refused';
      if (changed === undefined) delete holder[name];
      else holder[name] = changed;
      return result;
    };
    fc.assert(
      fc.property(document, change, (doc, wanted) => {
        fc.pre(!(isPlain(wanted.argument) && wanted.operator === '$pull'));
        const before = JSON.stringify(doc);
        const expected = model(doc, wanted);
        const run = () =>
          applyUpdate(
            { _id: 1, ...doc },
            { [wanted.operator]: { [wanted.path]: wanted.argument } },
            { now: new Date(0) },
          );
        if (expected === 'refused') expect(run).toThrow(expect.objectContaining({ name: 'MongoError' }));
        else {
          const { document: result, changed } = run();
          expect(JSON.stringify(result)).toBe(JSON.stringify({ _id: 1, ...expected }));
          expect(changed).toBe(JSON.stringify(expected) !== before);
          expect(JSON.stringify(deserialize(serialize(result)))).toBe(JSON.stringify(result));
        }
        expect(JSON.stringify(doc)).toBe(before);
      }),
      { numRuns: 600 },
    );
  });
});
