import { z } from 'zod';
import { type ProblemCode, type ProblemParams } from '#words';
import {
  type AttendeeField,
  attendeeFieldNames,
  attendeeFields,
  type Field,
  fieldOf,
  type FieldPart,
  mostAttendees,
  type ReplyField,
  replyFieldNames,
  replyFields,
} from './reply-fields.js';
import { broken } from './word.js';
import { Answer, Bilingual, Id } from './words.js';

/** Whether a meeting asks for a field that can be left out, and insists on it. */
export const FieldUse = z.enum(['off', 'optional', 'required']).meta({ id: 'FieldUse' });
export type FieldUse = z.infer<typeof FieldUse>;
export const QuestionKind = z.enum(['text', 'choice', 'several', 'number', 'date']).meta({ id: 'QuestionKind' });
export type QuestionKind = z.infer<typeof QuestionKind>;

export const mostQuestions = 20;
/** With those that are asked no more: of more than that, what was taken away last is not kept. */
const mostKept = 60;
/** Wording of all that is asked: a meeting travels whole, and its page is to stay one that opens at once. */
const mostWording = 30_000;

/** A question of this meeting's own. `retired`: asked no more, kept because offices have answered it. */
export const Question = z
  .object({
    id: Id,
    kind: QuestionKind,
    label: Bilingual,
    /** What may be chosen: of a choice one, of several any. */
    options: z
      .array(z.object({ id: Id, label: Bilingual }))
      .min(2)
      .max(20)
      .optional(),
    required: z.boolean(),
    /** Asked only where the answer is one of these, and where an earlier question was answered with one of these options. */
    when: z
      .object({
        answers: z.array(Answer).min(1).max(Answer.options.length).optional(),
        question: z.object({ id: Id, has: z.array(Id).min(1).max(20) }).optional(),
      })
      .optional(),
    retired: z.boolean().optional(),
  })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof Question>;

/** Whether a meeting may leave a field out. */
export const isSwitchable = (field: Field): boolean => !field.required;
const usesOf = <Name extends string>(names: readonly Name[], fieldCalled: (name: Name) => Field) =>
  z.object(
    Object.fromEntries(
      names.filter((name) => isSwitchable(fieldCalled(name))).map((name) => [name, FieldUse.optional()]),
    ) as { [Each in Name]: z.ZodOptional<typeof FieldUse> },
  );

export const mostSeats = 10_000;
const mostSites = 500;
const Seats = z.int().min(1).max(mostSeats);
/** How many seats a hall has: of one that is not named, the usual number. A hall without a number holds all who come. */
export const HallSeats = z
  .object({
    usual: Seats.optional(),
    bySite: z
      .array(z.object({ siteId: Id, seats: Seats }))
      .max(mostSites)
      .optional(),
  })
  .meta({ id: 'HallSeats' });
export type HallSeats = z.infer<typeof HallSeats>;

const settings = {
  attendee: usesOf(
    attendeeFieldNames.filter((name): name is Exclude<AttendeeField, 'name'> => name !== 'name'),
    (name) => fieldOf(attendeeFields, name),
  ).optional(),
  fields: usesOf(replyFieldNames, (name) => fieldOf(replyFields, name)).optional(),
  questions: z.array(Question).max(mostKept).optional(),
  /** How many persons an office may name. */
  quota: z.int().min(1).max(mostAttendees).optional(),
  /** How many the halls seat, where that is counted. */
  halls: HallSeats.optional(),
  /** Whether offices are asked for their opinions, which they may give longer than they may answer. */
  opinions: z.boolean().optional(),
};
type Settings = z.infer<z.ZodObject<typeof settings>>;
type Broken = { readonly path: readonly string[]; readonly code: ProblemCode; readonly params?: ProblemParams };

const isTwice = (ids: readonly string[]): boolean => new Set(ids).size !== ids.length;
export const takesOptions = ({ kind }: Pick<Question, 'kind'>): boolean => kind === 'choice' || kind === 'several';

const brokenIn = (question: Question, earlier: readonly Question[], at: readonly string[]): Broken[] => {
  const { options, when } = question;
  const asked = when?.question;
  const of = earlier.find(({ id }) => id === asked?.id);
  const known = asked === undefined || (of !== undefined && asked.has.every((has) => hasOption(of, has)));
  return [
    ...(takesOptions(question) && options === undefined
      ? [{ path: [...at, 'options'], code: 'missing' as const }]
      : []),
    ...(!takesOptions(question) && options !== undefined
      ? [{ path: [...at, 'options'], code: 'unknown-field' as const, params: { key: 'options' } }]
      : []),
    ...(isTwice((options ?? []).map(({ id }) => id))
      ? [{ path: [...at, 'options'], code: 'named-twice' as const }]
      : []),
    ...(known ? [] : [{ path: [...at, 'when', 'question'], code: 'question-unknown' as const }]),
  ];
};
const hasOption = ({ options = [] }: Question, wanted: string): boolean => options.some(({ id }) => id === wanted);

