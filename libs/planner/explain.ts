import { AssignmentFlow } from './flow.js';
import { type IndexedProblem, indexProblem } from './indexed.js';
import { type Plan } from './plan.js';
import { poolNetwork, type Pools } from './pools.js';
import { type PlanProblem, PlanProblemError } from './problem.js';

/** A change that, made alone, fits one more site and leaves every other served. */
export type Mend =
  | { readonly code: 'add-place'; readonly slotId: string; readonly time: number }
  | { readonly code: 'raise-limit'; readonly pool: string; readonly limit: number }
  | { readonly code: 'add-availability'; readonly siteId: string; readonly slotId: string; readonly time: number };

export type Explanation =
  /** The site named no slot, or all of them are forbidden. */
  | { readonly code: 'no-slots'; readonly unplaced: readonly string[]; readonly mends: readonly Mend[] }
  /**
   * A Hall violator: these sites can use no slots but these, and have fewer places between them than they are.
   * `limits` are the pools that bound the places (`day:D`, `technician:ID`, `technician-day:ID:D`).
   */
  | {
      readonly code: 'too-few-places';
      readonly unplaced: readonly string[];
      readonly siteIds: readonly string[];
      readonly slotIds: readonly string[];
      readonly places: number;
      readonly firstTime: number;
      readonly lastTime: number;
      readonly limits: readonly string[];
      readonly mends: readonly Mend[];
    };

/**
 * Why the unplaced sites don't fit, as codes and values: each explanation is a set of sites that stand in each
 * other's way, found by alternating paths from the sites without a place, with the cheapest mends that an augmenting
 * path would use. Sites of lower priority are never in it: they gave way already. O(edges).
 */
export function explainPlan(problem: PlanProblem | IndexedProblem, plan: Plan): Explanation[] {
  const index = 'siteAt' in problem ? problem : indexProblem(problem);
  const { sites, slots, capacity, time, cost } = index;
  const pools = poolNetwork(index);
  const flow = rebuild(index, plan, pools);
  const nodes = pools?.nodes ?? sites + slots + 1;
  const siteIn = (i: number) => index.problem.sites[index.siteAt[i]!]!;
  const slotIn = (t: number) => index.problem.slots[index.slotAt[t]!]!;

  // Slots (and pools) from which a further check would find a place.
  const open = new Uint8Array(nodes);
  if (!pools) for (let t = 0; t < slots; t++) open[sites + t] = Number(flow.load[t]! < capacity[t]!);
  else for (const node of leadingToSink(flow, pools)) open[node] = 1;
  const byCost = (a: number, b: number): number => cost[a]! - cost[b]! || a - b;
  const openSlots = [...time.keys()].filter((t) => open[sites + t]).sort(byCost);

  const availability = (members: readonly number[]): Mend[] => {
    for (const i of members) {
      const { id, slots: named, fixed, forbidden } = siteIn(i);
      const t =
        fixed !== undefined
          ? undefined
          : openSlots.find((slot) => !named.includes(index.slotAt[slot]!) && !forbidden?.includes(index.slotAt[slot]!));
      if (t !== undefined) return [{ code: 'add-availability', siteId: id, slotId: slotIn(t).id, time: time[t]! }];
    }
    return [];
  };
  const explanations: Explanation[] = [];
  for (const group of shortages({ at: flow.at, residual: (node) => flow.residual(node) }, nodes)) {
    const members = group.filter((node) => node < sites).sort((a, b) => a - b);
    const inside = group
      .filter((node) => node >= sites && node < sites + slots)
      .map((node) => node - sites)
      .sort((a, b) => a - b);
    const without = members.filter((i) => flow.at[i] === -1);
    const unplaced = without.map((i) => siteIn(i).id);
    if (inside.length === 0) {
      explanations.push({ code: 'no-slots', unplaced, mends: availability(without) });
      continue;
    }
    const reached = new Set(group);
    const mends: Mend[] = [];
    const [full] = inside
      .filter((t) => !pools || pools.arcs.some(({ from, to }) => from === sites + t && open[to]))
      .sort(byCost);
    if (full !== undefined) mends.push({ code: 'add-place', slotId: slotIn(full).id, time: time[full]! });
    const limits = [...(pools?.keys ?? [])].filter(([, { node, parent }]) => reached.has(node) && !reached.has(parent));
    for (const [pool, { node, parent }] of limits) {
      const limit = pools!.arcs.find(({ from }) => from === node)!.capacity;
      if (open[parent]) mends.push({ code: 'raise-limit', pool, limit: limit + 1 });
    }
    mends.push(...availability([...without, ...members]));
    explanations.push({
      code: 'too-few-places',
      unplaced,
      siteIds: members.map((i) => siteIn(i).id),
      slotIds: inside.map((t) => slotIn(t).id),
      places: members.length - without.length,
      firstTime: time[inside[0]!]!,
      lastTime: time[inside.at(-1)!]!,
      limits: limits.map(([pool]) => pool),
      mends,
    });
  }
  return explanations;
}

