import { type Technician } from '#contracts';
import { dayIn, instantAt } from '#platform';

type Slot = { readonly startsAt: string; readonly endsAt: string };
type OnDuty = Pick<Technician, 'shifts' | 'absences' | 'active'>;

/** Whether the technician works through the whole slot, by the clocks of the zone: within shifts that touch or overlap, on no day of absence. */
export const isOnDuty = (
  { shifts, absences, active }: OnDuty,
  { startsAt, endsAt }: Slot,
  timeZone: string,
): boolean => {
  if (!active) return false;
  const day = dayIn(startsAt, timeZone);
  const named = day.toString();
  if (absences.some(({ firstDay, lastDay }) => firstDay <= named && named <= lastDay)) return false;
  if (shifts.length === 0) return true;
  let from = Date.parse(startsAt);
  const to = Date.parse(endsAt);
  const today = shifts
    .filter(({ weekdays }) => weekdays.includes(day.dayOfWeek))
    .map((shift) => ({ from: instantAt(day, shift.from, timeZone), to: instantAt(day, shift.to, timeZone) }))
    .sort((one, other) => one.from - other.from);
  for (const shift of today) if (shift.from <= from && shift.to > from) from = shift.to;
  return from >= to;
};

/** Whether the technician knows all of these systems; without any named, every one. */
export const knows = ({ systems }: Pick<Technician, 'systems'>, wanted: readonly string[]): boolean =>
  systems.length === 0 || wanted.every((system) => systems.some((each) => each === system));
