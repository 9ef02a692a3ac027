import { type Check, fieldProblem } from '#contracts';
import { conflict, digestNumber, invalid } from '#platform';
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

/**
 * The place that a check gets at an instant: a room that is free then, and somebody who tests it. After a lost round it is one
 * of the free rooms by the check's own number, so that many who move at once part. Throws invalid 'not-a-slot', conflict
 * 'slot-taken', 'site-busy', 'technicians-busy'.
 */
export const placeAt = (check: Check, startsAt: string, round: number, standing: Standing): Place => {
  const slot = standing.slots.find((each) => each.startsAt === startsAt);
  if (slot === undefined) throw invalid('not-a-slot', { details: { fields: [fieldProblem('startsAt', 'no-slot')] } });
  if (check.startsAt === startsAt)
    return { ...slot, room: check.room, ...(check.technicianId !== undefined && { technicianId: check.technicianId }) };
  const occupied = standing.occupied.filter(({ id }) => id !== check.id);
  const others = { ...standing, occupied };
  const [open] = openSlots([slot], others);
  if (open === undefined || open.busy.has(check.siteId)) throw conflict('site-busy');
  const room = open.rooms[round === 1 ? 0 : digestNumber(`${check.id} ${round}`, Math.max(1, open.rooms.length))];
  if (room === undefined) throw conflict('slot-taken');
  const site = standing.sites.find(({ siteId }) => siteId === check.siteId) ?? {
    siteId: check.siteId,
    checks: [],
    status: 'booked',
  };
  const technicianId = technicianIn(site, open, others, check);
  if (standing.technicians.length > 0 && technicianId === undefined) throw conflict('technicians-busy');
  return place(open, room, technicianId);
};

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
