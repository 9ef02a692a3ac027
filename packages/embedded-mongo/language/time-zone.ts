import { mongoError } from './mongo-error.js';

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The offset of a zone from UTC at an instant, in milliseconds, east positive. */
export type Zone = (instantMs: number) => number;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A zone by its IANA name, or an offset such as +07:00. Throws 40485 for a name that is none. */
export function zoneOf(name: string): Zone {
  if (/^(?:UTC|GMT|Z)$/i.test(name)) return () => 0;
  const offset = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(name);
  if (offset) {
    const ms = (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * MINUTE_MS * (offset[1] === '-' ? -1 : 1);
    return () => ms;
  }
  const format = formatOf(name);
  return (instantMs) => localOf(format, instantMs) - Math.floor(instantMs / 1000) * 1000;
}

function formatOf(name: string): Intl.DateTimeFormat {
  let format = formats.get(name);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        calendar: 'gregory',
        era: 'short',
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      throw mongoError(40485, `unrecognized time zone identifier: "${name}"`);
    }
    formats.set(name, format);
  }
  return format;
}

function localOf(format: Intl.DateTimeFormat, instantMs: number): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(instantMs)) parts[type] = value;
  const number = (type: string): number => Number(parts[type]);
  const year = parts['era'] === 'BC' ? 1 - number('year') : number('year');
  return utc([year, number('month') - 1, number('day'), number('hour'), number('minute'), number('second')]);
}

/** Like Date.UTC, which takes the years 0–99 for 1900–1999. */
export function utc([year, month, day = 1, hour = 0, minute = 0, second = 0, ms = 0]: readonly number[]): number {
  return new Date(0).setUTCFullYear(year!, month!, day) + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

/** The instant at which clocks in the zone show this local time; of two, the earlier; in a gap, moved on. */
export function instantOf(localMs: number, zone: Zone): number {
  const before = localMs - zone(localMs - DAY_MS);
  if (before + zone(before) === localMs) return before;
  const after = localMs - zone(localMs + DAY_MS);
  return after + zone(after) === localMs ? after : before;
}
