import { type Language, shortDayText, typedDay, wordsOf } from '#words';
import { isDay } from './era.js';
import {
  type AttendeeField,
  attendeeFieldNames,
  attendeeFields,
  type Field,
  fieldOf,
  type FieldPart,
  type Fields,
  type ReplyField,
  replyFieldNames,
  replyFields,
} from './reply-fields.js';
import { type Organisation } from './organisation.js';
import { askedInReply, type ReplyFormSettings } from './reply-form-settings.js';

/** What the directory knows of who coordinates in an office, as far as the form asks for it: where its reply begins. */
export const knownOf = (
  { contacts = [] }: Pick<Organisation, 'contacts'>,
  form: ReplyFormSettings | undefined,
): Said<ReplyField> => {
  const { name, phone, mobile, fax, email } = contacts.find(({ role }) => role === 'coordinator') ?? {};
  const known: Said<ReplyField> = {
    coordinatorName: name,
    coordinatorPhone: phone,
    coordinatorMobile: mobile,
    coordinatorFax: fax,
    coordinatorEmail: email,
  };
  return Object.fromEntries(
    askedInReply(form).flatMap((asked) => (known[asked.name] === undefined ? [] : [[asked.name, known[asked.name]]])),
  );
};

type Choices<Of extends Fields> = {
  readonly [
    Name in keyof Of as Of[Name] extends { readonly options: readonly string[] } ? Name : never
  ]: Of[Name] extends { readonly options: readonly (infer Option extends string)[] }
    ? Readonly<Record<Option, string>>
    : never;
};
type FieldWords = {
  readonly attendee: Readonly<
    Record<AttendeeField, { readonly label: string; readonly said: (value: string) => string }>
  >;
  readonly fields: Readonly<Record<ReplyField, string>>;
  readonly choices: Choices<typeof attendeeFields> & Choices<typeof replyFields>;
  readonly parts: Readonly<Record<FieldPart, string>>;
  readonly suggestions: Readonly<Record<NonNullable<Field['suggested']>, readonly string[]>>;
};
/** What people call the fields and their choices. One that has no words does not compile. */
export const fieldWordsOf = (language: Language): FieldWords => wordsOf(language).response;

const optionName = (name: string, option: string, language: Language): string => {
  const options: unknown = new Map<string, unknown>(Object.entries(fieldWordsOf(language).choices)).get(name);
  const said: unknown =
    typeof options === 'object' && options !== null
      ? new Map<string, unknown>(Object.entries(options)).get(option)
      : undefined;
  return typeof said === 'string' ? said : option;
};
/** The options of a choice with what people call them, and what was said before where that is none of them any more; none of another field. */
export const optionsOf = (
  name: string,
  field: Field,
  language: Language,
  said = '',
): readonly { readonly option: string; readonly text: string }[] => {
  if (field.input !== 'choice') return [];
  const options = said === '' || field.options.includes(said) ? field.options : [...field.options, said];
  return options.map((option) => ({ option, text: optionName(name, option, language) }));
};

/** The words to pick from in a field; none where anything is typed. */
export const suggestionsOf = ({ suggested }: Field, language: Language): readonly string[] =>
  suggested === undefined ? [] : fieldWordsOf(language).suggestions[suggested];

type Said<Name extends string> = { readonly [Each in Name]?: string | undefined };
type Filled<Name extends string> = { readonly name: Name; readonly text: string };
/** What was said in a field as people read it: an option by what it is called, a day in their era. */
export const saidText = (name: string, field: Field, value: string, language: Language): string =>
  field.input === 'day' && isDay(value) ? shortDayText(language, 'UTC', value) : optionName(name, value, language);
/** A day that is kept, as readers of the language type it; whatever else was typed stays as it was. */
export const shownDay = (value: string, language: Language): string =>
  isDay(value) ? typedDay(value, language) : value;
const filled = <Name extends string>(
  names: readonly Name[],
  fieldCalled: (name: Name) => Field,
  values: Said<Name>,
  language: Language,
): Filled<Name>[] =>
  names.flatMap((name) => {
    const value = values[name];
    return value === undefined || value === ''
      ? []
      : [{ name, text: saidText(name, fieldCalled(name), value, language) }];
  });
/** A prefix stands before its name as it is written: 'นายสมชาย', 'Mr. Smith'. */
const prefixed = ({ prefix = '', name = '' }: Said<'prefix' | 'name'>): string =>
  `${prefix}${/\p{Script=Thai}\.?$/u.test(prefix) ? '' : ' '}${name}`;
/** What is said of a person, and beside the answer, field by field in the order of the form: as people read it. */
export const saidOfAttendee = (attendee: Said<AttendeeField>, language: Language): Filled<AttendeeField>[] => {
  const { prefix = '', name = '', ...rest } = attendee;
  const called = prefix === '' || name === '' ? attendee : { ...rest, name: prefixed({ prefix, name }) };
  return filled(attendeeFieldNames, (each) => fieldOf(attendeeFields, each), called, language);
};
/** Who leads those that come: whom the office has named so, or the only one; nobody where it has not said. */
export const headOf = <Person extends Said<AttendeeField>>(attendees: readonly Person[]): Person | undefined =>
  attendees.length === 1 ? attendees[0] : attendees.find(({ head }) => head === 'head');
export const saidInReply = (content: Said<ReplyField>, language: Language): Filled<ReplyField>[] => {
  const { coordinatorPrefix: prefix = '', coordinatorName: name = '', ...rest } = content;
  const called = prefix === '' || name === '' ? content : { ...rest, coordinatorName: prefixed({ prefix, name }) };
  return filled(replyFieldNames, (each) => fieldOf(replyFields, each), called, language);
};
