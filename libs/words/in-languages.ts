import { type Dictionary } from './dictionary.js';
import { type Language, languages, usualLanguage, wordsOf } from './language.js';

/**
 * The languages that every text has which people wrote into Sala (a title, an office's name). Of any further language it may
 * be left out: its readers see the usual one then.
 */
export const writtenLanguages = ['th'] as const satisfies readonly Language[];
type Written = (typeof writtenLanguages)[number];
type Further = Exclude<Language, Written>;
export const furtherLanguages = languages.filter(
  (language): language is Further => !writtenLanguages.some((each) => each === language),
);

/** A text that people wrote, in the languages that it has. */
export type InLanguages = { readonly [Each in Written]: string } & { readonly [Each in Further]?: string | undefined };

export const textIn = (text: InLanguages, language: Language): string => text[language] ?? text[usualLanguage];

/** Sala's own words as such a text, for whoever hands it on to readers of any language. */
export const inEveryLanguage = (say: (words: Dictionary) => string): Record<Language, string> =>
  Object.fromEntries(languages.map((language) => [language, say(wordsOf(language))])) as Record<Language, string>;
