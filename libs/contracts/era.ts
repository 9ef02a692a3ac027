import { z } from 'zod';
import { readTypedDay } from '#words';
import { type Reading, word } from './word.js';

const thaiZero = 0x0e50;
/** ๐ to ๙ as 0 to 9. */
export const arabicDigits = (text: string): string =>
  text.replace(/[\u0E50-\u0E59]/g, (digit) => String(digit.charCodeAt(0) - thaiZero));
const tidy = (text: string): string =>
  arabicDigits(text.slice(0, 100).replace(/\p{Default_Ignorable_Code_Point}/gu, '')).trim();

const [firstYear, lastYear, firstBuddhistYear, between] = [1900, 2200, 2400, 543];
const known = (year: number): boolean => year >= firstYear && year <= lastYear;

/** The Gregorian year that a written one means: from 2400 on it is Buddhist, 1900 to 2200 Gregorian, else nobody can say. */
const gregorianYear = (written: number): number | undefined => {
  const year = written >= firstBuddhistYear ? written - between : written;
  return known(year) ? year : undefined;
};
const unclearYear = (year: string): Reading => ({ problem: 'year-unclear', params: { year } });

const two = (value: number): string => String(value).padStart(2, '0');
const monthDays = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

type DayParts = { readonly year: number; readonly month: number; readonly day: number };
const readDayParts = (year: string, month: string, day: string): DayParts | Exclude<Reading, { value: string }> => {
  const meant = gregorianYear(Number(year));
  if (meant === undefined) return { problem: 'year-unclear', params: { year } };
  const parts = { year: meant, month: Number(month), day: Number(day) };
  const exists =
    parts.month >= 1 && parts.month <= 12 && parts.day >= 1 && parts.day <= monthDays(parts.year, parts.month);
  return exists ? parts : { problem: 'no-such-day', params: { day: `${year}-${month}-${day}` } };
};

export const readDay = (text: string): Reading => {
  const [, year, month, day] = /^([+-]?\d{1,6})[-/](\d{1,2})[-/](\d{1,2})$/.exec(tidy(text)) ?? [];
  if (year === undefined || month === undefined || day === undefined) return { problem: 'day-form' };
  const parts = readDayParts(year, month, day);
  return 'problem' in parts ? parts : { value: `${parts.year}-${two(parts.month)}-${two(parts.day)}` };
};

/** Also as people write it here: `18/11/2559`, `๑๘ พ.ย. ๒๕๕๙`. Which of two eras a year means is asked about in every form. */
export const readWrittenDay = (text: string): Reading => {
  const read = readTypedDay(tidy(text));
  if ('day' in read) return readDay(read.day);
  if (read.mistake === 'year-unclear') return unclearYear(read.year);
  if (read.mistake === 'no-such-day') return { problem: 'no-such-day', params: { day: tidy(text) } };
  const yearFirst = readDay(text);
  return 'problem' in yearFirst && yearFirst.problem === 'day-form' ? { problem: 'written-day-form' } : yearFirst;
};
/** Whether it is a day as days are kept. */
export const isDay = (text: string): boolean => {
  const read = readDay(text);
  return 'value' in read && read.value === text;
};

const instantForm =
  /^([+-]?\d{1,6})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|z|[+-]\d{2}:?\d{2})?$/;

/** Minutes east of UTC; undefined where no clock of the world stands so. */
const offsetMinutes = (text: string): number | undefined => {
  if (text.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

export const readInstant = (text: string): Reading => {
  const found = instantForm.exec(tidy(text));
  if (found === null) return { problem: 'instant-form' };
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '0', fraction = '0', zone] = found;
  const parts = readDayParts(year, month, day);
  if ('problem' in parts) return parts;
  if (Number(hour) > 23) return { problem: 'hour-24' };
  if (Number(minute) > 59) return { problem: 'instant-form' };
  if (Number(second) > 59) return { problem: 'second-60' };
  if (zone === undefined) return { problem: 'instant-zone' };
  const offset = offsetMinutes(zone);
  if (offset === undefined) return { problem: 'instant-zone' };
  const millis = Number(fraction.padEnd(3, '0').slice(0, 3));
  const at = new Date(
    Date.UTC(parts.year, parts.month - 1, parts.day, Number(hour), Number(minute) - offset, Number(second), millis),
  );
  return known(at.getUTCFullYear()) ? { value: at.toISOString() } : unclearYear(year);
};

const readClockTime = (text: string, last: '23:59' | '24:00'): Reading => {
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})(?: ?น\.?)?$/.exec(tidy(text)) ?? [];
  if (hour === undefined || minute === undefined) return { problem: 'clock-form', params: { last } };
  const value = `${hour.padStart(2, '0')}:${minute}`;
  return Number(minute) < 60 && value <= last ? { value } : { problem: 'clock-form', params: { last } };
};

/**
 * An instant, kept in UTC as `2016-11-18T16:59:59.000Z`, so that comparing texts compares times. Offsets, either era and
 * either script's digits are taken: `2559-11-18T23:59:59+07:00` is the same. People see it in the meeting's zone.
 */
export const Instant = word(readInstant, { format: 'date-time' }, z.iso.datetime()).meta({
  id: 'Instant',
  examples: ['2016-11-18T16:59:59.000Z'],
});
export type Instant = z.infer<typeof Instant>;

/** A calendar day in the meeting's zone, kept as `2016-11-18`; `2559-11-18` is the same day. */
export const Day = word(readDay, { format: 'date' }, z.iso.date()).meta({ id: 'Day', examples: ['2016-11-18'] });
export type Day = z.infer<typeof Day>;

/** A day that people type, kept as a Day is. */
export const WrittenDay = word(readWrittenDay, { maximum: 40 }, z.iso.date()).meta({
  id: 'WrittenDay',
  examples: ['18/11/2559'],
});

/** A wall-clock time in the meeting's zone, HH:MM, from 00:00 to 23:59. */
export const ClockTime = word((text) => readClockTime(text, '23:59'), { maximum: 12 }).meta({
  id: 'ClockTime',
  examples: ['09:00'],
});
export type ClockTime = z.infer<typeof ClockTime>;

/** When something ends on a wall clock, HH:MM; 24:00 is the day's own end. */
export const ClockEnd = word((text) => readClockTime(text, '24:00'), { maximum: 12 }).meta({
  id: 'ClockEnd',
  examples: ['24:00'],
});
export type ClockEnd = z.infer<typeof ClockEnd>;
