import { mongoError } from './mongo-error.js';
import { type BsonDocument } from './values.js';
import { type Variables } from './variables.js';

export type Expression = (document: BsonDocument, variables: Variables) => unknown;

export function compileExpression(_expression: unknown): Expression {
  throw mongoError(238, 'Expressions are not built yet');
}
