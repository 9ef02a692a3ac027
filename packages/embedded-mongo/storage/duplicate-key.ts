import { MongoError, type BsonDocument } from '../language/index.js';
import { fieldName, isDocument } from '../language/values.js';

function show(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[ ${value.map(show).join(', ')} ]`;
  if (isDocument(value))
    return `{ ${Object.entries(value)
      .map(([name, field]) => `${fieldName(name)}: ${show(field)}`)
      .join(', ')} }`;
  if ((value as { _bsontype: string })._bsontype === 'ObjectId') return `ObjectId('${String(value)}')`;
  if ((value as { _bsontype: string })._bsontype === 'Double' && Number.isInteger(Number(value)))
    return Number(value).toFixed(1);
  return String(value);
}

/** MongoDB's error 11000, in the form that drivers and mongoose read. */
export function duplicateKey(
  namespace: string,
  index: { name: string; keyPattern: BsonDocument },
  values: readonly unknown[],
  before = '',
): MongoError {
  const keyValue = Object.fromEntries(Object.keys(index.keyPattern).map((path, part) => [path, values[part] ?? null]));
  return new MongoError(
    11000,
    'DuplicateKey',
    `${before}E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${show(keyValue)}`,
    { keyPattern: index.keyPattern, keyValue },
  );
}
