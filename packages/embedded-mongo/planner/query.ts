import {
  compileFilter,
  compileProjection,
  MongoError,
  PAUSE,
  serialize,
  type BsonDocument,
  type Pause,
  type Steps,
} from '../language/index.js';
import { parseSort } from '../language/sort.js';
import { type Collection } from '../storage/collection.js';
import { type StoredDocument } from '../storage/stored-document.js';
import { type AccessPath, choosePath } from './plan.js';
import { type ReadCounts, readDocuments, startCounts } from './read-documents.js';
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
  readonly counts: ReadCounts;
  readonly path: AccessPath;
  readonly sortsInMemory: boolean;
  private readonly matches?: (document: BsonDocument) => boolean;
  private readonly project?: (document: BsonDocument) => BsonDocument;

  /** Without a collection there is nothing to find, but a wrong query is still refused. @throws MongoError */
  constructor(
    private readonly collection: Collection | undefined,
    private readonly query: Query,
  ) {
    const { filter, sort, projection, collation, variables, now } = query;
    this.counts = startCounts();
    const paths = sortPaths(sort);
    const natural = sort?.$natural !== undefined;
    if (natural && paths?.length !== 1)
      throw new MongoError(
        2,
        'BadValue',
        '$natural sort cannot be set to a value other than -1 or 1, nor with other fields',
      );
    if (sort && !natural) parseSort(sort);
    this.path = collection
      ? choosePath(collection, {
          filter,
          sort: natural ? undefined : paths,
          hint: natural ? sort : query.hint,
          collated: !isSimpleCollation(collation),
        })
      : { kind: 'collection', reverse: false };
    if (this.path.kind !== 'id') {
      const { matches } = compileFilter(filter, { let: variables, collation, now });
      const exact = this.path.kind === 'index' ? this.path.exact : Object.keys(filter).length === 0;
      if (!exact) this.matches = matches;
    }
    const sorted = natural || this.path.kind === 'id' || (this.path.kind === 'index' && this.path.sorted);
    this.sortsInMemory = sort !== undefined && Object.keys(sort).length > 0 && !sorted;
    if (projection && Object.keys(projection).length > 0)
      this.project = compileProjection(projection, filter, { let: variables, collation, now });
  }

  /** Whether it asks for all documents, whatever their order: then the count that is kept answers how many. */
  get readsAll(): boolean {
    const { filter, skip, hint, collation } = this.query;
    return (
      this.collection !== undefined
      && Object.keys(filter).length === 0
      && skip === 0
      && hint === undefined
      && isSimpleCollation(collation)
    );
  }

  get limit(): number {
    return this.query.limit === 0 ? Infinity : this.query.limit;
  }

  countAll(): Steps<number> {
    return this.collection!.countInSteps();
  }

  /** The documents, filtered, sorted and cut, before the projection. */
  *documents(): Generator<StoredDocument | Pause> {
    if (!this.collection) return;
    const { skip, limit } = this.query;
    const end = limit === 0 ? Infinity : skip + limit;
    const found = readDocuments(this.collection, this.path, this.matches, this.counts);
    let position = 0;
    for (const stored of this.sortsInMemory ? sortDocuments(found, this.query.sort!, end) : found) {
      if (stored === PAUSE) {
        yield PAUSE;
        continue;
      }
      if (position++ < skip) continue;
      yield stored;
      if (position >= end) return;
    }
  }

  *documentValues(): Generator<BsonDocument | Pause> {
    for (const stored of this.documents()) yield stored === PAUSE ? PAUSE : stored.document;
  }

  /** The answers as bytes: as stored where there is no projection. */
  *answers(): Generator<Uint8Array | Pause> {
    for (const stored of this.documents())
      yield stored === PAUSE ? PAUSE : this.project ? serialize(this.project(stored.document)) : stored.sound;
  }
}
