import { type Check, type CheckCalendar, type ReadinessStatus, type Unplaced } from '#contracts';
import { planChecks } from '#planner';
import { type Slot } from '../calendar/calendar.js';
import { type Place } from './check.js';

/** A site that has attending offices, with all its checks so far and where it stands by them. */
export type SiteToPlan = { readonly siteId: string; readonly checks: readonly Check[]; readonly status: ReadinessStatus };
export type PlannedPlaces = { readonly places: readonly { readonly siteId: string; readonly place: Place }[]; readonly unplaced: readonly Unplaced[] };

const recorded = (checks: readonly Check[]): Check | undefined =>
  checks.filter((check) => check.state === 'passed' || check.state === 'failed').sort((a, b) => a.ordinal - b.ordinal).at(-1);

/** Whether a slot must be found: neither a check that is booked nor a pass that still counts. */
export const needsCheck = ({ status }: Pick<SiteToPlan, 'status'>): boolean => status !== 'booked' && status !== 'passed';

/** The rooms that a check of the calendar's grid would find taken in the slot, with the gap after each check kept. */
const takenRooms = (slot: Slot, occupying: readonly Check[], gapMs: number): Set<number> =>
  new Set(
    occupying
      .filter((check) => Date.parse(check.startsAt) < Date.parse(slot.endsAt) + gapMs && Date.parse(slot.startsAt) < Date.parse(check.endsAt) + gapMs)
      .map((check) => check.room),
  );

export const freeRooms = (slot: Slot, occupying: readonly Check[], { rooms, gapMinutes }: Pick<CheckCalendar, 'rooms' | 'gapMinutes'>): number[] => {
  const taken = takenRooms(slot, occupying, gapMinutes * 60_000);
  return Array.from({ length: rooms }, (_each, index) => index + 1).filter((room) => !taken.has(room));
};

/**
 * The best plan for the sites that need a check: re-checks first, then as many and as early as can be (libs/planner). A
 * failed site gets a slot after its failure. `occupying` are the checks of the meeting that hold a room.
 */
export const planPlaces = (sites: readonly SiteToPlan[], slots: readonly Slot[], occupying: readonly Check[], calendar: CheckCalendar): PlannedPlaces => {
  const needing = sites.filter(needsCheck);
  const free = new Map(slots.map((slot) => [slot.startsAt, freeRooms(slot, occupying, calendar)]));
  const slotOf = new Map(slots.map((slot) => [slot.startsAt, slot]));
  const usable = (site: SiteToPlan): number[] => {
    const after = recorded(site.checks)?.endsAt ?? '';
    return slots.flatMap((slot, index) => (slot.startsAt > after ? [index] : []));
  };
  const plan = planChecks({
    sites: needing.map((site) => ({ id: site.siteId, slots: usable(site), priority: recorded(site.checks) === undefined ? 1 : 0 })),
    slots: slots.map((slot) => ({ id: slot.startsAt, time: Math.floor(Date.parse(slot.startsAt) / 60_000), capacity: free.get(slot.startsAt)?.length ?? 0 })),
  });
  const places = plan.assignments.map(({ siteId, slotId }) => {
    const slot = slotOf.get(slotId);
    const room = free.get(slotId)?.shift();
    if (slot === undefined || room === undefined) throw new Error(`the plan puts ${siteId} into ${slotId}, which has no room`);
    return { siteId, place: { ...slot, room } };
  });
  const unplaced = plan.unplaced.map((siteId) => {
    const site = needing.find((each) => each.siteId === siteId);
    return { siteId, reason: site === undefined || usable(site).length === 0 ? ('no-time-left' as const) : ('no-free-slot' as const) };
  });
  return { places, unplaced };
};
