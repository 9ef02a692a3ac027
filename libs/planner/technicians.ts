import { AssignmentFlow } from './flow.js';
import { PlanProblemError, wholeNumber } from './problem.js';

export type CheckToStaff = {
  readonly siteId: string;
  readonly slotId: string;
  /** Start of the slot in minutes, for runs of consecutive slots. */
  readonly time: number;
  /** Needed where a technician has a limit per day; runs end with the day. */
  readonly day?: string;
  /** What the technician must know; all of it. */
  readonly skills?: readonly string[];
};

export type Technician = {
  readonly id: string;
  readonly skills?: readonly string[];
  /** The slots on duty. */
  readonly slotIds: readonly string[];
  readonly perDay?: number;
};

export type Staffing = {
  readonly assignments: readonly { readonly siteId: string; readonly slotId: string; readonly technicianId: string }[];
  /** Checks that no technician can take, and whether any has the skills and the shift at all. */
  readonly unassigned: readonly { readonly siteId: string; readonly slotId: string; readonly code: 'no-skill-on-duty' | 'all-busy' }[];
  readonly loads: readonly { readonly technicianId: string; readonly checks: number; readonly runs: number }[];
};

/**
 * Gives checks to technicians: most checks first, then the fairest loads, one check at a time each. Fair is the
 * optimal semi-matching (Harvey, Ladner, Lovász & Tamir 2006): the least sum of squared loads, which is also the
 * least longest load. The n-th check of a technician costs 2n − 1, so a minimum-cost flow finds it, limits included.
 * Then swaps within a day that change no load join slots into runs: a preference, not an optimum.
 */
export function assignTechnicians(checks: readonly CheckToStaff[], technicians: readonly Technician[]): Staffing {
  const order = [...checks.keys()].sort((a, b) => checks[a]!.time - checks[b]!.time || (checks[a]!.siteId < checks[b]!.siteId ? -1 : 1));
  const ordered = order.map((k) => checks[k]!);
  const staff = new Map<string, number>();
  for (const [k, { id, perDay }] of technicians.entries()) {
    if (staff.size === staff.set(id, k).size) throw new PlanProblemError('duplicate-id', `technicians[${k}].id`, `'${id}' stands there twice; ids must differ`, { id });
    if (perDay !== undefined) wholeNumber(perDay, `technicians[${k}].perDay`);
  }
  const skills = technicians.map((technician) => new Set(technician.skills));
  const duty = technicians.map((technician) => new Set(technician.slotIds));
  const can = (check: CheckToStaff, k: number): boolean => duty[k]!.has(check.slotId) && (check.skills ?? []).every((skill) => skills[k]!.has(skill));
  const eligible = ordered.map((check) => [...technicians.keys()].filter((k) => can(check, k)));

  // Flow: check → (technician, slot) → technician's day → technician → sink with rising costs.
  const places = new Map<string, { readonly number: number; readonly technician: number; readonly day?: string }>();
  const rows = ordered.map((check, c) =>
    Int32Array.from(eligible[c]!, (k) => {
      const key = `${k} ${check.slotId}`;
      if (!places.has(key)) places.set(key, { number: places.size, technician: k, day: check.day });
      return places.get(key)!.number;
    }),
  );
  const first = ordered.length + places.size;
  const arcs: { from: number; to: number; capacity: number; cost?: number }[] = [];
  let nodes = first + technicians.length;
  const days = new Map<string, number>();
  for (const { number, technician, day } of places.values()) {
    const { perDay, id } = technicians[technician]!;
    let to = first + technician;
    if (perDay !== undefined) {
      if (day === undefined) throw new PlanProblemError('day-missing', 'checks[].day', `checks need a day because technician ${id} has a limit per day`, { technicianId: id });
      const key = `${technician} ${day}`;
      if (!days.has(key)) {
        days.set(key, nodes);
        arcs.push({ from: nodes++, to, capacity: perDay });
      }
      to = days.get(key)!;
    }
    arcs.push({ from: ordered.length + number, to, capacity: 1 });
  }
  const sink = nodes++;
  const most = technicians.map((_, k) => eligible.reduce((count, all) => count + Number(all.includes(k)), 0));
  for (const [k, count] of most.entries()) for (let load = 1; load <= count; load++) arcs.push({ from: first + k, to: sink, capacity: 1, cost: 2 * load - 1 });
  const flow = new AssignmentFlow({
    sites: ordered.length,
    slots: places.size,
    capacity: new Int32Array(places.size).fill(1),
    row: (c) => rows[c]!,
    slotWeight: new Float64Array(places.size),
    penalty: new Float64Array(ordered.length).fill(2 * (ordered.length + 1) * (ordered.length + 1)),
    pools: { nodes, arcs },
  });
  for (let c = 0; c < ordered.length; c++) flow.serve(c);
  const technicianOfPlace = [...places.values()].map(({ technician }) => technician);
  const given = Array.from(flow.at, (place) => (place === -1 ? -1 : technicianOfPlace[place]!));

  const busy = joinRuns(ordered, given, can);
  const assignments: { siteId: string; slotId: string; technicianId: string }[] = [];
  const unassigned: { siteId: string; slotId: string; code: 'no-skill-on-duty' | 'all-busy' }[] = [];
  for (const [c, { siteId, slotId }] of ordered.entries()) {
    if (given[c]! === -1) unassigned.push({ siteId, slotId, code: eligible[c]!.length === 0 ? 'no-skill-on-duty' : 'all-busy' });
    else assignments.push({ siteId, slotId, technicianId: technicians[given[c]!]!.id });
  }
  const loads = technicians.map(({ id }, k) => ({ technicianId: id, checks: given.filter((technician) => technician === k).length, runs: busy.runs(k) }));
  return { assignments, unassigned, loads };
}

