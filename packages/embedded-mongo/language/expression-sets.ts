import { compareValues, valueKey } from './compare.js';
import { mongoError } from './mongo-error.js';
import { type EagerOperator, exactly, isNil, isTrue, requireArray, unary } from './operands.js';
import { typeOf } from './values.js';

/** Distinct values by BSON equality, in BSON order. */
function distinct(values: Iterable<unknown>): unknown[] {
  const seen = new Map<string, unknown>();
  for (const value of values) {
    const key = valueKey(value);
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()].sort(compareValues);
}

function sets(name: string, args: readonly unknown[]): (readonly unknown[])[] | undefined {
  if (args.some(isNil)) return undefined;
  return args.map((value) => {
    if (!Array.isArray(value))
      throw mongoError(17043, `All operands of ${name} must be arrays. One argument is of type: ${typeOf(value)}`);
    return value as unknown[];
  });
}

const keySet = (values: readonly unknown[]): Set<string> => new Set(values.map(valueKey));

const isSubset = (part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean =>
  [...part].every((key) => whole.has(key));

function setsRequired(name: string, args: readonly unknown[]): (readonly unknown[])[] {
  const all = sets(name, args);
  if (!all)
    throw mongoError(
      17044,
      `All operands of ${name} must be arrays. One argument is of type: ${typeOf(args.find(isNil))}`,
    );
  return all;
}

function intersection(args: readonly unknown[]): unknown {
  const [first = [], ...rest] = sets('$setIntersection', args) ?? [null];
  if (first === null) return null;
  const keys = (rest as (readonly unknown[])[]).map(keySet);
  return distinct(first.filter((value) => keys.every((set) => set.has(valueKey(value)))));
}

export const SET_OPERATORS: Readonly<Record<string, EagerOperator>> = {
  $setUnion: {
    min: 0,
    apply: (args) => {
      const all = sets('$setUnion', args);
      return all ? distinct(all.flat()) : null;
    },
  },
  $setIntersection: { min: 0, apply: intersection },
  $setDifference: exactly(2, (args) => {
    const all = sets('$setDifference', args);
    if (!all) return null;
    const removed = keySet(all[1]!);
    return [...new Map(all[0]!.map((value) => [valueKey(value), value])).entries()]
      .filter(([key]) => !removed.has(key))
      .map(([, value]) => value);
  }),
  $setEquals: {
    min: 2,
    apply: (args) => {
      const [first, ...rest] = setsRequired('$setEquals', args).map(keySet);
      return rest.every((set) => set.size === first!.size && isSubset(set, first!));
    },
  },
  $setIsSubset: exactly(2, (args) => {
    const [part, whole] = setsRequired('$setIsSubset', args).map(keySet);
    return isSubset(part!, whole!);
  }),
  $anyElementTrue: unary((value) => requireArray(value, '$anyElementTrue', 17041).some(isTrue)),
  $allElementsTrue: unary((value) => requireArray(value, '$allElementsTrue', 17040).every(isTrue)),
};
