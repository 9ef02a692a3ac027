import { type Dictionary } from './dictionary.js';
import { type Language, wordsOf } from './language.js';
import { type ProblemParams, type Say } from './problem-values.js';
import { asTheyStand, plainLanguage } from './problems.js';

export type ErrorCode = keyof Dictionary['errors'];
type Words<Code extends ErrorCode> = Dictionary['errors'][Code];
/** What the words of an error take; nothing where they take none. */
export type ErrorValues<Code extends ErrorCode> =
  Extract<Words<Code>, (...taken: never[]) => string> extends (values: infer Values, say: Say) => string
    ? unknown extends Values
      ? {}
      : Values
    : {};

export const errorCodes = Object.keys(wordsOf(plainLanguage).errors) as ErrorCode[];
export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(wordsOf(plainLanguage).errors, code);

/** What happened and what to do, in a language; instants as they stand where the edge has no way of its own to say them. */
export const errorText = (
  code: ErrorCode,
  values: ProblemParams,
  language: Language,
  say: Say = asTheyStand,
): string => {
  const words = wordsOf(language).errors[code] as string | ((values: ProblemParams, say: Say) => string);
  return typeof words === 'string' ? words : words(values, say);
};
