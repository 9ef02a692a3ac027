import { fieldKey, getField, isDocument } from './values.js';

/** One part of a dotted path: its key in documents and, when it is a number, its index in arrays (else -1). */
export interface PathPart {
  readonly name: string;
  readonly key: string;
  readonly index: number;
}
export type Path = readonly PathPart[];

export function parsePath(path: string): Path {
  return path.split('.').map((name) => {
    const key = fieldKey(name);
    return { name, key, index: key === name ? -1 : Number(name) };
  });
}

/** Where a filter met an array: the index of the element that matched in the outermost array that the path does not index, for the positional `$`. */
export interface MatchDetails {
  index?: number;
}

export interface Visit {
  readonly path: Path;
  /** Whether an array at the path's end offers its elements besides itself. */
  readonly elements: boolean;
  readonly test: (value: unknown) => boolean;
}

/** Offers to `test` each value that the path names, through arrays as MongoDB's queries do; true at the first that passes. */
export function visitPath(document: unknown, visit: Visit, details?: MatchDetails): boolean {
  return walk(document, 0, visit, details);
}

function walk(start: unknown, from: number, visit: Visit, details?: MatchDetails): boolean {
  const { path, test } = visit;
  let value = start;
  for (let i = from; i < path.length; i++) {
    if (Array.isArray(value)) return walkArray(value, i, visit, details);
    if (!isDocument(value)) return test(undefined);
    value = getField(value, path[i]!.key);
    if (value === undefined) return test(undefined);
  }
  if (visit.elements && Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      if (test(value[i])) {
        if (details) details.index = i;
        return true;
      }
    }
  }
  return test(value);
}

function walkArray(array: readonly unknown[], at: number, visit: Visit, details?: MatchDetails): boolean {
  const { index } = visit.path[at]!;
  for (let i = 0; i < array.length; i++) {
    const element = array[i];
    if (isDocument(element) && walk(element, at, visit, details)) {
      if (details) details.index = i;
      return true;
    }
    // An index that the path names is no choice: the position is that of an array further in, if the path ends there.
    if (i === index && walkIndexed(element, at, visit, details)) {
      if (details && at === visit.path.length - 1) details.index = i;
      return true;
    }
  }
  return false;
}

/** The path names this element by its index: at the path's end it stands for itself, be it an array or not. */
function walkIndexed(element: unknown, at: number, visit: Visit, details?: MatchDetails): boolean {
  if (at === visit.path.length - 1) return visit.test(element);
  return typeof element === 'object' && element !== null && walk(element, at + 1, visit, details);
}

/** The values at a path, every array on the way expanded, the last one too: what `distinct` and multikey indexes see. */
export function valuesAt(document: unknown, path: Path): unknown[] {
  const values: unknown[] = [];
  collect(document, path, 0, values);
  return values;
}

function collect(value: unknown, path: Path, at: number, values: unknown[]): void {
  if (at === path.length) {
    if (Array.isArray(value)) for (const element of value as unknown[]) values.push(element);
    else if (value !== undefined) values.push(value);
    return;
  }
  if (Array.isArray(value)) {
    const { index } = path[at]!;
    if (index >= 0 && index < value.length) collect(value[index], path, at + 1, values);
    for (const element of value) if (isDocument(element)) collect(element, path, at, values);
  } else if (isDocument(value)) {
    collect(getField(value, path[at]!.key), path, at + 1, values);
  }
}
