import { Timestamp } from 'bson';
import { compileArrayFilters } from './array-filters.js';
import { compareValues, identical } from './compare.js';
import { compileFilter, type FilterOptions } from './filter.js';
import { mongoError } from './mongo-error.js';
import { type MatchDetails, parsePath, type Path } from './path.js';
import { compileUpdatePipeline } from './pipeline.js';
import { fieldOperator, type FieldOperator, REMOVE } from './update-operators.js';
import {
  type ArrayFilter,
  checkUpdatePath,
  comparePaths,
  expandPath,
  isDynamic,
  PathWriter,
  refuseConflicts,
  refuseDollarName,
} from './update-paths.js';
import { type BsonDocument, fieldName, getField, isDocument, timestampParts, typeOf } from './values.js';
import { describe } from './variables.js';

export interface UpdateOptions {
  readonly arrayFilters?: readonly BsonDocument[];
  /** The query that chose the document: the positional `$` needs it. */
  readonly filter?: BsonDocument;
  readonly let?: BsonDocument;
  readonly collation?: BsonDocument;
  /** Whether the document is being inserted, so that `$setOnInsert` counts. */
  readonly isUpsert?: boolean;
  readonly now: Date;
}
export interface Updated {
  readonly document: BsonDocument;
  readonly changed: boolean;
}
/** An update made ready for many documents; `details` are those of the filter's match, for the positional `$`. */
export interface Update {
  readonly positional: boolean;
  apply(document: BsonDocument, details?: MatchDetails): Updated;
}

const OPERATORS = [
  '$set',
  '$setOnInsert',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$currentDate',
  '$push',
  '$addToSet',
  '$pop',
  '$pull',
  '$pullAll',
  '$bit',
  '$rename',
];

interface Operation {
  readonly text: string;
  readonly path: Path;
  readonly operator: FieldOperator;
  readonly source?: string;
}

export function isReplacement(update: unknown): boolean {
  return isDocument(update) && !Object.keys(update)[0]?.startsWith('$');
}

export function compileUpdate(update: BsonDocument | readonly BsonDocument[], options: UpdateOptions): Update {
  if (!isDocument(update) && !Array.isArray(update))
    throw mongoError(9, `Update argument must be either an object or an array, but is a ${typeOf(update)}`);
  const transform = Array.isArray(update)
    ? pipelineTransform(update, options)
    : isReplacement(update)
      ? replacementTransform(update as BsonDocument, options)
      : operatorTransform(update as BsonDocument, options);
  return {
    positional: transform.positional ?? false,
    apply(document, details = {}) {
      const result = idFirst(document, transform.run(document, details));
      return { document: result, changed: !identical(document, result) };
    },
  };
}

/** Applies one update to one document; the document itself stays as it is. */
export function applyUpdate(
  document: BsonDocument,
  update: BsonDocument | readonly BsonDocument[],
  options: UpdateOptions,
): Updated {
  const compiled = compileUpdate(update, options);
  const details: MatchDetails = {};
  if (compiled.positional && options.filter) compileFilter(options.filter, options).matches(document, details);
  return compiled.apply(document, details);
}

interface Transform {
  readonly positional?: boolean;
  run(document: BsonDocument, details: MatchDetails): BsonDocument;
}

