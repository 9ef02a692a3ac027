import { type ObjectId } from 'bson';
import { mongoError } from './mongo-error.js';
import { dateFromString, dateToString, isoWeek, isoWeekYear, dayOfYear, weekOfYear } from './date-text.js';
import { isNil, type NamedOperator, requireString } from './operands.js';
import { integerOf } from './filter-operands.js';
import { DAY_MS, instantOf, utc, type Zone, zoneOf } from './time-zone.js';
import { timestampParts, typeOf } from './values.js';

const MS: Readonly<Record<string, number>> = {
  week: 7 * DAY_MS,
  day: DAY_MS,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const UNITS = ['year', 'quarter', 'month', ...Object.keys(MS)];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A date, or what holds one: an ObjectId or a timestamp. */
export function dateOf(value: unknown): Date {
  if (value instanceof Date) return value;
  switch (typeOf(value)) {
    case 'objectId':
      return (value as ObjectId).getTimestamp();
    case 'timestamp':
      return new Date(timestampParts(value).seconds * 1000);
    default:
      throw mongoError(16006, `can't convert from BSON type ${typeOf(value)} to Date`);
  }
}

function zone(value: unknown): Zone | null {
  if (value === null) return null;
  if (value === undefined) return () => 0;
  if (typeof value !== 'string') throw mongoError(40533, `timezone must evaluate to a string, found ${typeOf(value)}`);
  return zoneOf(value);
}

type Args = Readonly<Record<string, unknown>>;

/** A part of the date as clocks in the zone show it; `local` reads UTC fields of a date that is shifted by the offset. */
function part(read: (local: Date) => number | bigint): NamedOperator {
  return {
    required: ['date'],
    optional: ['timezone'],
    apply({ date, timezone }) {
      const at = zone(timezone);
      if (isNil(date) || !at) return null;
      const instant = dateOf(date).getTime();
      return read(new Date(instant + at(instant)));
    },
  };
}

function unitOf(value: unknown): string {
  if (typeof value !== 'string' || !UNITS.includes(value))
    throw mongoError(9, `unknown time unit value: ${String(value)}`);
  return value;
}

function weekdayOf(value: unknown): number {
  const text = (value === undefined ? 'sunday' : requireString(value, 'startOfWeek', 5439015)).toLowerCase();
  const index = WEEKDAYS.findIndex((day) => day === text || day.slice(0, 3) === text);
  if (index < 0) throw mongoError(9, `unknown day of week value: ${text}`);
  return index;
}

function addMonths(local: number, months: number): number {
  const date = new Date(local);
  const first = utc([date.getUTCFullYear(), date.getUTCMonth() + months]);
  const lastDay = new Date(utc([new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + 1, 0])).getUTCDate();
  return first + (Math.min(date.getUTCDate(), lastDay) - 1) * DAY_MS + (((local % DAY_MS) + DAY_MS) % DAY_MS);
}

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

function shift(sign: 1 | -1): NamedOperator {
  return {
    required: ['startDate', 'unit', 'amount'],
    optional: ['timezone'],
    apply({ startDate, unit, amount, timezone }) {
      const at = zone(timezone);
      if (isNil(startDate) || isNil(unit) || isNil(amount) || !at) return null;
      const name = unitOf(unit);
      const count = integerOf(amount);
      if (count === undefined) throw mongoError(5166405, 'the amount must be an integer that fits an int64');
      const steps = Number(count) * sign;
      const instant = dateOf(startDate).getTime();
      const local = instant + at(instant);
      let result: number;
      if (MONTHS[name]) result = instantOf(addMonths(local, steps * MONTHS[name]), at);
      else if (name === 'week' || name === 'day') result = instantOf(local + steps * MS[name]!, at);
      else result = instant + steps * MS[name]!;
      if (Number.isNaN(new Date(result).getTime())) throw mongoError(5166406, 'the resulting date overflows');
      return new Date(result);
    },
  };
}

const monthsOf = (local: number): number => {
  const date = new Date(local);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};
/** Weeks since the first such weekday of 1970 (which began on a Thursday). */
const weekNumber = (local: number, weekday: number): number =>
  Math.floor((Math.floor(local / DAY_MS) + 4 - weekday) / 7);

function difference({ startDate, endDate, unit, timezone, startOfWeek }: Args): unknown {
  const at = zone(timezone);
  if (isNil(startDate) || isNil(endDate) || isNil(unit) || !at || startOfWeek === null) return null;
  const name = unitOf(unit);
  const [start, end] = [dateOf(startDate).getTime(), dateOf(endDate).getTime()];
  const [from, to] = [start + at(start), end + at(end)];
  const count = (): number => {
    if (MONTHS[name]) return Math.floor(monthsOf(to) / MONTHS[name]) - Math.floor(monthsOf(from) / MONTHS[name]);
    if (name === 'week') {
      const day = weekdayOf(startOfWeek);
      return weekNumber(to, day) - weekNumber(from, day);
    }
    const boundaries = Math.floor(to / MS[name]!) - Math.floor(from / MS[name]!);
    return name === 'day' ? boundaries : boundaries - Math.round((at(end) - at(start)) / MS[name]!);
  };
  return BigInt(count());
}

const floorTo = (value: number, bin: number): number => Math.floor(value / bin) * bin;

function truncate({ date, unit, binSize, timezone, startOfWeek }: Args): unknown {
  const at = zone(timezone);
  if (isNil(date) || isNil(unit) || binSize === null || !at || startOfWeek === null) return null;
  const name = unitOf(unit);
  const bin = binSize === undefined ? 1 : Number(integerOf(binSize) ?? 0);
  if (bin <= 0) throw mongoError(5439018, "$dateTrunc requires 'binSize' to be greater than 0");
  const instant = dateOf(date).getTime();
  const local = instant + at(instant);
  if (MONTHS[name]) {
    const months = floorTo(monthsOf(local) - 24_000, bin * MONTHS[name]) + 24_000;
    return new Date(instantOf(utc([Math.floor(months / 12), ((months % 12) + 12) % 12]), at));
  }
  const reference = utc([2000, 0, 1]);
  if (name === 'week' || name === 'day') {
    const start = name === 'day' ? reference : reference + ((weekdayOf(startOfWeek) - 6 + 7) % 7) * DAY_MS;
    return new Date(instantOf(start + floorTo(local - start, bin * MS[name]!), at));
  }
  const start = instantOf(reference, at);
  return new Date(start + floorTo(instant - start, bin * MS[name]!));
}

function toParts({ date, timezone, iso8601 }: Args): unknown {
  const at = zone(timezone);
  if (isNil(date) || !at || iso8601 === null) return null;
  const instant = dateOf(date).getTime();
  const local = new Date(instant + at(instant));
  const clock = {
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
  };
  if (iso8601 === true)
    return { isoWeekYear: isoWeekYear(local), isoWeek: isoWeek(local), isoDayOfWeek: local.getUTCDay() || 7, ...clock };
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), ...clock };
}

