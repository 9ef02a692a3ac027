import {
  type AttendeeField,
  attendeeFieldNames,
  attendeeFields,
  type Field,
  fieldOf,
  foldText,
  mostAttendees,
  mostOf,
  type ReplyField,
  replyFieldNames,
  replyFields,
  ResponseContent,
  type Response,
} from '#contracts';
import { type Dictionary, isProblemCode, type ProblemCode, type ProblemParams } from '#words';
import { fieldProblems } from '#platform';

/** What stands in the form's fields, as typed. */
export type Typed = Readonly<Record<ReplyField, string>> & {
  readonly answer: string;
  readonly attendees: readonly TypedAttendee[];
  /** The invitation's revision that the form was made from. */
  readonly revision: string;
  /** What the form never sends: a name said twice, or one that it does not have. Nothing of it is passed over in silence. */
  readonly strange?: readonly Mistake[];
};
export type TypedAttendee = Readonly<Record<AttendeeField, string>>;

const each = <Name extends string>(names: readonly Name[], value: (name: Name) => string) =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, string>;
/** A field that is wrong, by the name it has in the form; what the contract says of it goes by the contract's code. */
export type Mistake = {
  readonly field: string;
  readonly code: keyof Dictionary['replyPage']['mistakes'] | ProblemCode;
  readonly params?: ProblemParams;
};

const nobody: TypedAttendee = each(attendeeFieldNames, () => '');
/** Far more than any field takes, however much of it nobody sees. */
const worthFolding = 32 * 1024;
/** Characters that nobody sees, such as come with a paste, are nothing typed. */
const seen = (text: string): string => (text.length > worthFolding ? text : foldText(text));
const isEmpty = (row: TypedAttendee) => attendeeFieldNames.every((name) => seen(row[name]) === '');

/** Rows beyond what is taken come back as well, to be mended; further ones are none of this form's fields. */
const mostRows = 4 * mostAttendees;
const rowField = new RegExp(`^attendees\\.(0|[1-9]\\d?)\\.(?:${attendeeFieldNames.join('|')})$`);
const shown = new Set<string>(['answer', ...replyFieldNames]);
const actions = { revision: true, more: true, show: true } as const satisfies Readonly<Record<string, true>> & {
  readonly [Name in ReplyField]?: never;
};
const isKnown = (name: string): boolean =>
  shown.has(name) || Object.hasOwn(actions, name) || Number(rowField.exec(name)?.[1] ?? mostRows) < mostRows;
const isShown = (name: string): boolean => shown.has(name) || rowField.test(name);

const strangeIn = (fields: ReadonlyMap<string, unknown>): Mistake[] =>
  [...fields].flatMap(([name, value]): Mistake[] => {
    if (!isKnown(name)) return [{ field: 'answer', code: 'unknown-field' }];
    return Array.isArray(value) ? [{ field: isShown(name) ? name : 'answer', code: 'said-twice' }] : [];
  });

/** Reads a posted form. Whatever it is, something comes out that can be shown again; nothing is cut off here. */
export const readTyped = (body: unknown): Typed => {
  const fields = new Map<string, unknown>(typeof body === 'object' && body !== null ? Object.entries(body) : []);
  const text = (name: string): string => {
    const value = fields.get(name);
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? first.replaceAll('\r\n', '\n') : '';
  };
  const rows = Array.from({ length: mostRows }, (_, index): TypedAttendee =>
    each(attendeeFieldNames, (name) => text(`attendees.${index}.${name}`)),
  );
  const used = rows.findLastIndex((row) => !isEmpty(row)) + 1;
  const strange = strangeIn(fields);
  // Of two answers neither is chosen.
  const answer = Array.isArray(fields.get('answer')) ? '' : text('answer');
  return {
    answer,
    attendees: rows.slice(0, Math.max(1, used)),
    ...each(replyFieldNames, text),
    revision: text('revision'),
    ...(strange.length > 0 && { strange }),
  };
};

/** The form as it stands before anybody has typed: empty, or what the office said last. */
export const typedOf = (response: Response | undefined, revision: number): Typed => ({
  answer: response?.answer ?? '',
  attendees:
    response === undefined || response.attendees.length === 0
      ? [nobody]
      : response.attendees.map((said) => each(attendeeFieldNames, (name) => said[name] ?? '')),
  ...each(replyFieldNames, (name) => response?.[name] ?? ''),
  revision: String(revision),
});

