import { type Certificate, NO_SHORTAGE, type Prices } from './certificate.js';
import { AssignmentFlow, type PoolNetwork } from './flow.js';
import { effectivePriority, type IndexedProblem } from './indexed.js';
import { PlanProblemError, wholeNumber } from './problem.js';

/** Pools by key: `day:D`, `technician:ID`, `technician-day:ID:D`; `parent` is a node of the network. */
export type Pools = PoolNetwork & { readonly keys: ReadonlyMap<string, { readonly node: number; readonly parent: number }>; readonly technicianOfArc: ReadonlyMap<number, string> };

/**
 * The limits as arcs below the slots: slot → technician's day → day or technician → sink. The pools must form a
 * tree, or the arcs would no longer be a network and the plan no longer a flow: a limit per day and a technician's
 * total at once cross, and are refused.
 */
export function poolNetwork({ problem, sites, slots, slotOf, capacity }: IndexedProblem): Pools | undefined {
  const { perDay, technicians } = problem.limits ?? {};
  if (perDay === undefined && technicians === undefined) return undefined;
  if (perDay !== undefined) wholeNumber(perDay, 'limits.perDay', 0);
  const arcs: { from: number; to: number; capacity: number }[] = [];
  const keys = new Map<string, { node: number; parent: number }>();
  const technicianOfArc = new Map<number, string>();
  const ids = new Set<string>();
  let nodes = sites + slots;
  const limited: { from: number; parentKey: string | undefined; key: string; limit: number }[] = [];
  const pool = (key: string, limit: number, parentKey?: string): string => {
    if (!keys.has(key)) {
      keys.set(key, { node: nodes, parent: -1 });
      limited.push({ from: nodes++, parentKey, key, limit });
    }
    return key;
  };
  const dayOf = (t: number): string => {
    const { day, id } = problem.slots[t]!;
    if (day === undefined) throw new PlanProblemError('day-missing', `slots[${t}].day`, `slot ${id} needs a day because there is a limit per day`, { slotId: id });
    return day;
  };
  const enter: { from: number; key: string | undefined; capacity: number; technician?: string }[] = [];
  if (technicians === undefined) {
    for (let t = 0; t < slots; t++) enter.push({ from: sites + slotOf[t]!, key: pool(`day:${dayOf(t)}`, perDay!), capacity: problem.slots[t]!.capacity });
  } else {
    const out = Int32Array.from({ length: slots }, () => nodes++);
    for (let t = 0; t < slots; t++) arcs.push({ from: sites + t, to: out[t]!, capacity: capacity[t]! });
    for (const [k, technician] of technicians.entries()) {
      const field = `limits.technicians[${k}]`;
      if (technician.id === '') throw new PlanProblemError('empty-id', `${field}.id`, 'the id is empty; give one');
      if (ids.size === ids.add(technician.id).size) throw new PlanProblemError('duplicate-id', `${field}.id`, `'${technician.id}' stands there twice; ids must differ`);
      if (technician.perDay !== undefined) wholeNumber(technician.perDay, `${field}.perDay`);
      if (technician.total !== undefined) wholeNumber(technician.total, `${field}.total`);
      if (technician.total !== undefined && perDay !== undefined)
        throw new PlanProblemError('limits-cross', `${field}.total`, 'a total for a technician can not go together with a limit per day; give the technician a limit per day, or plan each day by itself', { technicianId: technician.id });
      const seen = new Set<number>();
      for (const [j, t] of technician.slots.entries()) {
        if (slotOf[t] === undefined) throw new PlanProblemError('unknown-slot', `${field}.slots[${j}]`, `${t} is no slot; give positions from 0 to ${slots - 1}`, { value: t });
        if (seen.size === seen.add(t).size) throw new PlanProblemError('duplicate-slot', `${field}.slots[${j}]`, `slot ${t} stands there twice; name it once`, { value: t });
        let key = technician.total !== undefined ? pool(`technician:${technician.id}`, technician.total) : perDay !== undefined ? pool(`day:${dayOf(t)}`, perDay) : undefined;
        if (technician.perDay !== undefined) key = pool(`technician-day:${technician.id}:${dayOf(t)}`, technician.perDay, key);
        enter.push({ from: out[slotOf[t]!]!, key, capacity: 1, technician: technician.id });
      }
    }
  }
  const sink = nodes++;
  const nodeOf = (key: string | undefined): number => (key === undefined ? sink : keys.get(key)!.node);
  for (const { from, key, capacity: places, technician } of enter) {
    if (technician !== undefined) technicianOfArc.set(arcs.length, technician);
    arcs.push({ from, to: nodeOf(key), capacity: places });
  }
  for (const { from, parentKey, key, limit } of limited) {
    arcs.push({ from, to: nodeOf(parentKey), capacity: limit });
    keys.set(key, { node: from, parent: nodeOf(parentKey) });
  }
  return { nodes, arcs, keys, technicianOfArc };
}