/** The plan as a flow again. */
function rebuild(index: IndexedProblem, plan: Plan, pools: Pools | undefined): AssignmentFlow {
  const { sites, slots, capacity, siteStart, siteSlots } = index;
  const flow = new AssignmentFlow({
    sites,
    slots,
    capacity,
    row: (i) => siteSlots.subarray(siteStart[i]!, siteStart[i + 1]!),
    slotWeight: new Float64Array(slots),
    penalty: new Float64Array(sites),
    pools,
  });
  const onward = Map.groupBy(pools?.arcs.keys() ?? [], (arc) => pools!.arcs[arc]!.from);
  for (const [k, { siteId, slotId, technicianId }] of plan.assignments.entries()) {
    const site = index.siteById.get(siteId);
    const slot = index.slotById.get(slotId);
    if (site === undefined)
      throw new PlanProblemError(
        'unknown-site',
        `plan.assignments[${k}].siteId`,
        `there is no site '${siteId}' in the problem; give the problem that was planned`,
        { siteId },
      );
    if (slot === undefined)
      throw new PlanProblemError(
        'unknown-slot',
        `plan.assignments[${k}].slotId`,
        `there is no slot '${slotId}' in the problem; give the problem that was planned`,
        { slotId },
      );
    flow.put(site, slot);
    for (let arcs = onward.get(sites + slot); arcs !== undefined;) {
      const arc =
        arcs.length === 1 && !pools!.technicianOfArc.has(arcs[0]!)
          ? arcs[0]!
          : arcs.find((each) => pools!.technicianOfArc.get(each) === technicianId)!;
      flow.push(arc);
      arcs = onward.get(pools!.arcs[arc]!.to);
    }
  }
  return flow;
}

/** Slots and pools that lead to the sink without moving a site. */
function leadingToSink(flow: AssignmentFlow, pools: Pools): Set<number> {
  const into = Map.groupBy(
    pools.arcs.flatMap(({ from, to }, arc) => [
      { from, to, left: flow.left[2 * arc]! },
      { from: to, to: from, left: flow.left[2 * arc + 1]! },
    ]),
    ({ to }) => to,
  );
  const leading = new Set([pools.nodes - 1]);
  for (const node of leading) for (const { from, left } of into.get(node) ?? []) if (left > 0) leading.add(from);
  return leading;
}

/** The sites without a place with all they reach by alternating paths; those that meet are one group. */
function shortages(
  { at, residual }: { at: Int32Array; residual: (node: number) => Iterable<number> },
  nodes: number,
): number[][] {
  const groupOf = new Int32Array(nodes).fill(-1);
  const groups: number[][] = [];
  for (let u = 0; u < at.length; u++) {
    if (at[u] !== -1) continue;
    const met = new Set<number>();
    const group = [u];
    groupOf[u] = groups.length;
    for (const node of group) {
      for (const to of residual(node)) {
        if (groupOf[to] === groups.length) continue;
        if (groupOf[to] !== -1) met.add(groupOf[to]!);
        else group.push(to);
        if (groupOf[to] === -1) groupOf[to] = groups.length;
      }
    }
    groups.push(group);
    for (const other of met) {
      for (const node of groups[other]!) groupOf[node] = groups.length - 1;
      group.push(...groups[other]!.splice(0));
    }
  }
  return groups.filter((group) => group.length > 0);
}
