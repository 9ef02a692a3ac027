import { type Language, type ProblemCode, type ProblemParams, shortDayText, textIn } from '#words';
import { arabicDigits, isDay, readWrittenDay } from './era.js';
import { attendeeFieldNames, replyFieldNames } from './reply-fields.js';
import { headOf } from './reply-said.js';
import {
  type Asked,
  askedInReply,
  askedOfAttendee,
  type Question,
  questionsOf,
  quotaOf,
  type ReplyFormSettings,
  takesOptions,
} from './reply-form-settings.js';
import { type Answered, type ResponseContent } from './response.js';
import { type Reading } from './word.js';
import { type Answer } from './words.js';

/** What is wrong with a reply, by the field's path within it: `answers.diet`, `attendees.0.email`. */
export type ReplyProblem = { readonly field: string; readonly code: ProblemCode; readonly params?: ProblemParams };
type Answers = Readonly<Record<string, Answered>>;
/** `whole`: what the meeting requires must be said. What the desk enters is what its paper says, and may lack it. */
type Terms = { readonly whole: boolean };

const isSaid = (value: Answered | undefined): value is Answered => value !== undefined && value.length > 0;
const saidIn = (answers: Answers | undefined, id: string): Answered | undefined =>
  answers !== undefined && Object.hasOwn(answers, id) ? answers[id] : undefined;
const chosenOf = (answered: Answered | undefined): readonly string[] =>
  answered === undefined ? [] : typeof answered === 'string' ? [answered] : answered;

/** The questions that are asked of who answers so. A question that waits for another is not asked where that one isn't. */
export const questionsFor = (
  form: ReplyFormSettings | undefined,
  { answer, answers }: { readonly answer: Answer | undefined; readonly answers?: Answers | undefined },
): Question[] => {
  const asked: Question[] = [];
  for (const question of questionsOf(form)) {
    const { when } = question;
    const ofAnswer = when?.answers === undefined || (answer !== undefined && when.answers.includes(answer));
    const waitsFor = when?.question;
    const ofOther =
      waitsFor === undefined
      || (asked.some(({ id }) => id === waitsFor.id)
        && chosenOf(saidIn(answers, waitsFor.id)).some((each) => waitsFor.has.includes(each)));
    if (ofAnswer && ofOther) asked.push(question);
  }
  return asked;
};

const readNumber = (text: string): Reading => {
  const plain = arabicDigits(text).replace(/[\s,]/g, '');
  return /^[+-]?\d{1,12}(?:\.\d{1,3})?$/.test(plain) ? { value: String(Number(plain)) } : { problem: 'number-form' };
};
type Read = { readonly value: Answered } | Exclude<Reading, { value: string }>;
const isText = (answered: Answered): answered is string => typeof answered === 'string';
const optionIds = ({ options = [] }: Question): readonly string[] => options.map(({ id }) => id);
const readAnswered = (question: Question, answered: Answered): Read => {
  if (isText(answered) === (question.kind === 'several'))
    return { problem: question.kind === 'several' ? 'not-list' : 'not-text' };
  if (takesOptions(question)) {
    const ids = optionIds(question);
    const chosen = chosenOf(answered);
    if (!chosen.every((each) => ids.includes(each))) return { problem: 'one-of', params: { values: ids.join('\n') } };
    return { value: isText(answered) ? answered : ids.filter((each) => chosen.includes(each)) };
  }
  const text = isText(answered) ? answered : '';
  return question.kind === 'number'
    ? readNumber(text)
    : question.kind === 'date'
      ? readWrittenDay(text)
      : { value: text };
};

/** What is said to the questions, in the one spelling of its kind and in their order, and what is wrong with it. */
const readAnswers = (
  form: ReplyFormSettings | undefined,
  { answer, answers = {} }: ResponseContent,
  { whole }: Terms,
) => {
  const problems: ReplyProblem[] = [];
  const asked = questionsFor(form, { answer, answers });
  const read: Record<string, Answered> = {};
  for (const question of asked) {
    const field = `answers.${question.id}`;
    const answered = saidIn(answers, question.id);
    if (!isSaid(answered)) {
      if (whole && question.required) problems.push({ field, code: 'missing' });
      continue;
    }
    const reading = readAnswered(question, answered);
    if ('value' in reading) read[question.id] = reading.value;
    else problems.push({ field, code: reading.problem, ...(reading.params && { params: reading.params }) });
  }
  for (const [id, answered] of Object.entries(answers)) {
    if (!isSaid(answered) || asked.some((each) => each.id === id)) continue;
    const known = form?.questions?.some((each) => each.id === id) === true;
    problems.push({
      field: `answers.${id}`,
      ...(known ? { code: 'not-asked' } : { code: 'unknown-field', params: { key: id } }),
    });
  }
  return { read, problems };
};

