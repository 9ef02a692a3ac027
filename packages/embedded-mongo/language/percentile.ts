import { mongoError } from './mongo-error.js';
import { type BsonDocument, double, isDocument, isNumeric, unwrap } from './values.js';

/** What `$median` or `$percentile` asks for: the shares, and how its answer is given. */
export interface PercentileRequest {
  readonly input: unknown;
  /** The value at each share of the numbers among `values`, null where there is none; `$median` gives one, not a list. */
  answer(values: readonly unknown[]): unknown;
}

const shareOf = (p: unknown): number => Number(unwrap(p as number));

/**
 * Reads the specification that accumulator, window function and expression share. MongoDB's approximation leaves open how
 * near it comes; this is the value of the nearest rank itself. @throws MongoError 7429703, 7750300
 */
export function readPercentile(operator: string, argument: unknown): PercentileRequest {
  if (!isDocument(argument) || argument['method'] !== 'approximate')
    throw mongoError(7429703, `${operator} needs an object with the method 'approximate'`);
  const shares: unknown = operator === '$median' ? [0.5] : (argument as BsonDocument)['p'];
  if (
    !Array.isArray(shares)
    || shares.length === 0
    || !shares.every((p) => isNumeric(p) && shareOf(p) >= 0 && shareOf(p) <= 1)
  ) {
    throw mongoError(7750300, "The $percentile 'p' field must be an array of numbers from [0.0, 1.0]");
  }
  return {
    input: argument['input'],
    answer(values) {
      const numbers = values
        .filter(isNumeric)
        .map((value) => Number(String(unwrap(value))))
        .sort((a, b) => a - b);
      const found = shares.map((p) =>
        numbers.length === 0 ? null : double(numbers[Math.max(0, Math.ceil(shareOf(p) * numbers.length) - 1)]!),
      );
      return operator === '$median' ? found[0] : found;
    },
  };
}
