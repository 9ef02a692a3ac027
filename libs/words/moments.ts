import { type Language, wordsOf } from './language.js';

/** The zone of whoever names none. */
export const usualZone = 'Asia/Bangkok';

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatterOf = (tag: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${tag} ${timeZone} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(tag, { timeZone, ...options });
  formatters.set(key, known);
  return known;
};

const format = (language: Language, timeZone: string, options: Intl.DateTimeFormatOptions, instant: string): string =>
  formatterOf(wordsOf(language).locale.dateTag, timeZone, options).format(new Date(instant));

const zonePart = (tag: string, timeZone: string, timeZoneName: 'long' | 'longOffset', instant: string): string =>
  formatterOf(tag, timeZone, { timeZoneName })
    .formatToParts(new Date(instant))
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;

/** `UTC+7`, as the world writes it; no name says which of two clocks is meant where both carry the same one. */
const offsetName = (timeZone: string, instant: string): string => {
  const offset = zonePart('en', timeZone, 'longOffset', instant).replace('GMT', '');
  return `UTC${offset.replace(/^([+-])0/, '$1').replace(':00', '')}`;
};

/** What people call the zone: 'เวลาประเทศไทย', 'Thailand time'; one without a name by its offset, never as GMT+7. */
export const zoneName = (language: Language, timeZone: string, instant: string): string => {
  const { zones, dateTag } = wordsOf(language).locale;
  const known = Object.hasOwn(zones, timeZone) ? zones[timeZone] : undefined;
  if (known !== undefined) return known;
  const name = zonePart(dateTag, timeZone, 'long', instant);
  return /^(GMT|UTC)[+-]/.test(name) ? offsetName(timeZone, instant) : name;
};

const yearOf = (language: Language, timeZone: string, instant: string): string =>
  format(language, timeZone, { year: 'numeric' }, instant).replace(/\D/g, '');

/** The day in the zone: 'วันศุกร์ที่ 18 พฤศจิกายน พ.ศ. 2559' or 'Friday, 18 November 2016'. */
export const dayText = (language: Language, timeZone: string, instant: string): string =>
  wordsOf(language).locale.day({
    weekday: format(language, timeZone, { weekday: 'long' }, instant),
    day: format(language, timeZone, { day: 'numeric' }, instant),
    month: format(language, timeZone, { month: 'long' }, instant),
    year: yearOf(language, timeZone, instant),
  });

/** The day in short: '8 พ.ย. 2559'. */
export const shortDayText = (language: Language, timeZone: string, instant: string): string =>
  wordsOf(language).locale.shortDay({
    day: format(language, timeZone, { day: 'numeric' }, instant),
    month: format(language, timeZone, { month: 'short' }, instant),
    year: yearOf(language, timeZone, instant),
  });

/** A day, `YYYY-MM-DD`, as readers of a language type it: `18/11/2559` in Thai, `18/11/2016` in English. */
export const typedDay = (day: string, language: Language): string =>
  [...day.split('-').slice(1).map(Number).reverse(), yearOf(language, 'UTC', day)].join('/');

/** The time of day, without the zone: '14.30' or '14:30'. */
export const clockText = (language: Language, timeZone: string, instant: string): string =>
  wordsOf(language).locale.clock(
    format(language, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, instant),
  );

/** The day and the time of an instant, always with the zone. */
export const momentText = (language: Language, timeZone: string, instant: string): string =>
  wordsOf(language).locale.moment({
    day: dayText(language, timeZone, instant),
    time: clockText(language, timeZone, instant),
    zone: zoneName(language, timeZone, instant),
  });

/** The day and the time in short, for a sentence: '8 พ.ย. 2559 เวลา 10.00 น.'. */
export const shortMomentText = (language: Language, timeZone: string, instant: string): string =>
  wordsOf(language).locale.shortMoment({
    day: shortDayText(language, timeZone, instant),
    time: clockText(language, timeZone, instant),
    zone: zoneName(language, timeZone, instant),
    home: timeZone === usualZone,
  });

/** From when to when, always with the zone; the day is said once if it is the same. Over a clock change each end has its own zone. */
export const spanText = (language: Language, timeZone: string, startsAt: string, endsAt: string): string => {
  const { span, spanOverChange } = wordsOf(language).locale;
  const day = dayText(language, timeZone, startsAt);
  if (day !== dayText(language, timeZone, endsAt))
    return `${momentText(language, timeZone, startsAt)} – ${momentText(language, timeZone, endsAt)}`;
  const [from, to] = [clockText(language, timeZone, startsAt), clockText(language, timeZone, endsAt)];
  if (offsetName(timeZone, startsAt) === offsetName(timeZone, endsAt))
    return span({ day, from, to, zone: zoneName(language, timeZone, startsAt) });
  const zoneAt = (instant: string) => `${zoneName(language, timeZone, instant)}, ${offsetName(timeZone, instant)}`;
  return spanOverChange({ day, from, fromZone: zoneAt(startsAt), to, toZone: zoneAt(endsAt) });
};
