import { type Language, wordsOf } from './language.js';

/** What people call a province; the code itself where it is of another country. */
export const provinceName = (code: string, language: Language): string => {
  const names: Readonly<Record<string, string>> = wordsOf(language).provinces;
  return Object.hasOwn(names, code) ? (names[code] ?? code) : code;
};

/** All that have a name, in the code's order, which goes by region. */
export const provinceCodes = (language: Language): string[] => Object.keys(wordsOf(language).provinces);
