import { scopeOf, type ScopeOptions } from './command-variables.js';
import { compileExpression, type Expression } from './expression.js';
import { integerOf } from './filter-operands.js';
import { mongoError } from './mongo-error.js';
import { type BsonDocument, double, isDocument, isNumeric, unwrap } from './values.js';
import { type Variables } from './variables.js';

/** The real value of a number or a date; undefined for anything else. */
export function realOf(value: unknown): number | undefined {
  if (value instanceof Date) return value.getTime();
  return isNumeric(value) ? Number(String(unwrap(value))) : undefined;
}

export interface Sorting {
  readonly position: (document: BsonDocument) => number | undefined;
}

/** `$linearFill`: what is null between two values lies on the line between them. */
export function linearFill(
  documents: readonly BsonDocument[],
  values: readonly unknown[],
  { position }: Sorting,
): unknown[] {
  const known = values.flatMap((value, i) => (value === null || value === undefined ? [] : [i]));
  return values.map((value, i) => {
    if (value !== null && value !== undefined) return value;
    const right = known.find((index) => index > i);
    const left = known.findLast((index) => index < i);
    if (left === undefined || right === undefined) return null;
    const [x, x0, x1] = [position(documents[i]!), position(documents[left]!), position(documents[right]!)];
    const [y0, y1] = [realOf(values[left]), realOf(values[right])];
    if (x === undefined || x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined)
      throw mongoError(14, '$linearFill needs numbers or dates, also to sort by');
    if (x0 === x1) throw mongoError(6050106, 'There can be no repeated values in the sort field of $linearFill');
    return double(y0 + ((y1 - y0) * (x - x0)) / (x1 - x0));
  });
}

/** `$expMovingAvg` by N (alpha = 2 / (N + 1)) or by alpha itself; what is no number leaves the average as it is. */
export function movingAverage(
  argument: unknown,
  options: ScopeOptions,
): (documents: readonly BsonDocument[]) => unknown[] {
  if (!isDocument(argument) || 'N' in argument === 'alpha' in argument)
    throw mongoError(9, "$expMovingAvg needs 'input' and exactly one of 'N' and 'alpha'");
  const { names, variables } = scopeOf(options);
  const input = compileExpression(argument['input'], names);
  const count = integerOf(argument['N']);
  if ('N' in argument && (count === undefined || count <= 0n))
    throw mongoError(9, "'N' field must be an integer greater than zero");
  const alpha = count === undefined ? (realOf(argument['alpha']) ?? NaN) : 2 / (Number(count) + 1);
  if (!(alpha > 0 && alpha <= 1)) throw mongoError(9, "'alpha' must be between 0 and 1 (exclusive)");
  return (documents) => {
    let average: number | undefined;
    return documents.map((document) => {
      const value = realOf(input(document, variables));
      if (value !== undefined) average = average === undefined ? value : value * alpha + average * (1 - alpha);
      return average === undefined ? null : double(average);
    });
  };
}

/** `$covariancePop` and `$covarianceSamp` of the documents of a window. */
export function covariance(
  name: string,
  argument: unknown,
  names: ReadonlySet<string>,
): (documents: readonly BsonDocument[], variables: Variables) => unknown {
  if (!Array.isArray(argument) || argument.length !== 2)
    throw mongoError(9, `${name} takes an array of two expressions`);
  const [x, y] = argument.map((expression) => compileExpression(expression, names)) as [Expression, Expression];
  const less = name === '$covarianceSamp' ? 1 : 0;
  return (documents, variables) => {
    const points = documents.flatMap((document) => {
      const [a, b] = [realOf(x(document, variables)), realOf(y(document, variables))];
      return a === undefined || b === undefined ? [] : [{ a, b }];
    });
    if (points.length - less <= 0) return null;
    const meanA = points.reduce((sum, { a }) => sum + a, 0) / points.length;
    const meanB = points.reduce((sum, { b }) => sum + b, 0) / points.length;
    return double(points.reduce((sum, { a, b }) => sum + (a - meanA) * (b - meanB), 0) / (points.length - less));
  };
}

/** `$derivative` (rise over run between a window's ends) and `$integral` (trapezoids) over the field that sorts. */
export function slopeOrArea(
  name: string,
  argument: unknown,
  context: { names: ReadonlySet<string>; sorting: Sorting; unitMs: (unit: unknown) => number },
): (documents: readonly BsonDocument[], variables: Variables) => unknown {
  if (!isDocument(argument) || !('input' in argument)) throw mongoError(9, `${name} needs an object with an 'input'`);
  const input = compileExpression(argument['input'], context.names);
  const scale = argument['unit'] === undefined ? 1 : context.unitMs(argument['unit']);
  return (documents, variables) => {
    const points = documents.map((document) => {
      const [x, y] = [context.sorting.position(document), realOf(input(document, variables))];
      if (x === undefined || y === undefined)
        throw mongoError(5624900, `${name} needs numbers, and numbers or dates to sort by`);
      return { x: x / scale, y };
    });
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return null;
    if (name === '$derivative')
      return points.length < 2 || first.x === last.x ? null : double((last.y - first.y) / (last.x - first.x));
    return double(
      points.slice(1).reduce((area, point, i) => area + ((point.x - points[i]!.x) * (point.y + points[i]!.y)) / 2, 0),
    );
  };
}
