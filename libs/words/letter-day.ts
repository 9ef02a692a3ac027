import { type Language } from './language.js';
import { paperWordsOf } from './paper.js';

const midday = 'T12:00:00Z';
const partsIn = (locale: string) => {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  return { day: format({ day: 'numeric' }), month: format({ month: 'long' }), year: format({ year: 'numeric' }) };
};
/** Made once: each takes as long as the rest of a letter. */
const dayParts = { th: partsIn('th-TH-u-ca-buddhist-nu-latn'), en: partsIn('en-GB') } as const;

/** A letter's own day, as letters write it: without the day of the week. */
export const letterDayText = (language: Language, day: string): string => {
  const part = (name: keyof (typeof dayParts)[Language]): string =>
    dayParts[language][name].format(new Date(`${day}${midday}`));
  return paperWordsOf(language).letter.dated(part('day'), part('month'), part('year').replace(/\D/g, ''));
};