const fieldsWrong = <Name extends string>(
  names: readonly Name[],
  asked: readonly Asked<Name>[],
  values: { readonly [Each in Name]?: string | undefined },
  { whole, at }: Terms & { readonly at: string },
): ReplyProblem[] =>
  names.flatMap((name): ReplyProblem[] => {
    const use = asked.find((each) => each.name === name);
    const said = isSaid(values[name]);
    if (said && use === undefined) return [{ field: `${at}${name}`, code: 'not-asked' }];
    return whole && !said && use?.required === true && use.field.ofOne !== true
      ? [{ field: `${at}${name}`, code: 'missing' }]
      : [];
  });

/** Whoever comes alone is nobody's head. */
const withHead = (attendees: ResponseContent['attendees']): ResponseContent['attendees'] =>
  attendees.length > 1 ? attendees : attendees.map(({ head: _head, ...person }) => person);

/**
 * A reply under the form of its meeting: as it is to be kept, and all that keeps it from being taken. What its own schema
 * says has been checked before.
 */
export const readReply = (
  form: ReplyFormSettings | undefined,
  content: ResponseContent,
  terms: Terms,
): { readonly content: ResponseContent; readonly problems: readonly ReplyProblem[] } => {
  const { answers: _answers, ...rest } = content;
  const { read, problems } = readAnswers(form, content, terms);
  const quota = quotaOf(form);
  const ofAttendee = askedOfAttendee(form);
  const needsHead = ofAttendee.some(({ name, required }) => name === 'head' && required);
  return {
    content: {
      ...rest,
      attendees: withHead(content.attendees),
      ...(Object.keys(read).length > 0 && { answers: read }),
    },
    problems: [
      ...(content.attendees.length > quota
        ? [{ field: 'attendees', code: 'over-quota' as const, params: { most: quota } }]
        : []),
      ...content.attendees.flatMap((each, index) =>
        fieldsWrong(attendeeFieldNames, ofAttendee, each, { ...terms, at: `attendees.${index}.` }),
      ),
      ...(terms.whole && needsHead && content.attendees.length > 0 && headOf(content.attendees) === undefined
        ? [{ field: 'attendees.0.head', code: 'head-missing' as const }]
        : []),
      ...fieldsWrong(replyFieldNames, askedInReply(form, content.answer), content, { ...terms, at: '' }),
      ...problems,
    ],
  };
};

/** What was typed for another answer and is not asked with this one is nothing said: a form without script shows all of it. */
export const withoutUnasked = (form: ReplyFormSettings | undefined, content: ResponseContent): ResponseContent => {
  const ofAny = askedInReply(form);
  const ofThis = askedInReply(form, content.answer);
  const kept: ResponseContent = { ...content };
  for (const { name } of ofAny) if (!ofThis.some((each) => each.name === name)) delete kept[name];
  if (content.answers === undefined) return kept;
  const asked = questionsFor(form, content);
  const waiting = questionsOf(form).filter(({ id }) => !asked.some((each) => each.id === id));
  const answers = Object.fromEntries(
    Object.entries(content.answers).filter(([id]) => !waiting.some((each) => each.id === id)),
  );
  if (Object.keys(answers).length > 0) return { ...kept, answers };
  delete kept.answers;
  return kept;
};

const optionText = ({ options = [] }: Question, id: string, language: Language): string => {
  const option = options.find((each) => each.id === id);
  return option === undefined ? id : textIn(option.label, language);
};
const answeredText = (question: Question | undefined, answered: Answered, language: Language): string => {
  const chosen = chosenOf(answered);
  if (question !== undefined && takesOptions(question))
    return chosen.map((each) => optionText(question, each, language)).join(', ');
  const text = chosen.join(', ');
  return question?.kind === 'date' && isDay(text) ? shortDayText(language, 'UTC', text) : text;
};
/** What an office said to the questions, as people read it; a question that nobody knows any more by its id. */
export const saidToQuestions = (
  form: ReplyFormSettings | undefined,
  answers: Answers | undefined = {},
  language: Language,
): { readonly id: string; readonly label: string; readonly text: string }[] => {
  const questions = form?.questions ?? [];
  const known = questions.filter(({ id }) => Object.hasOwn(answers, id)).map(({ id }) => id);
  const ids = [...known, ...Object.keys(answers).filter((id) => !known.includes(id))];
  return ids.flatMap((id) => {
    const answered = saidIn(answers, id);
    if (!isSaid(answered)) return [];
    const question = questions.find((each) => each.id === id);
    return [
      {
        id,
        label: question === undefined ? id : textIn(question.label, language),
        text: answeredText(question, answered, language),
      },
    ];
  });
};
