import { type CheckCalendar, type Technician } from '#contracts';
import { dayIn } from '#platform';
import { type Slot } from '../calendar/calendar.module.js';
import { Occupancy, type Occupied } from '../check/check.module.js';
import { isOnDuty, knows } from '../technician/technician.module.js';
import { type SiteToPlan } from './site-to-plan.js';

/** What plans find free: the rooms of the calendar and the technicians of the centre, beside all that is booked at whichever meeting. */
export type Centre = {
  readonly calendar: CheckCalendar;
  readonly timeZone: string;
  readonly occupied: readonly Occupied[];
  /** Where there are none, nobody is named for a check, and rooms alone count. */
  readonly technicians: readonly Technician[];
};

/** A slot with the rooms that are free in it, the technicians who are free and on duty, and the sites that are checked meanwhile. */
export type OpenSlot = {
  readonly slot: Slot;
  readonly day: string;
  readonly rooms: readonly number[];
  readonly technicians: readonly Technician[];
  readonly busy: ReadonlySet<string>;
  /** Checks that can be put into it. */
  readonly places: number;
};

export const openSlots = (
  slots: readonly Slot[],
  { calendar, timeZone, occupied, technicians }: Centre,
): OpenSlot[] => {
  const occupancy = new Occupancy(occupied);
  return slots.map((slot) => {
    const taken = occupancy.techniciansIn(slot, calendar);
    const rooms = occupancy.freeRooms(slot, calendar);
    const free = technicians.filter((each) => !taken.has(each.id) && isOnDuty(each, slot, timeZone));
    return {
      slot,
      day: dayIn(slot.startsAt, timeZone).toString(),
      rooms,
      technicians: free,
      busy: occupancy.sitesIn(slot),
      places: technicians.length === 0 ? rooms.length : Math.min(rooms.length, free.length),
    };
  });
};

/** Whether one of those who are free in the slot knows what the site joins with; everybody does where the centre names no technicians. */
export const canBeTested = (
  { systems = [] }: SiteToPlan,
  { technicians }: OpenSlot,
  { technicians: all }: Centre,
): boolean => all.length === 0 || technicians.some((each) => knows(each, systems));

export const minuteOf = (instant: string): number => Math.floor(Date.parse(instant) / 60_000);
