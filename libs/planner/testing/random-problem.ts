import { type PlanChange } from '../change.js';
import { type Assignment } from '../plan.js';
import { type PlanProblem, type PlanSite } from '../problem.js';

/** A source of choices: a whole number from 0 to below - 1. */
export type Choose = (below: number) => number;

export type Kind = 'plain' | 'day' | 'technicians' | 'technicians-and-day';

/** A problem of up to the given size for tests: ties in time, closed slots, fixed and forbidden pairs, classes, costs, limits. */
export function randomProblem(
  choose: Choose,
  { sites: mostSites, slots: mostSlots, kind }: { sites: number; slots: number; kind: Kind },
): PlanProblem {
  const count = 1 + choose(mostSlots);
  const density = 2 + choose(3);
  const costs = choose(2) === 0 ? 0 : 3;
  const slots = Array.from({ length: count }, (_, t) => ({
    id: `slot-${t}`,
    time: 30 * choose(Math.max(2, count)),
    capacity: choose(3),
    day: `day-${choose(2)}`,
    ...(costs ? { cost: choose(costs) } : {}),
  }));
  const some = (): number[] => [...slots.keys()].filter(() => choose(density) === 0);
  const free = slots.map(({ capacity }) => capacity);
  const sites = Array.from({ length: 1 + choose(mostSites) }, (_, i): PlanSite => {
    const usable = some();
    const site: PlanSite = { id: `site-${i}`, slots: usable, priority: choose(3) };
    if (choose(8) === 0 && kind === 'plain') {
      const fixed = usable.find((t) => free[t]! > 0);
      if (fixed !== undefined) free[fixed]!--;
      if (fixed !== undefined) return { ...site, fixed };
    }
    return choose(5) === 0 ? { ...site, forbidden: [choose(count)] } : site;
  });
  if (kind === 'plain') return { sites, slots };
  if (kind === 'day') return { sites, slots, limits: { perDay: choose(4) } };
  const crossing = kind === 'technicians-and-day';
  const technicians = Array.from({ length: 1 + choose(2) }, (_, k) => ({
    id: `technician-${k}`,
    slots: [...slots.keys()].filter(() => choose(3) > 0),
    ...(choose(2) ? { perDay: choose(3) } : {}),
    ...(!crossing && choose(2) ? { total: choose(4) } : {}),
  }));
  return { sites, slots, limits: { technicians, ...(crossing ? { perDay: choose(4) } : {}) } };
}

/** Appointments as they may stand in a calendar: any slot the site once had, some of them against the rules by now. */
export function randomAppointments(choose: Choose, { sites, slots }: PlanProblem): Assignment[] {
  return sites
    .filter(({ fixed }) => fixed === undefined && choose(4) > 0)
    .map(({ id }) => ({ siteId: id, slotId: slots[choose(slots.length)]!.id }));
}

export function randomChange(choose: Choose, { sites, slots }: PlanProblem): PlanChange {
  const loose = sites.filter(({ fixed }) => fixed === undefined);
  const siteId = (loose[choose(Math.max(1, loose.length))] ?? { id: 'nobody' }).id;
  const slotId = slots[choose(slots.length)]!.id;
  const ids = new Set(sites.map(({ id }) => id));
  const unused = Array.from({ length: ids.size + 1 }, (_, k) => `newcomer-${k}`).find((id) => !ids.has(id))!;
  const changes: PlanChange[] = [
    { change: 'capacity-set', slotId, capacity: 2 + choose(2) },
    {
      change: 'site-added',
      site: { id: unused, slots: [...slots.keys()].filter(() => choose(2) === 0), priority: choose(4) },
    },
  ];
  if (loose.length > 0)
    changes.push(
      { change: 'site-busy', siteId, slotIds: [slotId] },
      { change: 'site-free', siteId, slotIds: [slotId] },
      { change: 'site-removed', siteId },
    );
  if (loose.length === sites.length)
    changes.push({ change: 'slot-closed', slotId }, { change: 'meeting-moved', before: 30 * choose(4) });
  return changes[choose(changes.length)]!;
}
