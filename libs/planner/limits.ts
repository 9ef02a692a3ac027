import { type Certificate, NO_SHORTAGE, type Prices, type WeightProof } from './certificate.js';
import { AssignmentFlow } from './flow.js';
import { effectivePriority, FIXED, type IndexedProblem } from './indexed.js';
import { type Pools, technicianIn } from './pools.js';
import { PlanProblemError } from './problem.js';

export type LimitedPlan = {
  readonly flow: AssignmentFlow;
  readonly certificate: Certificate;
  readonly technicianOf?: (site: number) => string;
};

type Solved = { readonly flow: AssignmentFlow; readonly step: number; readonly profile: readonly number[] };

/** Serves the most sites class by class in the slots up to `lastSlot`, then at the least weight, a whole number ≥ 0. */
function solve(index: IndexedProblem, pools: Pools, lastSlot: number, weight: (t: number) => number = () => 0): Solved {
  const { sites, slots, rank, priorities, capacity, siteStart, siteSlots } = index;
  const slotWeight = Float64Array.from({ length: slots }, (_, t) => (t <= lastSlot ? weight(t) : 0));
  // An exchange along an alternating path touches each site once, so one class outweighs all that weights can change.
  const step = (sites + 1) * (slotWeight.reduce((a, b) => Math.max(a, b), 0) + 1);
  const sum = step * (priorities.length + 1) * (sites + 1);
  if (sum > Number.MAX_SAFE_INTEGER)
    throw new PlanProblemError(
      'numbers-too-large',
      'slots',
      'times and costs are too fine for exact sums under limits; give times in units of the grid, or smaller costs',
      { sum },
    );
  const penalty = Float64Array.from(rank, (r) => (priorities.length - r) * step);
  const rows = Array.from({ length: sites }, (_, i) =>
    siteSlots.subarray(siteStart[i]!, siteStart[i + 1]!).filter((t) => t <= lastSlot),
  );
  const flow = new AssignmentFlow({ sites, slots, capacity, row: (i) => rows[i]!, slotWeight, penalty, pools });
  const profile = priorities.map(() => 0);
  for (let i = 0; i < sites; i++) flow.serve(i);
  for (let i = 0; i < sites; i++) if (flow.at[i] !== -1) profile[rank[i]!]!++;
  return { flow, step, profile };
}

/** The same levels as without limits, each by minimum-cost flow instead of by greedy choice. */
export function solveWithLimits(index: IndexedProblem, pools: Pools): LimitedPlan {
  const { sites, slots, time, cost, rank, priorities } = index;
  const all = solve(index, pools, slots - 1);
  checkFixed(index, all.flow);
  const served = coverByClass(index, pools, all.flow);
  if (all.profile.every((count) => count === 0)) {
    const time = { sites: served.sites.map(() => 0), classWeights: priorities.map(() => 0), costWeight: 0 };
    return { flow: all.flow, certificate: { served, finish: null, cost: null, time } };
  }
  const { lastSlot, proof: finishProof } = earliestFinish(index, pools, all.profile);
  const finish = time[lastSlot]!;
  const proof = ({ flow, step }: Solved, costWeight: number, base: number): WeightProof => ({
    sites: outside(index, (i) => (priorities.length - rank[i]!) * step + flow.potential[i]!),
    pools: poolPrices(flow, pools),
    classWeights: priorities.map((_, r) => (priorities.length - r) * step - base),
    costWeight,
  });
  const dearest = cost.subarray(0, lastSlot + 1).reduce((a, b) => Math.max(a, b), 0);
  const costWeight = dearest > 0 ? (sites + 1) * (finish - time[0]! + 1) : 0;
  const last = solve(index, pools, lastSlot, (t) => costWeight * cost[t]! + time[t]! - time[0]!);
  return {
    flow: last.flow,
    technicianOf: technicianIn(last.flow, pools, sites),
    certificate: {
      served,
      finish: finishProof,
      cost:
        dearest > 0
          ? proof(
              solve(index, pools, lastSlot, (t) => cost[t]!),
              1,
              dearest,
            )
          : null,
      time: proof(last, costWeight, costWeight * dearest + finish - time[0]!),
    },
  };
}

