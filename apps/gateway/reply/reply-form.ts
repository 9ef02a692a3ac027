import {
  type Answered,
  askedInReply,
  askedOfAttendee,
  type AttendeeField,
  attendeeFieldNames,
  type Field,
  foldText,
  knownOf,
  mostAttendees,
  mostOf,
  namingFieldNames,
  questionsOf,
  quotaOf,
  readReply,
  type ReplyField,
  replyFieldNames,
  type ReplyForm,
  type ReplyFormSettings,
  ResponseContent,
  type Response,
  withoutUnasked,
} from '#contracts';
import { type Dictionary, isProblemCode, type ProblemCode, type ProblemParams } from '#words';
import { fieldProblems } from '#platform';

/** What stands in the form's fields, as typed. */
export type Typed = Readonly<Record<ReplyField, string>> & {
  readonly answer: string;
  readonly attendees: readonly TypedAttendee[];
  /** What stands in the meeting's own questions: by `diet`, or by `diet.halal` where several may be chosen. */
  readonly answers: Readonly<Record<string, string>>;
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
const isEmpty = (row: TypedAttendee) => namingFieldNames.every((name) => seen(row[name]) === '');

/** Rows beyond what is taken come back as well, to be mended; further ones are none of this form's fields. */
const mostRows = 4 * mostAttendees;
const rowField = new RegExp(`^attendees\\.(0|[1-9]\\d?)\\.(?:${attendeeFieldNames.join('|')})$`);
/** Those of the meeting's own questions, whichever they are; more than any form has are none of this one's. */
const answerField = /^answers\.([a-z0-9-]{1,64}(?:\.[a-z0-9-]{1,64})?)$/;
const mostAnswerFields = 500;
const shown = new Set<string>(['answer', ...replyFieldNames]);
/** What buttons and pages send along; reply-steps.ts reads it. */
const actions = {
  revision: true,
  more: true,
  less: true,
  show: true,
  review: true,
  edit: true,
  confirm: true,
  at: true,
} as const satisfies Readonly<Record<string, true>> & { readonly [Name in ReplyField]?: never };
const isKnown = (name: string): boolean =>
  shown.has(name)
  || Object.hasOwn(actions, name)
  || answerField.test(name)
  || Number(rowField.exec(name)?.[1] ?? mostRows) < mostRows;
const isShown = (name: string): boolean => shown.has(name) || rowField.test(name) || answerField.test(name);

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
  const answered = [...fields.keys()].flatMap((name) => answerField.exec(name)?.[1] ?? []).slice(0, mostAnswerFields);
  // Rows that stand empty stay: whoever added some has not filled them in yet.
  const posted = [...fields.keys()].map((name) => Number(rowField.exec(name)?.[1] ?? 0));
  const used = Math.max(0, ...posted.filter((index) => index < mostRows)) + 1;
  const strange = strangeIn(fields);
  // Of two answers neither is chosen.
  const answer = Array.isArray(fields.get('answer')) ? '' : text('answer');
  return {
    answer,
    attendees: rows.slice(0, used),
    answers: each(answered, (name) => text(`answers.${name}`)),
    ...each(replyFieldNames, text),
    revision: text('revision'),
    ...(strange.length > 0 && { strange }),
  };
};

/** The form as it stands before anybody has typed: what the office said last, or else what is known of it. */
export const typedOf = (
  response: Response | undefined,
  revision: number,
  known: { readonly [Name in ReplyField]?: string | undefined } = {},
): Typed => ({
  answer: response?.answer ?? '',
  attendees:
    response === undefined || response.attendees.length === 0
      ? [nobody]
      : response.attendees.map((said) => each(attendeeFieldNames, (name) => said[name] ?? '')),
  answers: Object.fromEntries(Object.entries(response?.answers ?? {}).flatMap(([id, said]) => typedAnswer(id, said))),
  ...each(replyFieldNames, (name) => (response ?? known)[name] ?? ''),
  revision: String(revision),
});
/** The form of whoever comes by a link and has not typed yet. */
export const untouched = ({ invitation, meeting }: Pick<ReplyForm, 'invitation' | 'meeting'>): Typed =>
  typedOf(invitation.response, invitation.revision, knownOf(invitation.organisation, meeting.form));
/** A box that is ticked. */
export const ticked = '1';
const typedAnswer = (id: string, said: Answered): [string, string][] =>
  typeof said === 'string' ? [[id, said]] : said.map((option) => [`${id}.${option}`, ticked]);

/** Of several persons the first leads as long as nobody has said otherwise. */
const led = (attendees: readonly TypedAttendee[], form: ReplyFormSettings | undefined): readonly TypedAttendee[] =>
  attendees.length < 2
  || !askedOfAttendee(form).some(({ name }) => name === 'head')
  || attendees.some(({ head }) => head !== '')
    ? attendees
    : attendees.map((row, index) => (index === 0 ? { ...row, head: 'head' } : row));
