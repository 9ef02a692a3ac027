import { type AssignmentFlow, type PoolNetwork } from './flow.js';
import { type IndexedProblem } from './indexed.js';
import { PlanProblemError, wholeNumber } from './problem.js';

/** Pools by key: `day:D`, `technician:ID`, `technician-day:ID:D`; `parent` is a node of the network. */
export type Pools = PoolNetwork & {
  readonly keys: ReadonlyMap<string, { readonly node: number; readonly parent: number }>;
  readonly technicianOfArc: ReadonlyMap<number, string>;
};

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
    if (day === undefined)
      throw new PlanProblemError(
        'day-missing',
        `slots[${t}].day`,
        `slot ${id} needs a day because there is a limit per day`,
        { slotId: id },
      );
    return day;
  };
  const enter: { from: number; key: string | undefined; capacity: number; technician?: string }[] = [];
  if (technicians === undefined) {
    for (let t = 0; t < slots; t++)
      enter.push({
        from: sites + slotOf[t]!,
        key: pool(`day:${dayOf(t)}`, perDay!),
        capacity: problem.slots[t]!.capacity,
      });
  } else {
    const out = Int32Array.from({ length: slots }, () => nodes++);
    for (let t = 0; t < slots; t++) arcs.push({ from: sites + t, to: out[t]!, capacity: capacity[t]! });
    for (const [k, technician] of technicians.entries()) {
      const field = `limits.technicians[${k}]`;
      if (technician.id === '') throw new PlanProblemError('empty-id', `${field}.id`, 'the id is empty; give one');
      if (ids.size === ids.add(technician.id).size)
        throw new PlanProblemError(
          'duplicate-id',
          `${field}.id`,
          `'${technician.id}' stands there twice; ids must differ`,
        );
      if (technician.perDay !== undefined) wholeNumber(technician.perDay, `${field}.perDay`);
      if (technician.total !== undefined) wholeNumber(technician.total, `${field}.total`);
      if (technician.total !== undefined && perDay !== undefined)
        throw new PlanProblemError(
          'limits-cross',
          `${field}.total`,
          'a total for a technician can not go together with a limit per day; give the technician a limit per day, or plan each day by itself',
          { technicianId: technician.id },
        );
      const seen = new Set<number>();
      for (const [j, t] of technician.slots.entries()) {
        if (slotOf[t] === undefined)
          throw new PlanProblemError(
            'unknown-slot',
            `${field}.slots[${j}]`,
            `${t} is no slot; give positions from 0 to ${slots - 1}`,
            { value: t },
          );
        if (seen.size === seen.add(t).size)
          throw new PlanProblemError(
            'duplicate-slot',
            `${field}.slots[${j}]`,
            `slot ${t} stands there twice; name it once`,
            { value: t },
          );
        let key =
          technician.total !== undefined
            ? pool(`technician:${technician.id}`, technician.total)
            : perDay !== undefined
              ? pool(`day:${dayOf(t)}`, perDay)
              : undefined;
        if (technician.perDay !== undefined)
          key = pool(`technician-day:${technician.id}:${dayOf(t)}`, technician.perDay, key);
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

/** The technician of each placed site, from the arcs in use; undefined without technicians. */
export function technicianIn(
  flow: AssignmentFlow,
  pools: Pools,
  sites: number,
): ((site: number) => string) | undefined {
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