const PARTS = ['month', 'day', 'hour', 'minute', 'second', 'millisecond', 'isoWeek', 'isoDayOfWeek'];

function fromParts(args: Args): unknown {
  const at = zone(args['timezone']);
  if (!at || [args['year'], args['isoWeekYear'], ...PARTS.map((name) => args[name])].includes(null)) return null;
  const iso = 'isoWeekYear' in args;
  if (iso ? 'year' in args : !('year' in args))
    throw mongoError(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  const read = (name: string, fallback: number): number => {
    const value = args[name];
    if (value === undefined) return fallback;
    const number = integerOf(value);
    if (number === undefined || number < -32768n || number > 32767n)
      throw mongoError(
        31034,
        `'${name}' must evaluate to an integer in the range -32768 to 32767, found ${typeOf(value)}`,
      );
    return Number(number);
  };
  const clock = [read('hour', 0), read('minute', 0), read('second', 0), read('millisecond', 0)];
  const year = read(iso ? 'isoWeekYear' : 'year', 1970);
  if (year < 1 || year > 9999)
    throw mongoError(40523, `'year' must evaluate to an integer in the range 1 to 9999, found ${year}`);
  if (!iso) return new Date(instantOf(utc([year, read('month', 1) - 1, read('day', 1), ...clock]), at));
  const fourth = new Date(utc([year, 0, 4]));
  const monday = 4 - ((fourth.getUTCDay() || 7) - 1);
  return new Date(
    instantOf(utc([year, 0, monday + (read('isoWeek', 1) - 1) * 7 + read('isoDayOfWeek', 1) - 1, ...clock]), at),
  );
}

export const DATE_PART_OPERATORS: Readonly<Record<string, NamedOperator>> = {
  $year: part((local) => local.getUTCFullYear()),
  $month: part((local) => local.getUTCMonth() + 1),
  $dayOfMonth: part((local) => local.getUTCDate()),
  $dayOfYear: part(dayOfYear),
  $dayOfWeek: part((local) => local.getUTCDay() + 1),
  $hour: part((local) => local.getUTCHours()),
  $minute: part((local) => local.getUTCMinutes()),
  $second: part((local) => local.getUTCSeconds()),
  $millisecond: part((local) => local.getUTCMilliseconds()),
  $week: part(weekOfYear),
  $isoWeek: part(isoWeek),
  $isoWeekYear: part((local) => BigInt(isoWeekYear(local))),
  $isoDayOfWeek: part((local) => local.getUTCDay() || 7),
};

export const NAMED_DATE_OPERATORS: Readonly<Record<string, NamedOperator>> = {
  $dateAdd: shift(1),
  $dateSubtract: shift(-1),
  $dateDiff: { required: ['startDate', 'endDate', 'unit'], optional: ['timezone', 'startOfWeek'], apply: difference },
  $dateTrunc: { required: ['date', 'unit'], optional: ['binSize', 'timezone', 'startOfWeek'], apply: truncate },
  $dateToParts: { required: ['date'], optional: ['timezone', 'iso8601'], apply: toParts },
  $dateFromParts: { required: [], optional: ['year', 'isoWeekYear', 'timezone', ...PARTS], apply: fromParts },
  $dateToString: {
    required: ['date'],
    optional: ['format', 'timezone', 'onNull'],
    apply({ date, format, timezone, onNull, ...rest }) {
      const at = zone(timezone);
      if (isNil(date)) return 'onNull' in rest || onNull !== undefined ? onNull : null;
      if (!at || format === null) return null;
      const pattern =
        format === undefined
          ? `%Y-%m-%dT%H:%M:%S.%L${timezone === undefined ? 'Z' : ''}`
          : requireString(format, '$dateToString', 18533);
      return dateToString(dateOf(date).getTime(), pattern, at);
    },
  },
  $dateFromString: {
    required: ['dateString'],
    optional: ['format', 'timezone', 'onError', 'onNull'],
    apply({ dateString, format, timezone, onError, onNull }) {
      if (isNil(dateString)) return onNull === undefined ? null : onNull;
      const at = zone(timezone);
      if (!at || format === null) return null;
      try {
        if (typeof dateString !== 'string')
          throw mongoError(241, `$dateFromString requires that 'dateString' be a string, found: ${typeOf(dateString)}`);
        return dateFromString(
          dateString,
          format === undefined ? undefined : requireString(format, '$dateFromString', 40684),
          timezone === undefined ? undefined : at,
        );
      } catch (error) {
        if (onError === undefined) throw error;
        return onError;
      }
    },
  },
};
