/** What commands that `explain` explains may carry, by name; more than that neither takes. */
export const FIELDS = {
  find: ['filter', 'sort', 'projection', 'hint', 'skip', 'limit', 'batchSize', 'singleBatch', 'max', 'min', 'returnKey', 'showRecordId',
    'tailable', 'oplogReplay', 'noCursorTimeout', 'awaitData', 'allowPartialResults', 'collation', 'allowDiskUse', 'let'],
  count: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  distinct: ['key', 'query', 'collation', 'hint'],
  aggregate: ['pipeline', 'cursor', 'explain', 'allowDiskUse', 'bypassDocumentValidation', 'hint', 'let', 'collation'],
  findAndModify: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'bypassDocumentValidation', 'collation', 'arrayFilters', 'hint', 'let'],
  update: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  delete: ['deletes', 'ordered', 'let'],
} as const;

/** Of one statement of a write; a `sort` of an update came with MongoDB 8.0. */
export const STATEMENT_FIELDS = {
  update: new Set(['q', 'u', 'c', 'upsert', 'multi', 'arrayFilters', 'collation', 'hint']),
  delete: new Set(['q', 'limit', 'collation', 'hint']),
} as const;
