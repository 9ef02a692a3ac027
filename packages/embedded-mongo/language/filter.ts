import { bitTest, modTest, parseTypes, sizeOf } from './filter-operands.js';
import { scopeOf, type ScopeOptions } from './command-variables.js';
import { compileExpression } from './expression.js';
import {
  comparison,
  DBREF_FIELDS,
  isOperatorDocument,
  membership,
  regexTest,
  startsWithFieldOperator,
  type Test,
} from './filter-tests.js';
import { mongoError, notSupported } from './mongo-error.js';
import { isTrue } from './operands.js';
import { type MatchDetails, parsePath, type Path, visitPath } from './path.js';
import { type BsonDocument, fieldKey, isDocument, isNumeric, regexOf, setField, typeOf, unwrap } from './values.js';
import { refuseCollation, describe } from './variables.js';

export interface FilterOptions extends ScopeOptions {
  readonly collation?: BsonDocument | undefined;
  /** Where the query stands, if not at the top of a command: about elements (2 for `$expr`), or in an update (224). */
  readonly place?: 'elements' | 'update';
}
export interface Filter {
  matches(document: BsonDocument, details?: MatchDetails): boolean;
}

type Matcher = (document: unknown, details?: MatchDetails) => boolean;

/** Compiles a query. Throws MongoError 2 and others on what MongoDB refuses, 238 on what this server does not have. */
export function compileFilter(filter: BsonDocument, options: FilterOptions = {}): Filter {
  refuseCollation(options.collation);
  return { matches: all(documentMatchers(filter, options)) };
}

function all(matchers: readonly Matcher[]): Matcher {
  if (matchers.length === 1) return matchers[0]!;
  return (document, details) => {
    for (const matcher of matchers) if (!matcher(document, details)) return false;
    return true;
  };
}

function any(matchers: readonly Matcher[]): Matcher {
  return (document, details) => matchers.some((matcher) => matcher(document, details));
}

function documentMatchers(filter: unknown, options: FilterOptions): Matcher[] {
  if (!isDocument(filter))
    throw mongoError(2, `the match filter must be an expression in an object, but found ${describe(filter)}`);
  return Object.entries(filter).flatMap(([key, value]) =>
    // A DBRef's parts are fields, whatever their names begin with.
    DBREF_FIELDS.has(key)
      ? [equality(parsePath(key), value)]
      : key.startsWith('$')
        ? logical(key, value, options)
        : fieldMatchers(key, value, options),
  );
}

function clauses(name: string, value: unknown, options: FilterOptions): Matcher[] {
  if (!Array.isArray(value)) throw mongoError(2, `${name} must be an array`);
  if (value.length === 0) throw mongoError(2, '$and/$or/$nor must be a nonempty array');
  return value.map((clause: unknown) => {
    if (!isDocument(clause)) throw mongoError(2, '$or/$and/$nor entries need to be full objects');
    return all(documentMatchers(clause, options));
  });
}

