import { type Dictionary } from './dictionary.js';
import { type Language, wordsOf } from './language.js';
import { type ProblemParams, type Say } from './problem-values.js';

export type ProblemCode = keyof Dictionary['problems'];
export type Said = { readonly problem: string; readonly remedy?: string };

/** What machines and logs are told in. */
export const plainLanguage = 'en' satisfies Language;

export const problemCodes = Object.keys(wordsOf(plainLanguage).problems) as ProblemCode[];
export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(wordsOf(plainLanguage).problems, code);

export const asTheyStand: Say = { moment: (instant) => instant, field: (name) => name, value: (name) => name };

/** What is wrong and what to do, in a language; values as they stand where the edge has no way of its own to say them. */
export const problemText = (
  { code, params = {} }: { readonly code: ProblemCode; readonly params?: ProblemParams | undefined },
  language: Language,
  say: Say = asTheyStand,
): Said => {
  const value = (name: string) => (Object.hasOwn(params, name) ? params[name] : undefined);
  const words = wordsOf(language).problems[code];
  const [problem, remedy] =
    typeof words === 'function'
      ? words({ text: (name) => String(value(name) ?? ''), number: (name) => Number(value(name) ?? 0), say })
      : words;
  return { problem, ...(remedy !== undefined && { remedy }) };
};

/** The plain words of a code without values, as a format's message; `codeOfMessage` finds the code again. */
export const messageOf = (code: ProblemCode): string => problemText({ code }, plainLanguage).problem;
export const codeOfMessage = (message: string): ProblemCode | undefined =>
  problemCodes.find((code) => messageOf(code) === message);
