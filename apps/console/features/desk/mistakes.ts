import {
  type Field,
  type AttendeeField,
  attendeeFieldNames,
  attendeeFields,
  fieldOf,
  fieldWordsOf,
  type Language,
  type ReplyField,
  replyFieldNames,
  replyFields,
  type ReplyFormSettings,
} from '#contracts';
import { textIn } from '#words';
import { type Mistake } from '../../kit/form/mistakes.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type Draft, filledRows } from './draft.js';
import { type Desk } from './use-desk.js';

/** By which the inputs of the desk are found. */
export const ids = { office: 'desk-office', day: 'desk-day', time: 'desk-time', reason: 'desk-reason' } as const;
export const inputOf = (row: number, field: string): string => `attendee-${row}-${field}`;
export const replyInputOf = (field: string): string => `desk-${field}`;
export const questionInputOf = (question: string): string => `desk-question-${question}`;

/** Which input a field of the request was typed into; undefined for one that nobody types. Rows that were left blank were not sent. */
export const inputOfField =
  (draft: Draft) =>
  (field: string): string | undefined => {
    if (field === 'receivedAt') return ids.day;
    if (field === 'reason') return ids.reason;
    if (field === 'content.attendees') return inputOf(0, 'name');
    const [, question] = /^content\.answers\.([^.]+)/.exec(field) ?? [];
    if (question !== undefined) return questionInputOf(question);
    const [, beside] = /^content\.([^.]+)$/.exec(field) ?? [];
    if (replyFieldNames.some((name) => name === beside)) return replyInputOf(beside ?? '');
    const [, sent, name] = /^content\.attendees\.(\d+)\.([^.]+)$/.exec(field) ?? [];
    const row = sent === undefined ? undefined : filledRows(draft)[Number(sent)];
    return row === undefined || name === undefined ? undefined : inputOf(row, name);
  };

type Missing = { readonly row: number; readonly name: AttendeeField };
const isMissing = (field: Field, typed: string): boolean => field.required && typed.trim() === '';

/** What must be said of who comes and is not: of each row that somebody began, or of the first where nobody is named. */
export const missingOf = (draft: Draft): readonly Missing[] => {
  if (draft.answer === 'decline') return [];
  const filled = filledRows(draft);
  return (filled.length === 0 ? [0] : filled).flatMap((row) =>
    attendeeFieldNames
      .filter((name) => isMissing(fieldOf(attendeeFields, name), draft.attendees[row]?.[name] ?? ''))
      .map((name) => ({ row, name })),
  );
};
/** What must be said beside the answer and is not. */
export const missingBeside = (draft: Draft): readonly ReplyField[] =>
  replyFieldNames.filter((name) => isMissing(fieldOf(replyFields, name), draft[name]));

/** A question is called as it is asked: Sala's own names know nothing of it. */
export const calledAsAsked = (
  mistakes: readonly Mistake[],
  form: ReplyFormSettings | undefined,
  language: Language,
): readonly Mistake[] =>
  mistakes.map((mistake) => {
    const question = form?.questions?.find(({ id }) => mistake.id === questionInputOf(id));
    return question === undefined ? mistake : { ...mistake, label: textIn(question.label, language) };
  });

/** What is missing in what was typed, before Sala is asked. */
export const useDraftMistakes = ({ chosen, draft }: Pick<Desk, 'chosen' | 'draft'>): readonly Mistake[] => {
  const words = useWords('desk');
  const { language } = useReader();
  const { attendee, fields } = fieldWordsOf(language);
  return [
    ...(chosen === undefined ? [{ id: ids.office, label: words.office, text: words.chooseOffice }] : []),
    ...missingOf(draft).map(({ row, name }) => ({
      id: inputOf(row, name),
      label: `${attendee[name].label} (${words.person} ${row + 1})`,
      text: words.missing,
    })),
    ...missingBeside(draft).map((name) => ({ id: replyInputOf(name), label: fields[name], text: words.missing })),
  ];
};
