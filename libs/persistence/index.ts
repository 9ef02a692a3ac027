export { aggregateSchema, insertAggregate, insertAggregates, outboxFilter, retryOnConflict, saveAggregate, type Aggregate, type ContentOf } from './aggregate.js';
export { duplicateKeyFields, isDuplicateKey } from './duplicate-key.js';
export { pendingEvent } from './pending-event.js';
export { connectMongo, InjectConnection, outboxModels, persistenceConfig, PersistenceModule } from './persistence.module.js';
export { bilingual, fromDocument, plain, text, withoutOutbox } from './document.js';
export { eventsOf, fact, type Fact } from './fact.js';
export { projectIfNewer, type Projection } from './projection.js';
export { eraSize, inEra, rebased, revisionBaseOf, setRevisionBase } from './era.js';
export { writtenQueueOf, WrittenQueue, type WrittenEvents } from './written-events.js';