function logical(name: string, value: unknown, options: FilterOptions): Matcher[] {
  switch (name) {
    case '$and':
      return clauses(name, value, options);
    case '$or':
      return [any(clauses(name, value, options))];
    case '$nor': {
      const matcher = any(clauses(name, value, options));
      return [(document) => !matcher(document)];
    }
    case '$expr': {
      if (options.place === 'elements') throw mongoError(2, '$expr can only be applied to the top-level document');
      if (options.place === 'update') throw mongoError(224, '$expr is not allowed in this context');
      const { names, variables } = scopeOf(options);
      const expression = compileExpression(value, names);
      return [(document) => isTrue(expression(document as BsonDocument, variables))];
    }
    case '$comment':
      return [];
    case '$alwaysTrue':
      return [];
    case '$alwaysFalse':
      return [() => false];
    case '$sampleRate': {
      if (!isNumeric(value) || !(Number(unwrap(value)) >= 0 && Number(unwrap(value)) <= 1))
        throw mongoError(2, '$sampleRate needs a number between 0 and 1');
      return [() => Math.random() < Number(unwrap(value))];
    }
    case '$where':
    case '$text':
    case '$jsonSchema':
      throw notSupported(name);
    default:
      throw mongoError(
        2,
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function fieldMatchers(key: string, value: unknown, options: FilterOptions): Matcher[] {
  const path = parsePath(key.charCodeAt(0) === 0 ? key.slice(1) : key);
  return isOperatorDocument(value) ? operators(path, value, options) : [equality(path, value)];
}

function onPath(path: Path, test: Test, elements = true): Matcher {
  const visit = { path, test, elements };
  return (document, details) => visitPath(document, visit, details);
}

const not =
  (matcher: Matcher): Matcher =>
  (document) =>
    !matcher(document);

function equality(path: Path, value: unknown): Matcher {
  const regex = regexOf(value);
  return onPath(path, regex ? regexTest(regex.pattern, regex.options) : comparison('$eq', value));
}

function operators(path: Path, spec: BsonDocument, options: FilterOptions): Matcher[] {
  if ('$options' in spec && !('$regex' in spec)) throw mongoError(2, '$options needs a $regex');
  return Object.entries(spec).flatMap(([name, value]) => {
    const matcher = operator({ path, spec, options }, name, value);
    return matcher ? [matcher] : [];
  });
}

interface Place {
  readonly path: Path;
  readonly spec: BsonDocument;
  readonly options: FilterOptions;
}

function operator(place: Place, name: string, value: unknown): Matcher | undefined {
  const { path } = place;
  switch (name) {
    case '$eq':
      return onPath(path, comparison('$eq', value));
    case '$ne':
      if (regexOf(value)) throw mongoError(2, "Can't have regex as arg to $ne.");
      return not(onPath(path, comparison('$eq', value)));
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      if (regexOf(value))
        throw mongoError(
          2,
          `Can't have RegEx as arg to predicate over field '${path.map((part) => part.name).join('.')}'.`,
        );
      return onPath(path, comparison(name, value));
    case '$in':
      return onPath(path, membership(name, value));
    case '$nin':
      return not(onPath(path, membership(name, value)));
    case '$exists': {
      const wanted = isTrue(value);
      return wanted ? onPath(path, exists, false) : not(onPath(path, exists, false));
    }
    case '$type': {
      const types = parseTypes(value);
      return onPath(path, (candidate) => types.has(typeOf(candidate)));
    }
    case '$size': {
      const size = sizeOf(value);
      return onPath(path, (candidate) => Array.isArray(candidate) && candidate.length === size, false);
    }
    case '$mod':
      return onPath(path, modTest(value));
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return onPath(path, bitTest(name, value));
    case '$regex':
      return regexOperator(place, value);
    case '$options':
      return undefined;
    case '$not':
      return negation(place, value);
    case '$all':
      return allOf(place, value);
    case '$elemMatch':
      return elemMatch(place, value);
    case '$geoWithin':
    case '$geoIntersects':
    case '$near':
    case '$nearSphere':
    case '$within':
      throw notSupported(name);
    default:
      throw mongoError(2, `unknown operator: ${name}`);
  }
}

const exists: Test = (value) => value !== undefined;

function regexOperator({ path, spec }: Place, value: unknown): Matcher {
  const regex = regexOf(value) ?? (typeof value === 'string' ? { pattern: value, options: '' } : undefined);
  if (!regex) throw mongoError(2, '$regex has to be a string');
  const given = spec['$options'];
  if (given !== undefined && typeof given !== 'string') throw mongoError(2, '$options has to be a string');
  if (regex.pattern.includes('\0')) throw mongoError(2, 'Regular expression cannot contain an embedded null byte');
  if (given?.includes('\0'))
    throw mongoError(2, 'Regular expression options string cannot contain an embedded null byte');
  if (given && regex.options) throw mongoError(51075, 'options set in both $regex and $options');
  return onPath(path, regexTest(regex.pattern, (given as string | undefined) ?? regex.options));
}

function negation({ path, options }: Place, value: unknown): Matcher {
  const regex = regexOf(value);
  if (regex) return not(onPath(path, regexTest(regex.pattern, regex.options)));
  if (!isDocument(value)) throw mongoError(2, '$not needs a regex or a document');
  if (Object.keys(value).length === 0) throw mongoError(2, '$not cannot be empty');
  for (const name of Object.keys(value)) if (!name.startsWith('$')) throw mongoError(2, `unknown operator: ${name}`);
  return not(all(operators(path, value, options)));
}

function allOf(place: Place, value: unknown): Matcher {
  if (!Array.isArray(value)) throw mongoError(2, '$all needs an array');
  if (value.length === 0) return () => false;
  // The first says what they all are.
  const ofElements = isElemMatch(value[0]);
  return all(
    value.map((item: unknown) => {
      if (ofElements) {
        if (!isElemMatch(item)) throw mongoError(2, '$all/$elemMatch has to be consistent');
        return elemMatch(place, item['$elemMatch']);
      }
      if (startsWithFieldOperator(item)) throw mongoError(2, 'no $ expressions in $all');
      return equality(place.path, item);
    }),
  );
}

const isElemMatch = (item: unknown): item is BsonDocument => isDocument(item) && Object.keys(item)[0] === '$elemMatch';

/** What begins a query on documents rather than a condition on values. */
const PATHLESS: ReadonlySet<string> = new Set([
  ...DBREF_FIELDS,
  '$and',
  '$or',
  '$nor',
  '$where',
  '$expr',
  '$comment',
  '$alwaysTrue',
  '$alwaysFalse',
  '$sampleRate',
  '$jsonSchema',
  '$text',
]);

/** An array as the document that MongoDB's `$elemMatch` takes it for: its indexes are its fields. */
function asDocument(element: unknown): unknown {
  if (!Array.isArray(element)) return element;
  const result: BsonDocument = {};
  for (const [i, each] of element.entries()) setField(result, fieldKey(String(i)), each);
  return result;
}

function elemMatch({ path, options }: Place, value: unknown): Matcher {
  if (!isDocument(value)) throw mongoError(2, '$elemMatch needs an Object');
  const ofValues = isOperatorDocument(value) && !PATHLESS.has(Object.keys(value)[0]!);
  // A condition on the elements themselves is one on a field of this name in a document made for each element.
  const matcher = ofValues
    ? all(operators(parsePath('v'), value, options))
    : all(documentMatchers(value, { ...options, place: 'elements' }));
  const passes = ofValues
    ? elementTest(value, options, matcher)
    : (element: unknown) => (isDocument(element) || Array.isArray(element)) && matcher(asDocument(element));
  return (document, details) => {
    let found: number | undefined;
    const test = (candidate: unknown): boolean => {
      if (!Array.isArray(candidate)) return false;
      const index = candidate.findIndex(passes);
      if (index < 0) return false;
      found = index;
      return true;
    };
    const outer: MatchDetails = {};
    const matched = visitPath(document, { path, test, elements: false }, outer);
    if (matched && details) details.index = outer.index ?? found;
    return matched;
  };
}

function elementTest(spec: BsonDocument, options: FilterOptions, matcher: Matcher): Test {
  // Each element is wrapped in an array of its own, so that an element which is an array is not expanded once more.
  return (element) =>
    Array.isArray(element)
      ? all(operators(parsePath('v.0'), spec, options))({ v: [element] })
      : matcher({ v: element });
}
