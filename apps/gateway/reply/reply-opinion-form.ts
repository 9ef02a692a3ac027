import { randomUUID } from 'node:crypto';
import { asksOpinions, foldText, Id, mostOfGiver, mostOfOpinion, mostOpinions, type ReplyForm } from '#contracts';
import { isProblemCode, type ProblemCode } from '#words';
import { textOf } from './text-of.js';

/** What stands in the form for an opinion, as typed. `id` is the page's own, so that what is sent twice is one. */
export type TypedOpinion = { readonly id: string; readonly text: string; readonly givenBy: string };
export type OpinionField = 'text' | 'givenBy';
export type OpinionMistake = { readonly field: OpinionField; readonly code: 'missing' | 'too-long' | ProblemCode };
/** What became of what was sent, for the page that comes next. */
export type OpinionsView = {
  readonly done?: 'given' | 'withdrawn' | undefined;
  readonly typed?: TypedOpinion;
  readonly mistakes?: readonly OpinionMistake[];
  /** Why it was not taken, though nothing is wrong with its fields. */
  readonly refused?: 'other' | 'full' | 'closed';
};

/** What the address says was done just now: a redirect leads to it. */
export const opinionDoneIn = (query: unknown): OpinionsView => {
  const done = textOf(query, 'opinion');
  return done === 'given' || done === 'withdrawn' ? { done } : {};
};

export const newOpinionId = (): string => randomUUID();

/** Reads a posted form. Whatever it is, something comes out that can be shown again. */
export const readTypedOpinion = (body: unknown): TypedOpinion => {
  const text = (name: string): string => {
    const value = textOf(body, name);
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? first.replaceAll('\r\n', '\n') : '';
  };
  const id = Id.safeParse(text('opinion'));
  return { id: id.success ? id.data : newOpinionId(), text: text('text'), givenBy: text('givenBy') };
};

const lengthOf = (text: string): number => [...foldText(text)].length;
export const mistakesInOpinion = ({ text, givenBy }: TypedOpinion): readonly OpinionMistake[] => [
  ...(lengthOf(text) === 0 ? [{ field: 'text' as const, code: 'missing' as const }] : []),
  ...(lengthOf(text) > mostOfOpinion ? [{ field: 'text' as const, code: 'too-long' as const }] : []),
  ...(lengthOf(givenBy) > mostOfGiver ? [{ field: 'givenBy' as const, code: 'too-long' as const }] : []),
];

/** What the contract refuses beside, at its field of the page. */
export const refusedFields = (
  fields: readonly { readonly field: string; readonly code?: string | undefined }[],
): readonly OpinionMistake[] =>
  fields.flatMap(({ field, code }): OpinionMistake[] =>
    field === 'text' || field === 'givenBy' ? [{ field, code: isProblemCode(code) ? code : 'not-accepted' }] : [],
  );

/** Whether the office may give one more now. */
export const takesOpinions = ({ opinions: { open, given }, meeting }: ReplyForm): boolean =>
  open && asksOpinions(meeting.form) && given.length < mostOpinions;

/** Opinions stand on the page whole as long as they are short together; of others stands how they begin, and a page of their own has them whole. */
const wholeTogether = 1200;
const beginning = 80;
export const shownOpinions = <Said extends { readonly text: string }>(
  given: readonly Said[],
): (Said & { readonly cut: boolean })[] => {
  let left = wholeTogether;
  return given.map((each) => {
    const characters = [...each.text];
    if (characters.length <= Math.max(left, beginning)) {
      left -= characters.length;
      return { ...each, cut: false };
    }
    return { ...each, text: `${characters.slice(0, beginning).join('').trimEnd()}…`, cut: true };
  });
};
