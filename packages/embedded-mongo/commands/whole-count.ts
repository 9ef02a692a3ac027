import { type BsonDocument, type Stream } from '../language/index.js';
import { isDocument } from '../language/values.js';
import { type PreparedQuery } from '../planner/query.js';

const whole = (value: unknown, least: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least;

/**
 * A pipeline that only counts all documents, as `countDocuments({})` sends it, is answered from the count that is kept:
 * `$skip`, `$limit`, and `$count` or a `$group` of everything into one sum. Undefined for every other pipeline.
 */
export function wholeCount(query: PreparedQuery, stages: readonly BsonDocument[]): Stream | undefined {
  if (!query.readsAll) return undefined;
  const rest = [...stages];
  let skip = 0;
  let limit = query.limit;
  if (rest.length > 1 && limit === Infinity && whole(rest[0]!.$skip, 0)) skip = rest.shift()!.$skip as number;
  if (rest.length > 1 && limit === Infinity && whole(rest[0]!.$limit, 1)) limit = rest.shift()!.$limit as number;
  const answer = rest.length === 1 ? answerOf(rest[0]!) : undefined;
  if (!answer) return undefined;
  return (function* () {
    const all = yield* query.countAll();
    const n = Math.min(limit, Math.max(0, all - skip));
    if (n > 0) yield answer(n);
  })();
}

function answerOf(stage: BsonDocument): ((n: number) => BsonDocument) | undefined {
  const [name, argument] = Object.entries(stage)[0]!;
  if (name === '$count' && typeof argument === 'string' && /^[A-Za-z_]\w*$/.test(argument))
    return (n) => ({ [argument]: n });
  if (name !== '$group' || !isDocument(argument)) return undefined;
  const { _id, ...fields } = argument;
  const [sum, ...others] = Object.entries(fields);
  if ((_id !== null && typeof _id !== 'number') || others.length > 0 || !sum || !/^[A-Za-z_]\w*$/.test(sum[0]))
    return undefined;
  return isDocument(sum[1]) && Object.keys(sum[1]).length === 1 && sum[1].$sum === 1
    ? (n) => ({ _id, [sum[0]]: n })
    : undefined;
}
