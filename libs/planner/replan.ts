import { applyChanges, type ChangedProblem, type PlanChange } from './change.js';
import { shortages } from './certificate.js';
import { AssignmentFlow } from './flow.js';
import { effectivePriority, type IndexedProblem, indexProblem } from './indexed.js';
import { poolNetwork, type Pools, technicianIn } from './pools.js';
import { type Assignment } from './plan.js';
import { type PlanProblem, PlanProblemError } from './problem.js';

/** The difference between two sets of appointments. */
export type Replan = {
  /** Same site, same slot. */
  readonly kept: readonly Assignment[];
  readonly moved: readonly {
    readonly siteId: string;
    readonly from: string;
    readonly to: string;
    readonly technicianId?: string;
  }[];
  /** Had an appointment and has none now: it doesn't fit any more, or the site is gone. */
  readonly dropped: readonly Assignment[];
  /** Had none and has one now. */
  readonly added: readonly Assignment[];
  /** The sites of the problem without an appointment. */
  readonly unplaced: readonly string[];
  /** The problem after the changes. */
  readonly problem: PlanProblem;
};

/** Appointments that were looked up once, so that change after change can be planned against them. */
export type IndexedAppointments = {
  readonly index: IndexedProblem;
  readonly previous: readonly Assignment[];
  /** By site: the slot of its appointment, or -1. */
  readonly booked: Int32Array;
  /** The same where the site can use that slot, else -1. */
  readonly had: Int32Array;
  /** Where the sites without one can't get one as things stand (see `shortages`), or null when some could. */
  readonly shortage: { readonly sites: Int32Array; readonly slots: Int32Array } | null;
  /** By appointment: the site, or -1 when the problem has no such site. */
  readonly siteOf: Int32Array;
};

export function indexAppointments(index: IndexedProblem, previous: readonly Assignment[]): IndexedAppointments {
  const booked = new Int32Array(index.sites).fill(-1);
  const had = new Int32Array(index.sites).fill(-1);
  const seen = new Uint8Array(index.sites);
  const siteOf = Int32Array.from(previous, ({ siteId, slotId }, k) => {
    const i = index.siteById.get(siteId);
    if (i === undefined) return -1;
    if (seen[i])
      throw new PlanProblemError(
        'duplicate-id',
        `previous[${k}].siteId`,
        `'${siteId}' has two appointments; a site has one`,
        { siteId },
      );
    seen[i] = 1;
    const t = (booked[i] = index.slotById.get(slotId) ?? -1);
    if (includes(index.siteSlots.subarray(index.siteStart[i]!, index.siteStart[i + 1]!), t)) had[i] = t;
    return i;
  });
  const load = new Int32Array(index.slots);
  let full = true;
  for (const t of had) if (t !== -1 && ++load[t]! > index.capacity[t]!) full = false;
  const shortage = full ? shortages(index, { at: had, load }) : null;
  return { index, previous, booked, had, siteOf, shortage: shortage?.closed ? shortage : null };
}

/**
 * The fewest moves: serves every class as well as a new plan would, keeps the most appointments that this allows,
 * and puts the rest at the least cost and sum of times. Appointments that still hold are the start; each site without
 * one is added by a shortest augmenting path, so that one changed site costs a search around it. Under limits the
 * whole assignment is solved again with the same objective. Throws PlanProblemError.
 */
export function replan(
  problem: PlanProblem | IndexedProblem,
  previous: readonly Assignment[] | IndexedAppointments,
  changes: readonly PlanChange[] = [],
): Replan {
  const appointments =
    'had' in previous ? previous : indexAppointments('siteAt' in problem ? problem : indexProblem(problem), previous);
  const { index } = appointments;
  const pools = poolNetwork(index);
  // Pools follow the sites' numbers, so under limits the changed problem is indexed anew.
  if (pools && changes.length > 0) return replan(applyChanges(index, changes).problem, appointments.previous);
  const changed = applyChanges(index, changes);
  return difference(changed, appointments, reassign(changed, appointments, pools), pools);
}

type Reassigned = { readonly flow: AssignmentFlow; readonly had: Int32Array };