/** What no form can be: a question named twice, one without its options, one that waits for what is not asked before it. */
const brokenRules = ({ questions = [], halls }: Settings): Broken[] => [
  ...(isTwice((halls?.bySite ?? []).map(({ siteId }) => siteId))
    ? [{ path: ['halls', 'bySite'], code: 'named-twice' as const }]
    : []),
  ...(questions.filter(({ retired }) => retired !== true).length > mostQuestions
    ? [{ path: ['questions'], code: 'list-long' as const, params: { max: mostQuestions } }]
    : []),
  ...(JSON.stringify(questions.filter(({ retired }) => retired !== true)).length > mostWording
    ? [{ path: ['questions'], code: 'text-long' as const, params: { max: mostWording } }]
    : []),
  ...(isTwice(questions.map(({ id }) => id)) ? [{ path: ['questions'], code: 'named-twice' as const }] : []),
  ...questions.flatMap((each, index) =>
    each.retired === true
      ? []
      : brokenIn(
          each,
          questions.slice(0, index).filter(({ retired }) => retired !== true),
          ['questions', String(index)],
        ),
  ),
];

/** What a meeting asks on its reply form. What it says nothing of is as usual. */
export const ReplyFormSettings = z
  .object(settings)
  .superRefine((form, { addIssue }) => {
    for (const { path, code, params } of brokenRules(form)) addIssue({ code: 'custom', ...broken(path, code, params) });
  })
  .meta({ id: 'ReplyFormSettings' });
export type ReplyFormSettings = z.infer<typeof ReplyFormSettings>;
/** As it was kept once: read without today's rules. */
export const KeptReplyForm = z.object(settings).meta({ id: 'KeptReplyForm' });

/** How a meeting asks for a field of which it says nothing. */
export const usualUse = ({ required, onRequest }: Field): FieldUse =>
  required ? 'required' : onRequest === true ? 'off' : 'optional';
const useOf = (field: Field, said: FieldUse | undefined): FieldUse =>
  field.required ? 'required' : (said ?? usualUse(field));
export type Asked<Name extends string> = { readonly name: Name; readonly field: Field; readonly required: boolean };
const askedOf = <Name extends string>(
  names: readonly Name[],
  fieldCalled: (name: Name) => Field,
  uses: { readonly [Each in Name]?: FieldUse | undefined } | undefined,
): Asked<Name>[] =>
  names.flatMap((name) => {
    const field = fieldCalled(name);
    const use = useOf(field, uses?.[name]);
    return use === 'off' ? [] : [{ name, field, required: use === 'required' }];
  });

/** What a meeting asks of each person who comes, in the order of the form. */
export const askedOfAttendee = (form: ReplyFormSettings | undefined): Asked<AttendeeField>[] =>
  askedOf(
    attendeeFieldNames,
    (name) => fieldOf(attendeeFields, name),
    form?.attendee as { readonly [Each in AttendeeField]?: FieldUse } | undefined,
  ).filter(({ field }) => field.ofOne !== true || quotaOf(form) > 1);
/** What a meeting asks beside the answer; with an answer only what is asked of those who answer so. */
export const askedInReply = (form: ReplyFormSettings | undefined, answer?: Answer): Asked<ReplyField>[] =>
  askedOf(replyFieldNames, (name) => fieldOf(replyFields, name), form?.fields).filter(
    ({ field }) => answer === undefined || field.when === undefined || field.when.includes(answer),
  );
/** What is asked beside the answer by what stands together on the form, in its order. */
export const askedInParts = (
  asked: readonly Asked<ReplyField>[],
): readonly { readonly part: FieldPart | undefined; readonly asked: readonly Asked<ReplyField>[] }[] =>
  [undefined, 'coordinator' as const, 'letter' as const]
    .map((part) => ({ part, asked: asked.filter(({ field }) => field.part === part) }))
    .filter((each) => each.asked.length > 0);
/** The questions that are asked today, whatever is answered. */
export const questionsOf = (form: ReplyFormSettings | undefined): readonly Question[] =>
  (form?.questions ?? []).filter(({ retired }) => retired !== true);
/** Whether a meeting asks for opinions: one that says nothing of it does. */
export const asksOpinions = (form: ReplyFormSettings | undefined): boolean => form?.opinions ?? true;
/** How many persons an office may name. */
export const quotaOf = (form: ReplyFormSettings | undefined): number => form?.quota ?? mostAttendees;

/** Whether the seats of any hall are counted. */
export const countsSeats = (form: ReplyFormSettings | undefined): boolean =>
  form?.halls?.usual !== undefined || (form?.halls?.bySite ?? []).length > 0;
/** Whether offices are asked for another hall than their own. */
export const asksForOtherSites = (form: ReplyFormSettings | undefined): boolean =>
  askedInReply(form).some(({ name }) => name === 'otherSite');
/** How many persons a hall seats; undefined where it holds all who come. */
export const seatsOf = (form: ReplyFormSettings | undefined, siteId: string): number | undefined =>
  form?.halls?.bySite?.find((each) => each.siteId === siteId)?.seats ?? form?.halls?.usual;

/**
 * The form that takes another one's place: what offices may have answered is kept as retired, so that their answers keep
 * their question. A question that is asked again under its id is asked as it stands.
 */
export const withRetired = (
  before: ReplyFormSettings | undefined,
  after: ReplyFormSettings | undefined,
): ReplyFormSettings | undefined => {
  const named = new Set((after?.questions ?? []).map(({ id }) => id));
  const gone = (before?.questions ?? []).filter(({ id }) => !named.has(id));
  return gone.length === 0
    ? after
    : {
        ...after,
        questions: [...(after?.questions ?? []), ...gone.map((each) => ({ ...each, retired: true }))].slice(
          0,
          mostKept,
        ),
      };
};
/** For a meeting that nobody has answered yet: without what is asked no more. */
export const withoutRetired = ({ questions, ...form }: ReplyFormSettings): ReplyFormSettings => ({
  ...form,
  ...(questions && { questions: questions.filter(({ retired }) => retired !== true) }),
});
