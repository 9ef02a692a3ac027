import { mongoError } from './mongo-error.js';
import { parsePath, type Path } from './path.js';
import { type BsonDocument, fieldName, getField, isDocument } from './values.js';
import { describe } from './variables.js';

/** How far one field of the key has come: a value at a depth of its path, or `done` with the key itself. */
interface Field {
  readonly path: Path;
  readonly at: number;
  readonly value: unknown;
  readonly done: boolean;
}

/**
 * The keys under which an index holds a document: one per element of an array on the indexed paths, missing as null, an empty array
 * as undefined (which sorts before null). Equal keys may come twice. Throws 171 when two paths of a compound index run through
 * different arrays.
 */
export function indexKeys(document: BsonDocument, keyPattern: Readonly<Record<string, unknown>>): unknown[][] {
  const keys: unknown[][] = [];
  const fields = Object.keys(keyPattern).map((key): Field => ({
    path: parsePath(fieldName(key)),
    at: 0,
    value: document,
    done: false,
  }));
  generate(fields, keys);
  return keys;
}

function generate(fields: readonly Field[], keys: unknown[][]): void {
  const advanced = fields.map(advance);
  const stopped = advanced.filter((field) => !field.done);
  if (stopped.length === 0) {
    keys.push(advanced.map((field) => field.value));
    return;
  }
  const [first] = stopped;
  const place = nameOf(first!);
  const other = stopped.find((field) => nameOf(field) !== place);
  if (other) throw mongoError(171, `cannot index parallel arrays [${lastName(other)}] [${lastName(first!)}]`);
  const array = first!.value as unknown[];
  if (array.length === 0)
    generate(
      advanced.map((field) =>
        field.done ? field : finished(field, field.at === field.path.length ? undefined : null),
      ),
      keys,
    );
  for (const element of array)
    generate(
      advanced.map((field) => (field.done ? field : into(field, element))),
      keys,
    );
}

const nameOf = ({ path, at }: Field): string =>
  path
    .slice(0, at)
    .map(({ name }) => name)
    .join('.');
const lastName = ({ path, at }: Field): string => path[at - 1]!.name;
const finished = (field: Field, value: unknown): Field => ({ ...field, value, done: true });

function into(field: Field, element: unknown): Field {
  if (field.at === field.path.length) return finished(field, element ?? null);
  return isDocument(element) ? { ...field, value: element } : finished(field, null);
}

/** Follows the path to its end or to the next array that must be gone through. */
function advance(field: Field): Field {
  if (field.done) return field;
  const { path } = field;
  let { at, value } = field;
  for (; at < path.length; at++) {
    const part = path[at]!;
    if (Array.isArray(value)) {
      if (part.index < 0 || part.index >= value.length) return { ...field, at, value };
      value = value[part.index];
    } else if (isDocument(value)) value = getField(value, part.key);
    else return finished(field, null);
  }
  return Array.isArray(value) ? { ...field, at, value } : finished(field, value ?? null);
}

/** Refuses a document in which a number on an index's path means both an index of an array and a field of its elements. @throws MongoError 16746 */
export function refuseAmbiguous(value: unknown, path: Path, at = 0): void {
  if (at === path.length) return;
  const { name, key, index } = path[at]!;
  if (isDocument(value)) refuseAmbiguous(getField(value, key), path, at + 1);
  else if (Array.isArray(value)) {
    if (index < 0 || index >= value.length) {
      for (const element of value as unknown[]) if (isDocument(element)) refuseAmbiguous(element, path, at);
      return;
    }
    if (value.some((element) => isDocument(element) && getField(element, key) !== undefined)) {
      throw mongoError(
        16746,
        `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${name}' for array: ${describe(value)}`,
      );
    }
    refuseAmbiguous(value[index], path, at + 1);
  }
}
