import {
  type Answer,
  arabicDigits,
  asksOpinions,
  attendeeFieldNames,
  attendeeFields,
  type AttendeeField,
  type Field,
  fieldOf,
  type FieldUse,
  isSwitchable,
  type MeetingContent,
  mostAttendees,
  mostSeats,
  type Question,
  type QuestionKind,
  questionsOf,
  type ReplyField,
  replyFieldNames,
  replyFields,
  type ReplyFormSettings,
  takesOptions,
  usualUse,
} from '#contracts';

type Label = { readonly th: string; readonly en: string };
export type TypedOption = { readonly id: string } & Label;
/** A question as it stands on the page. Options stay with it while its kind takes none, and are not sent. */
export type TypedQuestion = {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly label: Label;
  readonly options: readonly TypedOption[];
  readonly required: boolean;
  /** Asked of those who answer so; nobody ticked: of all. */
  readonly answers: readonly Answer[];
  /** The earlier question that it waits for, and which of its options; '' for none. */
  readonly waitsFor: string;
  readonly has: readonly string[];
};
type Uses<Name extends string> = Readonly<Record<Name, FieldUse>>;
export type TypedForm = {
  readonly attendee: Uses<string>;
  readonly fields: Uses<string>;
  readonly quota: string;
  /** Of every hall, and of those that have another number. */
  readonly seats: string;
  readonly seatsBySite: Readonly<Record<string, string>>;
  readonly opinions: boolean;
  readonly questions: readonly TypedQuestion[];
};
export type FormEdits = Partial<TypedForm>;

const switchable = <Name extends string>(names: readonly Name[], called: (name: Name) => Field): readonly Name[] =>
  names.filter((name) => isSwitchable(called(name)));
const ofAttendee = (name: AttendeeField): Field => fieldOf(attendeeFields, name);
const ofReply = (name: ReplyField): Field => fieldOf(replyFields, name);
/** What a meeting may leave out, in the order of the form. */
export const switchableFields = {
  attendee: switchable(attendeeFieldNames, ofAttendee),
  fields: switchable(replyFieldNames, ofReply),
} as const;

type Said = { readonly [name: string]: FieldUse | undefined };
const usesOf = <Name extends string>(names: readonly Name[], called: (name: Name) => Field, said: Said = {}) =>
  Object.fromEntries(names.map((name) => [name, said[name] ?? usualUse(called(name))]));
/** What is said already stays said, also where it is as usual. */
const saidOf = <Name extends string>(
  names: readonly Name[],
  called: (name: Name) => Field,
  typed: Uses<string>,
  said: Said = {},
): Said =>
  Object.fromEntries(
    names.flatMap((name) => {
      const use = typed[name];
      return use === undefined || (said[name] === undefined && use === usualUse(called(name))) ? [] : [[name, use]];
    }),
  );

type Named = Question['label'];
const typedLabel = ({ th, en = '' }: Named): Label => ({ th, en });
const typedQuestion = ({ id, kind, label, options = [], required, when }: Question): TypedQuestion => ({
  id,
  kind,
  label: typedLabel(label),
  options: options.map((option) => ({ id: option.id, ...typedLabel(option.label) })),
  required,
  answers: when?.answers ?? [],
  waitsFor: when?.question?.id ?? '',
  has: when?.question?.has ?? [],
});

export const typedForm = (form: ReplyFormSettings | undefined): TypedForm => ({
  attendee: usesOf(switchableFields.attendee, ofAttendee, form?.attendee as Said | undefined),
  fields: usesOf(switchableFields.fields, ofReply, form?.fields),
  quota: form?.quota === undefined ? '' : String(form.quota),
  seats: form?.halls?.usual === undefined ? '' : String(form.halls.usual),
  seatsBySite: Object.fromEntries((form?.halls?.bySite ?? []).map(({ siteId, seats }) => [siteId, String(seats)])),
  opinions: asksOpinions(form),
  questions: questionsOf(form).map(typedQuestion),
});

const made = (kind: string): string => `${kind}-${crypto.randomUUID().slice(0, 8)}`;
export const newOption = (): TypedOption => ({ id: made('o'), th: '', en: '' });
export const newQuestion = (): TypedQuestion => ({
  id: made('q'),
  kind: 'text',
  label: { th: '', en: '' },
  options: [],
  required: false,
  answers: [],
  waitsFor: '',
  has: [],
});
/** A question of another kind; one that is to be chosen from has two options to begin with. */
export const ofKind = (question: TypedQuestion, kind: QuestionKind): TypedQuestion => ({
  ...question,
  kind,
  options: takesOptions({ kind }) && question.options.length === 0 ? [newOption(), newOption()] : question.options,
});

export const moved = <Item>(items: readonly Item[], from: number, by: -1 | 1): readonly Item[] => {
  const to = from + by;
  const [one, other] = [items[from], items[to]];
  return one === undefined || other === undefined ? items : items.with(from, other).with(to, one);
};

/** Without a question; what waited for it waits for nothing any more. */
export const withoutQuestion = (questions: readonly TypedQuestion[], gone: TypedQuestion): readonly TypedQuestion[] =>
  questions.flatMap((each) =>
    each.id === gone.id ? [] : [each.waitsFor === gone.id ? { ...each, waitsFor: '', has: [] } : each],
  );

const isBlank = ({ th, en }: Label): boolean => th.trim() === '' && en.trim() === '';
const writtenOptions = ({ options }: TypedQuestion): readonly TypedOption[] =>
  options.filter((option) => !isBlank(option));
/** The questions that one may wait for: those before it that are chosen from. */
export const mayWaitFor = (questions: readonly TypedQuestion[], index: number): readonly TypedQuestion[] =>
  questions.slice(0, index).filter(takesOptions);

