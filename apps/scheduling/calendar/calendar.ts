import { type CheckCalendar } from '#contracts';
import { dayIn, type DaysOff, instantAt, isDayOff } from '#platform';

/** A place in time on the calendar's grid; `rooms` checks can run in it side by side. */
export type Slot = { readonly startsAt: string; readonly endsAt: string };
type Hours = CheckCalendar['hours'];

/** More slots than any plan needs: whatever a calendar says, making its slots ends here. */
export const mostSlots = 10_000;

/** The windows in order; those that overlap or touch are one, so that one grid runs through them. */
export const mergedHours = (hours: Hours): Hours => {
  const merged: Hours = [];
  for (const { from, to } of [...hours].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = to > last.to ? to : last.to;
    else merged.push({ from, to });
  }
  return merged;
};

/** The calendar in its one spelling: hours merged, closed days in order and named once. */
export const tidied = (calendar: CheckCalendar): CheckCalendar => ({
  ...calendar,
  hours: mergedHours(calendar.hours),
  closedDays: [...new Set(calendar.closedDays)].sort(),
});

const noDays: DaysOff = new Set();
/** Whether no check is held on a day. */
const closing = ({ closedDays, openOnDaysOff }: CheckCalendar, daysOff: DaysOff) => {
  const closed = new Set(closedDays);
  return (day: Temporal.PlainDate): boolean => closed.has(day.toString()) || (!openOnDaysOff && isDayOff(day, daysOff));
};

/**
 * Every slot of the calendar in order of time, at most `mostSlots`: from each opening on, one every slotMinutes + gapMinutes,
 * as long as it ends within the hours. The gap is kept across windows and midnight too. Closed days have none, nor days off unless it is open on them. Wall-clock
 * hours are read in the meeting's zone; a slot has its real minutes also where the clocks change.
 */
export const slotsOf = (
  calendar: CheckCalendar,
  timeZone: string,
  { daysOff = noDays, most = mostSlots }: { readonly daysOff?: DaysOff; readonly most?: number } = {},
): Slot[] => {
  const slotMs = calendar.slotMinutes * 60_000;
  const stepMs = slotMs + calendar.gapMinutes * 60_000;
  const isClosed = closing(calendar, daysOff);
  const hours = mergedHours(calendar.hours);
  const slots: Slot[] = [];
  const last = Temporal.PlainDate.from(calendar.lastDay);
  let free = -Infinity;
  for (
    let day = Temporal.PlainDate.from(calendar.firstDay);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (isClosed(day)) continue;
    for (const { from, to } of hours) {
      const closes = instantAt(day, to, timeZone);
      for (let start = Math.max(instantAt(day, from, timeZone), free); start + slotMs <= closes; start = free) {
        if (slots.length === most) return slots;
        slots.push({ startsAt: new Date(start).toISOString(), endsAt: new Date(start + slotMs).toISOString() });
        free = start + stepMs;
      }
    }
  }
  return slots;
};

const [opens, closes] = ['08:30', '16:30'];
const longestWaitDays = 400;
/** The least that any change of an appointment leaves: whoever is on the phone about it needs the time to be there. */
const leastMs = 30 * 60_000;

export const earliestMove = (now: Date): Date => new Date(now.getTime() + leastMs);

/** The earliest start that a plan may give: the calendar's notice in working hours after now, so that the site's contact can arrange to be there. */
export const earliestPlanned = (
  { noticeHours, closedDays }: Pick<CheckCalendar, 'noticeHours' | 'closedDays'>,
  timeZone: string,
  now: Date,
  daysOff: DaysOff = noDays,
): Date => {
  const least = earliestMove(now);
  let missing = noticeHours * 3_600_000;
  let day = dayIn(now, timeZone);
  for (let days = 0; missing > 0 && days < longestWaitDays; days += 1, day = day.add({ days: 1 })) {
    if (isDayOff(day, daysOff) || closedDays.includes(day.toString())) continue;
    const from = Math.max(instantAt(day, opens, timeZone), now.getTime());
    const worked = Math.max(0, instantAt(day, closes, timeZone) - from);
    if (worked >= missing) return new Date(Math.max(least.getTime(), from + missing));
    missing -= worked;
  }
  return least;
};

/** The slots that begin at `earliest` or later and are over before the meeting begins. */
export const bookableSlots = (
  calendar: CheckCalendar,
  { timeZone, startsAt }: { timeZone: string; startsAt: string },
  earliest: Date,
  daysOff: DaysOff = noDays,
): Slot[] => {
  const [from, to] = [dayIn(earliest, timeZone).toString(), dayIn(startsAt, timeZone).toString()];
  const within = {
    ...calendar,
    firstDay: calendar.firstDay > from ? calendar.firstDay : from,
    lastDay: calendar.lastDay < to ? calendar.lastDay : to,
  };
  return slotsOf(within, timeZone, { daysOff }).filter(
    (slot) => slot.startsAt >= earliest.toISOString() && slot.endsAt <= new Date(startsAt).toISOString(),
  );
};
