import { MongoError, PAUSE, pauseDue, type BsonDocument, type Steps } from '../language/index.js';

/** A command of fewer statements is one turn where each is short: nobody sees half of it, and a crash leaves all of it or nothing. */
const STATEMENTS_A_TURN = 16;

/**
 * Does the statements of a bulk write one after the other; an error is kept with its statement's index, and ends an ordered bulk.
 * Errors that are not MongoDB's (a fault of the disk, a defect) pass through and undo the whole command.
 */
export function* eachStatement<T>(
  statements: readonly T[],
  ordered: boolean,
  run: (statement: T, index: number) => Steps<void> | void,
): Steps<BsonDocument[]> {
  const errors: BsonDocument[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      const steps = run(statement, index);
      if (steps) yield* steps;
      if ((index + 1) % STATEMENTS_A_TURN === 0 && pauseDue()) yield PAUSE;
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push({ index, code: error.code, codeName: error.codeName, errmsg: error.message, ...error.extra });
      if (ordered) break;
    }
  }
  return errors;
}
