import { type CalendarDate, parseDate } from '@internationalized/date';
import { clockTimeOf, dayOf, dayText, type Language, typedDay, usualZone, wallTimeOf } from '#words';

/** How readers of a language write a day: `18/11/2559` in Thai, `18/11/2016` in English. */
export const writtenDay = (day: CalendarDate, language: Language): string => typedDay(day.toString(), language);

/** A day, `YYYY-MM-DD`, in words: by its morning, which is far from where zones begin another one. */
export const dayInWords = (day: string, language: Language): string =>
  dayText(language, usualZone, `${day}T03:00:00.000Z`);

/** The day that was typed, in either era and script; undefined as long as it is none. */
export const calendarDayOf = (typed: string): CalendarDate | undefined => {
  const day = dayOf(typed);
  return day === undefined ? undefined : parseDate(day);
};

/** An instant as it is typed where a wall clock of the zone shows it. */
export const typedAt = (
  instant: string,
  timeZone: string,
  language: Language,
): { readonly day: string; readonly time: string } => ({
  day: typedDay(wallTimeOf(instant, timeZone).slice(0, 10), language),
  time: clockTimeOf(instant, timeZone),
});
