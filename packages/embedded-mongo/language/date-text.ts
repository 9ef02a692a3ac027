import { mongoError, notSupported } from './mongo-error.js';
import { DAY_MS, instantOf, utc, type Zone, zoneOf } from './time-zone.js';

const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - utc([local.getUTCFullYear(), 0, 1])) / DAY_MS) + 1;
}

/** Weeks begin on Sunday; days before the year's first Sunday are in week 0. */
export function weekOfYear(local: Date): number {
  return Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7);
}

const thursdayOf = (local: Date): Date => new Date(local.getTime() + (4 - (local.getUTCDay() || 7)) * DAY_MS);

/** ISO 8601: a week belongs to the year that its Thursday is in. */
export function isoWeekYear(local: Date): number {
  return thursdayOf(local).getUTCFullYear();
}

export function isoWeek(local: Date): number {
  return Math.floor((dayOfYear(thursdayOf(local)) - 1) / 7) + 1;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

export function dateToString(instantMs: number, format: string, zone: Zone): string {
  const offset = zone(instantMs);
  const local = new Date(instantMs + offset);
  return format.replace(/%([\s\S]?)/g, (_, specifier: string) => write(specifier, local, offset));
}

function write(specifier: string, local: Date, offset: number): string {
  switch (specifier) {
    case 'Y':
      return fourDigits(local.getUTCFullYear());
    case 'G':
      return fourDigits(isoWeekYear(local));
    case 'm':
      return pad(local.getUTCMonth() + 1, 2);
    case 'd':
      return pad(local.getUTCDate(), 2);
    case 'H':
      return pad(local.getUTCHours(), 2);
    case 'M':
      return pad(local.getUTCMinutes(), 2);
    case 'S':
      return pad(local.getUTCSeconds(), 2);
    case 'L':
      return pad(local.getUTCMilliseconds(), 3);
    case 'j':
      return pad(dayOfYear(local), 3);
    case 'w':
      return String(local.getUTCDay() + 1);
    case 'u':
      return String(local.getUTCDay() || 7);
    case 'U':
      return pad(weekOfYear(local), 2);
    case 'V':
      return pad(isoWeek(local), 2);
    case 'b':
      return MONTH_NAMES[local.getUTCMonth()]!.slice(0, 3);
    case 'B':
      return MONTH_NAMES[local.getUTCMonth()]!;
    case 'z': {
      const minutes = Math.abs(offset) / 60_000;
      return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`;
    }
    case 'Z':
      return `${offset < 0 ? '-' : '+'}${Math.abs(offset) / 60_000}`;
    case '%':
      return '%';
    case '':
      throw mongoError(18535, "Unmatched '%' at end of format string");
    default:
      throw mongoError(18536, `Invalid format character '%${specifier}' in format string`);
  }
}

function fourDigits(year: number): string {
  if (year < 0 || year > 9999)
    throw mongoError(
      18537,
      'Could not convert date to string: date component was outside the supported range of 0-9999',
    );
  return pad(year, 4);
}

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** Reads an ISO 8601 date, or one of the given format. Throws 241 for a text that is none. */
export function dateFromString(text: string, format: string | undefined, zone: Zone | undefined): Date {
  const fields = format === undefined ? isoFields(text) : formattedFields(text, format);
  if (!fields) throw mongoError(241, `Error parsing date string '${text}'`);
  const { parts, zoneText } = fields;
  const [year, month, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const valid =
    month! >= 0
    && month! < 12
    && day >= 1
    && day <= new Date(utc([year!, month! + 1, 0])).getUTCDate()
    && hour < 24
    && minute < 60
    && second < 60;
  if (!valid) throw mongoError(241, `Error parsing date string '${text}'; a part is out of range`);
  if (zoneText && zone)
    throw mongoError(
      241,
      `you cannot pass in a date/time string with time zone information ('${zoneText}') together with a timezone argument`,
    );
  return new Date(instantOf(utc(parts), zoneText ? zoneOf(zoneText) : (zone ?? (() => 0))));
}

interface Fields {
  readonly parts: readonly number[];
  readonly zoneText?: string | undefined;
}

function isoFields(text: string): Fields | undefined {
  const match = ISO.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zoneText] = match;
  const ms = Math.trunc(Number(`0.${fraction ?? 0}`) * 1000);
  return {
    parts: [
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour ?? 0),
      Number(minute ?? 0),
      Number(second ?? 0),
      ms,
    ],
    zoneText,
  };
}

const SPECIFIERS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  L: '(?<L>\\d{1,3})',
  z: '(?<z>Z|[+-]\\d{2}:?\\d{2})',
  Z: '(?<Z>[+-]\\d{1,4})',
  b: '(?<b>[A-Za-z]{3})',
  B: '(?<B>[A-Za-z]+)',
  '%': '%',
};

function formattedFields(text: string, format: string): Fields | undefined {
  const pattern = format.replace(/%([\s\S]?)|[\s\S]/g, (char, specifier: string | undefined) => {
    if (specifier === undefined) return char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    const known = SPECIFIERS[specifier];
    if (!known) throw notSupported(`The format specifier %${specifier} in $dateFromString`);
    return known;
  });
  const groups = new RegExp(`^${pattern}$`).exec(text)?.groups;
  if (!groups) return undefined;
  const name = (groups['b'] ?? groups['B'])?.toLowerCase();
  const month = name
    ? MONTH_NAMES.findIndex((full) => full.toLowerCase() === name || full.slice(0, 3).toLowerCase() === name)
    : Number(groups['m'] ?? 1) - 1;
  if (groups['Y'] === undefined || month < 0) return undefined;
  const number = (key: string, fallback: number): number =>
    groups[key] === undefined ? fallback : Number(groups[key]);
  const minutes = groups['Z'];
  const zoneText =
    groups['z']
    ?? (minutes
      && `${minutes[0]}${pad(Math.floor(Number(minutes.slice(1)) / 60), 2)}${pad(Number(minutes.slice(1)) % 60, 2)}`);
  return {
    parts: [Number(groups['Y']), month, number('d', 1), number('H', 0), number('M', 0), number('S', 0), number('L', 0)],
    zoneText,
  };
}
