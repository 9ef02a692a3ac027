import { deserialize, type BsonDocument } from '../language/index.js';

/** A document as it lies in the file. It is read into values only when someone asks for them. */
export class StoredDocument {
  private read?: BsonDocument;

  constructor(readonly rowId: number, readonly bytes: Uint8Array) {}

  get document(): BsonDocument {
    return (this.read ??= deserialize(this.bytes));
  }
}
