import { type Locale } from './locale.js';
import { type ProblemWords } from './problem-values.js';
import { type th } from './th/index.js';

/** Text for text, and for what takes values a function of the same ones. */
type Shape<Words> = Words extends string ? string : Words extends (...values: infer Values) => infer Said ? (...values: Values) => Shape<Said> : { readonly [Name in keyof Words]: Shape<Words[Name]> };

type Reference = typeof th;
/** What every language says: all that the reference says. A word that is missing does not compile. */
export type Dictionary = {
  readonly locale: Locale;
  readonly problems: { readonly [Code in keyof Reference['problems']]: ProblemWords };
} & { readonly [Section in Exclude<keyof Reference, 'locale' | 'problems'>]: Shape<Reference[Section]> };
