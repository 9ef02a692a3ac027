import { certify, type Certificate } from './certificate.js';
import { type IndexedProblem, indexProblem } from './indexed.js';
import { solveWithLimits } from './limits.js';
import { exchangeByPriority, matchEarliestFirst, type Matching } from './matching.js';
import { poolNetwork } from './pools.js';
import { type PlanProblem } from './problem.js';

export type Assignment = { readonly siteId: string; readonly slotId: string; readonly technicianId?: string };

export type PlannedCheck = Assignment & {
  /** Start of the slot, in the problem's minutes. */
  readonly time: number;
  /** Places still free in slots that start later: what a re-check of this site could use, at most. */
  readonly placesAfter: number;
};

export type Plan = {
  /** By time, then slot, then site. */
  readonly assignments: readonly PlannedCheck[];
  /** The sites that don't fit; `explainPlan` says why. */
  readonly unplaced: readonly string[];
  /** Checks by priority class, the highest first; fixed pairs are the class -1. */
  readonly served: readonly { readonly priority: number; readonly checks: number }[];
  readonly checks: number;
  /** Start of the last check, or null when there is none. */
  readonly finish: number | null;
  readonly cost: number;
  readonly sumOfTimes: number;
  readonly certificate: Certificate;
};

/**
 * The lexicographically best plan: most checks class by class, most checks, earliest finish, least cost, least sum
 * of times; the same problem gives the same plan in whatever order its items stand. Throws PlanProblemError.
 */
export function planChecks(problem: PlanProblem | IndexedProblem): Plan {
  const index = 'siteAt' in problem ? problem : indexProblem(problem);
  const pools = poolNetwork(index);
  if (pools) {
    const { flow, certificate, technicianOf } = solveWithLimits(index, pools);
    return describePlan(index, flow, certificate, technicianOf);
  }
  const order = Int32Array.from({ length: index.slots }, (_, t) => t);
  const earliest = matchEarliestFirst(index, order);
  let matching = earliest;
  if (index.cost.some((cost) => cost > 0)) {
    const finish = earliest.load.findLastIndex((count) => count > 0);
    const within = order.filter((t) => index.time[t]! <= index.time[finish]!);
    matching = matchEarliestFirst(
      index,
      within.sort((a, b) => index.cost[a]! - index.cost[b]! || a - b),
    );
  }
  exchangeByPriority(index, matching);
  return describePlan(index, matching, certify(index, matching, earliest));
}

export function describePlan(
  index: IndexedProblem,
  { at, load }: Matching,
  certificate: Certificate,
  technicianOf?: (site: number) => string,
): Plan {
  const { sites, slots, time, capacity, problem, siteAt, slotAt, priorities, rank } = index;
  const placesAfter = new Float64Array(slots);
  for (let t = slots - 1, free = 0, later = 0; t >= 0; t--) {
    if (t < slots - 1 && time[t]! < time[t + 1]!) later = free;
    placesAfter[t] = later;
    free += capacity[t]! - load[t]!;
  }
  // Counting sort: sites by slot.
  const start = new Int32Array(slots + 1);
  for (let t = 0; t < slots; t++) start[t + 1] = start[t]! + load[t]!;
  const sorted = new Int32Array(start[slots]!);
  const served = priorities.map((priority) => ({ priority, checks: 0 }));
  const unplaced: string[] = [];
  for (let i = 0; i < sites; i++) {
    if (at[i] === -1) unplaced.push(problem.sites[siteAt[i]!]!.id);
    else {
      sorted[start[at[i]!]!++] = i;
      served[rank[i]!]!.checks++;
    }
  }
  let cost = 0;
  let sumOfTimes = 0;
  const assignments = Array.from(sorted, (i): PlannedCheck => {
    const t = at[i]!;
    cost += index.cost[t]!;
    sumOfTimes += time[t]!;
    const check = {
      siteId: problem.sites[siteAt[i]!]!.id,
      slotId: problem.slots[slotAt[t]!]!.id,
      time: time[t]!,
      placesAfter: placesAfter[t]!,
    };
    return technicianOf ? { ...check, technicianId: technicianOf(i) } : check;
  });
  return {
    assignments,
    unplaced,
    served,
    checks: sorted.length,
    finish: assignments.at(-1)?.time ?? null,
    cost,
    sumOfTimes,
    certificate,
  };
}