export const withOneMore = (typed: Typed): Typed =>
  typed.attendees.length >= mostAttendees ? typed : { ...typed, attendees: [...typed.attendees, nobody] };

/** Rows that somebody typed into, with the index that they have in the form. */
const filledRows = (typed: Typed) =>
  typed.attendees.map((row, index) => ({ row, index })).filter(({ row }) => !isEmpty(row));

const isTooLong = (text: string, field: Field): boolean => [...seen(text)].length > (mostOf(field) ?? Infinity);

const attendeeMistakes = (typed: Typed): Mistake[] => {
  const filled = filledRows(typed);
  if (filled.length === 0) return [{ field: 'attendees.0.name', code: 'name-missing' }];
  const tooMany = filled[mostAttendees];
  return [
    ...filled.flatMap(({ row, index }): Mistake[] => {
      const at = (name: AttendeeField) => `attendees.${index}.${name}`;
      const missing = attendeeFieldNames.filter(
        (name) => fieldOf(attendeeFields, name).required && seen(row[name]) === '',
      );
      const tooLong = attendeeFieldNames.filter((name) => isTooLong(row[name], fieldOf(attendeeFields, name)));
      return [
        ...missing.map((name) => ({
          field: at(name),
          code: name === 'name' ? ('name-missing' as const) : ('missing' as const),
        })),
        ...tooLong.map((name) => ({ field: at(name), code: 'too-long' as const })),
      ];
    }),
    ...(tooMany === undefined ? [] : [{ field: `attendees.${tooMany.index}.name`, code: 'too-many-persons' as const }]),
  ];
};

const contentOf = (typed: Typed): unknown => {
  const filledIn = <Name extends string>(names: readonly Name[], values: Readonly<Record<Name, string>>) =>
    Object.fromEntries(names.flatMap((name) => (seen(values[name]) === '' ? [] : [[name, values[name].trim()]])));
  const attendees = typed.answer === 'decline' ? [] : filledRows(typed).map(({ row }) => row);
  return {
    answer: typed.answer,
    attendees: attendees.map((row) => filledIn(attendeeFieldNames, row)),
    ...filledIn(replyFieldNames, typed),
  };
};

/** The contract counts the persons that are named; the form counts its rows, empty ones too. */
const asInForm = (typed: Typed, field: string): string => {
  const [list, entry, ...rest] = field.split('.');
  if (list !== 'attendees') return field === '' ? 'answer' : field;
  const index = filledRows(typed)[Number(entry ?? 0)]?.index ?? 0;
  return ['attendees', index, ...(rest.length > 0 ? rest : ['name'])].join('.');
};

const oneOfEachField = (mistakes: readonly Mistake[]): Mistake[] =>
  mistakes.filter(({ field }, index) => mistakes.findIndex((each) => each.field === field) === index);

/** What the office says, or every field that has to be mended. Who declines names nobody: names typed before are left out. */
export const checkTyped = (
  typed: Typed,
): { readonly content: ResponseContent } | { readonly mistakes: readonly Mistake[] } => {
  const mistakes: Mistake[] = [...(typed.strange ?? [])];
  const chosen = ResponseContent.shape.answer.safeParse(typed.answer).success;
  if (!chosen) mistakes.push({ field: 'answer', code: 'choose-answer' });
  if (chosen && typed.answer !== 'decline') mistakes.push(...attendeeMistakes(typed));
  for (const name of replyFieldNames) {
    const field = fieldOf(replyFields, name);
    if (field.required && seen(typed[name]) === '') mistakes.push({ field: name, code: 'missing' });
    if (isTooLong(typed[name], field)) mistakes.push({ field: name, code: 'too-long' });
  }
  if (mistakes.length > 0) return { mistakes: oneOfEachField(mistakes) };
  const parsed = ResponseContent.safeParse(contentOf(typed));
  if (parsed.success) return { content: parsed.data };
  const refused = fieldProblems(parsed.error.issues).map(({ field, code, params }): Mistake => ({
    field: asInForm(typed, field),
    code: isProblemCode(code) ? code : 'not-accepted',
    ...(params !== undefined && { params }),
  }));
  return { mistakes: oneOfEachField(refused) };
};

/** The revision that the sender saw, if the form says a plain one. */
export const expectedRevisionOf = ({ revision }: Typed): number | undefined =>
  /^[1-9]\d{0,8}$/.test(revision) ? Number(revision) : undefined;
