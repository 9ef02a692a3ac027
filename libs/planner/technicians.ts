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
  /** Checks that the technician has already, beside these, by day: they count towards the limit of a day and towards a fair load. */
  readonly has?: Readonly<Record<string, number>>;
};

export type Staffing = {
  readonly assignments: readonly { readonly siteId: string; readonly slotId: string; readonly technicianId: string }[];
  /** Checks that no technician can take, and whether any has the skills and the shift at all. */
  readonly unassigned: readonly {
    readonly siteId: string;
    readonly slotId: string;
    readonly code: 'no-skill-on-duty' | 'all-busy';
  }[];
  readonly loads: readonly { readonly technicianId: string; readonly checks: number; readonly runs: number }[];
};

/**
 * Gives checks to technicians: most checks first, then the fairest loads; nobody has two checks at one time. Fair is the
 * optimal semi-matching (Harvey, Ladner, Lovász & Tamir 2006): the least sum of squared loads, which is also the
 * least longest load. The n-th check of a technician costs 2n − 1, so a minimum-cost flow finds it, limits included.
 * Then swaps within a day that change no load join slots into runs: a preference, not an optimum.
 */
export function assignTechnicians(checks: readonly CheckToStaff[], technicians: readonly Technician[]): Staffing {
  const work = assigningTechnicians(checks, technicians);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Checks that are looked at before others have a turn. */
const slice = 20;

/** The same slice by slice: yields how many checks have been looked at, of which each is looked at once. */
export function* assigningTechnicians(
  checks: readonly CheckToStaff[],
  technicians: readonly Technician[],
): Generator<number, Staffing, undefined> {
  const order = [...checks.keys()].sort(
    (a, b) => checks[a]!.time - checks[b]!.time || (checks[a]!.siteId < checks[b]!.siteId ? -1 : 1),
  );
  const ordered = order.map((k) => checks[k]!);
  const staff = new Map<string, number>();
  for (const [k, { id, perDay, has }] of technicians.entries()) {
    if (staff.size === staff.set(id, k).size)
      throw new PlanProblemError(
        'duplicate-id',
        `technicians[${k}].id`,
        `'${id}' stands there twice; ids must differ`,
        { id },
      );
    if (perDay !== undefined) wholeNumber(perDay, `technicians[${k}].perDay`);
    for (const [day, count] of Object.entries(has ?? {})) wholeNumber(count, `technicians[${k}].has.${day}`);
  }
  const skills = technicians.map((technician) => new Set(technician.skills));
  const duty = technicians.map((technician) => new Set(technician.slotIds));
  const can = (check: CheckToStaff, k: number): boolean =>
    duty[k]!.has(check.slotId) && (check.skills ?? []).every((skill) => skills[k]!.has(skill));
  const eligible = ordered.map((check) => [...technicians.keys()].filter((k) => can(check, k)));

  // Flow: check → (technician, time) → technician's day → technician → sink with rising costs.
  const places = new Map<string, { readonly number: number; readonly technician: number; readonly day?: string }>();
  const rows = ordered.map((check, c) =>
    Int32Array.from(eligible[c]!, (k) => {
      const key = `${k} ${check.time}`;
      if (!places.has(key)) places.set(key, { number: places.size, technician: k, day: check.day });
      return places.get(key)!.number;
    }),
  );
  const first = ordered.length + places.size;
  const arcs: { from: number; to: number; capacity: number; cost?: number }[] = [];
  let nodes = first + technicians.length;
  const days = new Map<string, number>();
  for (const { number, technician, day } of places.values()) {
    const { perDay, id, has } = technicians[technician]!;
    let to = first + technician;
    if (perDay !== undefined) {
      if (day === undefined)
        throw new PlanProblemError(
          'day-missing',
          'checks[].day',
          `checks need a day because technician ${id} has a limit per day`,
          { technicianId: id },
        );
      const key = `${technician} ${day}`;
      if (!days.has(key)) {
        days.set(key, nodes);
        arcs.push({ from: nodes++, to, capacity: Math.max(0, perDay - (has?.[day] ?? 0)) });
      }
      to = days.get(key)!;
    }
    arcs.push({ from: ordered.length + number, to, capacity: 1 });
  }
  const sink = nodes++;
  const most = technicians.map((_, k) => eligible.reduce((count, all) => count + Number(all.includes(k)), 0));
  const had = technicians.map(({ has }) => Object.values(has ?? {}).reduce((sum, each) => sum + each, 0));
  for (const [k, count] of most.entries())
    for (let load = 1; load <= count; load++)
      arcs.push({ from: first + k, to: sink, capacity: 1, cost: 2 * (had[k]! + load) - 1 });
  const flow = new AssignmentFlow({
    sites: ordered.length,
    slots: places.size,
    capacity: new Int32Array(places.size).fill(1),
    row: (c) => rows[c]!,
    slotWeight: new Float64Array(places.size),
    // More than any of the costs on a way through all loads, so that no check is left out for the sake of fairness.
    penalty: new Float64Array(ordered.length).fill(
      2 * (ordered.length + 1) * (ordered.length + 1 + Math.max(0, ...had)),
    ),
    pools: { nodes, arcs },
  });
  for (let c = 0; c < ordered.length; c++) {
    flow.serve(c);
    if (c % slice === 0) yield c;
  }
  const technicianOfPlace = [...places.values()].map(({ technician }) => technician);
  const given = Array.from(flow.at, (place) => (place === -1 ? -1 : technicianOfPlace[place]!));

  const busy = yield* joinRuns(ordered, given, can);
  const assignments: { siteId: string; slotId: string; technicianId: string }[] = [];
  const unassigned: { siteId: string; slotId: string; code: 'no-skill-on-duty' | 'all-busy' }[] = [];
  for (const [c, { siteId, slotId }] of ordered.entries()) {
    if (given[c]! === -1)
      unassigned.push({ siteId, slotId, code: eligible[c]!.length === 0 ? 'no-skill-on-duty' : 'all-busy' });
    else assignments.push({ siteId, slotId, technicianId: technicians[given[c]!]!.id });
  }
  const loads = technicians.map(({ id }, k) => ({
    technicianId: id,
    checks: given.filter((technician) => technician === k).length,
    runs: busy.runs(k),
  }));
  return { assignments, unassigned, loads };
}

/** Swaps equally long runs of one day between two technicians as long as that leaves fewer runs in all; changes `given`. */
function* joinRuns(
  checks: readonly CheckToStaff[],
  given: number[],
  can: (check: CheckToStaff, k: number) => boolean,
): Generator<number, { runs: (k: number) => number }, undefined> {
  const times = [...new Set(checks.map(({ time }) => time))].sort((a, b) => a - b);
  const step = times.slice(1).reduce((least, time, k) => Math.min(least, time - times[k]!), Infinity);
  const dayOf = (check: CheckToStaff): string => check.day ?? '';
  /** The check of a technician at a time. */
  const held = new Map<string, number>();
  const key = (k: number, time: number): string => `${k} ${time}`;
  for (const [c, { time }] of checks.entries()) if (given[c] !== -1) held.set(key(given[c]!, time), c);
  const onDay = (k: number, day: string, time: number): boolean => {
    const c = held.get(key(k, time));
    return c !== undefined && dayOf(checks[c]!) === day;
  };
  const starts = (k: number, day: string, time: number): number =>
    Number(onDay(k, day, time) && !onDay(k, day, time - step));
  const hand = (c: number, from: number, to: number): void => {
    const { time } = checks[c]!;
    if (held.get(key(from, time)) === c) held.delete(key(from, time));
    held.set(key(to, time), c);
  };

  const byDay = Map.groupBy(checks.keys(), (c) => dayOf(checks[c]!));
  /** Swaps the `length` checks of k from c on with those of `other` from d on; false (and nothing changed) unless that joins runs. */
  const swap = (c: number, d: number, length: number): boolean => {
    const [k, other] = [given[c]!, given[d]!];
    const [from, to, day] = [checks[c]!.time, checks[d]!.time, dayOf(checks[c]!)];
    const steps = Array.from({ length }, (_, j) => j * step);
    const mine = steps.map((by) => held.get(key(k, from + by))!);
    const theirs = steps.map((by) => held.get(key(other, to + by))!);
    if (mine.some((each) => held.has(key(other, checks[each]!.time)) || !can(checks[each]!, other))) return false;
    if (theirs.some((each) => held.has(key(k, checks[each]!.time)) || !can(checks[each]!, k))) return false;
    const ends = [...new Set([from, from + length * step, to, to + length * step])];
    const runs = (): number => ends.reduce((sum, time) => sum + starts(k, day, time) + starts(other, day, time), 0);
    const exchange = (a: number, b: number): void => {
      for (const each of mine) hand(each, a, b);
      for (const each of theirs) hand(each, b, a);
    };
    const before = runs();
    exchange(k, other);
    if (runs() >= before) {
      exchange(other, k);
      return false;
    }
    for (const each of mine) given[each] = other;
    for (const each of theirs) given[each] = k;
    return true;
  };
  for (const [day, members] of byDay) {
    for (let better = true; better;) {
      better = false;
      for (const [at, c] of members.entries()) {
        if (at % slice === 0) yield checks.length;
        for (const d of members) {
          const [from, to] = [checks[c]!.time, checks[d]!.time];
          for (let length = 1; from + (length - 1) * step < to; length++) {
            const [k, other] = [given[c]!, given[d]!];
            if (k === -1 || other === -1 || k === other) break;
            if (!onDay(k, day, from + (length - 1) * step) || !onDay(other, day, to + (length - 1) * step)) break;
            if (swap(c, d, length)) better = true;
          }
        }
      }
    }
  }
  return {
    runs: (k) =>
      [...byDay.keys()].reduce((sum, day) => sum + times.reduce((runs, time) => runs + starts(k, day, time), 0), 0),
  };
}
