import { PLAN_SIZE, type PlanProblem, PlanProblemError, type PlanSite, wholeNumber } from './problem.js';

/**
 * A problem that was checked once and laid out in typed arrays; memory is linear in the edges.
 * Inside, slots are numbered by (time, id) and sites by (priority, last slot, id), so that the order in which
 * they were given changes nothing. A fixed site is one of priority FIXED, above all others, with a single slot.
 */
export type IndexedProblem = {
  readonly problem: PlanProblem;
  readonly sites: number;
  readonly slots: number;
  readonly edges: number;
  /** Inside number → position in `problem.sites` and `problem.slots`, and back. */
  readonly siteAt: Int32Array;
  readonly siteOf: Int32Array;
  readonly slotAt: Int32Array;
  readonly slotOf: Int32Array;
  readonly siteById: ReadonlyMap<string, number>;
  readonly slotById: ReadonlyMap<string, number>;
  readonly time: Float64Array;
  /** The greatest common step of the times, 1 or more. */
  readonly grid: number;
  readonly cost: Float64Array;
  readonly capacity: Int32Array;
  /** Rank of a site's effective priority among those in use, 0 first. */
  readonly rank: Int32Array;
  readonly priorities: readonly number[];
  /** Compressed rows: the slots of site i are siteSlots[siteStart[i] … siteStart[i + 1]), and the transpose. */
  readonly siteStart: Int32Array;
  readonly siteSlots: Int32Array;
  readonly slotStart: Int32Array;
  readonly slotSites: Int32Array;
};

/** The effective priority of a site with a fixed slot. */
export const FIXED = -1;

export const effectivePriority = (site: PlanSite): number => (site.fixed !== undefined ? FIXED : (site.priority ?? 0));

