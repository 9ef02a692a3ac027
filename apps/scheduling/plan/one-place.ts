import { type Check, fieldProblem } from '#contracts';
import { conflict, digestNumber, invalid } from '#platform';
import { type Slot } from '../calendar/calendar.module.js';
import { type Place } from '../check/check.module.js';
import { type OpenSlot, openSlots } from './open-slots.js';
import { type Standing } from './proposal.js';
import { isBusyIn, recorded, type SiteToPlan } from './site-to-plan.js';
import { staff } from './staffing.js';

const place = ({ slot }: OpenSlot, room: number, technicianId: string | undefined): Place => ({
  ...slot,
  room,
  ...(technicianId !== undefined && { technicianId }),
});

/** Who tests the site in the slot: who did before where she can, else whoever has the fewest checks. */
const technicianIn = (site: SiteToPlan, open: OpenSlot, standing: Standing, keeps?: Check): string | undefined =>
  staff([{ site, open, keeps }], standing).of.get(site.siteId);

/** Throws invalid 'not-a-slot'. */
const slotAt = (startsAt: string, { slots }: Standing): Slot => {
  const slot = slots.find((each) => each.startsAt === startsAt);
  if (slot === undefined) throw invalid('not-a-slot', { details: { fields: [fieldProblem('startsAt', 'no-slot')] } });
  return slot;
};

/** A check that there is, or one that is to be. */
type Placed = { readonly id: string; readonly siteId: string };
const freeIn = (slot: Slot, of: Placed, round: number, standing: Standing, keeps?: Check): Place => {
  const others = { ...standing, occupied: standing.occupied.filter(({ id }) => id !== of.id) };
  const [open] = openSlots([slot], others);
  if (open === undefined || open.busy.has(of.siteId)) throw conflict('site-busy');
  const room = open.rooms[round === 1 ? 0 : digestNumber(`${of.id} ${round}`, Math.max(1, open.rooms.length))];
  if (room === undefined) throw conflict('slot-taken');
  const { siteId } = of;
  const site = standing.sites.find((each) => each.siteId === siteId) ?? { siteId, checks: [], status: 'booked' };
  const technicianId = technicianIn(site, open, others, keeps);
  if (standing.technicians.length > 0 && technicianId === undefined) throw conflict('technicians-busy');
  return place(open, room, technicianId);
};

/**
 * The place that a check gets at an instant: a room that is free then, and somebody who tests it. After a lost round it is one
 * of the free rooms by the check's own number, so that many who move at once part. Throws invalid 'not-a-slot', conflict
 * 'slot-taken', 'site-busy', 'technicians-busy'.
 */
export const placeAt = (check: Check, startsAt: string, round: number, standing: Standing): Place => {
  const slot = slotAt(startsAt, standing);
  if (check.startsAt === startsAt)
    return { ...slot, room: check.room, ...(check.technicianId !== undefined && { technicianId: check.technicianId }) };
  return freeIn(slot, check, round, standing, check);
};

/** The same for a check that is to be booked. */
export const newPlaceAt = (of: Placed, startsAt: string, round: number, standing: Standing): Place =>
  freeIn(slotAt(startsAt, standing), of, round, standing);

/** Before noon and after, by the clock of the zone. */
const halfDay = ({ day, slot }: OpenSlot, timeZone: string): string =>
  `${day} ${Temporal.Instant.from(slot.startsAt).toZonedDateTimeISO(timeZone).hour < 12 ? 'am' : 'pm'}`;

/** The earliest places that are free for the site, one of each half day first, then others; in order of time. */
export const bestPlaces = (site: SiteToPlan, standing: Standing, limit: number): Place[] => {
  const own = new Set(site.checks.map(({ id }) => id));
  const others = { ...standing, occupied: standing.occupied.filter(({ id }) => !own.has(id)) };
  const after = recorded(site.checks)?.endsAt ?? '';
  const now = site.checks.find(({ state }) => state === 'booked')?.startsAt;
  const suits = openSlots(standing.slots, others).filter(
    (open) =>
      open.places > 0
      && open.slot.startsAt > after
      && open.slot.startsAt !== now
      && !open.busy.has(site.siteId)
      && !isBusyIn(site, open.slot)
      && (standing.technicians.length === 0 || technicianIn(site, open, others) !== undefined),
  );
  const firsts = new Map(suits.toReversed().map((open) => [halfDay(open, standing.timeZone), open]));
  const first = [...firsts.values()].sort(inTime).slice(0, limit);
  const rest = suits.filter((open) => !first.includes(open)).slice(0, limit - first.length);
  return [...first, ...rest]
    .sort(inTime)
    .map((open) => place(open, open.rooms[0] ?? 1, technicianIn(site, open, others)));
};
const inTime = (one: OpenSlot, other: OpenSlot): number => (one.slot.startsAt < other.slot.startsAt ? -1 : 1);
