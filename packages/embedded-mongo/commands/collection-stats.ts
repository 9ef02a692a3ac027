import { type BsonDocument, type Steps } from '../language/index.js';
import { type Collection } from '../storage/collection.js';

/** What MongoDB's collStats says of a collection. Sizes in bytes divided by the scale. */
export function* collectionStats(
  namespace: string,
  collection: Collection | undefined,
  scale: number,
): Steps<BsonDocument> {
  if (!collection)
    return {
      ns: namespace,
      size: 0,
      count: 0,
      numOrphanDocs: 0,
      storageSize: 0,
      totalSize: 0,
      nindexes: 0,
      totalIndexSize: 0,
      indexDetails: {},
      indexSizes: {},
      scaleFactor: scale,
    };
  const { count, bytes } = yield* collection.tally();
  const { each, total } = collection.indexBytes();
  const scaled = (size: number): number => Math.floor(size / scale);
  return {
    ns: namespace,
    size: scaled(bytes),
    count,
    ...(count > 0 && { avgObjSize: Math.floor(bytes / count) }),
    numOrphanDocs: 0,
    storageSize: scaled(bytes),
    freeStorageSize: 0,
    capped: false,
    nindexes: collection.indexes.length + 1,
    indexBuilds: collection.building.map(({ name }) => name),
    totalIndexSize: scaled(total),
    totalSize: scaled(bytes + total),
    indexSizes: Object.fromEntries(Object.entries(each).map(([name, size]) => [name, scaled(size)])),
    scaleFactor: scale,
  };
}