export const withOneMore = (typed: Typed, form: ReplyFormSettings | undefined): Typed =>
  typed.attendees.length >= quotaOf(form) ? typed : { ...typed, attendees: led([...typed.attendees, nobody], form) };

/** Without one of its rows; the last one stays, empty. */
export const withoutRow = (typed: Typed, index: number, form: ReplyFormSettings | undefined): Typed => {
  const attendees = typed.attendees.toSpliced(index, 1);
  return { ...typed, attendees: attendees.length === 0 ? [nobody] : led(attendees, form) };
};

/** All that was typed as it is posted, to be handed on by a page on which nothing is typed. */
export const postedOf = (typed: Typed): [name: string, value: string][] => [
  ['answer', typed.answer],
  ...replyFieldNames.map((name): [string, string] => [name, typed[name]]),
  ...Object.entries(typed.answers).map(([name, value]): [string, string] => [`answers.${name}`, value]),
  ['revision', typed.revision],
  ...typed.attendees.flatMap((row, index) =>
    Object.entries(row).map(([name, value]): [string, string] => [`attendees.${index}.${name}`, value]),
  ),
];

/** Rows that somebody typed into, with the index that they have in the form. */
const filledRows = (typed: Typed) =>
  typed.attendees.map((row, index) => ({ row, index })).filter(({ row }) => !isEmpty(row));

const isTooLong = (text: string, field: Field): boolean => [...seen(text)].length > (mostOf(field) ?? Infinity);

const attendeeMistakes = (typed: Typed, form: ReplyFormSettings | undefined): Mistake[] => {
  const filled = filledRows(typed);
  if (filled.length === 0) return [{ field: 'attendees.0.name', code: 'name-missing' }];
  const most = quotaOf(form);
  const tooMany = filled[most];
  const asked = askedOfAttendee(form);
  return [
    ...filled.flatMap(({ row, index }): Mistake[] => {
      const at = (name: AttendeeField) => `attendees.${index}.${name}`;
      const missing = asked.filter(
        ({ name, field, required }) => required && field.ofOne !== true && seen(row[name]) === '',
      );
      const tooLong = asked.filter(({ name, field }) => isTooLong(row[name], field));
      return [
        ...missing.map(({ name }) => ({
          field: at(name),
          code: name === 'name' ? ('name-missing' as const) : ('missing' as const),
        })),
        ...tooLong.map(({ name }) => ({ field: at(name), code: 'too-long' as const })),
      ];
    }),
    ...(tooMany === undefined
      ? []
      : [
          form?.quota === undefined
            ? { field: `attendees.${tooMany.index}.name`, code: 'too-many-persons' as const }
            : { field: `attendees.${tooMany.index}.name`, code: 'over-quota' as const, params: { most } },
        ]),
  ];
};

/** What stands in questions, whatever their form: a name that has an option's beside it was ticked. */
export const answeredIn = ({ answers }: Typed): Record<string, Answered> => {
  const said: Record<string, Answered> = {};
  for (const [name, text] of Object.entries(answers)) {
    const [id = '', option] = name.split('.');
    const before = said[id];
    if (!isTyped(text)) continue;
    said[id] = option === undefined ? text : [...(typeof before === 'object' ? before : []), option];
  }
  return said;
};

/** What stands in the questions of this form: a text, or what was ticked. */
const answersOf = (typed: Typed, form: ReplyFormSettings | undefined): Record<string, Answered> =>
  Object.fromEntries(
    questionsOf(form).flatMap(({ id, kind, options = [] }): [string, Answered][] => {
      if (kind !== 'several')
        return seen(typed.answers[id] ?? '') === '' ? [] : [[id, (typed.answers[id] ?? '').trim()]];
      const chosen = options
        .filter((option) => isTyped(typed.answers[`${id}.${option.id}`]))
        .map((option) => option.id);
      return chosen.length === 0 ? [] : [[id, chosen]];
    }),
  );
const isTyped = (text: string | undefined): boolean => text !== undefined && seen(text) !== '';

/** What was typed into fields that the form does not have, such as one that was open while the form changed. */
const notOnForm = (typed: Typed, form: ReplyFormSettings | undefined): Mistake[] => {
  const names = new Set(
    questionsOf(form).flatMap(({ id, kind, options = [] }) =>
      kind === 'several' ? options.map((option) => `${id}.${option.id}`) : [id],
    ),
  );
  const fields = new Set<string>(askedInReply(form).map(({ name }) => name));
  const ofAttendee = new Set<string>(askedOfAttendee(form).map(({ name }) => name));
  const isStrange =
    Object.entries(typed.answers).some(([name, text]) => !names.has(name) && isTyped(text))
    || replyFieldNames.some((name) => !fields.has(name) && isTyped(typed[name]))
    || typed.attendees.some((row) => attendeeFieldNames.some((name) => !ofAttendee.has(name) && isTyped(row[name])));
  return isStrange ? [{ field: 'answer', code: 'unknown-field' }] : [];
};

