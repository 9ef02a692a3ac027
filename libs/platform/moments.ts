import { type Language } from '#contracts';

/** Thai in the Buddhist era, English in the Gregorian, digits alike in both. */
const locales: Record<Language, string> = { th: 'th-TH-u-ca-buddhist-nu-latn', en: 'en-GB-u-ca-gregory' };
const formatters = new Map<string, Intl.DateTimeFormat>();
const format = (language: Language, timeZone: string, options: Intl.DateTimeFormatOptions, instant: string): string => {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  const formatter = known ?? new Intl.DateTimeFormat(locales[language], { timeZone, ...options });
  if (known === undefined) formatters.set(key, formatter);
  return formatter.format(new Date(instant));
};

/** What people call a zone, where its formal name would puzzle them. */
const zoneNames: Readonly<Record<string, Record<Language, string>>> = { 'Asia/Bangkok': { th: 'เวลาประเทศไทย', en: 'Thailand time' } };

const zonePart = (language: Language, timeZone: string, timeZoneName: 'long' | 'longOffset', instant: string): string =>
  new Intl.DateTimeFormat(locales[language], { timeZone, timeZoneName }).formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;

/** `UTC+7`, as the world writes it; no name says which of two clocks is meant where both carry the same one. */
const offsetName = (timeZone: string, instant: string): string => {
  const offset = zonePart('en', timeZone, 'longOffset', instant).replace('GMT', '');
  return `UTC${offset.replace(/^([+-])0/, '$1').replace(':00', '')}`;
};

const zoneName = (language: Language, timeZone: string, instant: string): string => {
  const known = zoneNames[timeZone]?.[language];
  if (known !== undefined) return known;
  const name = zonePart(language, timeZone, 'long', instant);
  return /^(GMT|UTC)[+-]/.test(name) ? offsetName(timeZone, instant) : name;
};

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

/** The day and the time in short, for a sentence: '8 พ.ย. 2559 เวลา 10.00 น.'; the zone is said where it is not Thailand's. */
export const shortMomentText = (language: Language, timeZone: string, instant: string): string => {
  const day = format(language, timeZone, { day: 'numeric' }, instant);
  const month = format(language, timeZone, { month: 'short' }, instant);
  const year = format(language, timeZone, { year: 'numeric' }, instant).replace(/\D/g, '');
  const time = clockText(language, timeZone, instant);
  if (language === 'en') return `${day} ${month} ${year}, ${time} (${zoneName(language, timeZone, instant)})`;
  return `${day} ${month} ${year} เวลา ${time} น.${timeZone === 'Asia/Bangkok' ? '' : ` (${zoneName(language, timeZone, instant)})`}`;
};

/** From when to when, always with the zone; the day is said once if it is the same. Over a clock change each end has its own zone. */
export const spanText = (language: Language, timeZone: string, startsAt: string, endsAt: string): string => {
  const day = dayText(language, timeZone, startsAt);
  const sameClock = offsetName(timeZone, startsAt) === offsetName(timeZone, endsAt);
  if (day !== dayText(language, timeZone, endsAt)) return `${momentText(language, timeZone, startsAt)} – ${momentText(language, timeZone, endsAt)}`;
  const [from, to] = [clockText(language, timeZone, startsAt), clockText(language, timeZone, endsAt)];
  const unit = language === 'th' ? ' น.' : '';
  const lead = language === 'th' ? `${day} เวลา` : `${day},`;
  if (sameClock) return `${lead} ${from}–${to}${unit} (${zoneName(language, timeZone, startsAt)})`;
  const end = (time: string, instant: string) => `${time}${unit} (${zoneName(language, timeZone, instant)}, ${offsetName(timeZone, instant)})`;
  return `${lead} ${end(from, startsAt)} – ${end(to, endsAt)}`;
};
