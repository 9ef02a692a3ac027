import { isUtf8 } from 'node:buffer';
import { MongoError } from '../language/index.js';

/** MongoDB's limit on one stored document, in bytes. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
/** A command may be this much larger than the document it carries (MongoDB's BSONObjMaxInternalSize). */
export const MAX_COMMAND_BYTES = MAX_DOCUMENT_BYTES + 16 * 1024;
/** Nesting that MongoDB accepts in a document that is to be stored (BSONDepth::getMaxDepthForUserStorage). */
export const MAX_STORED_DEPTH = 180;
const MAX_DEPTH = 200;
/** The upper half of the last millisecond that a JS date can hold, rounded inwards. */
const MAX_DATE_HIGH = Math.floor(8.64e15 / 2 ** 32) - 1;

export const BsonType = {
  double: 0x01,
  string: 0x02,
  document: 0x03,
  array: 0x04,
  binary: 0x05,
  undefined: 0x06,
  objectId: 0x07,
  boolean: 0x08,
  date: 0x09,
  null: 0x0a,
  regex: 0x0b,
  dbPointer: 0x0c,
  code: 0x0d,
  symbol: 0x0e,
  codeWithScope: 0x0f,
  int32: 0x10,
  timestamp: 0x11,
  int64: 0x12,
  decimal128: 0x13,
  minKey: 0xff,
  maxKey: 0x7f,
} as const;

/** One element of a document, as offsets into the bytes it was found in. */
export interface RawElement {
  type: number;
  name: string;
  /** Offset of the element's type byte. */
  elementStart: number;
  valueStart: number;
  valueEnd: number;
}

const invalid = (reason: string) => new MongoError(22, 'InvalidBSON', `invalid BSON: ${reason}`);

export function readInt32(bytes: Uint8Array, offset: number): number {
  return bytes[offset]! | (bytes[offset + 1]! << 8) | (bytes[offset + 2]! << 16) | (bytes[offset + 3]! << 24);
}

/** The offset of the byte 0 that ends a name, searched for up to `end`. */
function endOfName(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== 0) at++;
  if (at >= end) throw invalid('a name is not terminated');
  return at;
}

function checkUtf8(bytes: Uint8Array, start: number, end: number): void {
  if (!isUtf8(bytes.subarray(start, end))) throw invalid('a string is not valid UTF-8');
}

/** Up to here bytes are looked at one by one; asking `isUtf8` costs as much as this many. */
const SMALL = 64;
function checkText(bytes: Uint8Array, start: number, end: number): void {
  if (end - start < SMALL) {
    let seen = 0;
    for (let at = start; at < end; at++) seen |= bytes[at]!;
    if (seen < 0x80) return;
  }
  checkUtf8(bytes, start, end);
}

function checkString(bytes: Uint8Array, start: number, end: number): number {
  if (start + 4 > end) throw invalid('a string is cut off');
  const length = readInt32(bytes, start);
  const stop = start + 4 + length;
  if (length < 1 || stop > end) throw invalid(`a string has the impossible length ${length}`);
  if (bytes[stop - 1] !== 0) throw invalid('a string is not terminated');
  checkText(bytes, start + 4, stop - 1);
  return stop;
}

function checkBinary(bytes: Uint8Array, start: number, end: number): number {
  if (start + 5 > end) throw invalid('binary data is cut off');
  const length = readInt32(bytes, start);
  const stop = start + 5 + length;
  if (length < 0 || stop > end) throw invalid(`binary data has the impossible length ${length}`);
  // The old form of subtype 2 holds its length a second time.
  if (bytes[start + 4] === 2 && (length < 4 || readInt32(bytes, start + 5) !== length - 4))
    throw invalid('binary data of subtype 2 has a wrong inner length');
  return stop;
}

function checkCodeWithScope(bytes: Uint8Array, start: number, end: number, depth: number): number {
  if (start + 4 > end) throw invalid('code with scope is cut off');
  const stop = start + readInt32(bytes, start);
  if (stop <= start || stop > end) throw invalid('code with scope has an impossible length');
  if (checkDocument(bytes, checkString(bytes, start + 4, stop), stop, depth + 1) !== stop)
    throw invalid('code with scope has a wrong length');
  return stop;
}

function checkRegex(bytes: Uint8Array, start: number, end: number): number {
  const pattern = endOfName(bytes, start, end);
  checkText(bytes, start, pattern);
  const flags = endOfName(bytes, pattern + 1, end);
  checkText(bytes, pattern + 1, flags);
  return flags + 1;
}

/** The bytes that a value of a type takes, by the type; -1 where its own length says so, or where there is no such type. */
const FIXED = new Int8Array(256).fill(-1);
for (const [type, size] of [
  [BsonType.double, 8],
  [BsonType.objectId, 12],
  [BsonType.boolean, 1],
  [BsonType.date, 8],
  [BsonType.null, 0],
  [BsonType.int32, 4],
  [BsonType.timestamp, 8],
  [BsonType.int64, 8],
  [BsonType.decimal128, 16],
  [BsonType.minKey, 0],
  [BsonType.maxKey, 0],
] as const)
  FIXED[type] = size;

