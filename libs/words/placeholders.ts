import { type PlaceholderWords } from './dictionary.js';
import { placeholders as en } from './en/placeholders.js';
import { type Language, languages } from './language.js';
import { placeholders as th } from './th/placeholders.js';

/** What can stand in a letter that people word: a value in the midst of their words, or a part that Sala writes by the case. */
export type Placeholder = keyof typeof th;

const inEach: Readonly<Record<Language, PlaceholderWords>> = { th, en };

export const placeholderWordsOf = (language: Language): PlaceholderWords => inEach[language];

const folded = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
const byName = new Map(
  languages.flatMap((language) =>
    Object.entries(inEach[language]).map(([key, { name }]) => [folded(name), key as Placeholder] as const),
  ),
);
/** By its name in any language: a Thai letter may hold an English name. */
export const placeholderNamed = (name: string): Placeholder | undefined => byName.get(folded(name));
