import mongoose from 'mongoose';

const away = [
  mongoose.mongo.MongoNetworkError,
  mongoose.mongo.MongoServerSelectionError,
  mongoose.mongo.MongoNotConnectedError,
  mongoose.mongo.MongoTopologyClosedError,
];
/** What a server answers that is being stopped, or is no primary any more. */
const stoppingCodes = new Set([91, 189, 10107, 11600, 11602, 13435, 13436]);

/** Whether an error says that the database can't be reached, which work may wait for. */
export const isDatabaseAway = (error: unknown): boolean =>
  away.some((kind) => error instanceof kind)
  || (error instanceof mongoose.mongo.MongoServerError && stoppingCodes.has(Number(error.code)));
