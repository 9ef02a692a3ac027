import { compileFilter, type FilterOptions } from './filter.js';
import { mongoError } from './mongo-error.js';
import { type ArrayFilter } from './update-paths.js';
import { type BsonDocument, fieldName, isDocument } from './values.js';

/** Compiles an update's arrayFilters: each is about the elements that one `$[identifier]` stands for. */
export function compileArrayFilters(specs: readonly BsonDocument[], options: FilterOptions): ArrayFilter[] {
  const seen = new Set<string>();
  return specs.map((spec) => {
    if (!isDocument(spec)) throw mongoError(14, 'arrayFilters must be an array of documents');
    const identifiers = new Set(identifiersOf(spec));
    const [identifier, other] = identifiers;
    if (identifier === undefined)
      throw mongoError(9, 'Cannot use an expression without a top-level field name in arrayFilters');
    if (other !== undefined)
      throw mongoError(
        9,
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${identifier}' and '${other}'`,
      );
    if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) {
      throw mongoError(
        2,
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`,
      );
    }
    if (seen.has(identifier))
      throw mongoError(9, `Found multiple array filters with the same top-level field name ${identifier}`);
    seen.add(identifier);
    const filter = compileFilter(spec, { ...options, place: 'update' });
    return { identifier, matches: (element: unknown) => filter.matches({ [identifier]: element }) };
  });
}

function identifiersOf(spec: BsonDocument): string[] {
  return Object.entries(spec).flatMap(([key, value]) => {
    if (!key.startsWith('$')) return [fieldName(key).split('.')[0]!];
    return Array.isArray(value) ? value.filter(isDocument).flatMap(identifiersOf) : [];
  });
}
