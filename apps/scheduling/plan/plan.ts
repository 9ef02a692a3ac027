import { type Unplaced } from '#contracts';
import { planChecks, type PlanProblem } from '#planner';
import { atOnce } from '#platform';
import { type Slot } from '../calendar/calendar.module.js';
import { type Place } from '../check/check.module.js';
import { type Centre, canBeTested, minuteOf, type OpenSlot, openSlots } from './open-slots.js';
import { isBusyIn, needsCheck, recorded, type SiteToPlan } from './site-to-plan.js';
import { planningStaffed } from './staffing.js';

export type PlannedPlaces = {
  readonly places: readonly { readonly siteId: string; readonly place: Place }[];
  readonly unplaced: readonly Unplaced[];
};

const mostAtOnce = 300;

/**
 * The sites that need a check, in portions that are planned one after the other so that a big plan leaves turns to others:
 * re-checks first. Up to 300 sites are one portion; the portions of more give up no place, only who is moved for whom.
 */
export const portions = (sites: readonly SiteToPlan[]): SiteToPlan[][] => {
  const needing = sites.filter(needsCheck);
  const [again, first] = [
    needing.filter(({ checks }) => recorded(checks) !== undefined),
    needing.filter(({ checks }) => recorded(checks) === undefined),
  ];
  const ordered = [...again, ...first];
  return Array.from({ length: Math.ceil(ordered.length / mostAtOnce) }, (_each, index) =>
    ordered.slice(index * mostAtOnce, (index + 1) * mostAtOnce),
  );
};

type Needing = { readonly site: SiteToPlan; readonly after: string; readonly again: boolean };

/**
 * The first slots that are enough: so many places after the latest result, beside those that a site can't use as it is
 * busy, that all sites fit. A plan over all slots would use no later one, as a site there could go to a free earlier place.
 */
const enough = (open: readonly OpenSlot[], needing: readonly Needing[]): OpenSlot[] => {
  const latest = needing.reduce((after, site) => (site.after > after ? site.after : after), '');
  const ruledOut = new Map<string, number>();
  for (const { places, busy } of open)
    for (const siteId of busy) ruledOut.set(siteId, (ruledOut.get(siteId) ?? 0) + places);
  const lost = ({ site }: Needing): number =>
    (ruledOut.get(site.siteId) ?? 0)
    + ((site.busy ?? []).length === 0
      ? 0
      : open.reduce((sum, { slot, places }) => sum + (isBusyIn(site, slot) ? places : 0), 0));
  let missing = needing.length + needing.reduce((most, each) => Math.max(most, lost(each)), 0);
  const taken: OpenSlot[] = [];
  for (const each of open) {
    if (missing <= 0) break;
    taken.push(each);
    if (each.slot.startsAt > latest) missing -= each.places;
  }
  return taken;
};

/**
 * The best plan for the sites that need a check: re-checks first, then as many and as early as can be (libs/planner). A
 * site that was checked before gets a slot after that. Of those who are free in a slot somebody who knows the site's systems
 * tests it; a site for which nobody is left has no place.
 */
export const planPlaces = (sites: readonly SiteToPlan[], slots: readonly Slot[], centre: Centre): PlannedPlaces => {
  const needing = sites.filter(needsCheck).map((site): Needing => {
    const last = recorded(site.checks);
    return { site, after: last?.endsAt ?? '', again: last !== undefined };
  });
  const all = openSlots(slots, centre).filter(({ places }) => places > 0);
  // Skills and days' limits leave some places to nobody: then those that are enough for the count are not enough.
  const open = centre.technicians.length === 0 ? enough(all, needing) : all;
  const openAt = new Map(open.map((each) => [each.slot.startsAt, each]));
  const siteOf = new Map(needing.map((each) => [each.site.siteId, each]));
  const problem: PlanProblem = {
    sites: needing.map(({ site, after, again }) => ({
      id: site.siteId,
      slots: open.flatMap((each, index) =>
        each.slot.startsAt > after
        && !each.busy.has(site.siteId)
        && !isBusyIn(site, each.slot)
        && canBeTested(site, each, centre)
          ? [index]
          : [],
      ),
      priority: again ? 0 : 1,
    })),
    slots: open.map(({ slot, places }) => ({ id: slot.startsAt, time: minuteOf(slot.startsAt), capacity: places })),
  };
  const { plan, staffed } = atOnce(
    planningStaffed(
      problem,
      (asked) => {
        const plan = planChecks(asked);
        return {
          plan,
          toStaff: plan.assignments.flatMap(({ siteId, slotId }) => {
            const [needs, at] = [siteOf.get(siteId), openAt.get(slotId)];
            return needs === undefined || at === undefined ? [] : [{ site: needs.site, open: at }];
          }),
        };
      },
      centre,
      open,
    ),
  );
  const rooms = new Map(open.map(({ slot, rooms: free }) => [slot.startsAt, [...free]]));
  const places = plan.assignments
    .filter(({ siteId }) => !staffed.without.has(siteId))
    .map(({ siteId, slotId }) => {
      const [at, room] = [openAt.get(slotId), rooms.get(slotId)?.shift()];
      if (at === undefined || room === undefined)
        throw new Error(`the plan puts ${siteId} into ${slotId}, which has no room`);
      const technicianId = staffed.of.get(siteId);
      return { siteId, place: { ...at.slot, room, ...(technicianId !== undefined && { technicianId }) } };
    });
  const unplaced = [...plan.unplaced, ...staffed.without].map((siteId) => {
    const after = siteOf.get(siteId)?.after ?? '';
    if (staffed.without.has(siteId)) return { siteId, reason: 'no-technician' as const };
    return {
      siteId,
      reason: slots.some((slot) => slot.startsAt > after) ? ('no-free-slot' as const) : ('no-time-left' as const),
    };
  });
  return { places, unplaced };
};
