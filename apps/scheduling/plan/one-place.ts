import { type Check, fieldProblem } from '#contracts';
import { atOnce, conflict, digestNumber, invalid } from '#platform';
import { type Slot } from '../calendar/calendar.module.js';
import { type Place } from '../check/check.module.js';
import { opening, type OpenSlot, openSlots } from './open-slots.js';
import { type Standing } from './proposal.js';
import { isBusyIn, recorded, type SiteToPlan } from './site-to-plan.js';
import { staffing } from './staffing.js';

const place = ({ slot }: OpenSlot, room: number, technicianId: string | undefined): Place => ({
  ...slot,
  room,
  ...(technicianId !== undefined && { technicianId }),
});

/** Who tests the site in the slot: who did before where she can, else whoever has the fewest checks. */
const technicianIn = (site: SiteToPlan, open: OpenSlot, standing: Standing, keeps?: Check): string | undefined =>
  atOnce(staffing([{ site, open, keeps }], standing)).of.get(site.siteId);

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
const halfDay = ({ startsAt }: Slot, timeZone: string): string => {
  const wall = Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone);
  return `${wall.toPlainDate().toString()} ${wall.hour < 12 ? 'am' : 'pm'}`;
};

/** Looks whether a slot is free for the site, beside its own checks. */
const freeFor = (site: SiteToPlan, standing: Standing): ((slot: Slot) => Place | undefined) => {
  const own = new Set(site.checks.map(({ id }) => id));
  const others = { ...standing, occupied: standing.occupied.filter(({ id }) => !own.has(id)) };
  const after = recorded(site.checks)?.endsAt ?? '';
  const now = site.checks.find(({ state }) => state === 'booked')?.startsAt;
  const open = opening(others);
  return (slot) => {
    if (slot.startsAt <= after || slot.startsAt === now || isBusyIn(site, slot)) return undefined;
    const at = open(slot);
    const [room] = at.rooms;
    if (at.places === 0 || room === undefined || at.busy.has(site.siteId)) return undefined;
    const technicianId = technicianIn(site, at, others);
    return standing.technicians.length > 0 && technicianId === undefined ? undefined : place(at, room, technicianId);
  };
};
const inOrder = (places: Place[]): Place[] => places.sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));

/**
 * The earliest places that are free for the site, one of each half day first, then others; in order of time. Slots are looked
 * at one after the other and no further than is needed: somebody waits on the telephone.
 */
export const bestPlaces = (site: SiteToPlan, standing: Standing, limit: number): Place[] => {
  const freeAt = freeFor(site, standing);
  const halves = new Set<string>();
  const firsts: Place[] = [];
  const rest: Place[] = [];
  for (const slot of standing.slots) {
    if (firsts.length === limit) break;
    if (rest.length === limit && halves.has(halfDay(slot, standing.timeZone))) continue;
    const free = freeAt(slot);
    if (free === undefined) continue;
    const half = halfDay(slot, standing.timeZone);
    if (halves.has(half)) rest.push(free);
    else firsts.push(free);
    halves.add(half);
  }
  return inOrder([...firsts, ...rest.slice(0, limit - firsts.length)]);
};

/** Slots that a site may take by itself: with the notice that a plan gives, as nobody of the centre agrees to it. */
export const slotsForSites = ({ slots, earliest }: Standing): Slot[] =>
  slots.filter(({ startsAt }) => startsAt >= earliest);

/** The places that are free for the site and nearest to an instant; in order of time. */
export const nearestPlaces = (site: SiteToPlan, standing: Standing, limit: number, around: string): Place[] => {
  const freeAt = freeFor(site, standing);
  const away = ({ startsAt }: Slot): number => Math.abs(Date.parse(startsAt) - Date.parse(around));
  const nearest: Place[] = [];
  for (const slot of slotsForSites(standing).sort((one, other) => away(one) - away(other))) {
    if (nearest.length === limit) break;
    const free = freeAt(slot);
    if (free !== undefined) nearest.push(free);
  }
  return inOrder(nearest);
};
