import { compileExpression, type Expression } from './expression.js';
import { scopeOf, type ScopeOptions } from './command-variables.js';
import { compileFilter } from './filter.js';
import { elementFinder, positionalElement, slicer } from './projection-operators.js';
import { MongoError, mongoError, notSupported } from './mongo-error.js';
import { isTrue } from './operands.js';
import { type MatchDetails } from './path.js';
import { type BsonDocument, fieldKey, fieldName, getField, isDocument, isNumeric, setField } from './values.js';
import { describe, type Variables } from './variables.js';

export type Projection = (document: BsonDocument) => BsonDocument;

/** What a projection says of one field; `transform` is find's `$slice`, `$elemMatch` and positional `$`. */
type Leaf =
  | { readonly kind: 'include' | 'exclude' }
  | { readonly kind: 'compute'; readonly expression: Expression }
  | { readonly kind: 'transform'; apply(value: unknown, details: MatchDetails): unknown };
type Tree = Map<string, Leaf | Tree>;

export interface ParsedProjection {
  readonly tree: Tree;
  readonly inclusion: boolean;
  readonly positional: boolean;
}
interface Parsing {
  readonly stage: boolean;
  readonly options: ScopeOptions;
  positional: boolean;
  inclusion?: boolean;
  elemMatch?: boolean;
  slice?: boolean;
}

const isLeaf = (node: Leaf | Tree): node is Leaf => 'kind' in node;

/** Compiles find's projection. `filter` is the query, which the positional `$` needs. */
export function compileProjection(
  spec: BsonDocument,
  filter: BsonDocument,
  options: ScopeOptions & { collation?: BsonDocument } = {},
): Projection {
  if (Object.keys(spec).length === 0) return (document) => document;
  const parsed = parseProjection(spec, { stage: false, options, positional: false });
  const matcher = parsed.positional ? compileFilter(filter, options) : undefined;
  const { variables } = scopeOf(options);
  return (document) => {
    const details: MatchDetails = {};
    matcher?.matches(document, details);
    return project(document, parsed, { document, variables, details });
  };
}

/** Compiles the stage `$project`. */
export function compileProjectStage(spec: unknown, options: ScopeOptions): Projection {
  if (!isDocument(spec)) throw mongoError(15969, '$project specification must be an object');
  if (Object.keys(spec).length === 0)
    throw mongoError(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
  const parsed = parseProjection(spec, { stage: true, options, positional: false });
  const { variables } = scopeOf(options);
  return (document) => project(document, parsed, { document, variables, details: {} });
}

/** Compiles `$addFields` and `$set`. */
export function compileAddFields(spec: unknown, options: ScopeOptions): Projection {
  if (!isDocument(spec)) throw mongoError(40272, '$addFields specification stage must be an object');
  const { names, variables } = scopeOf(options);
  const tree: Tree = new Map();
  const add = (path: string, value: unknown): void => {
    // A document without operators names nested fields; an empty one is a value.
    if (isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]!.startsWith('$')) {
      for (const [key, nested] of Object.entries(value)) add(`${path}.${fieldName(key)}`, nested);
    } else insert(tree, path, { kind: 'compute', expression: compileExpression(value, names) });
  };
  for (const [key, value] of Object.entries(spec)) add(fieldName(key), value);
  return (document) => addComputed({ ...document }, tree, { document, variables, details: {} });
}

/** Compiles `$unset`: one path or a list of them. */
export function compileUnset(spec: unknown): Projection {
  const paths = (Array.isArray(spec) ? spec : [spec]) as unknown[];
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string'))
    throw mongoError(31002, '$unset specification must be a string or an array with at least one field');
  return compileProjectStage(Object.fromEntries(paths.map((path) => [fieldKey(path), 0])), {});
}

