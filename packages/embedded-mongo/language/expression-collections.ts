import { type Binary } from 'bson';
import { compareValues } from './compare.js';
import { serialize } from './bson-writer.js';
import { mongoError } from './mongo-error.js';
import {
  type EagerOperator,
  exactly,
  isNil,
  type NamedOperator,
  nullable,
  requireArray,
  requireInteger,
  unary,
} from './operands.js';
import { compilePatternSort } from './sort.js';
import {
  type BsonDocument,
  binaryOf,
  fieldKey,
  fieldName,
  getField,
  isDocument,
  isNumeric,
  setField,
  timestampParts,
  typeOf,
  unwrap,
} from './values.js';

function elementAt([array, index]: readonly unknown[]): unknown {
  if (isNil(array) || isNil(index)) return null;
  if (!Array.isArray(array))
    throw mongoError(28689, `$arrayElemAt's first argument must be an array, but is ${typeOf(array)}`);
  return array.at(requireInteger(index, '$arrayElemAt', 28690));
}

function slice([array, first, second]: readonly unknown[]): unknown {
  if (isNil(array) || isNil(first) || second === null) return null;
  const values = requireArray(array, '$slice', 28724);
  const start = requireInteger(first, '$slice', 28725);
  if (second === undefined) return start >= 0 ? values.slice(0, start) : values.slice(start);
  const count = requireInteger(second, '$slice', 28727);
  if (count <= 0) throw mongoError(28729, `Third argument to $slice must be positive: ${count}`);
  const from = start < 0 ? Math.max(0, values.length + start) : start;
  return values.slice(from, from + count);
}

function range([start, end, step]: readonly unknown[]): unknown {
  const from = requireInteger(start, '$range', 34443);
  const to = requireInteger(end, '$range', 34445);
  const by = step === undefined ? 1 : requireInteger(step, '$range', 34447);
  if (by === 0) throw mongoError(34449, '$range requires a non-zero step value');
  const count = Math.max(0, Math.ceil((to - from) / by));
  if (count > 4_000_000) throw mongoError(146, '$range would make more elements than the memory limit allows');
  return Array.from({ length: count }, (_, i) => from + i * by);
}

function indexOfArray([array, value, start, end]: readonly unknown[]): unknown {
  if (isNil(array)) return null;
  const values = requireArray(array, '$indexOfArray', 40090);
  const from = start === undefined ? 0 : requireInteger(start, '$indexOfArray', 40096);
  const to = end === undefined ? values.length : requireInteger(end, '$indexOfArray', 40096);
  if (from < 0 || to < 0) throw mongoError(40097, '$indexOfArray requires a nonnegative index');
  return values.findIndex((element, i) => i >= from && i < to && compareValues(element, value) === 0);
}

export function mergeObjects(args: readonly unknown[]): BsonDocument {
  const result: BsonDocument = {};
  for (const value of args) {
    if (isNil(value)) continue;
    if (!isDocument(value))
      throw mongoError(40400, `$mergeObjects requires object inputs, but input is of type ${typeOf(value)}`);
    for (const [key, field] of Object.entries(value)) setField(result, key, field);
  }
  return result;
}

function arrayToObject(value: unknown): unknown {
  const result: BsonDocument = {};
  for (const element of requireArray(value, '$arrayToObject', 40386)) {
    let pair: readonly unknown[];
    if (Array.isArray(element)) {
      if (element.length !== 2)
        throw mongoError(
          40397,
          `$arrayToObject requires an array of size 2 arrays,found array of size: ${element.length}`,
        );
      pair = element;
    } else if (isDocument(element)) {
      if (Object.keys(element).length !== 2 || !('k' in element) || !('v' in element))
        throw mongoError(40392, "$arrayToObject requires an object keys of 'k' and 'v'");
      pair = [element['k'], element['v']];
    } else throw mongoError(40398, `Unrecognised input type format for $arrayToObject: ${typeOf(element)}`);
    if (typeof pair[0] !== 'string')
      throw mongoError(
        40394,
        `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: ${typeOf(pair[0])}`,
      );
    if (pair[0].includes('\0')) throw mongoError(4940401, 'Key field cannot contain an embedded null byte');
    setField(result, fieldKey(pair[0]), pair[1]);
  }
  return result;
}

function objectToArray(value: unknown): unknown {
  if (!isDocument(value)) throw mongoError(40390, `$objectToArray requires a document input, found: ${typeOf(value)}`);
  return Object.entries(value).map(([key, field]) => ({ k: fieldName(key), v: field }));
}

function zip(args: Readonly<Record<string, unknown>>): unknown {
  const { inputs, useLongestLength, defaults } = args;
  if (isNil(inputs)) return null;
  const arrays = requireArray(inputs, '$zip', 34461);
  if (arrays.some(isNil)) return null;
  const columns = arrays.map((array) => requireArray(array, '$zip', 34468));
  if (defaults !== undefined && useLongestLength !== true)
    throw mongoError(34466, 'cannot specify defaults unless useLongestLength is true');
  const lengths = columns.map(({ length }) => length);
  const longest = useLongestLength === true;
  const length = lengths.reduce(
    (best, each) => (longest ? Math.max(best, each) : Math.min(best, each)),
    longest ? 0 : Infinity,
  );
  return Array.from({ length }, (_, row) =>
    columns.map((column, i) =>
      row < column.length ? column[row] : ((defaults as unknown[] | undefined)?.[i] ?? null),
    ),
  );
}

