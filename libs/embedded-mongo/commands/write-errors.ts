import { MongoError, type BsonDocument } from '../language/index.js';

/**
 * Does the statements of a bulk write one after the other; an error is kept with its statement's index, and ends an ordered bulk.
 * Errors that are not MongoDB's (a fault of the disk, a defect) pass through and undo the whole command.
 */
export function eachStatement<T>(statements: readonly T[], ordered: boolean, run: (statement: T, index: number) => void): BsonDocument[] {
  const errors: BsonDocument[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push({ index, code: error.code, codeName: error.codeName, errmsg: error.message, ...error.extra });
      if (ordered) break;
    }
  }
  return errors;
}
