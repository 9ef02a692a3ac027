import { compileFilter, compileProjection, compileSort, serialize, type BsonDocument } from '../language/index.js';
import { type Collection } from '../storage/collection.js';
import { type StoredDocument } from '../storage/stored-document.js';
import { type AccessPath, choosePath } from './plan.js';
import { type ReadCounts, readDocuments } from './read-documents.js';
import { sortDocuments } from './sort-documents.js';
import { sortPaths } from './sort-paths.js';

export interface Query {
  filter: BsonDocument;
  sort?: BsonDocument;
  projection?: BsonDocument;
  skip: number;
  /** 0 for none. */
  limit: number;
  hint?: unknown;
  collation?: BsonDocument;
  variables?: BsonDocument;
  /** What `$$NOW` shows. */
  now: Date;
}

/** Binary comparison, which is what indexes hold. */
export function isSimpleCollation(collation: BsonDocument | undefined): boolean {
  return collation === undefined || Object.keys(collation).length === 0 || collation.locale === 'simple';
}

/** A query made ready: checked, its way to the documents chosen. */
export class PreparedQuery {
  readonly counts: ReadCounts = { keysExamined: 0, docsExamined: 0 };
  readonly path: AccessPath;
  readonly sortsInMemory: boolean;
  private readonly matches?: (document: BsonDocument) => boolean;
  private readonly compare?: (a: BsonDocument, b: BsonDocument) => number;
  private readonly project?: (document: BsonDocument) => BsonDocument;

  /** Without a collection there is nothing to find, but a wrong query is still refused. @throws MongoError */
  constructor(private readonly collection: Collection | undefined, private readonly query: Query) {
    const { filter, sort, projection, collation, variables, now } = query;
    const paths = sortPaths(sort);
    const natural = sort?.$natural !== undefined;
    this.path = collection ? choosePath(collection, { filter, sort: natural ? undefined : paths, hint: natural ? sort : query.hint, collated: !isSimpleCollation(collation) }) : { kind: 'collection', reverse: false };
    if (this.path.kind !== 'id') {
      const { matches } = compileFilter(filter, { let: variables, collation, now });
      if (Object.keys(filter).length > 0) this.matches = matches;
    }
    const sorted = natural || this.path.kind === 'id' || (this.path.kind === 'index' && this.path.sorted);
    if (sort && !natural && Object.keys(sort).length > 0) {
      const compare = compileSort(sort, { collation });
      if (!sorted) this.compare = compare;
    }
    this.sortsInMemory = this.compare !== undefined;
    if (projection && Object.keys(projection).length > 0) this.project = compileProjection(projection, filter, { let: variables, collation, now });
  }

  /** The documents, filtered, sorted and cut, before the projection. */
  *documents(): Generator<StoredDocument> {
    if (!this.collection) return;
    const { skip, limit } = this.query;
    const end = limit === 0 ? Infinity : skip + limit;
    const found = readDocuments(this.collection, this.path, this.matches, this.counts);
    let position = 0;
    for (const stored of this.compare ? sortDocuments(found, this.compare, end) : found) {
      if (position++ < skip) continue;
      yield stored;
      if (position >= end) return;
    }
  }

  *documentValues(): Generator<BsonDocument> {
    for (const { document } of this.documents()) yield document;
  }

  /** The answers as bytes: as stored where there is no projection. */
  *answers(): Generator<Uint8Array> {
    for (const stored of this.documents()) yield this.project ? serialize(this.project(stored.document)) : stored.bytes;
  }
}
