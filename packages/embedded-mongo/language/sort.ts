import { compareValues } from './compare.js';
import { mongoError, notSupported } from './mongo-error.js';
import { parsePath, type Path } from './path.js';
import { type BsonDocument, getField, isDocument, isNumeric, unwrap } from './values.js';
import { refuseCollation } from './variables.js';

export type DocumentOrder = (a: BsonDocument, b: BsonDocument) => number;
interface SortPart {
  readonly path: Path;
  readonly direction: 1 | -1;
}

export function parseSort(spec: BsonDocument): SortPart[] {
  return Object.entries(spec).map(([key, value]) => {
    const name = key.replace('\u0000', '');
    if (isDocument(value) && '$meta' in value) throw notSupported('$meta');
    if (!isNumeric(value))
      throw mongoError(15974, `Illegal key in $sort specification: ${name}: a direction must be 1 or -1`);
    const direction = Number(unwrap(value));
    if (direction !== 1 && direction !== -1)
      throw mongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (name === '' || name.split('.').includes(''))
      throw mongoError(15998, 'FieldPath field names may not be empty strings.');
    if (name.startsWith('$'))
      throw mongoError(16410, `Field path may not start with '$'. Consider using $getField or $setField.`);
    return { path: parsePath(name), direction };
  });
}

/** An order of documents: a missing field sorts as null, an array by its least element ascending and its greatest descending. */
export function compileSort(spec: BsonDocument, options: { collation?: BsonDocument } = {}): DocumentOrder {
  refuseCollation(options.collation);
  const parts = parseSort(spec);
  return (a, b) => {
    for (const { path, direction } of parts) {
      const order = compareValues(sortKey(a, path, direction), sortKey(b, path, direction));
      if (order !== 0) return order * direction;
    }
    return 0;
  };
}

/**
 * The order that `$push` and `$sortArray` sort elements by: each field as a whole, also one that holds an array, which a dotted path
 * enters by its indexes alone; a missing one, and any of an element that is no document, as null.
 */
export function compilePatternSort(spec: BsonDocument): (a: unknown, b: unknown) => number {
  const parts = parseSort(spec);
  const keyOf = (element: unknown, path: Path): unknown =>
    (isDocument(element) ? valueInPattern(element, path) : undefined) ?? null;
  return (a, b) => {
    for (const { path, direction } of parts) {
      const order = compareValues(keyOf(a, path), keyOf(b, path));
      if (order !== 0) return order * direction;
    }
    return 0;
  };
}

const valueInPattern = (start: unknown, path: Path): unknown =>
  path.reduce(
    (value, { key, index }) =>
      Array.isArray(value) ? (value as unknown[])[index] : isDocument(value) ? getField(value, key) : undefined,
    start,
  );

function sortKey(document: BsonDocument, path: Path, direction: 1 | -1): unknown {
  if (path.length === 1) {
    const value = getField(document, path[0]!.key);
    if (!Array.isArray(value)) return value ?? null;
  }
  const keys: unknown[] = [];
  expandKeys(document, path, 0, keys);
  return keys.reduce((best, key) => (compareValues(key, best) * direction < 0 ? key : best));
}

/** The index keys of a path: an empty array counts as undefined, which sorts before null; what is missing counts as null. */
export function expandKeys(value: unknown, path: Path, at: number, keys: unknown[]): void {
  if (at === path.length) {
    if (!Array.isArray(value)) keys.push(value ?? null);
    else if (value.length === 0) keys.push(undefined);
    else for (const element of value as unknown[]) keys.push(element);
  } else if (Array.isArray(value)) {
    const { index } = path[at]!;
    if (index >= 0 && index < value.length) expandKeys(value[index], path, at + 1, keys);
    else if (value.length === 0) keys.push(null);
    else
      for (const element of value as unknown[]) expandKeys(isDocument(element) ? element : undefined, path, at, keys);
  } else if (isDocument(value)) {
    expandKeys(getField(value, path[at]!.key), path, at + 1, keys);
  } else keys.push(null);
}
