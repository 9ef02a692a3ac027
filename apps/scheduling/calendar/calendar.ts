import { type CheckCalendar } from '#contracts';

/** A place in time on the calendar's grid; `rooms` checks can run in it side by side. */
export type Slot = { readonly startsAt: string; readonly endsAt: string };

const instantIn = (day: Temporal.PlainDate, time: string, timeZone: string): number =>
  day.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(timeZone).epochMilliseconds;

/**
 * Every slot of the calendar in order of time: from each opening on, one every slotMinutes + gapMinutes, as long as it
 * ends within the hours. Closed days have none. Wall-clock hours are read in the meeting's zone.
 */
export const slotsOf = (calendar: CheckCalendar, timeZone: string): Slot[] => {
  const slotMs = calendar.slotMinutes * 60_000;
  const stepMs = slotMs + calendar.gapMinutes * 60_000;
  const closed = new Set(calendar.closedDays);
  const slots = new Map<string, Slot>();
  const last = Temporal.PlainDate.from(calendar.lastDay);
  for (let day = Temporal.PlainDate.from(calendar.firstDay); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (closed.has(day.toString())) continue;
    for (const { from, to } of calendar.hours) {
      const closes = instantIn(day, to, timeZone);
      for (let start = instantIn(day, from, timeZone); start + slotMs <= closes; start += stepMs) {
        const startsAt = new Date(start).toISOString();
        slots.set(startsAt, { startsAt, endsAt: new Date(start + slotMs).toISOString() });
      }
    }
  }
  return [...slots.values()].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
};

/** How long before its start a check may still be booked: the site's contact needs the time to be there. */
export const noticeMs = 30 * 60_000;

/** The slots that can still be booked: with notice from now, and over before the meeting begins. */
export const bookableSlots = (calendar: CheckCalendar, meeting: { timeZone: string; startsAt: string }, now: Date): Slot[] => {
  const earliest = new Date(now.getTime() + noticeMs).toISOString();
  return slotsOf(calendar, meeting.timeZone).filter((slot) => slot.startsAt >= earliest && slot.endsAt <= meeting.startsAt);
};
