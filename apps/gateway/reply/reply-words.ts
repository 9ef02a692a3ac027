import { fieldWordsOf, type Language, type ReplyFormSettings } from '#contracts';
import { type Dictionary, isProblemCode, problemText, textIn, wordsOf } from '#words';
import { type Mistake } from './reply-form.js';

type ReplyWords = Dictionary['replyPage'];
/** Mistakes that the page has words of its own for. */
type MistakeCode = keyof ReplyWords['mistakes'];
export type Trouble = keyof ReplyWords['troubleHeading'];

export const replyWords = (language: Language): ReplyWords => wordsOf(language).replyPage;

/** A mistake in the words of the page, or of the contract with the name that the field has on the page. */
export const mistakeText = (
  { field, code, params }: Mistake,
  language: Language,
  form?: ReplyFormSettings | undefined,
): string => {
  const { mistakes, mistake, mistakesHeading, yourAnswer } = replyWords(language);
  const own = Object.hasOwn(mistakes, code) ? mistakes[code as MistakeCode] : undefined;
  if (own !== undefined || !isProblemCode(code)) return own ?? mistakesHeading;
  const { problem, remedy } = problemText({ code, params }, language);
  const { attendee, fields } = fieldWordsOf(language);
  const last = field.split('.').at(-1) ?? '';
  const question = form?.questions?.find(({ id }) => field === `answers.${id}`);
  if (question !== undefined) return mistake(textIn(question.label, language), problem, remedy);
  return mistake(
    new Map(Object.entries(attendee)).get(last)?.label ?? new Map(Object.entries(fields)).get(last) ?? yourAnswer,
    problem,
    remedy,
  );
};

/** What to do about a trouble; `waitSeconds` is how long it lasts, if that is known. */
export const troubleText = (trouble: Trouble, language: Language, waitSeconds = 60): string =>
  trouble === 'too-many'
    ? replyWords(language).waitMinutes(Math.max(1, Math.ceil(waitSeconds / 60)))
    : replyWords(language).trouble[trouble];