function insert(tree: Tree, path: string, leaf: Leaf): void {
  const parts = path.split('.');
  if (parts.includes(''))
    throw mongoError(
      path.endsWith('.') && path !== '' ? 40353 : 15998,
      "FieldPath field names may not be empty strings or end with a '.'.",
    );
  let node = tree;
  for (const [i, part] of parts.entries()) {
    if (part.startsWith('$'))
      throw mongoError(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    const key = fieldKey(part);
    const next = node.get(key);
    if (i === parts.length - 1) {
      if (next !== undefined) throw mongoError(31250, `Path collision at ${path}`);
      node.set(key, leaf);
    } else {
      if (next !== undefined && isLeaf(next))
        throw mongoError(31249, `Path collision at ${path} remaining portion ${parts.slice(i + 1).join('.')}`);
      const child: Tree = next ?? new Map<string, Leaf | Tree>();
      node.set(key, child);
      node = child;
    }
  }
}

function parseProjection(spec: BsonDocument, parsing: Parsing): ParsedProjection {
  const tree: Tree = new Map();
  parseFields(spec, '', tree, parsing);
  const id = tree.get('_id');
  // What stands beside _id decides the kind. If nothing does, `_id: 1` includes, and so does $elemMatch where there is no $slice.
  const idIncluded = id !== undefined && isLeaf(id) && id.kind === 'include';
  const inclusion = parsing.inclusion ?? (idIncluded || (parsing.elemMatch === true && !parsing.slice));
  if (inclusion && !id) tree.set('_id', { kind: 'include' });
  return { tree, inclusion, positional: parsing.positional };
}

function parseFields(spec: BsonDocument, prefix: string, tree: Tree, parsing: Parsing): void {
  for (const [key, value] of Object.entries(spec)) {
    const path = prefix + fieldName(key);
    if (isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]!.startsWith('$')) {
      parseFields(value, `${path}.`, tree, parsing);
    } else if (!parsing.stage && path.endsWith('.$')) {
      positional(path.slice(0, -2), value, tree, parsing);
    } else {
      insert(tree, path, leafOf(path, value, parsing));
    }
  }
}

function decide(parsing: Parsing, path: string, inclusion: boolean): void {
  if (path === '_id') return;
  if (parsing.inclusion !== undefined && parsing.inclusion !== inclusion) {
    throw inclusion
      ? mongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
      : mongoError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  }
  parsing.inclusion = inclusion;
}

function leafOf(path: string, value: unknown, parsing: Parsing): Leaf {
  if (typeof value === 'boolean' || isNumeric(value)) {
    decide(parsing, path, isTrue(value));
    return { kind: isTrue(value) ? 'include' : 'exclude' };
  }
  if (isDocument(value) && Object.keys(value).length === 0)
    throw mongoError(51270, `An empty sub-projection is not a valid value. Found empty object at path ${path}`);
  const name = isDocument(value) ? Object.keys(value)[0] : undefined;
  if (!parsing.stage && name === '$slice') {
    const argument = (value as BsonDocument)['$slice'];
    const apply = slicer(argument);
    if (apply) {
      parsing.slice = true;
      return { kind: 'transform', apply };
    }
  }
  if (!parsing.stage && name === '$elemMatch') {
    if (path.includes('.')) throw mongoError(31275, 'Cannot use $elemMatch projection on a nested field.');
    if (parsing.positional) throw mongoError(31255, 'Cannot specify positional operator and $elemMatch.');
    parsing.elemMatch = true;
    return { kind: 'transform', apply: elementFinder((value as BsonDocument)['$elemMatch'], parsing.options) };
  }
  if (name === '$meta') throw notSupported('$meta');
  if (parsing.inclusion === false)
    throw mongoError(31252, `Cannot use an expression ${path}: ${describe(value)} in an exclusion projection`);
  parsing.inclusion = true;
  return { kind: 'compute', expression: compileField(name, value, parsing.options) };
}

