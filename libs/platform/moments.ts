import { type Language } from '#contracts';

/** Thai in the Buddhist era, English in the Gregorian, digits alike in both. */
const locales: Record<Language, string> = { th: 'th-TH-u-ca-buddhist-nu-latn', en: 'en-GB-u-ca-gregory' };
const formatters = new Map<string, Intl.DateTimeFormat>();
const format = (language: Language, timeZone: string, options: Intl.DateTimeFormatOptions, instant: string): string => {
  const key = `${language} ${timeZone} ${Object.keys(options).join()}`;
  const known = formatters.get(key);
  const formatter = known ?? new Intl.DateTimeFormat(locales[language], { timeZone, ...options });
  if (known === undefined) formatters.set(key, formatter);
  return formatter.format(new Date(instant));
};

/** What people call a zone, where its formal name would puzzle them. */
const zoneNames: Readonly<Record<string, Record<Language, string>>> = { 'Asia/Bangkok': { th: 'เวลาประเทศไทย', en: 'Thailand time' } };

const zoneName = (language: Language, timeZone: string, instant: string): string =>
  zoneNames[timeZone]?.[language] ??
  new Intl.DateTimeFormat(locales[language], { timeZone, timeZoneName: 'long' }).formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value ??
  timeZone;

/** The day in the zone: 'วันศุกร์ที่ 18 พฤศจิกายน พ.ศ. 2559' or 'Friday, 18 November 2016'. */
export const dayText = (language: Language, timeZone: string, instant: string): string => {
  const weekday = format(language, timeZone, { weekday: 'long' }, instant);
  const day = format(language, timeZone, { day: 'numeric' }, instant);
  const month = format(language, timeZone, { month: 'long' }, instant);
  const year = format(language, timeZone, { year: 'numeric' }, instant).replace(/\D/g, '');
  return language === 'th' ? `${weekday}ที่ ${day} ${month} พ.ศ. ${year}` : `${weekday}, ${day} ${month} ${year}`;
};

const clockText = (language: Language, timeZone: string, instant: string): string => {
  const text = format(language, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, instant);
  return language === 'th' ? text.replace(':', '.') : text;
};

/** The day and the time of an instant, always with the zone. */
export const momentText = (language: Language, timeZone: string, instant: string): string => {
  const time = clockText(language, timeZone, instant);
  const zone = zoneName(language, timeZone, instant);
  const day = dayText(language, timeZone, instant);
  return language === 'th' ? `${day} เวลา ${time} น. (${zone})` : `${day}, ${time} (${zone})`;
};

/** From when to when, always with the zone; the day is said once if it is the same. */
export const spanText = (language: Language, timeZone: string, startsAt: string, endsAt: string): string => {
  if (dayText(language, timeZone, startsAt) !== dayText(language, timeZone, endsAt))
    return `${momentText(language, timeZone, startsAt)} – ${momentText(language, timeZone, endsAt)}`;
  const [from, to] = [clockText(language, timeZone, startsAt), clockText(language, timeZone, endsAt)];
  const zone = zoneName(language, timeZone, startsAt);
  const day = dayText(language, timeZone, startsAt);
  return language === 'th' ? `${day} เวลา ${from}–${to} น. (${zone})` : `${day}, ${from}–${to} (${zone})`;
};
