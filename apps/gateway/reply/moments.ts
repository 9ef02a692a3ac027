import { type Language } from '#contracts';

/** What people call a zone, where its formal name would puzzle them. */
const zoneNames: Readonly<Record<string, Record<Language, string>>> = { 'Asia/Bangkok': { th: 'เวลาประเทศไทย', en: 'Thailand time' } };

/** Thai in the Buddhist era, English in the Gregorian, digits alike in both. */
const locales: Record<Language, string> = { th: 'th-TH-u-ca-buddhist-nu-latn', en: 'en-GB-u-ca-gregory' };

const zoneName = (instant: Date, timeZone: string, language: Language): string =>
  zoneNames[timeZone]?.[language] ??
  new Intl.DateTimeFormat(locales[language], { timeZone, timeZoneName: 'long' }).formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ??
  timeZone;

const part = (instant: Date, timeZone: string, language: Language, options: Intl.DateTimeFormatOptions): Record<string, string> =>
  Object.fromEntries(new Intl.DateTimeFormat(locales[language], { timeZone, ...options }).formatToParts(instant).map(({ type, value }) => [type, value]));

const day = (instant: Date, timeZone: string, language: Language): string => {
  const { weekday, day: date, month, year } = part(instant, timeZone, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return language === 'th' ? `${weekday}ที่ ${date} ${month} ${year}` : `${weekday}, ${date} ${month} ${year}`;
};

const clock = (instant: Date, timeZone: string, language: Language): string => {
  const { hour = '', minute = '' } = part(instant, timeZone, language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return language === 'th' ? `${hour}.${minute}` : `${hour}:${minute}`;
};

/** `วันพุธที่ 23 พฤศจิกายน 2559 เวลา 14.30 น. (เวลาประเทศไทย)`, `Wednesday, 23 November 2016, 14:30 (Thailand time)`. */
export const momentText = (instant: string, timeZone: string, language: Language): string => {
  const at = new Date(instant);
  const time = clock(at, timeZone, language);
  const zone = zoneName(at, timeZone, language);
  return language === 'th' ? `${day(at, timeZone, language)} เวลา ${time} น. (${zone})` : `${day(at, timeZone, language)}, ${time} (${zone})`;
};

/** From one instant to another: the day is said once if it is the same. */
export const spanText = (from: string, to: string, timeZone: string, language: Language): string => {
  const [start, end] = [new Date(from), new Date(to)];
  const sameDay = day(start, timeZone, language) === day(end, timeZone, language);
  if (!sameDay) return `${momentText(from, timeZone, language)} – ${momentText(to, timeZone, language)}`;
  const times = `${clock(start, timeZone, language)}–${clock(end, timeZone, language)}`;
  const zone = zoneName(start, timeZone, language);
  return language === 'th' ? `${day(start, timeZone, language)} เวลา ${times} น. (${zone})` : `${day(start, timeZone, language)}, ${times} (${zone})`;
};
