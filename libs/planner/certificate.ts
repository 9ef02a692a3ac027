import { type IndexedProblem } from './indexed.js';
import { type Matching } from './matching.js';

/** Dual prices: what one more check of a site, or one more place in a pool (a day, a technician's day), would be worth. */
export type Prices = {
  /** By position in `PlanProblem.sites`, never below 0. */
  readonly sites: readonly number[];
  /** By pool, see `poolKey`; a pool that is missing has price 0. */
  readonly pools?: Readonly<Record<string, number>>;
};

/** A site or pool that is no part of a shortage. */
export const NO_SHORTAGE = 100;

/**
 * What proves a plan the best, level by level; `verifyPlan` turns it into bounds without trusting it.
 * Memory: four numbers a site.
 */
export type Certificate = {
  /**
   * The vertex cover of each class: for the sites of priority ≤ p, the cover takes the sites whose number is above p
   * and all slots of the others; NO_SHORTAGE where a site is in no shortage. A site whose number is ≤ p is in a Hall
   * violator. By pool: the priorities p whose cover takes the pool's limit.
   */
  readonly served: { readonly sites: readonly number[]; readonly pools?: Readonly<Record<string, readonly number[]>> };
  /** Cover of the slots before the finish for the sites of priority ≤ `priority`: too small for them. Null without checks. */
  readonly finish: (Prices & { readonly priority: number }) | null;
  /** Least cost; null when all slots cost the same nothing. */
  readonly cost: WeightProof | null;
  /** Least sum of times. */
  readonly time: WeightProof;
};

/** Prices under the weight classWeights[class] + costWeight × (highest cost − cost) + (finish − time). */
export type WeightProof = Prices & {
  /** Lagrange multipliers by class in the order of `Plan.served`: plans that serve the classes alike get the same sum. */
  readonly classWeights: readonly number[];
  readonly costWeight: number;
};

/**
 * The proof of a plan without limits, read off its matching, and off `earliest`, the matching by time alone
 * (the same one unless slots have costs). O(edges).
 */
export function certify(index: IndexedProblem, matching: Matching, earliest: Matching): Certificate {
  const { slots, time, cost, priorities } = index;
  const last = matching.load.findLastIndex((count) => count > 0);
  const classWeights = priorities.map(() => 0);
  const shortage = given(index, shortages(index, matching).sites, (rank) =>
    rank === -1 ? NO_SHORTAGE : priorities[rank]!,
  );
  if (last === -1)
    return {
      served: { sites: shortage },
      finish: null,
      cost: null,
      time: { sites: shortage.map(() => 0), classWeights, costWeight: 0 },
    };

  const finish = time[last]!;
  const order = Int32Array.from({ length: slots }, (_, t) => t).filter((t) => time[t]! <= finish);
  const early = closings(index, earliest, order);
  const beforeFinish = given(index, early, (t) => (t !== -1 && time[t]! < finish ? 1 : 0));
  const finishProof = { sites: beforeFinish, priority: priorities.at(-1)! };
  let highest = 0;
  for (const t of order) highest = Math.max(highest, cost[t]!);
  if (highest === 0) {
    const sites = given(index, early, (t) => (t === -1 ? 0 : finish - time[t]!));
    return {
      served: { sites: shortage },
      finish: finishProof,
      cost: null,
      time: { sites, classWeights, costWeight: 0 },
    };
  }
  const closed = closings(
    index,
    matching,
    order.sort((a, b) => cost[a]! - cost[b]! || a - b),
  );
  const costWeight = finish - time[0]! + 1;
  return {
    served: { sites: shortage },
    finish: finishProof,
    cost: { sites: given(index, closed, (t) => (t === -1 ? 0 : highest - cost[t]!)), classWeights, costWeight: 1 },
    time: {
      sites: given(index, closed, (t) => (t === -1 ? 0 : costWeight * (highest - cost[t]!) + finish - time[t]!)),
      classWeights,
      costWeight,
    },
  };
}

const given = (index: IndexedProblem, inside: Int32Array, value: (v: number) => number): number[] => {
  const result = new Array<number>(index.sites).fill(0);
  for (let i = 0; i < index.sites; i++) result[index.siteAt[i]!] = value(inside[i]!);
  return result;
};

/**
 * For each site and slot the rank of the first class whose unplaced sites reach it by alternating paths, or -1.
 * `closed`: none of them reaches a place with room or a site of a lower class, as it is when no more can be served. O(edges).
 */
export function shortages(
  index: IndexedProblem,
  { at, load }: Matching,
): { sites: Int32Array; slots: Int32Array; closed: boolean } {
  const { sites, slots, siteStart, siteSlots, rank, capacity } = index;
  const reached = { sites: new Int32Array(sites).fill(-1), slots: new Int32Array(slots).fill(-1), closed: true };
  if (!at.includes(-1)) return reached;
  const holders = bySlots(at, slots);
  const queue = new Int32Array(sites);
  let size = 0;
  for (let u = 0, head = 0; u < sites; u++) {
    if (at[u] !== -1) continue;
    reached.sites[u] = rank[u]!;
    queue[size++] = u;
    for (; head < size; head++) {
      const site = queue[head]!;
      for (let e = siteStart[site]!; e < siteStart[site + 1]!; e++) {
        const t = siteSlots[e]!;
        if (reached.slots[t] !== -1) continue;
        reached.slots[t] = rank[u]!;
        if (load[t]! < capacity[t]!) reached.closed = false;
        for (let k = holders.start[t]!; k < holders.start[t + 1]!; k++) {
          const holder = holders.sites[k]!;
          if (rank[holder]! > rank[u]!) reached.closed = false;
          reached.sites[holder] = rank[u]!;
          queue[size++] = holder;
        }
      }
    }
  }
  return reached;
}

/**
 * For each site the first slot of `order` from which it is closed: from then on the places with room reach it by
 * alternating paths, so that the closed sites and the full slots among those so far cover every edge to those slots,
 * with just as many checks as the plan has there. Never closed: -1. O(edges).
 */
function closings(index: IndexedProblem, { at, load }: Matching, order: Int32Array): Int32Array {
  const { sites, slots, slotStart, slotSites, capacity } = index;
  const closed = new Int32Array(sites).fill(-1);
  const seen = new Uint8Array(slots);
  const queue = new Int32Array(slots);
  let size = 0;
  let head = 0;
  for (const t of order) {
    if (load[t]! === capacity[t]! || seen[t]) continue;
    seen[t] = 1;
    queue[size++] = t;
    for (; head < size; head++) {
      const x = queue[head]!;
      for (let e = slotStart[x]!; e < slotStart[x + 1]!; e++) {
        const site = slotSites[e]!;
        if (closed[site] !== -1) continue;
        closed[site] = t;
        const y = at[site]!;
        if (y === -1 || seen[y]) continue;
        seen[y] = 1;
        queue[size++] = y;
      }
    }
  }
  return closed;
}

/** Compressed rows: the sites in each slot. */
function bySlots(at: Int32Array, slots: number): { start: Int32Array; sites: Int32Array } {
  const start = new Int32Array(slots + 1);
  for (const t of at) if (t !== -1) start[t + 1]!++;
  for (let t = 0; t < slots; t++) start[t + 1]! += start[t]!;
  const sites = new Int32Array(start[slots]!);
  const fill = start.slice(0, slots);
  for (let i = 0; i < at.length; i++) if (at[i] !== -1) sites[fill[at[i]!]!++] = i;
  return { start, sites };
}
