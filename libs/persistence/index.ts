export {
  aggregateSchema,
  beginAggregate,
  firstRevisionOf,
  insertAggregate,
  insertAggregates,
  outboxFilter,
  retryOnConflict,
  saveAggregate,
  type Aggregate,
  type ContentOf,
  type NotInserted,
} from './aggregate.js';
export { DayOffStore } from './day-off.store.js';
export { isDatabaseAway } from './database-away.js';
export { duplicateKeyFields, isDuplicateKey, writeErrorsOf } from './duplicate-key.js';
export { pendingEvent } from './pending-event.js';
export { connectionToken, InjectConnection } from './connection.js';
export { connectMongo, outboxModels, persistenceConfig, PersistenceModule } from './persistence.module.js';
export { Leases } from './leases.js';
export { type Sweep, SweepLoop } from './sweep-loop.js';
export { bilingual, fromDocument, plain, text, withoutOutbox } from './document.js';
export { eventsOf, fact, type Fact } from './fact.js';
export { projectAllIfNewer, projectIfNewer, type Projection, updateIfNewer } from './projection.js';
export { isWritten, unlessThere } from './unless-there.js';
export { eraSize, inEra, inEraOf, retoldIn, revisionBaseOf, setRevisionBase } from './era.js';
export { type PackedText, packText, unpackText } from './packed-text.js';
export { eventOfWaiting, packedEvent, waitingEvent, type WaitingEvent } from './waiting-event.js';
export { writtenQueueOf, WrittenQueue, type WrittenEvents } from './written-events.js';
export { type FoundBy, Texts } from './texts.js';
