import { z } from 'zod';
import { EmailAddress, mostOfAddress } from './e-mail.js';
import { WrittenDay } from './era.js';
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
  /** The list of words to pick from that the dictionaries have; any other is taken as well. */
  readonly suggested?: 'prefix';
  /** Said of one of several persons; required, it must be said of one of them, and of a single one it goes without saying. */
  readonly ofOne?: true;
  /** What it is a part of, of fields that are one thing and stand together. */
  readonly part?: FieldPart;
};
export type FieldPart = 'coordinator' | 'letter';
/** A field that people fill in, and how it is typed. What they call it stands in the dictionaries. */
export type Field = Common
  & (
    | { readonly input: 'line' | 'lines'; readonly max: number }
    | { readonly input: 'phone' | 'e-mail' | 'day' }
    | { readonly input: 'choice'; readonly options: readonly [string, ...string[]] }
  );
export type Fields = Readonly<Record<string, Field>>;

/** What an office says of each person who comes, in the order of the form. */
export const attendeeFields = {
  prefix: {
    input: 'line',
    max: 60,
    required: false,
    seenBy: 'desk',
    onRequest: true,
    suggested: 'prefix',
    autocomplete: 'honorific-prefix',
  },
  name: { input: 'line', max: 200, required: true, seenBy: 'desk', autocomplete: 'name' },
  position: { input: 'line', max: 200, required: false, seenBy: 'desk' },
  head: { input: 'choice', options: ['head'], required: false, seenBy: 'desk', ofOne: true },
  phone: { input: 'phone', required: false, seenBy: 'desk' },
  email: { input: 'e-mail', required: false, seenBy: 'desk', onRequest: true, autocomplete: 'email' },
} as const satisfies Fields;
export type AttendeeField = keyof typeof attendeeFields;

/** Whom to ring in the office about its answer; and the letter by which it answers, where it writes one. */
const ofCoordinator = { part: 'coordinator', required: false, seenBy: 'desk' } as const;
const ofLetter = { part: 'letter', required: false, seenBy: 'desk' } as const;
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
  coordinatorPrefix: { ...ofCoordinator, input: 'line', max: 60, onRequest: true, suggested: 'prefix' },
  coordinatorName: { ...ofCoordinator, input: 'line', max: 200 },
  coordinatorPosition: { ...ofCoordinator, input: 'line', max: 200, onRequest: true },
  coordinatorPhone: { ...ofCoordinator, input: 'phone' },
  coordinatorMobile: { ...ofCoordinator, input: 'phone' },
  coordinatorFax: { ...ofCoordinator, input: 'phone' },
  coordinatorEmail: { ...ofCoordinator, input: 'e-mail' },
  letterNumber: { ...ofLetter, input: 'line', max: 100 },
  letterDate: { ...ofLetter, input: 'day' },
} as const satisfies Fields;
export type ReplyField = keyof typeof replyFields;

export const mostAttendees = 20;
/** As people write it, with the month's name. */
const mostOfDay = 40;

const namesOf = <Of extends Fields>(fields: Of) => Object.keys(fields) as (keyof Of & string)[];
export const attendeeFieldNames = namesOf(attendeeFields);
export const replyFieldNames = namesOf(replyFields);
/** Of the reply's fields, those that only whoever's role opens names may read. */
export type DeskField = {
  [Name in ReplyField]: (typeof replyFields)[Name]['seenBy'] extends 'desk' ? Name : never;
}[ReplyField];
export const fieldOf = <Of extends Fields>(fields: Of, name: keyof Of): Field => fields[name] as Field;
/** By which somebody is named: what is said of one of several alone names nobody. */
export const namingFieldNames = attendeeFieldNames.filter((name) => fieldOf(attendeeFields, name).ofOne !== true);

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
    case 'day':
      return WrittenDay;
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
    case 'day':
      return mostOfDay;
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
