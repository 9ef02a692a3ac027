export { type BsonDocument, double, fieldKey, fieldName, isDocument, typeOf, type TypeName } from './values.js';
export { MongoError, mongoError, notSupported } from './mongo-error.js';
export { deserialize } from './bson-reader.js';
export { serialize } from './bson-writer.js';
export { compareValues, identical, valueKey } from './compare.js';
export { type MatchDetails } from './path.js';
export { compileFilter, type Filter, type FilterOptions } from './filter.js';
export { type Bound, indexBounds } from './bounds.js';
export { compileSort, type DocumentOrder } from './sort.js';
export { compileProjection, type Projection } from './projection.js';
export { applyUpdate, compileUpdate, isReplacement, type Update, type Updated, type UpdateOptions } from './update.js';
export { checkStorable, equalitiesOf, upsertDocument } from './upsert.js';
export { aggregate, type AggregateOptions, compilePipeline, type PipelineWrite, splitPipeline } from './pipeline.js';
export { indexKeys, refuseAmbiguous } from './index-keys.js';
export { distinctValues } from './distinct.js';
export {
  Account,
  atOnce,
  currentWork,
  eachOf,
  gather,
  heapBytes,
  heldByAll,
  Holding,
  limitTotal,
  memoryExceeded,
  newWork,
  onShortage,
  PAUSE,
  pauseDue,
  sortInSteps,
  spillRefused,
  type Pause,
  type Steps,
  within,
  withoutPauses,
  type Work,
} from './work.js';
export { type Stream } from './stage-arguments.js';
export { describe, refuseCollation } from './variables.js';