/** The minimum cut of each class: what its unplaced sites reach, and the pools whose limits stop them. */
function coverByClass(
  { sites, siteAt, rank, priorities }: IndexedProblem,
  pools: Pools,
  flow: AssignmentFlow,
): Certificate['served'] {
  const served = { sites: new Array<number>(sites).fill(NO_SHORTAGE), pools: {} as Record<string, number[]> };
  const reached = new Uint8Array(pools.nodes);
  for (const [r, priority] of priorities.entries()) {
    spread(flow, reached, (i) => flow.at[i] === -1 && rank[i] === r);
    for (let i = 0; i < sites; i++)
      if (reached[i] && served.sites[siteAt[i]!] === NO_SHORTAGE) served.sites[siteAt[i]!] = priority;
    for (const key of cut(pools, reached)) (served.pools[key] ??= []).push(priority);
  }
  return served;
}

/** The smallest prefix of slots that serves every class as well as all slots do, by bisection, and why no smaller one does. */
function earliestFinish(
  index: IndexedProblem,
  pools: Pools,
  best: readonly number[],
): { lastSlot: number; proof: Certificate['finish'] } {
  const { slots, time, rank, priorities } = index;
  const ends = [...time.keys()].filter((t) => t === slots - 1 || time[t]! < time[t + 1]!);
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (solve(index, pools, ends[middle]!).profile.every((count, r) => count === best[r])) high = middle;
    else low = middle + 1;
  }
  const { flow, profile } = solve(index, pools, high === 0 ? -1 : ends[high - 1]!);
  const worse = profile.findIndex((count, r) => count !== best[r]);
  const short = new Uint8Array(pools.nodes);
  spread(flow, short, (i) => flow.at[i] === -1 && rank[i]! <= worse);
  const proof = {
    priority: priorities[worse]!,
    sites: outside(index, (i) => (rank[i]! <= worse && !short[i] ? 1 : 0)),
    pools: Object.fromEntries(cut(pools, short).map((key) => [key, 1])),
  };
  return { lastSlot: ends[high]!, proof };
}

function checkFixed(index: IndexedProblem, { at }: AssignmentFlow): void {
  const i = at.findIndex((t, k) => t === -1 && effectivePriority(index.problem.sites[index.siteAt[k]!]!) === FIXED);
  if (i === -1) return;
  const site = index.siteAt[i]!;
  throw new PlanProblemError(
    'fixed-over-limit',
    `sites[${site}].fixed`,
    'the fixed checks break a limit; raise the limit, or lift a fixed pair',
    { siteId: index.problem.sites[site]!.id },
  );
}

const outside = (index: IndexedProblem, value: (inside: number) => number): number[] =>
  Array.from(index.problem.sites, (_, i) => value(index.siteOf[i]!));

/** Marks what the sources reach in the residual network. */
function spread(flow: AssignmentFlow, reached: Uint8Array, source: (site: number) => boolean): void {
  const queue = [...flow.at.keys()].filter((i) => source(i) && !reached[i]);
  for (const i of queue) reached[i] = 1;
  for (const node of queue) {
    for (const to of flow.residual(node)) {
      if (reached[to]) continue;
      reached[to] = 1;
      queue.push(to);
    }
  }
}

/** The pools whose limit is part of the minimum cut: reached, with all that lies beyond them not. */
const cut = (pools: Pools, reached: Uint8Array): string[] =>
  [...pools.keys].filter(([, { node, parent }]) => reached[node] && !reached[parent]).map(([key]) => key);

const poolPrices = (flow: AssignmentFlow, pools: Pools): NonNullable<Prices['pools']> =>
  Object.fromEntries(
    [...pools.keys].map(([key, { node, parent }]) => [
      key,
      Math.max(0, flow.potential[parent]! - flow.potential[node]!),
    ]),
  );
