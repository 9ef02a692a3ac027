import { compileExpression, type Names } from './expression.js';
import { type BsonDocument } from './values.js';
import { type Variables } from './variables.js';

/** The variables that a command brings: its `let`, each a constant expression, and the time that `$$NOW` shows. */
export interface Scope {
  readonly names: Names;
  readonly variables: Variables;
}
export interface ScopeOptions {
  readonly let?: BsonDocument | undefined;
  readonly now?: Date | undefined;
  readonly scope?: Scope | undefined;
}

const EMPTY: Scope = { names: new Set(), variables: {} };

export function scopeOf(options: ScopeOptions): Scope {
  if (options.scope) return options.scope;
  if (!options.let && !options.now) return EMPTY;
  const clock = options.now ? { NOW: options.now } : {};
  const defined = Object.entries(options.let ?? {}).map(
    ([name, value]) => [name, compileExpression(value)({}, clock)] as const,
  );
  return { names: new Set(defined.map(([name]) => name)), variables: { ...Object.fromEntries(defined), ...clock } };
}
