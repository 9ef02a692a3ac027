import { ObjectId } from 'bson';
import { deserialize, MongoError } from '../language/index.js';
import { encodeValue } from '../storage/key-encoding.js';
import { BsonType, elements, MAX_DOCUMENT_BYTES, type RawElement } from '../wire/raw-document.js';
import { RawWriter } from '../wire/raw-writer.js';

export interface DocumentToInsert {
  bytes: Uint8Array;
  idKey: Buffer;
}

const bad = (reason: string) => new MongoError(2, 'BadValue', reason);

/**
 * Makes a document ready to be stored, in its bytes, so that types and the order of its fields stay as they came:
 * `_id` is made where there is none, and comes first; an empty timestamp at the top becomes the time.
 * @throws MongoError 2 BadValue, 52 DollarPrefixedFieldName, 15 Overflow
 */
export function documentToInsert(bytes: Uint8Array, now: Date): DocumentToInsert {
  if (bytes.length > MAX_DOCUMENT_BYTES)
    throw bad(`object to insert too large. size in bytes: ${bytes.length}, max size: ${MAX_DOCUMENT_BYTES}`);
  let id: RawElement | undefined;
  let emptyTimestamp = false;
  for (const element of elements(bytes)) {
    if (element.name === '_id') {
      if (id) throw bad("can't have multiple _id fields in one document");
      id = element;
    }
    if (element.type === BsonType.timestamp && element.name !== '_id' && isZero(bytes, element)) emptyTimestamp = true;
  }
  if (id) checkId(bytes, id);
  const ready = id?.elementStart === 4 && !emptyTimestamp ? bytes : rewritten(bytes, id, now);
  return { bytes: ready, idKey: encodeValue(idOf(ready)) };
}

const isZero = (bytes: Uint8Array, { valueStart, valueEnd }: RawElement): boolean =>
  bytes.subarray(valueStart, valueEnd).every((byte) => byte === 0);

function checkId(bytes: Uint8Array, id: RawElement): void {
  const refused =
    id.type === BsonType.array
      ? 'an array'
      : id.type === BsonType.regex
        ? 'a regex'
        : id.type === BsonType.undefined
          ? 'undefined'
          : undefined;
  if (refused) throw bad(`can't use ${refused} for _id`);
  if (id.type !== BsonType.document) return;
  for (const { name } of elements(bytes, id.valueStart)) {
    if (name.startsWith('$'))
      throw new MongoError(
        52,
        'DollarPrefixedFieldName',
        `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
      );
  }
}

function rewritten(bytes: Uint8Array, id: RawElement | undefined, now: Date): Uint8Array {
  const writer = new RawWriter(bytes.length + 32).startDocument();
  if (id) writer.elements(bytes.subarray(id.elementStart, id.valueEnd));
  else writer.value(BsonType.objectId, '_id', new ObjectId().id);
  for (const element of elements(bytes)) {
    if (element.name === '_id') continue;
    if (element.type === BsonType.timestamp && isZero(bytes, element)) writer.timestamp(element.name, now);
    else writer.elements(bytes.subarray(element.elementStart, element.valueEnd));
  }
  return writer.end().finish();
}

/** The `_id` of a document in bytes, where it comes first. */
export function idOf(bytes: Uint8Array): unknown {
  const [id] = elements(bytes);
  if (id!.type === BsonType.objectId) return new ObjectId(bytes.subarray(id!.valueStart, id!.valueEnd));
  const alone = new RawWriter(id!.valueEnd + 8)
    .startDocument()
    .elements(bytes.subarray(id!.elementStart, id!.valueEnd))
    .end()
    .finish();
  return deserialize(alone)._id;
}
