export { type BsonDocument } from './values.js';
export { MongoError } from './mongo-error.js';
export { deserialize, serialize } from './codec.js';
export { compareValues } from './compare.js';
export { compileFilter } from './filter.js';
export { compileSort } from './sort.js';
