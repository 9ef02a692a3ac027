import { mongoError } from './mongo-error.js';
import { type MatchDetails, parsePath, type Path } from './path.js';
import { type FieldContext, type FieldOperator, KEEP, REMOVE } from './update-operators.js';
import { type BsonDocument, fieldName, getField, isDocument, setField, typeOf } from './values.js';
import { describe } from './variables.js';

/** MongoDB refuses to fill an array with more nulls than this to reach an index. */
const MAX_PADDING = 1_500_000;

/** Checks a path that an update names. */
export function checkUpdatePath(path: string): void {
  const parts = path.split('.');
  if (parts.includes('')) {
    throw mongoError(
      56,
      path === ''
        ? 'An empty update path is not valid.'
        : `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  if (parts[0] === '$' || /^\$\[.*\]$/.test(parts[0]!))
    throw mongoError(2, `Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  if (parts.filter((part) => part === '$').length > 1)
    throw mongoError(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
}

const isPositional = (part: string): boolean => part === '$' || /^\$\[.*\]$/.test(part);

export const isDynamic = (path: string): boolean => path.includes('$') && path.split('.').some(isPositional);

/**
 * Refuses the names at the top of a document that an update of one that is there may not make: they begin with `$` and are no
 * parts of a DBRef. Below the top, and in a document that is being inserted, every name is stored (since MongoDB 5.0).
 * @throws MongoError 52 DollarPrefixedFieldName, 55 InvalidDBRef
 */
export function refuseDollarName(document: BsonDocument, name: string): void {
  const names = Object.keys(document);
  const before = (of: string): string | undefined => names[names.indexOf(of) - 1];
  let at = name;
  if (at === '$db') {
    if (typeof document['$db'] !== 'string')
      throw mongoError(55, `The DBRef $db field must be a String, not a ${typeOf(document['$db'])}`);
    if (before('$db') !== '$id') throw mongoError(55, 'Found $db field without a $id before it, which is invalid.');
    at = '$id';
  }
  if (at === '$id') {
    if (before('$id') !== '$ref') throw mongoError(55, 'Found $id field without a $ref before it, which is invalid.');
    at = '$ref';
  }
  if (at !== '$ref') {
    throw mongoError(
      52,
      `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  if (typeof document['$ref'] !== 'string')
    throw mongoError(55, `The DBRef $ref field must be a String, not a ${typeOf(document['$ref'])}`);
  if (names[names.indexOf('$ref') + 1] !== '$id')
    throw mongoError(55, 'The DBRef $ref field must be followed by a $id field');
}

/** Fields are made in the order of their names, numbers in that of their values. */
export function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const left = a[i]!;
    const right = b[i]!;
    if (left.name === right.name) continue;
    return left.index >= 0 && right.index >= 0 ? left.index - right.index : left.name < right.name ? -1 : 1;
  }
  return a.length - b.length;
}

/** Throws 40 when one path is another or lies within it; `found` says that the paths are those of one document. */
export function refuseConflicts(paths: readonly string[], found = false): void {
  const conflict = (path: string, at: string) =>
    mongoError(
      40,
      found ? `Update created a conflict at '${at}'` : `Updating the path '${path}' would create a conflict at '${at}'`,
    );
  const seen = new Set<string>();
  const inner = new Map<string, string>();
  for (const path of paths) {
    if (seen.has(path) || inner.has(path)) throw conflict(path, path);
    for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      const prefix = path.slice(0, dot);
      if (seen.has(prefix)) throw conflict(path, prefix);
      inner.set(prefix, path);
    }
    seen.add(path);
  }
}

export interface ArrayFilter {
  readonly identifier: string;
  matches(element: unknown): boolean;
}

/** The paths that `$`, `$[]` and `$[identifier]` stand for in this document. */
export function expandPath(
  document: BsonDocument,
  path: string,
  filters: readonly ArrayFilter[],
  details: MatchDetails,
): string[] {
  let branches: { text: string; value: unknown }[] = [{ text: '', value: document }];
  for (const part of path.split('.')) {
    branches = branches.flatMap(({ text, value }) => {
      const at = (name: string) => ({ text: text ? `${text}.${name}` : name, value: childOf(value, name) });
      if (part === '$') {
        if (details.index === undefined)
          throw mongoError(2, 'The positional operator did not find the match needed from the query.');
        return [at(String(details.index))];
      }
      if (!isPositional(part)) return [at(part)];
      if (value === undefined)
        throw mongoError(2, `The path '${text}' must exist in the document in order to apply array updates.`);
      if (!Array.isArray(value))
        throw mongoError(2, `Cannot apply array updates to non-array element ${text}: ${describe(value)}`);
      const identifier = part.slice(2, -1);
      const filter = identifier === '' ? undefined : filters.find((candidate) => candidate.identifier === identifier);
      if (identifier !== '' && !filter)
        throw mongoError(2, `No array filter found for identifier '${identifier}' in path '${path}'`);
      return value.flatMap((element: unknown, i) => (!filter || filter.matches(element) ? [at(String(i))] : []));
    });
  }
  return branches.map(({ text }) => text);
}

function childOf(value: unknown, name: string): unknown {
  const [part] = parsePath(name);
  if (Array.isArray(value)) return part!.index >= 0 ? value[part!.index] : undefined;
  return isDocument(value) ? getField(value, part!.key) : undefined;
}

/** Applies an operator at a path, copying only the containers on the way that are not yet this update's own. */
export class PathWriter {
  private readonly owned = new Set<object>();

  constructor(private readonly now: Date) {}

  apply(document: BsonDocument, path: Path, operator: FieldOperator): BsonDocument {
    const context: FieldContext = { document, path: path.map((part) => part.name).join('.'), now: this.now };
    return this.write(document, { path, operator, context }, 0) as BsonDocument;
  }

  private write(
    container: unknown,
    task: { path: Path; operator: FieldOperator; context: FieldContext },
    at: number,
  ): unknown {
    const { path, operator, context } = task;
    const part = path[at]!;
    const inArray = Array.isArray(container);
    if (!(inArray ? part.index >= 0 : isDocument(container))) {
      if (operator.tolerant) return container;
      const element = `{${at > 0 ? fieldName(path[at - 1]!.key) : ''}: ${describe(container)}}`;
      throw mongoError(
        28,
        operator.creates
          ? `Cannot create field '${part.name}' in element ${element}`
          : `Cannot use the part (${part.name}) of (${context.path}) to traverse the element (${element})`,
      );
    }
    const current = inArray ? (container as unknown[])[part.index] : getField(container as BsonDocument, part.key);
    let next: unknown;
    if (at === path.length - 1) next = operator.apply(current, context);
    else if (current === undefined && !operator.creates) return container;
    else next = this.write(current === undefined ? {} : current, task, at + 1);
    if (next === KEEP || (next === current && current !== undefined)) return container;
    if (next === REMOVE) return current === undefined ? container : this.remove(container, part);
    const own = this.own(container);
    if (Array.isArray(own)) place(own, part.index, next);
    else setField(own, part.key, next);
    return own;
  }

  private remove(container: unknown, part: { key: string; index: number }): unknown {
    const own = this.own(container);
    if (Array.isArray(own)) own[part.index] = null;
    else delete own[part.key];
    return own;
  }

  private own(container: unknown): BsonDocument | unknown[] {
    if (this.owned.has(container as object)) return container as BsonDocument | unknown[];
    const copy = Array.isArray(container) ? [...(container as unknown[])] : { ...(container as BsonDocument) };
    this.owned.add(copy);
    return copy;
  }
}

function place(array: unknown[], index: number, value: unknown): void {
  if (index - array.length > MAX_PADDING) throw mongoError(2, `can't backfill more than ${MAX_PADDING} elements`);
  while (array.length < index) array.push(null);
  array[index] = value;
}
