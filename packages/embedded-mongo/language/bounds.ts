import { BSONRegExp, ObjectId, Timestamp } from 'bson';
import { bracketOf, compareValues } from './compare.js';
import { isNaNValue, isOperatorDocument } from './filter-tests.js';
import { type BsonDocument, fieldName, isDocument, regexOf } from './values.js';

/** An interval of index keys; a bound that is absent (or undefined) is open to that side. */
export interface Bound {
  readonly lower?: unknown;
  readonly lowerInclusive: boolean;
  readonly upper?: unknown;
  readonly upperInclusive: boolean;
}

/** Where each type's values begin, and the first value of the next type that is comparable; by bracket. */
const SPANS: Readonly<Record<number, Bound>> = {
  10: { lower: -Infinity, lowerInclusive: true, upper: '', upperInclusive: false },
  15: { lower: '', lowerInclusive: true, upper: {}, upperInclusive: false },
  20: { lower: {}, lowerInclusive: true, upper: [], upperInclusive: false },
  35: { lower: new ObjectId('000000000000000000000000'), lowerInclusive: true, upper: false, upperInclusive: false },
  40: { lower: false, lowerInclusive: true, upper: true, upperInclusive: true },
  45: { lower: true, lowerInclusive: false, upper: new Timestamp({ t: 0, i: 0 }), upperInclusive: false },
  47: {
    lower: new Timestamp({ t: 0, i: 0 }),
    lowerInclusive: true,
    upper: new BSONRegExp('', ''),
    upperInclusive: false,
  },
};
const NULLS: Bound = { lowerInclusive: true, upper: null, upperInclusive: true };

/**
 * The intervals that an index on `path` must be scanned in for this filter: a superset of what matches; undefined is all of it.
 * An index that holds several keys of a document (`multikey`) must not narrow an interval by two conditions, since different
 * elements may meet them; without a word on that, it is taken for one.
 */
export function indexBounds(
  filter: unknown,
  path: string,
  { multikey = true }: { multikey?: boolean } = {},
): Bound[] | undefined {
  // What is no filter bounds nothing; it is refused where the filter is compiled.
  if (!isDocument(filter)) return undefined;
  const candidates = Object.entries(filter).flatMap(([key, value]) =>
    boundsOfClause(fieldName(key), value, path, multikey),
  );
  return candidates.length === 0
    ? undefined
    : candidates.reduce((best, next) => (multikey ? narrower(best, next) : intersect(best, next)));
}

function boundsOfClause(key: string, value: unknown, path: string, multikey: boolean): Bound[][] {
  if (key === '$and' && Array.isArray(value))
    return value.flatMap((clause) => listed(indexBounds(clause, path, { multikey })));
  if (key === '$or' && Array.isArray(value)) {
    const branches = value.map((clause) => indexBounds(clause, path, { multikey }));
    return branches.length > 0 && branches.every((branch) => branch !== undefined) ? [union(branches.flat())] : [];
  }
  if (path.startsWith(`${key}.`) && isDocument(value) && isDocument(value['$elemMatch'])) {
    const rest = path.slice(key.length + 1);
    // In an array within the array a number is its index, of which an index of the outer one knows nothing.
    return /^\d/.test(rest) ? [] : listed(indexBounds(value['$elemMatch'], rest, { multikey }));
  }
  if (key !== path) return [];
  if (!isOperatorDocument(value)) return listed(pointOrPrefix(value));
  return Object.entries(value).flatMap(([name, operand]) => listed(operatorBounds(name, operand, value)));
}

const listed = (bounds: Bound[] | undefined): Bound[][] => (bounds ? [bounds] : []);
const point = (value: unknown): Bound => ({ lower: value, lowerInclusive: true, upper: value, upperInclusive: true });

function equalTo(value: unknown): Bound[] | undefined {
  if (value === null || value === undefined) return [NULLS];
  if (isNaNValue(value)) return undefined;
  if (!Array.isArray(value)) return [point(value)];
  // A whole array is found under its elements, or under itself as an element of another.
  return value.length === 0 || value[0] === null ? undefined : union([point(value), point(value[0])]);
}

function pointOrPrefix(value: unknown): Bound[] | undefined {
  const regex = regexOf(value);
  return regex ? prefixBounds(regex.pattern, regex.options) : equalTo(value);
}

function operatorBounds(name: string, operand: unknown, spec: BsonDocument): Bound[] | undefined {
  switch (name) {
    case '$eq':
      return equalTo(operand);
    case '$in': {
      if (!Array.isArray(operand)) return undefined;
      const parts = operand.map(pointOrPrefix);
      return parts.every((part) => part !== undefined) ? union(parts.flat()) : undefined;
    }
    case '$all':
      return Array.isArray(operand) && operand.length > 0 && !(isDocument(operand[0]) && '$elemMatch' in operand[0])
        ? pointOrPrefix(operand[0])
        : undefined;
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      return rangeBounds(name, operand);
    case '$regex': {
      const regex = regexOf(operand) ?? { pattern: String(operand), options: '' };
      return prefixBounds(regex.pattern, typeof spec['$options'] === 'string' ? spec['$options'] : regex.options);
    }
    case '$elemMatch': {
      if (!isDocument(operand)) return undefined;
      return Object.entries(operand)
        .map(([inner, value]) => (inner.startsWith('$') ? operatorBounds(inner, value, operand) : undefined))
        .find((bounds) => bounds !== undefined);
    }
    default:
      return undefined;
  }
}

