import { EJSON } from 'bson';
import { mongoError, notSupported } from './mongo-error.js';
import { type BsonDocument, isDocument } from './values.js';

/** The values of `$$name` in an expression; ROOT and CURRENT are set per document. */
export type Variables = Readonly<Record<string, unknown>>;

/** Strings are compared by code points only: any locale but `simple` would change results, so it is refused. */
export function refuseCollation(collation: unknown): void {
  if (collation === undefined || collation === null) return;
  if (!isDocument(collation)) throw mongoError(14, 'collation must be an object');
  if (Object.keys(collation).length === 0) return;
  if (collation['locale'] !== 'simple')
    throw notSupported(
      `The collation locale '${String(collation['locale'])}' (only 'simple' is, which compares bytes)`,
    );
}

/** A value as it stands in an error message. */
export function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  try {
    return EJSON.stringify(value as BsonDocument).replaceAll('\\u0000', '');
  } catch {
    return String(value);
  }
}
