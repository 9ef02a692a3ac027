import { MongoError, PAUSE, pauseDue, type BsonDocument, type Steps } from '../language/index.js';

/**
 * Does the statements of a bulk write one after the other; an error is kept with its statement's index, and ends an ordered bulk.
 * Errors that are not MongoDB's (a fault of the disk, a defect) pass through and undo the whole command.
 */
export function* eachStatement<T>(statements: readonly T[], ordered: boolean, run: (statement: T, index: number) => Steps<void> | void): Steps<BsonDocument[]> {
  const errors: BsonDocument[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      const steps = run(statement, index);
      if (steps) yield* steps;
      if (pauseDue()) yield PAUSE;
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push({ index, code: error.code, codeName: error.codeName, errmsg: error.message, ...error.extra });
      if (ordered) break;
    }
  }
  return errors;
}
