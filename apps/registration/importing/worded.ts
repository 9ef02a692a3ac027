import { type Import, type ImportClass, type ImportProblem, type Language } from '#contracts';
import { errorText, isErrorCode, isProblemCode, problemText, provinceCodes, provinceName, textIn } from '#words';

type Params = NonNullable<ImportProblem['params']>;

const provinces = new Set(provinceCodes('th'));

/** Ids among the values of a problem as people call what they mean. */
const said = (params: Params, language: Language, classes: ReadonlyMap<string, ImportClass['name']>): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      if (provinces.has(value)) return [name, provinceName(value, language)];
      const className = name === 'is' ? classes.get(value) : undefined;
      return [name, className === undefined ? value : textIn(className, language)];
    }),
  );

/** A problem with its words: what is wrong with the cell, and what to do. */
export const worded = (
  problem: ImportProblem,
  language: Language,
  classes: ReadonlyMap<string, ImportClass['name']>,
): ImportProblem => {
  const { code, params = {} } = problem;
  return isProblemCode(code)
    ? { ...problem, ...problemText({ code, params: said(params, language, classes) }, language) }
    : problem;
};

/** An import whose failure is said in words. */
export const importIn = (is: Import, language: Language): Import => {
  const { failure } = is;
  if (failure === undefined || !isErrorCode(failure.code)) return is;
  return { ...is, failure: { ...failure, text: errorText(failure.code, failure.values, language) } };
};
