import { type IndexedProblem } from './indexed.js';
import { type Plan } from './plan.js';
export function planWithLimits(index: IndexedProblem): Plan {
  throw new Error(`not yet ${index.sites}`);
}
