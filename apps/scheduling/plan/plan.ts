import { type BusyTime, type Check, type CheckCalendar, type ReadinessStatus, type Unplaced } from '#contracts';
import { planChecks } from '#planner';
import { type Slot } from '../calendar/calendar.module.js';
import { Occupancy, type Occupied, type Place } from '../check/check.module.js';

/** A site that has attending offices, with all its checks so far and where it stands by them. */
export type SiteToPlan = {
  readonly siteId: string;
  readonly checks: readonly Check[];
  readonly status: ReadinessStatus;
  /** When it can't be had, by its dossier. */
  readonly busy?: readonly BusyTime[];
};
export type PlannedPlaces = {
  readonly places: readonly { readonly siteId: string; readonly place: Place }[];
  readonly unplaced: readonly Unplaced[];
};

/** The site's last check that has a result: it is checked again after it, and before those that were never checked. */
const recorded = (checks: readonly Check[]): Check | undefined =>
  checks
    .filter(({ state }) => state !== 'booked' && state !== 'cancelled')
    .sort((a, b) => a.ordinal - b.ordinal)
    .at(-1);

/** Whether a slot must be found: neither a check that is booked nor a pass that still counts. */
export const needsCheck = ({ status }: Pick<SiteToPlan, 'status'>): boolean =>
  status !== 'booked' && status !== 'overdue' && status !== 'passed';

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

/** A slot with the rooms that are free in it and the sites that are checked elsewhere meanwhile. */
type Candidate = { readonly slot: Slot; readonly rooms: number[]; readonly busy: ReadonlySet<string> };
type Needing = {
  readonly siteId: string;
  readonly after: string;
  readonly again: boolean;
  readonly busy: readonly BusyTime[];
};
/** Instants of one spelling: comparing texts compares times. */
const isBusyIn = (busy: readonly BusyTime[], { startsAt, endsAt }: Slot): boolean =>
  busy.some(({ from, to }) => from < endsAt && startsAt < to);

/**
 * The first slots that are enough: so many places after the latest result, beside those that a site can't use as it is
 * busy, that all sites fit. A plan over all slots would use no later one, as a site there could go to a free earlier place.
 */
const enough = (candidates: readonly Candidate[], needing: readonly Needing[]): Candidate[] => {
  const latest = needing.reduce((after, site) => (site.after > after ? site.after : after), '');
  const ruledOut = new Map<string, number>();
  for (const { rooms, busy } of candidates)
    for (const siteId of busy) ruledOut.set(siteId, (ruledOut.get(siteId) ?? 0) + rooms.length);
  const ownBusy = new Map(
    needing
      .filter(({ busy }) => busy.length > 0)
      .map(({ siteId, busy }) => [
        siteId,
        candidates.reduce((sum, { slot, rooms }) => sum + (isBusyIn(busy, slot) ? rooms.length : 0), 0),
      ]),
  );
  let missing =
    needing.length
    + needing.reduce((most, { siteId }) => Math.max(most, (ruledOut.get(siteId) ?? 0) + (ownBusy.get(siteId) ?? 0)), 0);
  const taken: Candidate[] = [];
  for (const candidate of candidates) {
    if (missing <= 0) break;
    taken.push(candidate);
    if (candidate.slot.startsAt > latest) missing -= candidate.rooms.length;
  }
  return taken;
};

/**
 * The best plan for the sites that need a check: re-checks first, then as many and as early as can be (libs/planner). A
 * site that was checked before gets a slot after that. `occupied` is what holds a room or a site, at whichever meeting.
 */
export const planPlaces = (
  sites: readonly SiteToPlan[],
  slots: readonly Slot[],
  occupied: readonly Occupied[],
  calendar: CheckCalendar,
): PlannedPlaces => {
  const needing = sites.filter(needsCheck).map(({ siteId, checks, busy = [] }) => {
    const last = recorded(checks);
    return { siteId, after: last?.endsAt ?? '', again: last !== undefined, busy };
  });
  const occupancy = new Occupancy(occupied);
  const open = slots
    .map((slot) => ({ slot, rooms: occupancy.freeRooms(slot, calendar), busy: occupancy.sitesIn(slot) }))
    .filter(({ rooms }) => rooms.length > 0);
  const candidates = enough(open, needing);
  const usable = ({ siteId, after, busy: own }: Needing): number[] =>
    candidates.flatMap(({ slot, busy }, index) =>
      slot.startsAt > after && !busy.has(siteId) && !isBusyIn(own, slot) ? [index] : [],
    );
  const plan = planChecks({
    sites: needing.map((site) => ({ id: site.siteId, slots: usable(site), priority: site.again ? 0 : 1 })),
    slots: candidates.map(({ slot, rooms }) => ({
      id: slot.startsAt,
      time: Math.floor(Date.parse(slot.startsAt) / 60_000),
      capacity: rooms.length,
    })),
  });
  const candidateOf = new Map(candidates.map((candidate) => [candidate.slot.startsAt, candidate]));
  const places = plan.assignments.map(({ siteId, slotId }) => {
    const candidate = candidateOf.get(slotId);
    const room = candidate?.rooms.shift();
    if (candidate === undefined || room === undefined)
      throw new Error(`the plan puts ${siteId} into ${slotId}, which has no room`);
    return { siteId, place: { ...candidate.slot, room } };
  });
  const siteNeeding = new Map(needing.map((site) => [site.siteId, site]));
  const unplaced = plan.unplaced.map((siteId) => {
    const after = siteNeeding.get(siteId)?.after ?? '';
    return {
      siteId,
      reason: slots.some((slot) => slot.startsAt > after) ? ('no-free-slot' as const) : ('no-time-left' as const),
    };
  });
  return { places, unplaced };
};
