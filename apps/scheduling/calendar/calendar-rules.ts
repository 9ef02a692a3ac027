import { type CheckCalendar, type FieldProblem, fieldProblem } from '#contracts';
import { dayIn, type DaysOff } from '#platform';
import { mostSlots, slotsOf } from './calendar.js';

/** A calendar spans weeks; what spans more was meant otherwise. */
export const mostDays = 92;
const farDays = 366;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const daysFrom = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** What of the hours is no window: it ends after it begins on one day (24:00 is the day's end) and holds a slot. */
const windowProblems = ({ hours, slotMinutes }: CheckCalendar): FieldProblem[] =>
  hours.flatMap(({ from, to }, index) => {
    const minutes = minutesOf(to) - minutesOf(from);
    if (minutes <= 0) return [fieldProblem(`hours.${index}.to`, 'window-backwards', { from, to })];
    return minutes < slotMinutes
      ? [fieldProblem(`hours.${index}.to`, 'window-too-short', { from, to, minutes: slotMinutes })]
      : [];
  });

const spanProblems = ({ firstDay, lastDay, closedDays }: CheckCalendar): FieldProblem[] => {
  const days = daysFrom(firstDay, lastDay) + 1;
  if (days > mostDays) return [fieldProblem('lastDay', 'calendar-too-long', { days, most: mostDays })];
  return closedDays.flatMap((day, index) =>
    daysFrom(day, firstDay) > farDays || daysFrom(lastDay, day) > farDays
      ? [fieldProblem(`closedDays.${index}`, 'closed-day-far', { day })]
      : [],
  );
};

const meetingProblems = (
  { firstDay, lastDay }: CheckCalendar,
  { startsAt, timeZone }: { startsAt: string; timeZone: string },
): FieldProblem[] => {
  const day = dayIn(startsAt, timeZone).toString();
  if (lastDay > day) return [fieldProblem('lastDay', 'calendar-after-meeting', { at: startsAt, timeZone })];
  return daysFrom(firstDay, day) > farDays
    ? [fieldProblem('firstDay', 'calendar-before-meeting', { at: startsAt, timeZone })]
    : [];
};

/** Everything that keeps the calendar from being one that checks can be planned in; the meeting's times where they are known. */
export const calendarProblems = (
  calendar: CheckCalendar,
  meeting?: { startsAt: string; timeZone: string },
  daysOff: DaysOff = new Set(),
): FieldProblem[] => {
  const wrong = [
    ...spanProblems(calendar),
    ...windowProblems(calendar),
    ...(meeting === undefined ? [] : meetingProblems(calendar, meeting)),
  ];
  if (wrong.length > 0)
    return wrong.filter(({ field }, index) => wrong.findIndex((each) => each.field === field) === index);
  const slots = slotsOf(calendar, meeting?.timeZone ?? 'UTC', { daysOff, most: mostSlots + 1 }).length;
  if (slots > mostSlots) return [fieldProblem('slotMinutes', 'slots-too-many', { most: mostSlots })];
  return slots === 0 ? [fieldProblem('closedDays', 'slots-none')] : [];
};
