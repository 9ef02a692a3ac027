import { type Language, wordsOf } from './language.js';

const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/[-_]+/g, ' ').trim();
const find = (words: Readonly<Record<string, string>>, name: string): string | undefined => (Object.hasOwn(words, name) ? words[name] : undefined);

export const hasFieldLabel = (name: string, language: Language): boolean => find(wordsOf(language).fields.names, name) !== undefined;

/** What people call one field, by its name in a request. One that nobody has named yet is said plainly. */
export const fieldName = (name: string, language: Language): string => find(wordsOf(language).fields.names, name) ?? wordsOf(language).fields.unnamed(inWords(name));

/** What people call the field at a path: `attendees.0.name` is 'ผู้เข้าร่วม รายการที่ 1 ชื่อ'. */
export const fieldLabel = (path: string, language: Language): string => {
  const { entry, between } = wordsOf(language).fields;
  return path
    .split('.')
    .map((part) => (/^\d{1,6}$/.test(part) ? entry(Number(part) + 1) : part === '' ? '' : fieldName(part, language)))
    .filter((part) => part !== '')
    .join(between);
};

/** A value that may be chosen, for whoever has to type it: as it is typed, with what people call it. */
export const valueName = (value: string, language: Language): string => {
  const { names, fields } = wordsOf(language);
  const groups = [names.answers, names.channels, names.standings, names.checkStates, names.languages];
  return fields.choice(groups.map((group) => find(group, value)).find((name) => name !== undefined), value);
};