/** Checks a problem and lays it out; every function that takes a problem takes this as well. O(edges + n log n). */
export function indexProblem(problem: PlanProblem): IndexedProblem {
  const { sites, slots } = problem;
  const n = sites.length;
  const m = slots.length;
  wholeSize(n, 'sites', PLAN_SIZE.sites);
  wholeSize(m, 'slots', PLAN_SIZE.slots);
  const slotIds = uniqueIds(slots, 'slots');
  const siteIds = uniqueIds(sites, 'sites');
  for (let t = 0; t < m; t++) {
    const slot = slots[t]!;
    wholeNumber(slot.time, `slots[${t}].time`, -1e12, 1e12);
    wholeNumber(slot.capacity, `slots[${t}].capacity`, 0, 1e6);
    if (slot.cost !== undefined) wholeNumber(slot.cost, `slots[${t}].cost`, 0, 1e9);
  }
  const slotAt = order(m, (a, b) => slots[a]!.time - slots[b]!.time || compare(slots[a]!.id, slots[b]!.id));
  const slotOf = inverse(slotAt);
  const time = Float64Array.from(slotAt, (t) => slots[t]!.time);
  const capacity = Int32Array.from(slotAt, (t) => slots[t]!.capacity);

  const fixedPlaces = capacity.slice();

  // First pass: check every edge, count it, find each site's last slot.
  const mark = new Int32Array(m).fill(-1);
  const degree = new Int32Array(n);
  const last = new Int32Array(n).fill(-1);
  const fixedAt = new Int32Array(n).fill(-1);
  let edges = 0;
  for (let i = 0; i < n; i++) {
    const site = sites[i]!;
    if (site.priority !== undefined) wholeNumber(site.priority, `sites[${i}].priority`, 0, 99);
    const all = site.slots;
    let latest = -1;
    for (let k = 0; k < all.length; k++) {
      const t = all[k]!;
      const seen = mark[t];
      if (seen === undefined)
        throw new PlanProblemError(
          'unknown-slot',
          `sites[${i}].slots[${k}]`,
          `${t} is no slot; give positions from 0 to ${m - 1}`,
          { siteId: site.id, value: t },
        );
      if (seen === i)
        throw new PlanProblemError(
          'duplicate-slot',
          `sites[${i}].slots[${k}]`,
          `slot ${t} stands there twice; name it once`,
          { siteId: site.id, value: t },
        );
      mark[t] = i;
      if (slotOf[t]! > latest) latest = slotOf[t]!;
    }
    let count = all.length;
    for (const [k, t] of (site.forbidden ?? []).entries()) {
      if (mark[t] === undefined)
        throw new PlanProblemError(
          'unknown-slot',
          `sites[${i}].forbidden[${k}]`,
          `${t} is no slot; give positions from 0 to ${m - 1}`,
          { siteId: site.id, value: t },
        );
      if (mark[t] === i) count--;
      mark[t] = -1;
    }
    if (site.fixed !== undefined) {
      if (mark[site.fixed] !== i)
        throw new PlanProblemError(
          'fixed-not-usable',
          `sites[${i}].fixed`,
          `slot ${site.fixed} is not among the slots the site can use; add it to slots, or lift the fixed pair`,
          { siteId: site.id, value: site.fixed },
        );
      fixedAt[i] = slotOf[site.fixed]!;
      if (--fixedPlaces[fixedAt[i]!]! < 0)
        throw new PlanProblemError(
          'fixed-over-capacity',
          `sites[${i}].fixed`,
          `slot ${slots[site.fixed]!.id} has more fixed checks than places (${slots[site.fixed]!.capacity}); raise its capacity, or lift a fixed pair`,
          { siteId: site.id, slotId: slots[site.fixed]!.id },
        );
      count = 1;
    }
    degree[i] = count;
    last[i] = latest;
    edges += count;
  }
  wholeSize(edges, 'sites[].slots', PLAN_SIZE.edges);

  // Second pass: compressed rows by site, then the transpose, which comes out sorted.
  const priorityOf = sites.map(effectivePriority);
  const siteAt = order(
    n,
    (a, b) => priorityOf[a]! - priorityOf[b]! || last[a]! - last[b]! || compare(sites[a]!.id, sites[b]!.id),
  );
  const siteStart = new Int32Array(n + 1);
  const siteSlots = new Int32Array(edges);
  const slotStart = new Int32Array(m + 1);
  mark.fill(-1);
  let at = 0;
  for (let i = 0; i < n; i++) {
    const start = at;
    siteStart[i] = start;
    const { slots: all, forbidden, fixed } = sites[siteAt[i]!]!;
    if (fixed !== undefined) siteSlots[at++] = slotOf[fixed]!;
    else {
      let sorted = true;
      for (const t of forbidden ?? []) mark[t] = i;
      for (let k = 0; k < all.length; k++) {
        if (mark[all[k]!] === i) continue;
        siteSlots[at] = slotOf[all[k]!]!;
        if (at > start && siteSlots[at]! < siteSlots[at - 1]!) sorted = false;
        at++;
      }
      if (!sorted) siteSlots.subarray(start, at).sort();
    }
  }
  siteStart[n] = at;
  for (let e = 0; e < edges; e++) slotStart[siteSlots[e]! + 1]!++;
  for (let t = 0; t < m; t++) slotStart[t + 1]! += slotStart[t]!;
  const slotSites = new Int32Array(edges);
  const fill = slotStart.slice(0, m);
  // Sites that can't wait come first: to take the one whose last slot is nearest leaves the fewest paths to augment.
  const urgent = order(n, (a, b) => last[siteAt[a]!]! - last[siteAt[b]!]! || a - b);
  for (const i of urgent) for (let e = siteStart[i]!; e < siteStart[i + 1]!; e++) slotSites[fill[siteSlots[e]!]!++] = i;

  const siteOf = inverse(siteAt);
  const priorities = [...new Set(priorityOf)].sort((a, b) => a - b);
  return {
    problem,
    sites: n,
    slots: m,
    edges,
    siteAt,
    siteOf,
    slotAt,
    slotOf,
    priorities,
    capacity,
    siteStart,
    siteSlots,
    slotStart,
    slotSites,
    siteById: renumber(siteIds, siteOf),
    slotById: renumber(slotIds, slotOf),
    time,
    grid: time.reduce((step, value) => commonStep(step, value - time[0]!), 0) || 1,
    cost: Float64Array.from(slotAt, (t) => slots[t]!.cost ?? 0),
    rank: Int32Array.from(siteAt, (i) => priorities.indexOf(priorityOf[i]!)),
  };
}

function wholeSize(value: number, field: string, most: number): void {
  if (value > most)
    throw new PlanProblemError('too-large', field, `${value} is more than ${most}; split the problem by region`, {
      value,
      most,
    });
}

function uniqueIds(items: readonly { readonly id: string }[], field: string): Map<string, number> {
  const ids = new Map<string, number>();
  for (let i = 0; i < items.length; i++) {
    const { id } = items[i]!;
    if (id === '') throw new PlanProblemError('empty-id', `${field}[${i}].id`, 'the id is empty; give one');
    ids.set(id, i);
    if (ids.size !== i + 1)
      throw new PlanProblemError('duplicate-id', `${field}[${i}].id`, `'${id}' stands there twice; ids must differ`, {
        id,
      });
  }
  return ids;
}

function order(length: number, by: (a: number, b: number) => number): Int32Array {
  const result = Int32Array.from({ length }, (_, i) => i);
  for (let i = 1; i < length; i++) if (by(i - 1, i) > 0) return result.sort(by);
  return result;
}

function inverse(permutation: Int32Array): Int32Array {
  const result = new Int32Array(permutation.length);
  for (let i = 0; i < permutation.length; i++) result[permutation[i]!] = i;
  return result;
}

function renumber(ids: Map<string, number>, to: Int32Array): Map<string, number> {
  for (const [id, i] of ids) ids.set(id, to[i]!);
  return ids;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const commonStep = (a: number, b: number): number => (b === 0 ? a : commonStep(b, a % b));
