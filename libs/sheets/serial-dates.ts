/** Days as sheets count them: from 1900, with a 29 February 1900 that never was, or from 1904. */
export type DateSystem = '1900' | '1904';

const dayMilliseconds = 86_400_000;
const daySeconds = 86_400;
const epochs = { '1900': Date.UTC(1899, 11, 30), '1904': Date.UTC(1904, 0, 1) };
/** 31 December 9999, the last day that sheets know. */
const lastDays = { '1900': 2_958_465, '1904': 2_957_003 };

const two = (number: number): string => String(number).padStart(2, '0');

/** The day of a whole serial number; both of the first two are what sheets show though no calendar has them. */
const dayOf = (days: number, system: DateSystem): string => {
  if (system === '1900' && days === 0) return '1900-01-00';
  if (system === '1900' && days === 60) return '1900-02-29';
  const shift = system === '1900' && days < 60 ? 1 : 0;
  return new Date(epochs[system] + (days + shift) * dayMilliseconds).toISOString().slice(0, 10);
};

const clockOf = (seconds: number, always: boolean): string => {
  const rest = seconds % 60;
  const minutes = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return always || rest !== 0 ? `${minutes}:${two(rest)}` : minutes;
};

/** Which parts of an instant a format shows; elapsed hours go beyond 24. */
export type DateParts = 'day' | 'instant' | 'time' | 'elapsed';

/** A serial number as ISO; undefined where sheets show no date. */
export const serialText = (serial: number, parts: DateParts, system: DateSystem): string | undefined => {
  if (!(serial >= 0 && serial < lastDays[system] + 1)) return undefined;
  if (parts === 'day') return dayOf(Math.floor(serial), system);
  // To the second: halves of a second are what is left of counting days in binary.
  const seconds = Math.round(serial * daySeconds);
  if (parts === 'elapsed') return clockOf(seconds, false);
  const within = seconds % daySeconds;
  return parts === 'time'
    ? clockOf(within, false)
    : `${dayOf((seconds - within) / daySeconds, system)}T${clockOf(within, true)}`;
};

/** What a cell of the strict form says: an ISO day, time or instant, in which its format shows what it shows of a number. */
export const isoText = (text: string, parts: DateParts | undefined): string => {
  const [, day = '', time = '', seconds = ':00'] =
    /^(\d{4}-\d\d-\d\d)?T?(\d\d:\d\d)?(:\d\d)?(?:\.\d{1,9})?Z?$/.exec(text) ?? [];
  if (day === '' && time === '') return text;
  if (time === '' || (day !== '' && parts === 'day')) return day;
  if (day === '' || parts === 'time') return seconds === ':00' ? time : time + seconds;
  return `${day}T${time}${seconds}`;
};
