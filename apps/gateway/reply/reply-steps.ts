import { type Invitation, type ReplyFormSettings, type ResponseContent } from '#contracts';
import {
  checkTyped,
  type Mistake,
  postedOf,
  readTyped,
  type Typed,
  typedOf,
  withOneMore,
  withoutRow,
} from './reply-form.js';
import { textOf } from './text-of.js';

/** Where whoever posted the form goes on: in the form, at the review, or with an answer that is sent. */
export type NextStep =
  | {
      readonly step: 'form';
      readonly typed: Typed;
      readonly mistakes?: readonly Mistake[];
      /** The row of a person that was added, or in whose place one was removed. */
      readonly row?: number;
    }
  | { readonly step: 'review' | 'send'; readonly typed: Typed; readonly content: ResponseContent };

const rowIn = (body: unknown): number => {
  const less = textOf(body, 'less');
  return typeof less === 'string' && /^\d{1,2}$/.test(less) ? Number(less) : Infinity;
};
const has = (body: unknown, name: string): boolean => textOf(body, name) !== undefined;

/**
 * Whoever confirms sends once more what stands, which the button names by its number: 'other' where it is another answer by
 * now, which has to be seen first.
 */
export const confirmedIn = (
  body: unknown,
  { response, revision }: Pick<Invitation, 'response' | 'revision'>,
): Readonly<Record<string, string>> | 'other' | undefined => {
  const named = textOf(body, 'confirm');
  if (named === undefined) return undefined;
  if (response === undefined || named !== String(response.revision)) return 'other';
  return Object.fromEntries(postedOf(typedOf(response, revision)));
};

/** What comes of what was typed and pressed. Only what is sent is ever told to anybody. */
export const nextStep = (body: unknown, settings: ReplyFormSettings | undefined): NextStep => {
  const typed = readTyped(body);
  const reviewed = has(body, 'review') || textOf(body, 'at') === 'review';
  if (has(body, 'show') && !reviewed) return { step: 'form', typed };
  if (has(body, 'edit')) return { step: 'form', typed };
  if (has(body, 'more')) {
    const more = withOneMore(typed, settings);
    return { step: 'form', typed: more, ...(more !== typed && { row: more.attendees.length - 1 }) };
  }
  if (has(body, 'less')) {
    const index = rowIn(body);
    const less = index < typed.attendees.length ? withoutRow(typed, index, settings) : typed;
    return { step: 'form', typed: less, row: Math.min(index, less.attendees.length - 1) };
  }
  const checked = checkTyped(typed, settings);
  if ('mistakes' in checked) return { step: 'form', typed, mistakes: checked.mistakes };
  return { step: has(body, 'review') || has(body, 'show') ? 'review' : 'send', typed, content: checked.content };
};

/** What has to be posted with the same content to come to the same step once more, when it could not be reached. */
export const againOf = (body: unknown): [name: string, value: string][] => {
  const pressed = (name: string): [string, string][] => {
    const value = textOf(body, name);
    return typeof value === 'string' ? [[name, value]] : [];
  };
  if (has(body, 'show')) return textOf(body, 'at') === 'review' ? [['review', '1']] : [['edit', '1']];
  return ['more', 'less', 'review', 'edit', 'confirm'].flatMap(pressed);
};
