import { type BsonDocument } from '../language/index.js';
import { fieldName } from '../language/values.js';
import { asNumber } from '../numeric.js';

/** A sort as paths and directions for the planner; undefined where there is none or it is by something else than paths. */
export function sortPaths(sort: BsonDocument | undefined): [string, 1 | -1][] | undefined {
  if (!sort) return undefined;
  const paths: [string, 1 | -1][] = [];
  for (const [path, direction] of Object.entries(sort)) {
    const number = asNumber(direction);
    if (number !== 1 && number !== -1) return undefined;
    paths.push([fieldName(path), number]);
  }
  return paths;
}