function sortArray({ input, sortBy }: Readonly<Record<string, unknown>>): unknown {
  if (isNil(input)) return null;
  if (!Array.isArray(input))
    throw mongoError(2942504, `The input argument to $sortArray must be an array, but was of type: ${typeOf(input)}`);
  if (isNumeric(sortBy)) {
    const direction = Number(unwrap(sortBy));
    if (Math.abs(direction) !== 1) throw mongoError(2942506, 'The $sort element value must be either 1 or -1');
    return [...input].sort((a, b) => compareValues(a, b) * direction);
  }
  if (!isDocument(sortBy))
    throw mongoError(
      2942507,
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  return [...(input as unknown[])].sort(compilePatternSort(sortBy));
}

/** The n of `$firstN` and its like: a positive integer. */
export function countOf(value: unknown, name: string): number {
  if (!isNumeric(value))
    throw mongoError(5787902, `Value for 'n' must be of integral type, but found ${typeOf(value)} in ${name}`);
  const count = requireInteger(value, name, 5787903);
  if (count <= 0) throw mongoError(5787908, `'n' must be greater than 0, found ${count}`);
  return count;
}

function taking(name: string, take: (values: readonly unknown[], count: number) => unknown): NamedOperator {
  return {
    required: ['n', 'input'],
    optional: [],
    apply({ n, input }) {
      if (isNil(input)) return null;
      return take(requireArray(input, name, 5788200), countOf(n, name));
    },
  };
}

export function getFieldValue(field: unknown, input: unknown): unknown {
  if (typeof field !== 'string')
    throw mongoError(5654602, `$getField requires 'field' to evaluate to type String, but got ${typeOf(field)}`);
  if (isNil(input)) return input;
  return isDocument(input) ? getField(input, fieldKey(field)) : undefined;
}

function setFieldValue({ field, input, value }: Readonly<Record<string, unknown>>): unknown {
  if (typeof field !== 'string') throw mongoError(4161107, "$setField requires 'field' to be a string constant");
  if (isNil(input)) return null;
  if (!isDocument(input)) throw mongoError(4161105, `$setField requires 'input' to evaluate to type Object`);
  const result = { ...input };
  if (value === undefined) delete result[fieldKey(field)];
  else setField(result, fieldKey(field), value);
  return result;
}

export const COLLECTION_OPERATORS: Readonly<Record<string, EagerOperator>> = {
  $arrayElemAt: exactly(2, elementAt),
  $first: nullable((value) => requireArray(value, '$first', 28689)[0]),
  $last: nullable((value) => requireArray(value, '$last', 28689).at(-1)),
  $concatArrays: {
    min: 0,
    apply: (args) =>
      args.some(isNil)
        ? null
        : args.flatMap((value) => {
            if (!Array.isArray(value))
              throw mongoError(28664, `$concatArrays only supports arrays, not ${typeOf(value)}`);
            return value as unknown[];
          }),
  },
  $slice: { min: 2, max: 3, apply: slice },
  $size: unary((value) => requireArray(value, '$size', 17124).length),
  $in: exactly(2, ([value, array]) => {
    if (!Array.isArray(array))
      throw mongoError(40081, `$in requires an array as a second argument, found: ${typeOf(array)}`);
    return array.some((element) => compareValues(element, value) === 0);
  }),
  $indexOfArray: { min: 2, max: 4, apply: indexOfArray },
  $isArray: unary(Array.isArray),
  $range: { min: 2, max: 3, apply: range },
  $reverseArray: nullable((value) => [...requireArray(value, '$reverseArray', 34435)].reverse()),
  $arrayToObject: nullable(arrayToObject),
  $objectToArray: nullable(objectToArray),
  $mergeObjects: {
    min: 0,
    apply: (args) => mergeObjects(args.length === 1 && Array.isArray(args[0]) ? args[0] : args),
  },
  $bsonSize: nullable((value) => {
    if (!isDocument(value)) throw mongoError(31393, `$bsonSize requires a document input, found: ${typeOf(value)}`);
    return serialize(value).length;
  }),
  $binarySize: nullable((value) =>
    typeof value === 'string' ? Buffer.byteLength(value) : binaryOf(value as Binary).bytes.length,
  ),
  $tsSecond: nullable((value) => BigInt(timestampParts(value).seconds)),
  $tsIncrement: nullable((value) => BigInt(timestampParts(value).increment)),
};

export const NAMED_COLLECTION_OPERATORS: Readonly<Record<string, NamedOperator>> = {
  $zip: { required: ['inputs'], optional: ['useLongestLength', 'defaults'], apply: zip },
  $sortArray: { required: ['input', 'sortBy'], optional: [], apply: sortArray },
  $firstN: taking('$firstN', (values, count) => values.slice(0, count)),
  $lastN: taking('$lastN', (values, count) => values.slice(-count)),
  $maxN: taking('$maxN', (values, count) =>
    values
      .filter((value) => !isNil(value))
      .sort((a, b) => compareValues(b, a))
      .slice(0, count),
  ),
  $minN: taking('$minN', (values, count) =>
    values
      .filter((value) => !isNil(value))
      .sort(compareValues)
      .slice(0, count),
  ),
  $setField: { required: ['field', 'input', 'value'], optional: [], apply: setFieldValue },
  $unsetField: {
    required: ['field', 'input'],
    optional: [],
    apply: ({ field, input }) => setFieldValue({ field, input, value: undefined }),
  },
};
