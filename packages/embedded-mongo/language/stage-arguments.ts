import { integerOf } from './filter-operands.js';
import { mongoError } from './mongo-error.js';
import { type BsonDocument, isDocument, typeOf } from './values.js';
import { type Pause } from './work.js';

/** The documents that come to a stage, or leave it, and the pauses among them, which every stage passes on. */
export type Stream = Iterable<BsonDocument | Pause>;
export type Stage = (documents: Stream) => Stream;

/** The argument of a stage as a document with the fields that it must and may have. */
export function stageFields(
  name: string,
  spec: unknown,
  required: readonly string[],
  optional: readonly string[],
): BsonDocument {
  if (!isDocument(spec))
    throw mongoError(9, `the ${name} stage specification must be an object, but found ${typeOf(spec)}`);
  for (const key of Object.keys(spec))
    if (![...required, ...optional].includes(key)) throw mongoError(9, `unknown argument to ${name}: ${key}`);
  for (const key of required)
    if (!(key in spec)) throw mongoError(9, `missing '${key}' option to ${name} stage specification`);
  return spec;
}

export function countArgument(name: string, value: unknown, least: bigint, code: number): number {
  const count = integerOf(value);
  if (count === undefined || count < least)
    throw mongoError(
      code,
      `invalid argument to ${name} stage: Expected ${least === 1n ? 'a positive' : 'a non-negative'} number`,
    );
  return Number(count);
}

export function stringOption(name: string, value: unknown): string {
  if (typeof value !== 'string') throw mongoError(9, `${name} must be a string, found ${typeOf(value)}`);
  return value;
}