/** What the planner does under limits: the same levels, each by minimum-cost flow instead of by greedy choice. */
export type LimitedPlan = { readonly flow: AssignmentFlow; readonly certificate: Certificate; readonly technicianOf?: (site: number) => string };

export function solveWithLimits(index: IndexedProblem, pools: Pools): LimitedPlan {
  const { sites, slots, time, cost, rank, priorities } = index;
  const solve = (lastSlot: number, weight: (t: number) => number): { flow: AssignmentFlow; step: number } => {
    const slotWeight = Float64Array.from({ length: slots }, (_, t) => (t <= lastSlot ? weight(t) : 0));
    const step = (sites + 1) * (slotWeight.reduce((a, b) => Math.max(a, b), 0) + 1);
    safe(step * (priorities.length + 1) * (sites + 1));
    const penalty = Float64Array.from(rank, (r) => (priorities.length - r) * step);
    const rows = Array.from({ length: sites }, (_, i) => index.siteSlots.subarray(index.siteStart[i]!, index.siteStart[i + 1]!).filter((t) => t <= lastSlot));
    const flow = new AssignmentFlow({ sites, slots, capacity: index.capacity, row: (i) => rows[i]!, slotWeight, penalty, pools });
    for (let i = 0; i < sites; i++) flow.serve(i);
    return { flow, step };
  };
  const profile = ({ at }: AssignmentFlow): number[] => {
    const counts = priorities.map(() => 0);
    for (let i = 0; i < sites; i++) if (at[i] !== -1) counts[rank[i]!]!++;
    return counts;
  };
  const all = solve(slots - 1, () => 0).flow;
  const best = profile(all);
  checkFixed(index, all);
  const served = { sites: new Array<number>(sites).fill(NO_SHORTAGE), pools: {} as Record<string, number[]> };
  const reached = new Uint8Array(pools.nodes);
  for (let r = 0; r < priorities.length; r++) {
    spread(all, reached, (i) => all.at[i] === -1 && rank[i] === r);
    for (let i = 0; i < sites; i++) if (reached[i] && served.sites[index.siteAt[i]!] === NO_SHORTAGE) served.sites[index.siteAt[i]!] = priorities[r]!;
    for (const key of cut(pools, reached)) (served.pools[key] ??= []).push(priorities[r]!);
  }
  const classWeights = priorities.map(() => 0);
  if (best.every((count) => count === 0)) return { flow: all, certificate: { served, finish: null, cost: null, time: { sites: served.sites.map(() => 0), classWeights, costWeight: 0 } } };

  // The earliest finish: the smallest prefix of slots that serves every class as well.
  const ends = [...time.keys()].filter((t) => t === slots - 1 || time[t]! < time[t + 1]!);
  let low = 0;
  let high = ends.length - 1;
  const equal = (a: number[]) => a.every((count, r) => count === best[r]);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (equal(profile(solve(ends[middle]!, () => 0).flow))) high = middle;
    else low = middle + 1;
  }
  const lastSlot = ends[high]!;
  const finish = time[lastSlot]!;
  const early = solve(high === 0 ? -1 : ends[high - 1]!, () => 0).flow;
  const worse = profile(early).findIndex((count, r) => count !== best[r]);
  const short = new Uint8Array(pools.nodes);
  spread(early, short, (i) => early.at[i] === -1 && rank[i]! <= worse);
  const finishProof = {
    priority: priorities[worse]!,
    sites: outside(index, (i) => (rank[i]! <= worse && !short[i] ? 1 : 0)),
    pools: Object.fromEntries(cut(pools, short).map((key) => [key, 1])),
  };

  const proof = ({ flow, step }: { flow: AssignmentFlow; step: number }, costWeight: number, base: number) => ({
    sites: outside(index, (i) => (priorities.length - rank[i]!) * step + flow.potential[i]!),
    pools: poolPrices(flow, pools),
    classWeights: priorities.map((_, r) => (priorities.length - r) * step - base),
    costWeight,
  });
  const dearest = cost.subarray(0, lastSlot + 1).reduce((a, b) => Math.max(a, b), 0);
  const costWeight = dearest > 0 ? (sites + 1) * (finish - time[0]! + 1) : 0;
  const flow = solve(lastSlot, (t) => costWeight * cost[t]! + time[t]! - time[0]!);
  return {
    flow: flow.flow,
    technicianOf: technicianIn(flow.flow, pools, sites),
    certificate: {
      served,
      finish: finishProof,
      cost: dearest > 0 ? proof(solve(lastSlot, (t) => cost[t]!), 1, dearest) : null,
      time: proof(flow, costWeight, costWeight * dearest + finish - time[0]!),
    },
  };
}