function checkValue(bytes: Uint8Array, type: number, start: number, end: number, depth: number): number {
  const size = FIXED[type]!;
  if (size >= 0) {
    if (start + size > end) throw invalid('a value is cut off');
    if (type === BsonType.boolean && bytes[start]! > 1) throw invalid('a boolean is neither 0 nor 1');
    if (type === BsonType.date && Math.abs(readInt32(bytes, start + 4)) > MAX_DATE_HIGH)
      throw invalid('a date lies beyond the years ±271821 that can be held');
    return start + size;
  }
  switch (type) {
    case BsonType.string:
    case BsonType.code:
    case BsonType.symbol:
      return checkString(bytes, start, end);
    case BsonType.document:
    case BsonType.array:
      return checkDocument(bytes, start, end, depth + 1);
    case BsonType.binary:
      return checkBinary(bytes, start, end);
    case BsonType.regex:
      return checkRegex(bytes, start, end);
    case BsonType.codeWithScope:
      return checkCodeWithScope(bytes, start, end, depth);
    case BsonType.undefined:
      throw invalid('the deprecated type undefined is not supported; leave the field out or use null');
    case BsonType.dbPointer:
      throw invalid('the deprecated type DBPointer is not supported; use a DBRef');
    default:
      throw invalid(`there is no type 0x${type.toString(16)}`);
  }
}

/**
 * Walks a document through and makes sure that every length and type in it is sound, so that nothing later can stumble over it.
 * @returns the offset after the document
 * @throws MongoError 22 InvalidBSON, 15 Overflow for nesting beyond MongoDB's limit
 */
export function checkDocument(bytes: Uint8Array, start: number, end: number, depth = 0): number {
  if (depth > MAX_DEPTH)
    throw new MongoError(15, 'Overflow', `BSONObj exceeds maximum nested object depth: ${MAX_DEPTH}`);
  if (start + 5 > end) throw invalid('a document is cut off');
  const stop = start + readInt32(bytes, start);
  if (stop < start + 5 || stop > end) throw invalid('a document has an impossible length');
  if (bytes[stop - 1] !== 0) throw invalid('a document is not terminated');
  const last = stop - 1;
  let at = start + 4;
  while (at < last) {
    const type = bytes[at]!;
    const nameStart = at + 1;
    // One pass finds the name's end and whether it is plain ASCII; the document's own last byte is 0 and ends it at the latest.
    let seen = 0;
    let byte = bytes[(at = nameStart)]!;
    while (byte !== 0) {
      seen |= byte;
      byte = bytes[++at]!;
    }
    if (at >= last) throw invalid('a name is not terminated');
    if (seen >= 0x80) checkUtf8(bytes, nameStart, at);
    at = checkValue(bytes, type, at + 1, last, depth);
  }
  return stop;
}

/** The length of a value in bytes that `checkDocument` has found sound. */
function valueLength(bytes: Uint8Array, type: number, start: number): number {
  const size = FIXED[type]!;
  if (size >= 0) return size;
  switch (type) {
    case BsonType.string:
    case BsonType.code:
    case BsonType.symbol:
      return 4 + readInt32(bytes, start);
    case BsonType.document:
    case BsonType.array:
    case BsonType.codeWithScope:
      return readInt32(bytes, start);
    case BsonType.binary:
      return 5 + readInt32(bytes, start);
    default:
      return bytes.indexOf(0, bytes.indexOf(0, start) + 1) + 1 - start;
  }
}

const latin = (bytes: Uint8Array, start: number, end: number): string => {
  let text = '';
  for (let at = start; at < end; at++) {
    if (bytes[at]! >= 0x80) return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
    text += String.fromCharCode(bytes[at]!);
  }
  return text;
};

/** The elements of a sound document, in their order, without reading into them. */
export function* elements(bytes: Uint8Array, start = 0): Generator<RawElement> {
  const stop = start + readInt32(bytes, start) - 1;
  let at = start + 4;
  while (at < stop) {
    const elementStart = at;
    const type = bytes[at]!;
    const nameEnd = bytes.indexOf(0, at + 1);
    const valueStart = nameEnd + 1;
    at = valueStart + valueLength(bytes, type, valueStart);
    yield { type, name: latin(bytes, elementStart + 1, nameEnd), elementStart, valueStart, valueEnd: at };
  }
}

export function findElement(bytes: Uint8Array, name: string): RawElement | undefined {
  for (const element of elements(bytes)) if (element.name === name) return element;
  return undefined;
}

/** The place of `_id` among the elements of a document that may be unsound further on; undefined when it is not reached. */
export function firstElement(bytes: Uint8Array): RawElement | undefined {
  try {
    const [first] = elements(bytes);
    return first && first.valueEnd <= bytes.length ? first : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes sure that bytes are one whole document, nested no deeper than may be stored.
 * @throws MongoError 22 InvalidBSON, 15 Overflow
 */
export function checkStoredBytes(bytes: Uint8Array): void {
  const end = checkDocument(bytes, 0, bytes.length, MAX_DEPTH - MAX_STORED_DEPTH);
  if (end !== bytes.length) throw invalid(`the document says ${end} bytes, and there are ${bytes.length}`);
}
