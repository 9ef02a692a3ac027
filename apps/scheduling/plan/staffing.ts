import { type Check } from '#contracts';
import { assigningTechnicians, type PlanProblem } from '#planner';
import { dayIn, type Sliced } from '#platform';
import { type Occupied } from '../check/check.module.js';
import { knows } from '../technician/technician.module.js';
import { type Centre, minuteOf, type OpenSlot } from './open-slots.js';
import { type SiteToPlan } from './site-to-plan.js';

/** A site in a slot; `keeps`: who was to test it there before. */
export type ToStaff = { readonly site: SiteToPlan; readonly open: OpenSlot; readonly keeps?: Check | undefined };
export type Staffed = {
  /** By site. */
  readonly of: ReadonlyMap<string, string>;
  /** The sites for which nobody is free who is on duty and knows their systems. */
  readonly without: ReadonlySet<string>;
  /** Checks of each, those of other meetings in the same days included. */
  readonly loads: ReadonlyMap<string, number>;
  /** Checks of one on a day. */
  readonly onDay: (technicianId: string, day: string) => number;
};

/** Checks that each has already, by day. */
const booked = (occupied: readonly Occupied[], timeZone: string): Map<string, Record<string, number>> => {
  const counts = new Map<string, Record<string, number>>();
  const dayOf = new Map<string, string>();
  for (const { technicianId, startsAt } of occupied) {
    if (technicianId === undefined) continue;
    const days = counts.get(technicianId) ?? {};
    const day = dayOf.get(startsAt) ?? dayIn(startsAt, timeZone).toString();
    dayOf.set(startsAt, day);
    days[day] = (days[day] ?? 0) + 1;
    counts.set(technicianId, days);
  }
  return counts;
};

/**
 * Whoever was to test a site goes on doing so where she can; the rest is shared fairly, by skills and the limit of a day. Yields
 * how many checks have been looked at.
 */
export function* staffing(
  all: readonly ToStaff[],
  { technicians, occupied, timeZone }: Centre,
): Sliced<number, Staffed> {
  if (technicians.length === 0) return { of: new Map(), without: new Set(), loads: new Map(), onDay: () => 0 };
  const of = new Map<string, string>();
  const has = booked(occupied, timeZone);
  const onDay = (id: string, day: string): number => has.get(id)?.[day] ?? 0;
  const count = (id: string, day: string) => has.set(id, { ...has.get(id), [day]: onDay(id, day) + 1 });
  const busyAt = new Set<string>();
  const key = (id: string, { slot }: OpenSlot) => `${id} ${slot.startsAt}`;
  for (const { site, open, keeps } of all) {
    const who = technicians.find(({ id }) => id === keeps?.technicianId);
    if (who === undefined || !open.technicians.includes(who) || !knows(who, site.systems ?? [])) continue;
    if (busyAt.has(key(who.id, open))) continue;
    if (who.mostPerDay !== undefined && onDay(who.id, open.day) >= who.mostPerDay) continue;
    of.set(site.siteId, who.id);
    busyAt.add(key(who.id, open));
    count(who.id, open.day);
  }
  const rest = all.filter(({ site }) => !of.has(site.siteId));
  const opens = new Map(all.map(({ open }) => [open.slot.startsAt, open]));
  const { assignments, unassigned } = yield* assigningTechnicians(
    rest.map(({ site, open }) => ({
      siteId: site.siteId,
      slotId: open.slot.startsAt,
      time: minuteOf(open.slot.startsAt),
      day: open.day,
      skills: site.systems ?? [],
    })),
    technicians.map((each) => ({
      id: each.id,
      skills: each.systems.length === 0 ? [...new Set(rest.flatMap(({ site }) => site.systems ?? []))] : each.systems,
      slotIds: [...opens.values()]
        .filter((open) => open.technicians.includes(each) && !busyAt.has(key(each.id, open)))
        .map(({ slot }) => slot.startsAt),
      ...(each.mostPerDay !== undefined && { perDay: each.mostPerDay }),
      has: has.get(each.id) ?? {},
    })),
  );
  for (const { siteId, slotId, technicianId } of assignments) {
    of.set(siteId, technicianId);
    const open = opens.get(slotId);
    if (open !== undefined) count(technicianId, open.day);
  }
  return {
    of,
    onDay,
    without: new Set(unassigned.map(({ siteId }) => siteId)),
    loads: new Map(
      technicians.map(({ id }) => [id, Object.values(has.get(id) ?? {}).reduce((sum, each) => sum + each, 0)]),
    ),
  };
}

/** Rounds after which a site for which nobody was left has no place. */
const mostRounds = 40;

/**
 * Plans and staffs: where nobody is left for a site at its time, the plan is made again without that time for it, and without
 * that day where whoever could test it has as many checks as she does in one.
 */
export function* planningStaffed<Plan>(
  problem: PlanProblem,
  planned: (problem: PlanProblem) => { readonly plan: Plan; readonly toStaff: readonly ToStaff[] },
  centre: Centre,
  open: readonly OpenSlot[],
): Sliced<number, { readonly plan: Plan; readonly toStaff: readonly ToStaff[]; readonly staffed: Staffed }> {
  const forbidden = new Map<string, Set<number>>();
  for (let round = 1; ; round += 1) {
    const sites = problem.sites.map((site) => ({ ...site, forbidden: [...(forbidden.get(site.id) ?? [])] }));
    const { plan, toStaff } = planned(round === 1 ? problem : { ...problem, sites });
    yield 0;
    const staffed = yield* staffing(toStaff, centre);
    if (staffed.without.size === 0 || round === mostRounds) return { plan, toStaff, staffed };
    for (const { site, open: at } of toStaff.filter((each) => staffed.without.has(each.site.siteId))) {
      const isFull = at.technicians
        .filter((each) => knows(each, site.systems ?? []))
        .every(({ id, mostPerDay }) => mostPerDay !== undefined && staffed.onDay(id, at.day) >= mostPerDay);
      const ruledOut = forbidden.get(site.siteId) ?? new Set<number>();
      for (const [index, each] of open.entries())
        if (each === at || (isFull && each.day === at.day)) ruledOut.add(index);
      const usable = problem.sites.find(({ id }) => id === site.siteId)?.slots ?? [];
      forbidden.set(site.siteId, new Set([...ruledOut].filter((index) => usable.includes(index))));
    }
  }
}