function safe(value: number): void {
  if (value > Number.MAX_SAFE_INTEGER)
    throw new PlanProblemError('numbers-too-large', 'slots', 'times and costs are too fine for exact sums under limits; give times in units of the grid, or smaller costs', { value });
}

function checkFixed(index: IndexedProblem, { at }: AssignmentFlow): void {
  const i = index.rank.findIndex((r, k) => effectivePriority(index.problem.sites[index.siteAt[k]!]!) === -1 && at[k] === -1 && r >= 0);
  if (i === -1) return;
  const site = index.siteAt[i]!;
  throw new PlanProblemError('fixed-over-limit', `sites[${site}].fixed`, 'the fixed checks break a limit; raise the limit, or lift a fixed pair', { siteId: index.problem.sites[site]!.id });
}

const outside = (index: IndexedProblem, value: (inside: number) => number): number[] => Array.from(index.problem.sites, (_, i) => value(index.siteOf[i]!));

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
const cut = (pools: Pools, reached: Uint8Array): string[] => [...pools.keys].filter(([, { node, parent }]) => reached[node] && !reached[parent]).map(([key]) => key);

const poolPrices = (flow: AssignmentFlow, pools: Pools): NonNullable<Prices['pools']> =>
  Object.fromEntries([...pools.keys].map(([key, { node, parent }]) => [key, Math.max(0, flow.potential[parent]! - flow.potential[node]!)]));

/** The technician of each placed site, from the arcs in use; undefined without technicians. */
export function technicianIn(flow: AssignmentFlow, pools: Pools, sites: number): ((site: number) => string) | undefined {
  if (pools.technicianOfArc.size === 0) return undefined;
  const free = new Map<number, string[]>();
  const slotBefore = new Map(pools.arcs.filter(({ from }) => from < pools.nodes).map(({ from, to }) => [to, from]));
  for (const [arc, technician] of pools.technicianOfArc) {
    if (flow.left[2 * arc] !== 0) continue;
    const slot = slotBefore.get(pools.arcs[arc]!.from)! - sites;
    free.set(slot, [...(free.get(slot) ?? []), technician]);
  }
  const given = new Map<number, string>();
  for (const [i, t] of flow.at.entries()) if (t !== -1) given.set(i, free.get(t)!.pop()!);
  return (site) => given.get(site)!;
}
