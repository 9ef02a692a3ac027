import { deserialize, MongoError, type BsonDocument } from '../language/index.js';
import { BsonType, checkStoredBytes, firstElement, readInt32 } from '../wire/raw-document.js';

/** Where a document lies: what an error about it names. */
export interface Place {
  readonly namespace: string;
}

/** A document as it lies in the file. It is read into values only when someone asks for them, and is given out only when it is sound. */
export class StoredDocument {
  private read?: BsonDocument;

  constructor(
    readonly place: Place,
    readonly rowId: number,
    readonly bytes: Uint8Array,
  ) {}

  /** @throws MongoError 22 that names the document, when the file holds it broken */
  get document(): BsonDocument {
    if (this.read) return this.read;
    try {
      return (this.read = deserialize(this.bytes));
    } catch (error) {
      throw this.broken(error);
    }
  }

  /** The bytes to send. @throws MongoError 22 that names the document, when the file holds it broken */
  get sound(): Uint8Array {
    try {
      checkStoredBytes(this.bytes);
    } catch (error) {
      throw this.broken(error);
    }
    return this.bytes;
  }

  get isSound(): boolean {
    try {
      return this.document !== undefined;
    } catch {
      return false;
    }
  }

  /** Its `_id` as a text for people, as far as it can still be read. */
  get shownId(): string {
    return idShown(this.bytes);
  }

  private broken(cause: unknown): MongoError {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new MongoError(
      22,
      'InvalidBSON',
      `the document with _id ${this.shownId} in ${this.place.namespace} (row ${this.rowId}) is broken in the file: ${reason}. The command 'validate' names every broken document of a collection; it can be deleted by its _id`,
    );
  }
}

function idShown(bytes: Uint8Array): string {
  const id = firstElement(bytes);
  if (id?.name !== '_id') return '(unreadable)';
  const value = Buffer.from(bytes.buffer, bytes.byteOffset + id.valueStart, id.valueEnd - id.valueStart);
  switch (id.type) {
    case BsonType.objectId:
      return `ObjectId('${value.toString('hex')}')`;
    case BsonType.string:
      return JSON.stringify(value.toString('utf8', 4, value.length - 1));
    case BsonType.int32:
      return String(readInt32(value, 0));
    case BsonType.int64:
      return String(value.readBigInt64LE());
    case BsonType.double:
      return String(value.readDoubleLE());
    default:
      return `of type 0x${id.type.toString(16)}, bytes ${value.toString('hex')}`;
  }
}
