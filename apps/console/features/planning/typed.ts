import { type Language, usualZone } from '#words';
import { typedAt } from '../../kit/time/typed-day.js';
import { readWallTime, wallTimeOf } from '../../kit/time/wall-time.js';

/** A day as somebody typed it, in either era; undefined where it is none. */
export const readDay = (typed: string): string | undefined => {
  const read = readWallTime(typed, '12:00', usualZone);
  return 'instant' in read ? wallTimeOf(read.instant, usualZone).slice(0, 10) : undefined;
};

/** A day as it is typed, in the reader's era. */
export const typedDay = (day: string, language: Language): string =>
  typedAt(`${day}T03:00:00.000Z`, usualZone, language).day;

const digits = '๐๑๒๓๔๕๖๗๘๙';
/** A whole number as somebody typed it, in either script; undefined where it is none. */
export const readNumber = (typed: string): number | undefined => {
  const text = [...typed.trim()].map((each) => (digits.includes(each) ? String(digits.indexOf(each)) : each)).join('');
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
};

/** A time of day as somebody typed it: `9:00`, `09.00` and `๐๙:๐๐` are 09:00. What is none stays as it is, for the service to refuse. */
export const readTime = (typed: string): string => {
  const [, hours, minutes] = /^(\S{1,2})[:.](\S{2})$/.exec(typed.trim()) ?? [];
  const [hour, minute] = [readNumber(hours ?? ''), readNumber(minutes ?? '')];
  if (hour === undefined || minute === undefined) return typed.trim();
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};
