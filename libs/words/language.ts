import { type Dictionary } from './dictionary.js';
import * as dictionaries from './languages.js';

export type Language = keyof typeof dictionaries;

/** The language of whoever names none. */
export const usualLanguage = 'th' satisfies Language;

const others = (Object.keys(dictionaries) as Language[]).filter((language) => language !== usualLanguage);
/** The usual one first. */
export const languages: readonly [Language, ...Language[]] = [usualLanguage, ...others.sort()];

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value);

/** Of a language that is not there (any more, or not yet in this release), the usual one's. */
export const wordsOf = (language: Language): Dictionary =>
  dictionaries[isLanguage(language) ? language : usualLanguage];

/** The reader's language: asked for by name, else the first of `Accept-Language` that Sala speaks, else the fallback. */
export const preferredLanguage = (
  asked: unknown,
  acceptLanguage: string | undefined,
  fallback: Language = usualLanguage,
): Language => {
  if (isLanguage(asked)) return asked;
  const ranked = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .flatMap((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const language = tag.split('-')[0];
      const quality = parameters
        .map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1])
        .find((q) => q !== undefined);
      return isLanguage(language) ? [{ language, quality: quality === undefined ? 1 : Number(quality) }] : [];
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return ranked[0]?.language ?? fallback;
};