function rangeBounds(name: string, operand: unknown): Bound[] | undefined {
  if (operand === null) return [NULLS];
  const span = SPANS[bracketOf(operand)];
  if (!span || isNaNValue(operand)) return undefined;
  const inclusive = name.endsWith('e');
  return name.startsWith('$g')
    ? [{ ...span, lower: operand, lowerInclusive: inclusive }]
    : [{ ...span, upper: operand, upperInclusive: inclusive }];
}

/** The strings that begin with the literal prefix of `^prefix…`, and the regular expression itself, which also matches. */
function prefixBounds(pattern: string, options: string): Bound[] | undefined {
  if (/[imx]/.test(options) || !pattern.startsWith('^') || pattern.includes('|') || pattern.includes('\\Q'))
    return undefined;
  let prefix = '';
  let i = 1;
  while (i < pattern.length) {
    const escaped = pattern[i] === '\\';
    const char = escaped ? pattern[i + 1] : pattern[i];
    if (char === undefined || (escaped ? /[A-Za-z0-9]/.test(char) : /[.*+?()[\]{}$^]/.test(char))) break;
    const next = i + (escaped ? 2 : 1);
    if (/[*?{]/.test(pattern[next] ?? '')) break;
    prefix += char;
    i = next;
  }
  // A surrogate half would be no prefix of whole characters.
  prefix = prefix.replace(/[\ud800-\udbff]$/, '');
  if (prefix === '') return undefined;
  const end = successor(prefix);
  const strings =
    end === undefined
      ? { ...SPANS[15]!, lower: prefix }
      : { lower: prefix, lowerInclusive: true, upper: end, upperInclusive: false };
  return [strings, point(new BSONRegExp(pattern, options))];
}

/** The first string after all that begin with this one. */
function successor(prefix: string): string | undefined {
  const points = [...prefix];
  while (points.length > 0) {
    const last = points.pop()!.codePointAt(0)!;
    if (last < 0x10ffff)
      return points.join('') + String.fromCodePoint(last + 1 >= 0xd800 && last + 1 <= 0xdfff ? 0xe000 : last + 1);
  }
  return undefined;
}

function compareLower(a: Bound, b: Bound): number {
  if (a.lower === undefined || b.lower === undefined)
    return Number(a.lower !== undefined) - Number(b.lower !== undefined);
  return compareValues(a.lower, b.lower) || Number(b.lowerInclusive) - Number(a.lowerInclusive);
}

function compareUpper(a: Bound, b: Bound): number {
  if (a.upper === undefined || b.upper === undefined)
    return Number(a.upper === undefined) - Number(b.upper === undefined);
  return compareValues(a.upper, b.upper) || Number(a.upperInclusive) - Number(b.upperInclusive);
}

function isEmpty({ lower, upper, lowerInclusive, upperInclusive }: Bound): boolean {
  if (lower === undefined || upper === undefined) return false;
  const order = compareValues(lower, upper);
  return order > 0 || (order === 0 && !(lowerInclusive && upperInclusive));
}

/** Sorted, without overlaps. */
function union(bounds: readonly Bound[]): Bound[] {
  const result: Bound[] = [];
  for (const bound of [...bounds].sort(compareLower)) {
    const last = result.at(-1);
    if (last && touches(last, bound))
      result[result.length - 1] =
        compareUpper(last, bound) >= 0 ? last : { ...last, upper: bound.upper, upperInclusive: bound.upperInclusive };
    else result.push(bound);
  }
  return result;
}

function touches(first: Bound, second: Bound): boolean {
  if (first.upper === undefined || second.lower === undefined) return true;
  const order = compareValues(second.lower, first.upper);
  return order < 0 || (order === 0 && (first.upperInclusive || second.lowerInclusive));
}

function intersect(left: readonly Bound[], right: readonly Bound[]): Bound[] {
  return left.flatMap((a) =>
    right.flatMap((b) => {
      const low = compareLower(a, b) >= 0 ? a : b;
      const high = compareUpper(a, b) <= 0 ? a : b;
      const both: Bound = {
        ...(low.lower !== undefined && { lower: low.lower }),
        lowerInclusive: low.lowerInclusive,
        ...(high.upper !== undefined && { upper: high.upper }),
        upperInclusive: high.upperInclusive,
      };
      return isEmpty(both) ? [] : [both];
    }),
  );
}

const isPoint = ({ lower, upper }: Bound): boolean =>
  lower !== undefined && upper !== undefined && compareValues(lower, upper) === 0;

function narrower(left: Bound[], right: Bound[]): Bound[] {
  const [leftPoints, rightPoints] = [left.every(isPoint), right.every(isPoint)];
  if (leftPoints !== rightPoints) return leftPoints ? left : right;
  return right.length < left.length ? right : left;
}
