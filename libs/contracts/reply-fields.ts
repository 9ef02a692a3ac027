import { z } from 'zod';
import { type Language, wordsOf } from '#words';
import { EmailAddress, mostOfAddress } from './e-mail.js';
import { Line, LineOrBlank, mostPhone, Phone, Text, TextOrBlank } from './text.js';
import { broken } from './word.js';
import { type Answer } from './words.js';

type Common = {
  /** Left out by who has nothing to say there, unless it is required. */
  readonly required: boolean;
  /** Whom it shows itself to: whoever reads answers, or only those whose role opens names and what offices write. */
  readonly seenBy: 'everybody' | 'desk';
  /** What a browser may fill in of the person who types, in HTML's words. */
  readonly autocomplete?: string;
  /** Asked by meetings that switch it on only; any other that is not required can be switched off. */
  readonly onRequest?: true;
  /** Asked of those alone who answer so. */
  readonly when?: readonly Answer[];
  /** The dictionaries have words to pick from; any other is taken as well. */
  readonly suggested?: true;
};
/** A field that people fill in, and how it is typed. What they call it stands in the dictionaries. */
export type Field = Common
  & (
    | { readonly input: 'line' | 'lines'; readonly max: number }
    | { readonly input: 'phone' | 'e-mail' }
    | { readonly input: 'choice'; readonly options: readonly [string, ...string[]] }
  );
type Fields = Readonly<Record<string, Field>>;

/** What an office says of each person who comes, in the order of the form. */
export const attendeeFields = {
  prefix: {
    input: 'line',
    max: 60,
    required: false,
    seenBy: 'desk',
    onRequest: true,
    suggested: true,
    autocomplete: 'honorific-prefix',
  },
  name: { input: 'line', max: 200, required: true, seenBy: 'desk', autocomplete: 'name' },
  position: { input: 'line', max: 200, required: false, seenBy: 'desk' },
  phone: { input: 'phone', required: false, seenBy: 'desk' },
  email: { input: 'e-mail', required: false, seenBy: 'desk', onRequest: true, autocomplete: 'email' },
} as const satisfies Fields;
export type AttendeeField = keyof typeof attendeeFields;

const coming = ['attend', 'representative'] as const satisfies readonly Answer[];
/** What an office says beside its answer and who comes, in the order of the form. */
export const replyFields = {
  reasonDeclined: {
    input: 'choice',
    options: ['other-duty', 'no-staff', 'not-concerned', 'other-reason'],
    required: false,
    seenBy: 'everybody',
    onRequest: true,
    when: ['decline'],
  },
  assignedBy: { input: 'line', max: 200, required: false, seenBy: 'desk', onRequest: true, when: ['representative'] },
  otherSite: { input: 'line', max: 200, required: false, seenBy: 'desk', onRequest: true, when: coming },
  technicalContact: { input: 'line', max: 200, required: false, seenBy: 'desk', onRequest: true, when: coming },
  technicalPhone: { input: 'phone', required: false, seenBy: 'desk', onRequest: true, when: coming },
  answeredBy: { input: 'line', max: 200, required: false, seenBy: 'desk', onRequest: true },
  authority: { input: 'line', max: 200, required: false, seenBy: 'desk', onRequest: true },
  note: { input: 'lines', max: 1000, required: false, seenBy: 'desk' },
} as const satisfies Fields;
export type ReplyField = keyof typeof replyFields;

export const mostAttendees = 20;

const namesOf = <Of extends Fields>(fields: Of) => Object.keys(fields) as (keyof Of & string)[];
export const attendeeFieldNames = namesOf(attendeeFields);
export const replyFieldNames = namesOf(replyFields);
/** Of the reply's fields, those that only whoever's role opens names may read. */
export type DeskField = {
  [Name in ReplyField]: (typeof replyFields)[Name]['seenBy'] extends 'desk' ? Name : never;
}[ReplyField];
export const fieldOf = <Of extends Fields>(fields: Of, name: keyof Of): Field => fields[name] as Field;

export const deskFieldNames = replyFieldNames.filter(
  (name): name is DeskField => fieldOf(replyFields, name).seenBy === 'desk',
);

type Typed<Each extends Field> = Each extends { readonly options: readonly (infer Option extends string)[] }
  ? z.ZodEnum<{ [Name in Option]: Name }>
  : z.ZodString;