const contentOf = (typed: Typed, form: ReplyFormSettings | undefined): unknown => {
  const filledIn = <Name extends string>(names: readonly Name[], values: Readonly<Record<Name, string>>) =>
    Object.fromEntries(names.flatMap((name) => (seen(values[name]) === '' ? [] : [[name, values[name].trim()]])));
  const attendees = typed.answer === 'decline' ? [] : filledRows(typed).map(({ row }) => row);
  const answers = answersOf(typed, form);
  return {
    answer: typed.answer,
    attendees: attendees.map((row) => filledIn(attendeeFieldNames, row)),
    ...filledIn(replyFieldNames, typed),
    ...(Object.keys(answers).length > 0 && { answers }),
  };
};

/** The contract counts the persons that are named; the form counts its rows, empty ones too. */
const asInForm = (typed: Typed, field: string): string => {
  const [list, entry, ...rest] = field.split('.');
  if (list === 'answers') return `answers.${entry ?? ''}`;
  if (list !== 'attendees') return field === '' ? 'answer' : field;
  const index = filledRows(typed)[Number(entry ?? 0)]?.index ?? 0;
  return ['attendees', index, ...(rest.length > 0 ? rest : ['name'])].join('.');
};

const oneOfEachField = (mistakes: readonly Mistake[]): Mistake[] =>
  mistakes.filter(({ field }, index) => mistakes.findIndex((each) => each.field === field) === index);

/** What the contract or the form refuses, at the field of the page in which it was typed. */
const mistakeOf = (typed: Typed, { field, code, params }: Refused): Mistake => ({
  field: asInForm(typed, field),
  code: isProblemCode(code) ? code : 'not-accepted',
  ...(params !== undefined && { params }),
});
type Refused = {
  readonly field: string;
  readonly code?: string | undefined;
  readonly params?: ProblemParams | undefined;
};
/** What registration refused: the form may have changed since it was checked here. */
export const mistakesOf = (typed: Typed, refused: readonly Refused[]): readonly Mistake[] =>
  oneOfEachField(
    refused.map(({ field, ...rest }) => mistakeOf(typed, { field: field.replace(/^content\./, ''), ...rest })),
  );

/** What is wrong with the answers to the meeting's questions, beside whatever else is wrong. */
const questionMistakes = (said: ResponseContent, form: ReplyFormSettings | undefined): Mistake[] =>
  readReply(form, withoutUnasked(form, said), { whole: true }).problems.filter(({ field }) =>
    field.startsWith('answers.'),
  );

/**
 * What the office says, or every field that has to be mended. Who declines names nobody, and what is not asked with an answer
 * is not said with it: what was typed there before is left out.
 */
export const checkTyped = (
  typed: Typed,
  form: ReplyFormSettings | undefined,
): { readonly content: ResponseContent } | { readonly mistakes: readonly Mistake[] } => {
  const mistakes: Mistake[] = [...(typed.strange ?? []), ...notOnForm(typed, form)];
  const answer = ResponseContent.shape.answer.safeParse(typed.answer).data;
  if (answer === undefined) mistakes.push({ field: 'answer', code: 'choose-answer' });
  if (answer !== undefined && answer !== 'decline') mistakes.push(...attendeeMistakes(typed, form));
  for (const { name, field, required } of askedInReply(form, answer)) {
    // Without an answer it is not known what goes with it.
    const isAsked = answer !== undefined || field.when === undefined;
    if (required && isAsked && seen(typed[name]) === '') mistakes.push({ field: name, code: 'missing' });
    if (isTooLong(typed[name], field)) mistakes.push({ field: name, code: 'too-long' });
  }
  if (answer !== undefined)
    mistakes.push(...questionMistakes({ answer, attendees: [], answers: answersOf(typed, form) }, form));
  if (mistakes.length > 0) return { mistakes: oneOfEachField(mistakes) };
  const parsed = ResponseContent.safeParse(contentOf(typed, form));
  if (!parsed.success) return { mistakes: mistakesOf(typed, fieldProblems(parsed.error.issues)) };
  const { content, problems } = readReply(form, withoutUnasked(form, parsed.data), { whole: true });
  return problems.length > 0 ? { mistakes: mistakesOf(typed, problems) } : { content };
};

/** The revision that the sender saw, if the form says a plain one. */
export const expectedRevisionOf = ({ revision }: Pick<Typed, 'revision'>): number | undefined =>
  /^[1-9]\d{0,8}$/.test(revision) ? Number(revision) : undefined;
