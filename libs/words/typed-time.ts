/** What a wall clock in the zone shows at an instant, as `YYYY-MM-DDTHH:MM`. */
export const wallTimeOf = (instant: string, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
};

/** The instant at which a wall clock in the zone shows `YYYY-MM-DDTHH:MM`; in a clock change's doubled hour the earlier one. */
export const instantOf = (wallTime: string, timeZone: string): string => {
  const asUtc = Date.parse(`${wallTime}:00Z`);
  const offset = (at: number): number => Date.parse(`${wallTimeOf(new Date(at).toISOString(), timeZone)}:00Z`) - at;
  const guess = asUtc - offset(asUtc);
  return new Date(asUtc - offset(guess)).toISOString();
};

export type WallTimeMistake = 'day-unreadable' | 'no-such-day' | 'year-unclear' | 'time-unreadable' | 'no-such-time';
export type ReadWallTime =
  { readonly instant: string } | { readonly field: 'day' | 'time'; readonly mistake: WallTimeMistake };

const months = [
  'มกราคม',
  'กุมภาพันธ์',
  'มีนาคม',
  'เมษายน',
  'พฤษภาคม',
  'มิถุนายน',
  'กรกฎาคม',
  'สิงหาคม',
  'กันยายน',
  'ตุลาคม',
  'พฤศจิกายน',
  'ธันวาคม',
];
const shortMonths = ['มค', 'กพ', 'มีค', 'เมย', 'พค', 'มิย', 'กค', 'สค', 'กย', 'ตค', 'พย', 'ธค'];
const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const monthOf = (text: string): number => {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const plain = text.replaceAll('.', '').toLowerCase();
  return 1 + Math.max(months.indexOf(plain), shortMonths.indexOf(plain), englishMonths.indexOf(plain.slice(0, 3)));
};

/** Years from 2400 on are Buddhist, 1900 to 2200 Gregorian; anything else could be either, or neither. */
const yearOf = (text: string): number | undefined => {
  const year = Number(text);
  if (year >= 2400 && year <= 2743) return year - 543;
  return year >= 1900 && year <= 2200 ? year : undefined;
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');
const arabic = (text: string): string => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));

type ReadDay =
  | { readonly day: string }
  | { readonly mistake: 'day-unreadable' | 'no-such-day' }
  | { readonly mistake: 'year-unclear'; readonly year: string };
/** The day that was typed, as letters have it as well: `ลงวันที่ ๑๘ พฤศจิกายน พ.ศ. ๒๕๕๙`; or why it is none. */
export const readTypedDay = (typed: string): ReadDay => {
  const text = arabic(typed.trim())
    .replace(/^\D*ที่\s*/u, '')
    .replace(/พ\.ศ\.|ค\.ศ\./, ' ');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  // Day before month, as Thailand writes it; a browser's own field writes the year first.
  const parts =
    iso === null
      ? (/^(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+(\d+)$/.exec(text)
        ?? /^(\d{1,2})[\s/.-]*([\p{L}\p{M}.]+)[\s/.-]*(\d+)$/u.exec(text))
      : [text, iso[3], iso[2], iso[1]];
  if (parts === null) return { mistake: 'day-unreadable' };
  const [, dayText = '', monthText = '', yearText = ''] = parts;
  const month = monthOf(monthText);
  if (month < 1) return { mistake: 'day-unreadable' };
  const year = yearOf(yearText);
  if (year === undefined) return { mistake: 'year-unclear', year: yearText };
  const day = `${year}-${twoDigits(month)}-${twoDigits(Number(dayText))}`;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? { mistake: 'no-such-day' } : { day };
};

/** The day that was typed, as `YYYY-MM-DD`. */
export const dayOf = (typed: string): string | undefined => {
  const read = readTypedDay(typed);
  return 'day' in read ? read.day : undefined;
};

const timeForm = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d))?$/;
const readTime = (typed: string): RegExpExecArray | null =>
  timeForm.exec(
    arabic(typed)
      .replace(/น\.?\s*$/, '')
      .trim(),
  );

/** How long what was typed as a time lasts, in milliseconds: a second where seconds were typed, else a minute. */
export const spanOfTime = (timeTyped: string): number => (readTime(timeTyped)?.[3] === undefined ? 60_000 : 1_000);

/** What a wall clock shows with its seconds, as `HH:MM:SS`. */
export const clockTimeOf = (instant: string, timeZone: string): string =>
  `${wallTimeOf(instant, timeZone).split('T')[1] ?? ''}:${new Date(instant).toISOString().slice(17, 19)}`;

/**
 * When something arrived that is known to the minute or second only: as early as can be, but after what happened within that
 * minute already, such as the announcement that it answers or the answer that it corrects.
 */
export const arrivalOf = (
  instant: string,
  spanMs: number,
  { from, after }: { readonly from?: string | undefined; readonly after?: string | undefined },
): string => {
  const begin = Date.parse(instant);
  const within = [
    from === undefined ? begin : Date.parse(from),
    after === undefined ? begin : Date.parse(after) + 1,
  ].filter((at) => at < begin + spanMs);
  return new Date(Math.max(begin, ...within)).toISOString();
};

/**
 * A day and a time as people type them, in either era and either script of digits: `18/11/2559`, `๑๘ พ.ย. ๒๕๕๙`, `2016-11-18`; `9:05`, `09.05 น.`, `9:05:20`.
 * A time that the clock of the zone skips is refused.
 */
export const readWallTime = (dayTyped: string, timeTyped: string, timeZone: string): ReadWallTime => {
  const read = readTypedDay(dayTyped);
  if ('mistake' in read) return { field: 'day', mistake: read.mistake };
  const time = readTime(timeTyped);
  if (time === null) return { field: 'time', mistake: 'time-unreadable' };
  const wallTime = `${read.day}T${twoDigits(Number(time[1]))}:${time[2]}`;
  const instant = instantOf(wallTime, timeZone);
  if (wallTimeOf(instant, timeZone) !== wallTime) return { field: 'time', mistake: 'no-such-time' };
  return { instant: new Date(Date.parse(instant) + Number(time[3] ?? 0) * 1000).toISOString() };
};
