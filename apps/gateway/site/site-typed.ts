import { arabicDigits } from '#contracts';
import { type Language, fieldName, isProblemCode, problemText } from '#words';
import { fieldProblems, type InputIssue } from '#platform';
import { textOf } from '../reply/text-of.js';

/** What was typed, under the names of the inputs. */
export type Typed = Readonly<Record<string, string>>;
/** What is wrong with an input, as its reader is told. */
export type Mistake = { readonly field: string; readonly text: string };

/** Far more than any field takes: what is longer is for its schema to refuse. */
const mostLetters = 3000;
/** The named inputs as they were typed, in one line each. */
export const typedIn = (body: unknown, names: readonly string[]): Typed =>
  Object.fromEntries(
    names.map((name) => {
      const text = textOf(body, name);
      return [name, typeof text === 'string' ? text.slice(0, mostLetters).replace(/\s+/g, ' ').trim() : ''];
    }),
  );
export const fieldsOf = (typed: Typed): [name: string, value: string][] => Object.entries(typed);

/** Those that were filled in. */
export const filled = (
  fields: Readonly<Record<string, string | number | undefined>>,
): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '',
    ),
  );

/** A number as people write it, in either script; what is none stays as it is, for its schema to refuse. */
export const numberIn = (text: string | undefined): number | string | undefined => {
  if (text === undefined || text === '') return undefined;
  const plain = arabicDigits(text).replaceAll(',', '');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
};

/** The revision that a form names; what is none is one that nothing has. */
export const revisionIn = (text: string | undefined): number => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : -1);

/** Mistakes by the inputs that they stand at. `at`: the input of a field of the schema. */
export const mistakesOf = (
  issues: readonly InputIssue[],
  language: Language,
  at: (field: string) => string = (field) => field,
): Mistake[] =>
  fieldProblems(issues, language).map(({ field, code, params, problem, remedy }) => {
    const said = isProblemCode(code) ? problemText({ code, params }, language) : { problem, remedy };
    const name = fieldName(
      field
        .split('.')
        .filter((part) => !/^\d+$/.test(part))
        .at(-1) ?? field,
      language,
    );
    return { field: at(field), text: `${name}: ${said.problem}${said.remedy === undefined ? '' : ` ${said.remedy}`}` };
  });
