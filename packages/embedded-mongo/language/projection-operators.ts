import { type ScopeOptions } from './command-variables.js';
import { compileFilter } from './filter.js';
import { integerOf } from './filter-operands.js';
import { mongoError } from './mongo-error.js';
import { type MatchDetails } from './path.js';
import { isNumeric, typeOf } from './values.js';

/** find's `$slice`; three arguments make it the expression of that name. */
export function slicer(argument: unknown): ((value: unknown) => unknown) | undefined {
  if (isNumeric(argument)) {
    const count = sliceNumber(argument);
    return (value) => (!Array.isArray(value) ? value : count < 0 ? value.slice(count) : value.slice(0, count));
  }
  if (!Array.isArray(argument))
    throw mongoError(28667, 'Invalid $slice syntax. The given syntax did not match the find() $slice syntax');
  if (argument.length !== 2 || !argument.every(isNumeric)) return undefined;
  const [skip, limit] = argument.map(sliceNumber) as [number, number];
  if (limit <= 0) throw mongoError(28724, `$slice: the limit must be positive, found ${limit}`);
  return (value) => {
    if (!Array.isArray(value)) return value;
    const from = skip < 0 ? Math.max(0, value.length + skip) : skip;
    return value.slice(from, from + limit);
  };
}

function sliceNumber(value: unknown): number {
  const number = integerOf(value);
  if (number === undefined) throw mongoError(28724, `$slice needs integers, found ${typeOf(value)}`);
  return Number(number);
}

/** find's `$elemMatch`: an array of the first element that meets the condition, or nothing. */
export function elementFinder(condition: unknown, options: ScopeOptions): (value: unknown) => unknown {
  const filter = compileFilter({ value: { $elemMatch: condition } }, options);
  return (value) => {
    const details: MatchDetails = {};
    return Array.isArray(value) && filter.matches({ value }, details) ? [value[details.index!]] : undefined;
  };
}

/** find's positional `$`: an array of the element that the filter matched. */
export function positionalElement(value: unknown, details: MatchDetails): unknown {
  if (!Array.isArray(value)) return value;
  if (details.index === undefined || details.index >= value.length) {
    throw mongoError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  }
  return [value[details.index]];
}
