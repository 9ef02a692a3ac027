import { type Assignment } from '../plan.js';
import { type PlanProblem } from '../problem.js';

/** What is compared, level by level; less is better. */
export type Levels = readonly number[];

/**
 * The best levels of a small problem by trying every assignment; the second opinion of the tests, written from the
 * rules and from nothing of the planner. A new plan: checks of each class (negative), finish, cost, sum of times.
 * With `previous`: checks of each class, appointments kept (negative), cost, sum of times.
 */
export function bestByTrying({ sites, slots, limits }: PlanProblem, previous?: readonly Assignment[]): Levels {
  const priority = sites.map((site) => (site.fixed === undefined ? (site.priority ?? 0) : -1));
  const classes = [...new Set(priority)].sort((a, b) => a - b);
  const had = new Map(previous?.map(({ siteId, slotId }) => [siteId, slotId]));
  const at: number[] = [];
  const used = new Map<string, number>();
  let best: number[] | undefined;

  const levels = (): number[] => {
    const placed = at.flatMap((t, i) =>
      t === -1 ? [] : [{ id: sites[i]!.id, priority: priority[i]!, slot: slots[t]! }],
    );
    const profile = classes.map((p) => 0 - placed.filter((check) => check.priority === p).length);
    const third = previous
      ? 0 - placed.filter(({ id, slot }) => had.get(id) === slot.id).length
      : placed.reduce((latest, { slot }) => Math.max(latest, slot.time), placed.length ? -Infinity : 0);
    return [
      ...profile,
      third,
      placed.reduce((sum, { slot }) => sum + (slot.cost ?? 0), 0),
      placed.reduce((sum, { slot }) => sum + slot.time, 0),
    ];
  };
  const better = (a: number[], b: number[]): boolean => {
    const k = a.findIndex((value, i) => value !== b[i]);
    return k !== -1 && a[k]! < b[k]!;
  };
  const tryFrom = (i: number): void => {
    if (i === sites.length) {
      const found = levels();
      if (best === undefined || better(found, best)) best = found;
      return;
    }
    const site = sites[i]!;
    at[i] = -1;
    tryFrom(i + 1);
    for (const t of site.fixed !== undefined ? [site.fixed] : site.slots) {
      if (site.forbidden?.includes(t)) continue;
      for (const technician of limits?.technicians?.filter((each) => each.slots.includes(t)) ?? [undefined]) {
        const counted: [string, number | undefined][] = [
          [`slot ${t}`, slots[t]!.capacity],
          [`day ${slots[t]!.day}`, limits?.perDay],
          [`technician ${technician?.id} in ${t}`, technician && 1],
          [`technician ${technician?.id} on ${slots[t]!.day}`, technician?.perDay],
          [`technician ${technician?.id}`, technician?.total],
        ];
        const rules = counted.filter(([, limit]) => limit !== undefined);
        if (rules.some(([key, limit]) => (used.get(key) ?? 0) >= limit!)) continue;
        for (const [key] of rules) used.set(key, (used.get(key) ?? 0) + 1);
        at[i] = t;
        tryFrom(i + 1);
        for (const [key] of rules) used.set(key, used.get(key)! - 1);
      }
    }
    at[i] = -1;
  };
  tryFrom(0);
  return best!;
}
