import { isLanguage, type Language, wordsOf } from './language.js';

const inWords = (name: string): string =>
  name
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/[-_]+/g, ' ')
    .trim();
const find = (words: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(words, name) ? words[name] : undefined;

/** A field of a reply is called as on its form, a text in a language by the language's own name. */
const labelOf = (name: string, language: Language): string | undefined => {
  const { fields, response } = wordsOf(language);
  const ofAttendee = Object.entries(response.attendee).find(([field]) => field === name)?.[1].label;
  return (
    find(fields.names, name)
    ?? ofAttendee
    ?? find(response.fields, name)
    ?? (isLanguage(name) ? wordsOf(name).locale.name : undefined)
  );
};

export const hasFieldLabel = (name: string, language: Language): boolean => labelOf(name, language) !== undefined;

/** What people call one field, by its name in a request. One that nobody has named yet is said plainly. */
export const fieldName = (name: string, language: Language): string =>
  labelOf(name, language) ?? wordsOf(language).fields.unnamed(inWords(name));

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
  const { names, fields, response } = wordsOf(language);
  const groups: readonly Readonly<Record<string, string>>[] = [
    names.answers,
    names.channels,
    names.standings,
    names.seats,
    names.checkStates,
    names.roles,
    fields.rowStates,
    ...Object.values<Readonly<Record<string, string>>>(response.choices),
  ];
  const name = groups.map((group) => find(group, value)).find((each) => each !== undefined);
  return fields.choice(name ?? (isLanguage(value) ? wordsOf(value).locale.name : undefined), value);
};