/** What no form can be, by the path of the field in which it is mended. */
export type FormMistake = {
  readonly path: string;
  readonly of: 'label' | 'option' | 'options' | 'quota' | 'seats' | 'waitsFor';
};
/** A number from 1 to the most there may be. */
const numberIn = (text: string, most: number): number | undefined => {
  const plain = arabicDigits(text.trim());
  const number = /^\d{1,6}$/.test(plain) ? Number(plain) : 0;
  return number >= 1 && number <= most ? number : undefined;
};
export const seatsPath = 'form.halls.usual';
export const seatsPathOf = (siteId: string): string => `form.halls.bySite.${siteId}`;
const isNumber = (text: string, most: number): boolean => text.trim() === '' || numberIn(text, most) !== undefined;
const hallsIn = ({ seats, seatsBySite }: TypedForm): ReplyFormSettings['halls'] => {
  const usual = numberIn(seats, mostSeats);
  const bySite = Object.entries(seatsBySite).flatMap(([siteId, typed]) => {
    const own = numberIn(typed, mostSeats);
    return own === undefined ? [] : [{ siteId, seats: own }];
  });
  if (usual === undefined && bySite.length === 0) return undefined;
  return { ...(usual !== undefined && { usual }), ...(bySite.length > 0 && { bySite }) };
};
export const questionPath = (index: number): string => `form.questions.${index}`;
const mistakesOfQuestion = (questions: readonly TypedQuestion[], index: number): FormMistake[] => {
  const question = questions[index];
  if (question === undefined) return [];
  const at = questionPath(index);
  const { label, waitsFor, has } = question;
  const of = mayWaitFor(questions, index).find(({ id }) => id === waitsFor);
  const known =
    waitsFor === '' || (of !== undefined && has.some((each) => writtenOptions(of).some(({ id }) => id === each)));
  return [
    ...(label.th.trim() === '' ? [{ path: `${at}.label.th`, of: 'label' as const }] : []),
    ...(takesOptions(question) && writtenOptions(question).length < 2
      ? [{ path: `${at}.options`, of: 'options' as const }]
      : []),
    ...(takesOptions(question)
      ? question.options.flatMap((option, place) =>
          option.th.trim() === '' && option.en.trim() !== ''
            ? [{ path: `${at}.options.${place}.label.th`, of: 'option' as const }]
            : [],
        )
      : []),
    ...(known ? [] : [{ path: `${at}.when`, of: 'waitsFor' as const }]),
  ];
};

const labelOf = ({ th, en }: Label): Named => ({ th: th.trim(), ...(en.trim() !== '' && { en: en.trim() }) });
const questionIn = (question: TypedQuestion, all: readonly TypedQuestion[]): Question => {
  const { id, kind, label, required, answers, waitsFor } = question;
  const of = all.find((each) => each.id === waitsFor);
  const has = of === undefined ? [] : writtenOptions(of).filter((option) => question.has.includes(option.id));
  const when = {
    ...(answers.length > 0 && { answers: [...answers] }),
    ...(has.length > 0 && { question: { id: waitsFor, has: has.map((option) => option.id) } }),
  };
  return {
    id,
    kind,
    label: labelOf(label),
    ...(takesOptions(question) && {
      options: writtenOptions(question).map((option) => ({ id: option.id, label: labelOf(option) })),
    }),
    required,
    ...(Object.keys(when).length > 0 && { when }),
  };
};

const isNothing = (value: object): boolean => Object.keys(value).length === 0;
/**
 * The form that was typed, or what no form can be; undefined where it asks what is usual. Questions that are asked no more
 * stay: they are kept for what was answered to them.
 */
export const readForm = (
  typed: TypedForm,
  before: ReplyFormSettings | undefined,
): { readonly form: ReplyFormSettings | undefined } | { readonly mistakes: readonly FormMistake[] } => {
  const quota = numberIn(typed.quota, mostAttendees);
  const halls = hallsIn(typed);
  const mistakes: FormMistake[] = [
    ...(typed.quota.trim() !== '' && quota === undefined ? [{ path: 'form.quota', of: 'quota' as const }] : []),
    ...(isNumber(typed.seats, mostSeats) ? [] : [{ path: seatsPath, of: 'seats' as const }]),
    ...Object.entries(typed.seatsBySite).flatMap(([siteId, seats]) =>
      isNumber(seats, mostSeats) ? [] : [{ path: seatsPathOf(siteId), of: 'seats' as const }],
    ),
    ...typed.questions.flatMap((_question, index) => mistakesOfQuestion(typed.questions, index)),
  ];
  if (mistakes.length > 0) return { mistakes };
  const attendee = saidOf(switchableFields.attendee, ofAttendee, typed.attendee, before?.attendee as Said | undefined);
  const fields = saidOf(switchableFields.fields, ofReply, typed.fields, before?.fields);
  const asked = new Set(typed.questions.map(({ id }) => id));
  const retired = (before?.questions ?? []).filter((each) => each.retired === true && !asked.has(each.id));
  const questions = [...typed.questions.map((each) => questionIn(each, typed.questions)), ...retired];
  const form = {
    ...(!isNothing(attendee) && { attendee }),
    ...(!isNothing(fields) && { fields }),
    ...(questions.length > 0 && { questions }),
    ...(quota !== undefined && { quota }),
    ...(halls && { halls }),
    ...((!typed.opinions || before?.opinions !== undefined) && { opinions: typed.opinions }),
  } as ReplyFormSettings;
  return { form: isNothing(form) ? undefined : form };
};

/** The meeting with another reply form. */
export const withForm = (content: MeetingContent, form: ReplyFormSettings | undefined): MeetingContent => {
  const { form: _form, ...rest } = content;
  return form === undefined ? rest : { ...rest, form };
};
