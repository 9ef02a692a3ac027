import { type BsonDocument } from '../language/index.js';

/** What an index is, as it was asked for and as listIndexes answers. */
export interface IndexDefinition {
  name: string;
  /** Path to 1 or -1, in order. */
  key: readonly (readonly [path: string, direction: 1 | -1])[];
  unique: boolean;
  sparse: boolean;
  partialFilter?: BsonDocument;
  expireAfterSeconds?: number;
  hidden: boolean;
  /** The key pattern as it came, for answers. */
  keyPattern: BsonDocument;
  /** The document as listIndexes shows it. */
  shown: BsonDocument;
}
