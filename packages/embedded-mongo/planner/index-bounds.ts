import { indexBounds, type BsonDocument } from '../language/index.js';
import { afterPrefix, encodeKey } from '../storage/key-encoding.js';
import { AFTER_ALL_KEYS, type KeyRange } from '../storage/key-range.js';

type Bounds = NonNullable<ReturnType<typeof indexBounds>>;
type Interval = Bounds[number];

/** What the planner knows of an index; `_id` is one too. */
export interface BoundedIndex {
  key: readonly (readonly [path: string, direction: 1 | -1])[];
  isMultikey(field: number): boolean;
}

export interface IndexRanges {
  /** Disjoint, in the order of the keys. */
  ranges: KeyRange[];
  /** Leading fields whose values the filter bounds. */
  boundedFields: number;
  /** Of these, the fields fixed to one value: the order of the others is the order of the documents. */
  fixedFields: ReadonlySet<number>;
  /** Of the bounded fields, those held to single values, one or several. */
  pointFields: number;
  /** The bounds of each bounded field, for explain. */
  bounds: Bounds[];
}

/** More ranges than this are not worth their look-ups: the later fields are then left to the matcher. */
const MAX_RANGES = 1000;

/**
 * The parts of an index that can hold what the filter asks for: fields from the left, as long as each is held to single values,
 * and the first that is not. Of fields with arrays only one is used, because two conditions on one array need not meet in one element.
 */
export function indexRanges(index: BoundedIndex, filter: BsonDocument): IndexRanges {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  const found: IndexRanges = { ranges: [], boundedFields: 0, fixedFields: new Set(), pointFields: 0, bounds: [] };
  const fixed = found.fixedFields as Set<number>;
  let arrays = false;
  for (const [field, [path, direction]] of index.key.entries()) {
    const multikey = index.isMultikey(field);
    if (multikey && arrays) break;
    arrays ||= multikey;
    const bounds = indexBounds(filter, path, { multikey });
    if (!bounds || prefixes.length * bounds.length > MAX_RANGES) break;
    found.boundedFields++;
    found.bounds.push(bounds);
    const descending = direction === -1;
    const points = bounds.map((interval) => pointOf(interval, descending));
    if (points.every((point) => point !== undefined)) {
      found.pointFields++;
      if (points.length === 1) fixed.add(field);
      prefixes = prefixes.flatMap((prefix) => points.map((point) => Buffer.concat([prefix, point])));
      continue;
    }
    found.ranges = merge(prefixes.flatMap((prefix) => bounds.map((interval) => rangeOf(prefix, interval, descending))));
    return found;
  }
  found.ranges = merge(prefixes.map((prefix) => ({ start: prefix, end: afterPrefix(prefix) ?? AFTER_ALL_KEYS })));
  return found;
}

const part = (value: unknown, descending: boolean): Buffer => encodeKey([value], [descending]);

function pointOf(interval: Interval, descending: boolean): Buffer | undefined {
  if (
    interval.lower === undefined
    || interval.upper === undefined
    || !interval.lowerInclusive
    || !interval.upperInclusive
  )
    return undefined;
  const lower = part(interval.lower, descending);
  return lower.equals(part(interval.upper, descending)) ? lower : undefined;
}

function rangeOf(prefix: Buffer, interval: Interval, descending: boolean): KeyRange {
  const { lower, lowerInclusive, upper, upperInclusive } = interval;
  const [first, firstInclusive, last, lastInclusive] = descending
    ? [upper, upperInclusive, lower, lowerInclusive]
    : [lower, lowerInclusive, upper, upperInclusive];
  const at = (value: unknown) => Buffer.concat([prefix, part(value, descending)]);
  const start = first === undefined ? prefix : firstInclusive ? at(first) : (afterPrefix(at(first)) ?? AFTER_ALL_KEYS);
  const end = last === undefined ? afterPrefix(prefix) : lastInclusive ? afterPrefix(at(last)) : at(last);
  return { start, end: end ?? AFTER_ALL_KEYS };
}

function merge(ranges: KeyRange[]): KeyRange[] {
  const merged: KeyRange[] = [];
  for (const range of ranges
    .filter(({ start, end }) => Buffer.compare(start, end) < 0)
    .sort((a, b) => Buffer.compare(a.start, b.start))) {
    const last = merged.at(-1);
    if (last && Buffer.compare(range.start, last.end) <= 0) {
      if (Buffer.compare(range.end, last.end) > 0) last.end = range.end;
    } else {
      merged.push({ ...range });
    }
  }
  return merged;
}