/** Swaps checks of one day between two technicians as long as that leaves fewer runs in all; changes `given`. */
function joinRuns(checks: readonly CheckToStaff[], given: number[], can: (check: CheckToStaff, k: number) => boolean): { runs: (k: number) => number } {
  const times = [...new Set(checks.map(({ time }) => time))].sort((a, b) => a - b);
  const step = times.slice(1).reduce((least, time, k) => Math.min(least, time - times[k]!), Infinity);
  const dayOf = (check: CheckToStaff): string => check.day ?? '';
  const at = new Map<string, number>();
  const key = (k: number, day: string, time: number): string => `${k} ${day} ${time}`;
  const count = (k: number, { time }: CheckToStaff, day: string, by: number): void => void at.set(key(k, day, time), (at.get(key(k, day, time)) ?? 0) + by);
  const busy = (k: number, day: string, time: number): boolean => (at.get(key(k, day, time)) ?? 0) > 0;
  for (const [c, check] of checks.entries()) if (given[c] !== -1) count(given[c]!, check, dayOf(check), 1);
  const starts = (k: number, day: string, time: number): number => Number(busy(k, day, time) && !busy(k, day, time - step));
  /** Runs that begin at or next to the two instants: all that a swap can change. */
  const near = (k: number, day: string, a: number, b: number): number => [...new Set([a, a + step, b, b + step])].reduce((sum, time) => sum + starts(k, day, time), 0);

  const byDay = Map.groupBy(checks.keys(), (c) => dayOf(checks[c]!));
  for (const [day, members] of byDay) {
    for (let better = true; better; ) {
      better = false;
      for (const c of members) {
        for (const d of members) {
          const [k, other] = [given[c]!, given[d]!];
          const [one, two] = [checks[c]!, checks[d]!];
          if (k === -1 || other === -1 || k === other || one.time >= two.time) continue;
          if (!can(one, other) || !can(two, k) || busy(other, day, one.time) || busy(k, day, two.time)) continue;
          const before = near(k, day, one.time, two.time) + near(other, day, one.time, two.time);
          const swap = (by: number): void => {
            count(k, one, day, -by);
            count(other, one, day, by);
            count(other, two, day, -by);
            count(k, two, day, by);
          };
          swap(1);
          if (near(k, day, one.time, two.time) + near(other, day, one.time, two.time) < before) {
            [given[c], given[d]] = [other, k];
            better = true;
          } else swap(-1);
        }
      }
    }
  }
  return { runs: (k) => [...byDay.keys()].reduce((sum, day) => sum + times.reduce((runs, time) => runs + starts(k, day, time), 0), 0) };
}
