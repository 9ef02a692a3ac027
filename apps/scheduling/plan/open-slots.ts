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
  /** In the zone of the meeting; empty where the slot is full. */
  readonly day: string;
  readonly rooms: readonly number[];
  readonly technicians: readonly Technician[];
  readonly busy: ReadonlySet<string>;
  /** Checks that can be put into it. */
  readonly places: number;
};

const nobody: ReadonlySet<string> = new Set();

/** What is free in a slot, one after the other: what is booked is put in order once. */
export const opening = ({ calendar, timeZone, occupied, technicians }: Centre): ((slot: Slot) => OpenSlot) => {
  const occupancy = new Occupancy(occupied);
  return (slot) => {
    const rooms = occupancy.freeRooms(slot, calendar);
    // Of a slot that is full nothing else is asked.
    if (rooms.length === 0) return { slot, day: '', rooms, technicians: [], busy: nobody, places: 0 };
    const taken = occupancy.techniciansIn(slot, calendar);
    const free = technicians.filter((each) => !taken.has(each.id) && isOnDuty(each, slot, timeZone));
    return {
      slot,
      day: dayIn(slot.startsAt, timeZone).toString(),
      rooms,
      technicians: free,
      busy: occupancy.sitesIn(slot),
      places: technicians.length === 0 ? rooms.length : Math.min(rooms.length, free.length),
    };
  };
};
export const openSlots = (slots: readonly Slot[], centre: Centre): OpenSlot[] => slots.map(opening(centre));

/** Whether one of those who are free in the slot knows what the site joins with; everybody does where the centre names no technicians. */
export const canBeTested = (
  { systems = [] }: SiteToPlan,
  { technicians }: OpenSlot,
  { technicians: all }: Centre,
): boolean => all.length === 0 || technicians.some((each) => knows(each, systems));

export const minuteOf = (instant: string): number => Math.floor(Date.parse(instant) / 60_000);