/** In a projection MongoDB has another code for an operator that is none. */
function compileField(name: string | undefined, value: unknown, options: ScopeOptions): Expression {
  try {
    return compileExpression(value, scopeOf(options).names);
  } catch (error) {
    if (error instanceof MongoError && error.code === 168 && error.message === `Unrecognized expression '${name}'`)
      throw mongoError(31325, `Unknown expression ${name}`);
    throw error;
  }
}

function positional(path: string, value: unknown, tree: Tree, parsing: Parsing): void {
  if (!isTrue(value)) throw mongoError(31395, 'positional projection cannot be used with exclusion');
  if (parsing.positional) throw mongoError(31276, 'Cannot specify more than one positional projection per query.');
  if (parsing.elemMatch) throw mongoError(31256, 'Cannot specify positional operator and $elemMatch.');
  decide(parsing, path, true);
  parsing.positional = true;
  insert(tree, path, { kind: 'transform', apply: positionalElement });
}

interface Run {
  readonly document: BsonDocument;
  readonly variables: Variables;
  readonly details: MatchDetails;
}

function project(document: BsonDocument, { tree, inclusion }: ParsedProjection, run: Run): BsonDocument {
  return inclusion ? addComputed(include(document, tree, run), tree, run) : exclude(document, tree, run);
}

function include(document: BsonDocument, tree: Tree, run: Run): BsonDocument {
  const result: BsonDocument = {};
  for (const key of Object.keys(document)) {
    const node = tree.get(key);
    if (node === undefined) continue;
    const value = isLeaf(node) ? included(document[key], node, run) : includeInto(document[key], node, run);
    if (value !== undefined) setField(result, key, value);
  }
  return result;
}

function included(value: unknown, leaf: Leaf, run: Run): unknown {
  if (leaf.kind === 'include') return value;
  return leaf.kind === 'transform' ? leaf.apply(value, run.details) : undefined;
}

function includeInto(value: unknown, tree: Tree, run: Run): unknown {
  if (Array.isArray(value))
    return value.map((element) => includeInto(element, tree, run)).filter((element) => element !== undefined);
  return isDocument(value) ? include(value, tree, run) : undefined;
}

function exclude(document: BsonDocument, tree: Tree, run: Run): BsonDocument {
  const result: BsonDocument = {};
  for (const key of Object.keys(document)) {
    const node = tree.get(key);
    const value =
      node === undefined
        ? document[key]
        : isLeaf(node)
          ? kept(document[key], node, run)
          : excludeFrom(document[key], node, run);
    if (value !== undefined) setField(result, key, value);
  }
  return result;
}

function kept(value: unknown, leaf: Leaf, run: Run): unknown {
  if (leaf.kind === 'compute') return leaf.expression(run.document, run.variables);
  return leaf.kind === 'transform' ? leaf.apply(value, run.details) : leaf.kind === 'include' ? value : undefined;
}

function excludeFrom(value: unknown, tree: Tree, run: Run): unknown {
  if (Array.isArray(value)) return value.map((element) => excludeFrom(element, tree, run));
  return isDocument(value) ? exclude(value, tree, run) : value;
}

const computes = (tree: Tree): boolean =>
  [...tree.values()].some((node) => (isLeaf(node) ? node.kind === 'compute' : computes(node)));

/** Puts computed fields where their paths say; what stands in the way is replaced, and arrays are gone through. `result` is owned. */
function addComputed(result: BsonDocument, tree: Tree, run: Run): BsonDocument {
  for (const [key, node] of tree) {
    if (isLeaf(node)) {
      if (node.kind !== 'compute') continue;
      const value = node.expression(run.document, run.variables);
      if (value === undefined) delete result[key];
      else setField(result, key, value);
    } else if (computes(node)) setField(result, key, computeInto(getField(result, key), node, run));
  }
  return result;
}

function computeInto(value: unknown, tree: Tree, run: Run): unknown {
  if (Array.isArray(value)) return value.map((element) => computeInto(element, tree, run));
  return addComputed(isDocument(value) ? { ...value } : {}, tree, run);
}