function reassign(
  changed: ChangedProblem,
  { booked, had: before, shortage }: IndexedAppointments,
  pools: Pools | undefined,
): Reassigned {
  const { index, count, capacity, row, column, removed } = changed;
  const had = new Int32Array(count).fill(-1);
  had.set(before);
  for (const i of changed.changed.keys()) if (i < index.sites) had[i] = includes(row(i), booked[i]!) ? booked[i]! : -1;
  for (const i of removed) had[i] = -1;
  const { slotWeight, moveCost, penalty, heaviest } = weights(changed);
  const flow = new AssignmentFlow({
    sites: count,
    slots: index.slots,
    capacity,
    row,
    column,
    slotWeight,
    penalty,
    previous: had,
    moveCost,
    pools,
  });
  if (!pools) {
    // A place in a shortage is worth almost what a site of its class is; with these prices the resting sites need no search.
    const priceOf = new Map<number, number>();
    for (let i = 0; i < index.sites; i++)
      if (!priceOf.has(index.rank[i]!)) priceOf.set(index.rank[i]!, penalty[i]! - heaviest);
    if (shortage)
      for (let t = 0; t < index.slots; t++)
        if (shortage.slots[t] !== -1) flow.potential[count + t] = -priceOf.get(shortage.slots[t]!)!;
    for (let i = 0; i < count; i++) {
      if (changed.changed.has(i) || removed.has(i)) continue;
      const t = had[i]!;
      if (t === -1) {
        if (shortage && i < index.sites) flow.rest(i);
      } else if (flow.load[t]! < capacity[t]!) flow.keep(i);
    }
  }
  // Changed and added sites come first: mostly the nearest end of their search is a place that one of them has left.
  for (let i = 0; i < count; i++) if (flow.at[i] === -1 && !removed.has(i) && !flow.rests(i)) flow.serve(i);
  if (!pools)
    for (let t = 0; t < index.slots; t++)
      while (flow.load[t]! < capacity[t]! && flow.potential[count + t]! < 0) flow.fill(t);
  return { flow, had };
}

function difference(
  changed: ChangedProblem,
  { previous, siteOf }: IndexedAppointments,
  { flow, had }: Reassigned,
  pools: Pools | undefined,
): Replan {
  const { index, count, site, removed } = changed;
  const technician = pools && technicianIn(flow, pools, count);
  const slotId = (i: number): string => index.problem.slots[index.slotAt[flow.at[i]!]!]!.id;
  const staffed = (i: number) => (technician ? { technicianId: technician(i) } : {});
  const kept: Assignment[] = [];
  const moved: { siteId: string; from: string; to: string; technicianId?: string }[] = [];
  const dropped: Assignment[] = [];
  const added: Assignment[] = [];
  const unplaced: string[] = [];
  const seen = new Uint8Array(count);
  for (let k = 0; k < previous.length; k++) {
    const appointment = previous[k]!;
    const i = siteOf[k]!;
    const t = i === -1 ? -1 : flow.at[i]!;
    if (i !== -1) seen[i] = 1;
    if (t === -1) dropped.push(appointment);
    else if (t === had[i]) kept.push(technician ? { ...appointment, ...staffed(i) } : appointment);
    else moved.push({ siteId: appointment.siteId, from: appointment.slotId, to: slotId(i), ...staffed(i) });
  }
  for (let i = 0; i < count; i++) {
    if (flow.at[i] !== -1) {
      if (!seen[i]) added.push({ siteId: site(i).id, slotId: slotId(i), ...staffed(i) });
    } else if (!removed.has(i)) {
      const { id, fixed } = site(i);
      if (fixed !== undefined)
        throw new PlanProblemError(
          'fixed-over-capacity',
          `sites.${id}.fixed`,
          'no place is left for the fixed check; lift the fixed pair, or raise the capacity',
          { siteId: id },
        );
      unplaced.push(id);
    }
  }
  return { kept, moved, dropped, added, unplaced, problem: changed.problem };
}

function includes(sorted: Int32Array, value: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value;
}

/**
 * One whole number for all levels. An exchange along an alternating path touches each site once, so a level outweighs
 * the ones below it when its step is above (sites + 1) × the most one site can change there.
 */
function weights({ index, count: sites, site, added }: ChangedProblem): {
  slotWeight: Float64Array;
  moveCost: number;
  penalty: Float64Array;
  heaviest: number;
} {
  const { slots, time, cost, grid, rank } = index;
  const priorities = [...new Set([...index.priorities, ...added.map((i) => effectivePriority(site(i)))])].sort(
    (a, b) => a - b,
  );
  const span = slots === 0 ? 0 : (time[slots - 1]! - time[0]!) / grid;
  let dearest = 0;
  for (let t = 0; t < slots; t++) if (cost[t]! > dearest) dearest = cost[t]!;
  const count = sites + 1;
  const costWeight = dearest === 0 ? 0 : count * (span + 1);
  const heaviest = costWeight * dearest + span;
  const moveCost = count * (heaviest + 1);
  const step = count * 2 * moveCost;
  if (step * (priorities.length + 1) > Number.MAX_SAFE_INTEGER)
    throw new PlanProblemError(
      'numbers-too-large',
      'slots',
      'times and costs are too fine for exact sums of this many sites; give times in units of the grid, or smaller costs',
    );
  const slotWeight = new Float64Array(slots);
  for (let t = 0; t < slots; t++) slotWeight[t] = costWeight * cost[t]! + (time[t]! - time[0]!) / grid;
  const penaltyOf = (priority: number): number => (priorities.length - priorities.indexOf(priority)) * step;
  const byRank = index.priorities.map(penaltyOf);
  const penalty = new Float64Array(sites);
  for (let i = 0; i < index.sites; i++) penalty[i] = byRank[rank[i]!]!;
  for (const i of added) penalty[i] = penaltyOf(effectivePriority(site(i)));
  return { slotWeight, moveCost, penalty, heaviest };
}
