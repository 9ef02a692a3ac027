import {
  type BSONRegExp,
  type Binary,
  type Code,
  type Decimal128,
  Double,
  type Int32,
  type Long,
  type ObjectId,
  type Timestamp,
} from 'bson';

/**
 * A document in memory: a plain object whose keys stand in BSON order.
 * - int32 and double are JS numbers by the rule that `bson` writes them with: an integer within int32 that is not -0 is an
 *   int32, every other number a double; the double 5.0 is therefore the wrapper `Double`. An int64 is a bigint.
 * - Every other BSON type is the class of the `bson` package, regular expressions as BSONRegExp.
 * - JS moves integer-like keys to the front of an object, so such a key stands escaped (see `fieldKey`).
 * - Values are never changed in place: an update makes new containers along its path and shares the rest.
 */
export type BsonDocument = Record<string, unknown>;

export type TypeName =
  | 'missing'
  | 'double'
  | 'string'
  | 'object'
  | 'array'
  | 'binData'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'null'
  | 'regex'
  | 'dbPointer'
  | 'javascript'
  | 'symbol'
  | 'javascriptWithScope'
  | 'int'
  | 'timestamp'
  | 'long'
  | 'decimal'
  | 'minKey'
  | 'maxKey';

/** The numbers that BSON gives its types; `$type` takes them and the names. */
export const TYPE_NUMBERS: Readonly<Record<Exclude<TypeName, 'missing'>, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

const INTEGER_LIKE = /^(?:0|[1-9]\d{0,9})$/;

/** The key under which a field of this name stands in memory: no BSON name can hold NUL, so a NUL marks an escaped integer. */
export function fieldKey(name: string): string {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57 && INTEGER_LIKE.test(name) ? `\u0000${name}` : name;
}

/** The field name of a key in memory. */
export function fieldName(key: string): string {
  return key.charCodeAt(0) === 0 ? key.slice(1) : key;
}

export function getField(document: BsonDocument, key: string): unknown {
  return Object.hasOwn(document, key) ? document[key] : undefined;
}

/** Writes a field of a container that the caller owns; `__proto__` is a name like any other. */
export function setField(document: BsonDocument, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(document, key, { value, writable: true, enumerable: true, configurable: true });
  else document[key] = value;
}

interface Wrapper {
  _bsontype: string;
}

function bsonType(value: object): string | undefined {
  const type = (value as Partial<Wrapper>)._bsontype;
  return typeof type === 'string' && !Object.hasOwn(value, '_bsontype') ? type : undefined;
}

export function typeOf(value: unknown): TypeName {
  switch (typeof value) {
    case 'number':
      return isInt32(value) ? 'int' : 'double';
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'long';
    case 'undefined':
      return 'missing';
    case 'object':
      return value === null ? 'null' : typeOfObject(value);
    default:
      throw new TypeError(`A ${typeof value} is no BSON value`);
  }
}

function typeOfObject(value: object): TypeName {
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  switch (bsonType(value)) {
    case undefined:
      return isRegExp(value) ? 'regex' : value instanceof Uint8Array ? 'binData' : 'object';
    case 'ObjectId':
      return 'objectId';
    case 'Double':
      return 'double';
    case 'Int32':
      return 'int';
    case 'Long':
      return 'long';
    case 'Decimal128':
      return 'decimal';
    case 'Binary':
      return 'binData';
    case 'BSONRegExp':
      return 'regex';
    case 'Timestamp':
      return 'timestamp';
    case 'MinKey':
      return 'minKey';
    case 'MaxKey':
      return 'maxKey';
    case 'BSONSymbol':
      return 'symbol';
    case 'Code':
      return (value as Code).scope ? 'javascriptWithScope' : 'javascript';
    case 'DBRef':
      return 'object';
    default:
      throw new TypeError(`${bsonType(value)} is no BSON value`);
  }
}

export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

export function isDocument(value: unknown): value is BsonDocument {
  return (
    typeof value === 'object'
    && value !== null
    && !Array.isArray(value)
    && !(value instanceof Date)
    && bsonType(value) === undefined
    && !(value instanceof Uint8Array)
    && !isRegExp(value)
  );
}

function isRegExp(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]';
}

/** A regular expression's source and options, of a BSON or a JS one; undefined for every other value. */
export function regexOf(value: unknown): { pattern: string; options: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (bsonType(value) === 'BSONRegExp') {
    const regex = value as BSONRegExp;
    return { pattern: regex.pattern, options: regex.options };
  }
  return isRegExp(value) ? { pattern: value.source, options: value.flags.replace(/[^imsux]/g, '') } : undefined;
}

export type NumericType = 'int' | 'long' | 'double' | 'decimal';
export type Numeric = number | bigint | Double | Int32 | Long | Decimal128;

export function numericType(value: unknown): NumericType | undefined {
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double';
  if (typeof value === 'bigint') return 'long';
  if (typeof value !== 'object' || value === null) return undefined;
  switch (bsonType(value)) {
    case 'Double':
      return 'double';
    case 'Int32':
      return 'int';
    case 'Long':
      return 'long';
    case 'Decimal128':
      return 'decimal';
    default:
      return undefined;
  }
}

export function isNumeric(value: unknown): value is Numeric {
  return numericType(value) !== undefined;
}

/** The JS number of a double, also of one that stands wrapped because it is integral. */
export function double(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

/** A number or bigint without wrapper; a Decimal128 stays one. */
export function unwrap(value: Numeric): number | bigint | Decimal128 {
  if (typeof value !== 'object') return value;
  switch (value._bsontype) {
    case 'Double':
      return value.value;
    case 'Int32':
      return value.value;
    case 'Long':
      return value.toBigInt();
    default:
      return value;
  }
}

export function binaryOf(value: unknown): { subType: number; bytes: Uint8Array } {
  if (value instanceof Uint8Array) return { subType: 0, bytes: value };
  const binary = value as Binary;
  return { subType: binary.sub_type, bytes: binary.buffer.subarray(0, binary.position) };
}

export function objectIdBytes(value: unknown): Uint8Array {
  return (value as ObjectId).id;
}

export function timestampParts(value: unknown): { seconds: number; increment: number } {
  const timestamp = value as Timestamp;
  return { seconds: timestamp.high >>> 0, increment: timestamp.low >>> 0 };
}

export function asNumeric(value: unknown): Numeric {
  if (!isNumeric(value)) throw new TypeError('The value is not a number');
  return value;
}