/** The result with the `_id` that the document had, first in key order; 66 where the update would change it. */
function idFirst(before: BsonDocument, after: BsonDocument): BsonDocument {
  const id = getField(before, '_id');
  const newId = getField(after, '_id');
  if (id === undefined) return after;
  if (newId !== undefined && compareValues(id, newId) !== 0) {
    throw mongoError(
      66,
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${describe(newId)}`,
    );
  }
  if (newId === id && Object.keys(after)[0] === '_id') return after;
  const { _id: _, ...rest } = after;
  return { _id: id, ...rest };
}

function isEmptyTimestamp(value: unknown): boolean {
  if (typeOf(value) !== 'timestamp') return false;
  const { seconds, increment } = timestampParts(value);
  return seconds === 0 && increment === 0;
}

function replacementTransform(replacement: BsonDocument, options: UpdateOptions): Transform {
  if (options.arrayFilters?.length)
    throw mongoError(9, 'arrayFilters may not be specified for a replacement-style update');
  // A replacement's empty timestamps at the top stand for the time, as in an insert.
  const stamp = new Timestamp({ t: Math.floor(options.now.getTime() / 1000), i: 1 });
  const stamped = Object.fromEntries(
    Object.entries(replacement).map(([key, value]) => [key, key !== '_id' && isEmptyTimestamp(value) ? stamp : value]),
  );
  return {
    run() {
      if (!options.isUpsert)
        for (const name of Object.keys(stamped)) if (name.startsWith('$')) refuseDollarName(stamped, name);
      return stamped;
    },
  };
}

function pipelineTransform(pipeline: readonly BsonDocument[], options: UpdateOptions): Transform {
  if (options.arrayFilters?.length) throw mongoError(9, 'arrayFilters may not be specified for pipeline-syle updates');
  return { run: compileUpdatePipeline(pipeline, options) };
}

function operatorTransform(update: BsonDocument, options: UpdateOptions): Transform {
  const filters = compileArrayFilters(options.arrayFilters ?? [], options);
  const operations = Object.entries(update).flatMap(([name, fields]) => operationsOf(name, fields, options));
  const declared = [
    ...operations,
    ...operations.flatMap(({ source }) => (source === undefined ? [] : [{ text: source }])),
  ].map(({ text }) => text);
  refuseConflicts(declared);
  for (const { identifier } of filters) {
    if (!declared.some((path) => path.split('.').includes(`$[${identifier}]`))) {
      throw mongoError(
        9,
        `The array filter for identifier '${identifier}' was not used in the update ${describe(update)}`,
      );
    }
  }
  for (const path of declared) {
    for (const [, identifier] of path.matchAll(/\$\[([^\]]+)\]/g)) {
      if (!filters.some((filter) => filter.identifier === identifier))
        throw mongoError(2, `No array filter found for identifier '${identifier}' in path '${path}'`);
    }
  }
  const dynamic = declared.some(isDynamic);
  const ordered = operations.sort((a, b) => comparePaths(a.path, b.path));
  return {
    positional: declared.some((path) => path.split('.').includes('$')),
    run(document, details) {
      const concrete = dynamic ? expandOperations(ordered, document, filters, details) : ordered;
      const writer = new PathWriter(options.now);
      const result = concrete.reduce((before, operation) => applyOperation(writer, before, operation), document);
      if (!options.isUpsert) for (const { path } of concrete) checkTop(document, result, path);
      return result;
    },
  };
}

function operationsOf(name: string, fields: unknown, options: UpdateOptions): Operation[] {
  if (!OPERATORS.includes(name)) {
    throw mongoError(
      9,
      `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  if (!isDocument(fields)) {
    throw mongoError(
      9,
      `Modifiers operate on fields but we found type ${typeOf(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${describe(fields)}}`,
    );
  }
  const made = Object.entries(fields).map(([key, argument]): Operation => {
    const text = fieldName(key);
    checkUpdatePath(text);
    if (name === '$rename') return renameOperation(text, argument);
    return { text, path: parsePath(text), operator: fieldOperator(name, argument, text, options as FilterOptions)! };
  });
  return name === '$setOnInsert' && !options.isUpsert
    ? made.map((operation) => ({ ...operation, operator: IDLE }))
    : made;
}

/** Refuses a `$`-name that was made or set at the top; what lies below one that is there already may change. */
function checkTop(before: BsonDocument, after: BsonDocument, path: Path): void {
  const { name } = path[0]!;
  if (!name.startsWith('$')) return;
  const [old, made] = [getField(before, name), getField(after, name)];
  if (made !== undefined && made !== old && (path.length === 1 || old === undefined)) refuseDollarName(after, name);
}

const IDLE: FieldOperator = { creates: false, tolerant: true, apply: (current) => current };

function renameOperation(source: string, target: unknown): Operation {
  if (typeof target !== 'string')
    throw mongoError(2, `The 'to' field for $rename must be a string: ${source}: ${describe(target)}`);
  if (target.includes('\0')) throw mongoError(2, "The 'to' field for $rename cannot contain an embedded null byte");
  checkUpdatePath(target);
  if (isDynamic(source)) throw mongoError(2, `The source field for $rename may not be dynamic: ${source}`);
  if (isDynamic(target)) throw mongoError(2, `The destination field for $rename may not be dynamic: ${target}`);
  if (source === target)
    throw mongoError(2, `The source and target field for $rename must differ: ${source}: "${target}"`);
  if (`${source}.`.startsWith(`${target}.`) || `${target}.`.startsWith(`${source}.`)) {
    throw mongoError(2, `The source and target field for $rename must not be on the same path: ${source}: "${target}"`);
  }
  return { text: target, path: parsePath(target), operator: IDLE, source };
}

function expandOperations(
  operations: readonly Operation[],
  document: BsonDocument,
  filters: readonly ArrayFilter[],
  details: MatchDetails,
): Operation[] {
  const expanded = operations.flatMap((operation) =>
    isDynamic(operation.text)
      ? expandPath(document, operation.text, filters, details).map((text) => ({
          ...operation,
          text,
          path: parsePath(text),
        }))
      : [operation],
  );
  refuseConflicts(
    expanded.map(({ text }) => text),
    true,
  );
  return expanded.sort((a, b) => comparePaths(a.path, b.path));
}

function applyOperation(writer: PathWriter, document: BsonDocument, operation: Operation): BsonDocument {
  const { path, operator, source } = operation;
  const result = source === undefined ? writer.apply(document, path, operator) : rename(writer, document, source, path);
  if (path[0]!.name === '_id' || source?.startsWith('_id')) {
    const id = getField(document, '_id');
    const newId = getField(result, '_id');
    if (id !== undefined && (newId === undefined || compareValues(id, newId) !== 0)) {
      throw mongoError(
        66,
        `Performing an update on the path '${source === '_id' ? source : operation.text}' would modify the immutable field '_id'`,
      );
    }
  }
  return result;
}

function rename(writer: PathWriter, document: BsonDocument, source: string, target: Path): BsonDocument {
  const sourcePath = parsePath(source);
  const value = valueOutsideArrays(document, sourcePath, 'source');
  if (value === undefined) return document;
  valueOutsideArrays(document, target, 'destination');
  const removed = writer.apply(document, sourcePath, { creates: false, apply: () => REMOVE });
  return writer.apply(removed, target, { creates: true, apply: () => value });
}

function valueOutsideArrays(document: BsonDocument, path: Path, role: string): unknown {
  let value: unknown = document;
  for (const [i, part] of path.entries()) {
    if (Array.isArray(value)) {
      throw mongoError(
        2,
        `The ${role} field cannot be an array element, '${path.map(({ name }) => name).join('.')}' in doc with _id: ${describe(document['_id'])} has an array field called '${path[i - 1]!.name}'`,
      );
    }
    if (value !== undefined && !isDocument(value)) {
      throw mongoError(
        28,
        `Cannot use the part (${part.name}) of (${path.map(({ name }) => name).join('.')}) to traverse the element ({${path[i - 1]!.name}: ${describe(value)}})`,
      );
    }
    value = value === undefined ? undefined : getField(value, part.key);
  }
  return value;
}
