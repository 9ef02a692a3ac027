import { type Language, wordsOf } from './language.js';

const collators = new Map<Language, Intl.Collator>();

/** Compares as readers of the language look names up: in Thai, vowels written before a consonant count after it. */
export const collatorOf = (language: Language): Intl.Collator => {
  const known = collators.get(language) ?? new Intl.Collator(wordsOf(language).locale.tag);
  collators.set(language, known);
  return known;
};
