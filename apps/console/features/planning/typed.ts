import { arabicDigits } from '#contracts';

/** A whole number as somebody typed it, in either script; undefined where it is none. */
export const readNumber = (typed: string): number | undefined => {
  const text = arabicDigits(typed.trim());
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
};

/** A time of day as somebody typed it: `9:00`, `09.00` and `๐๙:๐๐` are 09:00. What is none stays as it is, for the service to refuse. */
export const readTime = (typed: string): string => {
  const [, hours, minutes] = /^(\S{1,2})[:.](\S{2})$/.exec(typed.trim()) ?? [];
  const [hour, minute] = [readNumber(hours ?? ''), readNumber(minutes ?? '')];
  if (hour === undefined || minute === undefined) return typed.trim();
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};
