import { type Certificate } from './certificate.js';
import { type Plan } from './plan.js';
import { type PlanProblem } from './problem.js';

/** `optimal`: the plan keeps every rule and every level is proven. `faults` name the rule, figure or level and the item. */
export type Verification = {
  readonly optimal: boolean;
  readonly faults: readonly { readonly code: string; readonly item: string }[];
};

/**
 * Checks a plan and its certificate from the problem alone; it shares no code with the planner. Each level is proven
 * by weak duality: whatever the prices ≥ 0, no plan is worth more than Σ site prices + Σ pool limit × pool price +
 * for each slot the worth above the prices of as many checks as it can hold. O(edges × classes).
 */
export function verifyPlan({ sites, slots, limits }: PlanProblem, plan: Plan): Verification {
  const faults: { code: string; item: string }[] = [];
  const demand = (holds: boolean, code: string, item: string) => void (holds || faults.push({ code, item }));
  const priority = sites.map((site) => (site.fixed === undefined ? (site.priority ?? 0) : -1));
  const classes = [...new Set(priority)].sort((a, b) => a - b);
  const usable = sites.map((site) =>
    site.fixed !== undefined ? [site.fixed] : without(site.slots, new Set(site.forbidden)),
  );
  const limitOf = new Map<string, number>();
  const pool = (key: string, limit: number | undefined): string[] =>
    limit === undefined ? [] : (limitOf.set(key, limit), [key]);
  /** The pools that a check in slot t counts against, for each way to staff it. */
  const ways = slots.map(() => new Map<string, string[]>());
  for (const [t, { day }] of slots.entries())
    if (!limits?.technicians) ways[t]!.set('', pool(`day:${day}`, limits?.perDay));
  for (const { id, slots: duty, perDay, total } of limits?.technicians ?? [])
    for (const t of duty) {
      const { day } = slots[t]!;
      ways[t]!.set(id, [
        ...pool(`day:${day}`, limits?.perDay),
        ...pool(`technician:${id}`, total),
        ...pool(`technician-day:${id}:${day}`, perDay),
      ]);
    }

  // 1. Every rule holds and every figure is right.
  const siteNumber = new Map(sites.map((site, i) => [site.id, i]));
  const slotNumber = new Map(slots.map((slot, t) => [slot.id, t]));
  const at = sites.map(() => -1);
  const used = new Map<string, number>();
  const use = (key: string, limit: number, code: string) =>
    demand(used.set(key, (used.get(key) ?? 0) + 1).get(key)! <= limit, code, key);
  for (const { siteId, slotId, technicianId } of plan.assignments) {
    const i = siteNumber.get(siteId) ?? -1;
    const t = slotNumber.get(slotId) ?? -1;
    const pools = ways[t]?.get(technicianId ?? '');
    demand(usable[i]?.includes(t) === true && at[i] === -1 && pools !== undefined, 'assignment', siteId);
    if (faults.length) return { optimal: false, faults };
    at[i] = t;
    use(`slot:${slotId}`, slots[t]!.capacity, 'capacity');
    if (technicianId !== undefined) use(`technician-slot:${technicianId}:${slotId}`, 1, 'technician');
    for (const key of pools!) use(key, limitOf.get(key)!, 'limit');
  }
  const placed = [...at.keys()].filter((i) => at[i] !== -1);
  const timeOf = (i: number) => slots[at[i]!]!.time;
  const sum = (value: (i: number) => number) => placed.reduce((total, i) => total + value(i), 0);
  const finish = placed.reduce((latest, i) => Math.max(latest, timeOf(i)), -Infinity);
  const unplaced = new Set(plan.unplaced);
  const served = classes.map((p) => ({ priority: p, checks: sum((i) => Number(priority[i] === p)) }));
  demand(
    unplaced.size === sites.length - placed.length
      && sites.every((site, i) => unplaced.has(site.id) === (at[i] === -1)),
    'figure',
    'unplaced',
  );
  demand(
    sites.every((site, i) => site.fixed === undefined || at[i] === site.fixed),
    'fixed',
    'sites',
  );
  demand(JSON.stringify(served) === JSON.stringify(plan.served) && plan.checks === placed.length, 'figure', 'checks');
  demand(plan.finish === (placed.length ? finish : null), 'figure', 'finish');
  demand(plan.cost === sum((i) => slots[at[i]!]!.cost ?? 0) && plan.sumOfTimes === sum(timeOf), 'figure', 'sums');
  const freeFrom = [...slots.keys()]
    .sort((a, b) => slots[b]!.time - slots[a]!.time)
    .map((t) => ({ time: slots[t]!.time, free: slots[t]!.capacity - (used.get(`slot:${slots[t]!.id}`) ?? 0) }));
  const after = new Map<number, number>();
  freeFrom.reduce((free, slot) => (after.has(slot.time) || after.set(slot.time, free), free + slot.free), 0);
  demand(
    plan.assignments.every(
      (check) =>
        check.placesAfter === after.get(check.time) && check.time === slots[slotNumber.get(check.slotId)!]!.time,
    ),
    'figure',
    'places',
  );

  // 2. No plan is better. An edge's worth is by class and slot; worth 0 or less leaves it out.
  const bound = (
    worth: (p: number, t: number) => number,
    sitePrice: (i: number) => number,
    poolPrice: (key: string) => number,
  ): number => {
    const most = new Float64Array(slots.length);
    let total = 0;
    for (const [i, own] of sites.map((_, i) => Math.max(0, sitePrice(i))).entries()) {
      total += own;
      for (const t of usable[i]!) most[t] = Math.max(most[t]!, worth(priority[i]!, t) - own);
    }
    const price = new Map([...limitOf.keys()].map((key) => [key, Math.max(0, poolPrice(key))]));
    for (const [key, limit] of limitOf) total += limit * price.get(key)!;
    for (const [t, { capacity }] of slots.entries()) {
      const worths = [...ways[t]!.values()]
        .map((pools) => Math.max(0, most[t]! - pools.reduce((all, key) => all + price.get(key)!, 0)))
        .sort((a, b) => b - a);
      total += limits?.technicians
        ? worths.slice(0, capacity).reduce((all, top) => all + top, 0)
        : capacity * worths[0]!;
    }
    return total;
  };
  const { served: cover, finish: early, cost, time }: Certificate = plan.certificate;
  for (const p of classes) {
    const most = bound(
      (q) => Number(q <= p),
      (i) => Number(priority[i]! <= p && cover.sites[i]! > p),
      (key) => Number(cover.pools?.[key]?.includes(p) === true),
    );
    demand(most === sum((i) => Number(priority[i]! <= p)), 'not-proven', `served:${p}`);
  }
  if (!placed.length) return { optimal: !faults.length, faults };
  const before = bound(
    (q, t) => Number(early !== null && q <= early.priority && slots[t]!.time < finish),
    (i) => early?.sites[i] ?? NaN,
    (key) => early?.pools?.[key] ?? 0,
  );
  demand(early !== null && before < sum((i) => Number(priority[i]! <= early.priority)), 'not-proven', 'finish');
  const within = (t: number) => slots[t]!.time <= finish;
  const dearest = slots.reduce((most, slot, t) => Math.max(most, within(t) ? (slot.cost ?? 0) : 0), 0);
  for (const [level, proof] of [
    ['cost', cost],
    ['time', time],
  ] as const) {
    if (level === 'cost' && dearest === 0) continue;
    const { sites: prices = [], pools = {}, classWeights = [], costWeight = NaN } = proof ?? {};
    const worth = (p: number, t: number) =>
      classWeights[classes.indexOf(p)]!
      + costWeight * (dearest - (slots[t]!.cost ?? 0))
      + (level === 'time' ? finish - slots[t]!.time : 0);
    const most = bound(
      (p, t) => (within(t) ? worth(p, t) : 0),
      (i) => prices[i]!,
      (key) => pools[key] ?? 0,
    );
    demand(
      Number.isSafeInteger(most)
        && most === sum((i) => worth(priority[i]!, at[i]!))
        && (level === 'time' || costWeight > 0),
      'not-proven',
      level,
    );
  }
  return { optimal: faults.length === 0, faults };
}

const without = (slots: readonly number[], forbidden: ReadonlySet<number>) =>
  forbidden.size ? slots.filter((t) => !forbidden.has(t)) : slots;
