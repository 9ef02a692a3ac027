import { type ScopeOptions, scopeOf } from './command-variables.js';
import { compileExpression, pathKeys } from './expression.js';
import { mongoError } from './mongo-error.js';
import { type Stage, stageFields } from './stage-arguments.js';
import { type BsonDocument, getField, isDocument, setField, typeOf } from './values.js';
import { PAUSE, pauseDue } from './work.js';

export const each = (map: (document: BsonDocument) => BsonDocument): Stage =>
  function* (documents) {
    for (const document of documents) yield document === PAUSE ? PAUSE : map(document);
  };

/** `$replaceRoot` and `$replaceWith`. */
export function replaceRoot(label: string, expression: unknown, options: ScopeOptions): Stage {
  const { names, variables } = scopeOf(options);
  const root = compileExpression(expression, names);
  return each((document) => {
    const value = root(document, variables);
    if (!isDocument(value))
      throw mongoError(
        40228,
        `'${label}' expression must evaluate to an object, but resulting value was of type ${typeOf(value)}`,
      );
    return value;
  });
}

/** Compiles `$unwind`. */
export function compileUnwind(spec: unknown): Stage {
  const {
    path,
    includeArrayIndex,
    preserveNullAndEmptyArrays = false,
  } = typeof spec === 'string'
    ? ({ path: spec } as BsonDocument)
    : stageFields('$unwind', spec, ['path'], ['includeArrayIndex', 'preserveNullAndEmptyArrays']);
  if (typeof path !== 'string')
    throw mongoError(28808, `expected a string as the path for $unwind stage, got ${typeOf(path)}`);
  if (!path.startsWith('$'))
    throw mongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (typeof preserveNullAndEmptyArrays !== 'boolean')
    throw mongoError(28809, 'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage');
  if (includeArrayIndex !== undefined && (typeof includeArrayIndex !== 'string' || includeArrayIndex === ''))
    throw mongoError(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage');
  const keys = pathKeys(path.slice(1));
  const indexKeys = includeArrayIndex === undefined ? undefined : pathKeys(includeArrayIndex as string);
  const withIndex = (document: BsonDocument, index: bigint | null): BsonDocument =>
    indexKeys ? replaceAt(document, indexKeys, index) : document;
  return function* (documents) {
    for (const document of documents) {
      if (document === PAUSE) {
        yield PAUSE;
        continue;
      }
      const value = valueInDocuments(document, keys);
      if (Array.isArray(value) && value.length > 0) {
        for (const [i, element] of value.entries()) {
          if (pauseDue()) yield PAUSE;
          yield withIndex(replaceAt(document, keys, element), BigInt(i));
        }
      } else if (Array.isArray(value)) {
        if (preserveNullAndEmptyArrays) yield withIndex(replaceAt(document, keys, undefined), null);
      } else if (preserveNullAndEmptyArrays || (value !== undefined && value !== null)) yield withIndex(document, null);
    }
  };
}

function valueInDocuments(document: BsonDocument, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (isDocument(value) ? getField(value, key) : undefined), document);
}

/** A copy with another value at a path of documents; undefined removes the field. */
export function replaceAt(document: BsonDocument, [key, ...rest]: readonly string[], value: unknown): BsonDocument {
  const copy = { ...document };
  const inner = getField(copy, key!);
  const next = rest.length === 0 ? value : replaceAt(isDocument(inner) ? inner : {}, rest, value);
  if (next === undefined) delete copy[key!];
  else setField(copy, key!, next);
  return copy;
}

/** Compiles `$redact`. */
export function compileRedact(spec: unknown, options: ScopeOptions): Stage {
  const { names, variables } = scopeOf(options);
  const decide = compileExpression(spec, new Set([...names, 'DESCEND', 'PRUNE', 'KEEP']));
  const redact = (document: BsonDocument): BsonDocument | undefined => {
    const decision = decide(document, variables);
    if (decision === '$$KEEP') return document;
    if (decision === '$$PRUNE') return undefined;
    if (decision !== '$$DESCEND')
      throw mongoError(
        17053,
        "$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE",
      );
    const result: BsonDocument = {};
    for (const [key, value] of Object.entries(document)) {
      const kept = redactValue(value);
      if (kept !== undefined) setField(result, key, kept);
    }
    return result;
  };
  const redactValue = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(redactValue).filter((element) => element !== undefined);
    return isDocument(value) ? redact(value) : value;
  };
  return function* (documents) {
    for (const document of documents) {
      const kept = document === PAUSE ? PAUSE : redact(document);
      if (kept) yield kept;
    }
  };
}