type SchemaOf<Each extends Field> = Each['required'] extends true ? Typed<Each> : z.ZodOptional<Typed<Each>>;

const typedSchema = (field: Field): z.ZodType => {
  switch (field.input) {
    case 'line':
      return field.required ? Line(field.max) : LineOrBlank(field.max);
    case 'lines':
      return field.required ? Text(field.max) : TextOrBlank(field.max);
    case 'phone':
      return field.required ? Phone.refine((phone) => phone !== '', broken([], 'text-empty')) : Phone;
    case 'e-mail':
      return EmailAddress;
    case 'choice':
      return z.enum(field.options);
    default:
      return field satisfies never;
  }
};

/** How many characters a field takes; undefined for one in which nothing is typed. */
export const mostOf = (field: Field): number | undefined => {
  switch (field.input) {
    case 'line':
    case 'lines':
      return field.max;
    case 'phone':
      return mostPhone;
    case 'e-mail':
      return mostOfAddress;
    case 'choice':
      return undefined;
    default:
      return field satisfies never;
  }
};

/** One schema a field, of exactly its type. */
export const schemasOf = <Of extends Fields>(fields: Of): { [Name in keyof Of]: SchemaOf<Of[Name]> } =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      field.required ? typedSchema(field) : typedSchema(field).optional(),
    ]),
  ) as { [Name in keyof Of]: SchemaOf<Of[Name]> };

/** What was said once, under the questions of its day: one that was asked since, a choice that is gone or a shorter limit makes nothing of it unreadable. */
export const keptSchemasOf = <Of extends Fields>(fields: Of): { [Name in keyof Of]: z.ZodOptional<z.ZodString> } =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, z.string().optional()])) as {
    [Name in keyof Of]: z.ZodOptional<z.ZodString>;
  };

type Choices<Of extends Fields> = {
  readonly [
    Name in keyof Of as Of[Name] extends { readonly options: readonly string[] } ? Name : never
  ]: Of[Name] extends { readonly options: readonly (infer Option extends string)[] }
    ? Readonly<Record<Option, string>>
    : never;
};
type Suggestions<Of extends Fields> = {
  readonly [Name in keyof Of as Of[Name] extends { readonly suggested: true } ? Name : never]: readonly string[];
};
type FieldWords = {
  readonly attendee: Readonly<
    Record<AttendeeField, { readonly label: string; readonly said: (value: string) => string }>
  >;
  readonly fields: Readonly<Record<ReplyField, string>>;
  readonly choices: Choices<typeof attendeeFields> & Choices<typeof replyFields>;
  readonly suggestions: Suggestions<typeof attendeeFields> & Suggestions<typeof replyFields>;
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
export const suggestionsOf = (name: string, field: Field, language: Language): readonly string[] =>
  field.suggested === true
    ? (new Map<string, readonly string[]>(Object.entries(fieldWordsOf(language).suggestions)).get(name) ?? [])
    : [];

type Said<Name extends string> = { readonly [Each in Name]?: string | undefined };
type Filled<Name extends string> = { readonly name: Name; readonly text: string };
const filled = <Name extends string>(names: readonly Name[], values: Said<Name>, language: Language): Filled<Name>[] =>
  names.flatMap((name) => {
    const value = values[name];
    return value === undefined || value === '' ? [] : [{ name, text: optionName(name, value, language) }];
  });
/** A prefix stands before its name as it is written: 'นายสมชาย', 'Mr. Smith'. */
const prefixed = ({ prefix = '', name = '' }: Said<'prefix' | 'name'>): string =>
  `${prefix}${/\p{Script=Thai}\.?$/u.test(prefix) ? '' : ' '}${name}`;
/** What is said of a person, and beside the answer, field by field in the order of the form: as people read it. */
export const saidOfAttendee = (attendee: Said<AttendeeField>, language: Language): Filled<AttendeeField>[] => {
  const { prefix = '', name = '', ...rest } = attendee;
  const called = prefix === '' || name === '' ? attendee : { ...rest, name: prefixed({ prefix, name }) };
  return filled(attendeeFieldNames, called, language);
};
export const saidInReply = (content: Said<ReplyField>, language: Language): Filled<ReplyField>[] =>
  filled(replyFieldNames, content, language);
