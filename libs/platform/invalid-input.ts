import { type FieldProblem, type Language } from '#contracts';
import { type z } from 'zod';
import { invalid, type AppError } from './app-error.js';
import { nearestName } from './nearest-name.js';
import {
  codeOfMessage,
  fieldLabel,
  fieldName,
  isProblemCode,
  type ProblemCode,
  type ProblemParams,
  problemText,
  shortMomentText,
  usualZone,
  valueName,
  plainLanguage,
} from '#words';

type Issue = z.core.$ZodIssue;
type Coded = {
  readonly field: string;
  readonly code: ProblemCode;
  readonly params?: ProblemParams;
  /** A schema's own English words. */ readonly own?: string;
};

const mostFields = 100;
const mostKeyLength = 60;

const missing = (issue: Issue) => issue.code === 'invalid_type' && /received undefined/.test(issue.message);
const typeCodes: Readonly<Record<string, ProblemCode>> = {
  string: 'not-text',
  number: 'not-number',
  int: 'not-whole',
  boolean: 'not-yes-no',
  array: 'not-list',
  tuple: 'not-list',
  object: 'not-group',
  record: 'not-group',
};
const formatCodes: Readonly<Record<string, ProblemCode>> = {
  email: 'e-mail-form',
  datetime: 'instant-form',
  date: 'day-form',
  safeint: 'not-whole',
};

const sizeProblem = (issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): Pick<Coded, 'code' | 'params'> => {
  const small = issue.code === 'too_small';
  const bound = Number(small ? issue.minimum : issue.maximum);
  const params = { [small ? 'min' : 'max']: issue.inclusive === false ? bound + (small ? 1 : -1) : bound };
  if (issue.origin === 'string')
    return small
      ? bound === 1
        ? { code: 'text-empty' }
        : { code: 'text-short', params }
      : { code: 'text-long', params };
  if (issue.origin === 'array' || issue.origin === 'set') return { code: small ? 'list-short' : 'list-long', params };
  return { code: small ? 'at-least' : 'at-most', params };
};

/** What a sender's property name may show of itself: a stranger's text goes no further than its first readable characters. */
const shownKey = (key: string): string => key.replace(/[^\p{L}\p{M}\p{N}_.\- ]/gu, '').slice(0, mostKeyLength) || '?';

const unknownKeys = (issue: Extract<Issue, { code: 'unrecognized_keys' }>, at: string): Coded[] => {
  const known = 'known' in issue && Array.isArray(issue.known) ? issue.known.map(String) : [];
  return issue.keys.slice(0, mostFields).map((key) => {
    const near = nearestName(
      key,
      known.filter((name) => !Object.hasOwn(Object(issue.input), name)),
    );
    return {
      field: at === '' ? shownKey(key) : `${at}.${shownKey(key)}`,
      code: 'unknown-field',
      params: { key: shownKey(key), ...(near !== undefined && { near }) },
    };
  });
};

const codedOf = (issue: Issue): Coded[] => {
  const field = issue.path.map(String).join('.');
  if (missing(issue)) return [{ field, code: 'missing' }];
  switch (issue.code) {
    case 'invalid_type':
      return [{ field, code: typeCodes[issue.expected] ?? 'not-accepted' }];
    case 'too_small':
    case 'too_big':
      return [{ field, ...sizeProblem(issue) }];
    case 'invalid_value':
      return [{ field, code: 'one-of', params: { values: issue.values.map(String).join('\n') } }];
    case 'unrecognized_keys':
      return unknownKeys(issue, field);
    case 'invalid_format': {
      const code = codeOfMessage(issue.message) ?? formatCodes[issue.format];
      return [code === undefined ? { field, code: 'not-accepted', own: issue.message } : { field, code }];
    }
    case 'custom': {
      const { problem, ...params } = { problem: undefined, ...issue.params };
      return [
        isProblemCode(problem)
          ? { field, code: problem, ...(Object.keys(params).length > 0 && { params: params as ProblemParams }) }
          : { field, code: 'not-accepted', own: issue.message },
      ];
    }
    case 'invalid_union': {
      // What was sent is of one of the forms, and wrong within it; else it is none of them, as the first one says it.
      const within = issue.errors.find((each) =>
        each.some(({ code, path }) => code !== 'invalid_type' || path.length > 0),
      );
      const inner = within ?? issue.errors[0] ?? [];
      return inner.flatMap((each) => codedOf({ ...each, path: [...issue.path, ...each.path] }));
    }
    default:
      return [{ field, code: 'not-accepted', own: issue.message }];
  }
};

export const sayIn = (language: Language, timeZone: string) => ({
  moment: (instant: string, zone = timeZone) =>
    Number.isNaN(Date.parse(instant)) ? instant : shortMomentText(language, zone, instant),
  field: (name: string) => fieldName(name, language),
  value: (value: string) => valueName(value, language),
});

/** Instants within a sentence as people read them; nobody meets a UTC instant. */
export const readableInstants = (text: string, language: Language, timeZone: string = usualZone): string =>
  text.replace(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/g, (instant) =>
    Number.isNaN(Date.parse(instant)) ? instant : shortMomentText(language, timeZone, instant),
  );

/** English, and nothing that another language is written in. */
const isPlain = (text: string): boolean => !/(?!\p{Script=Latin})\p{L}/u.test(text);

/** A problem in the reader's language. One that has no code is kept in English and said in general in any other. */
export const wordedFor = (given: FieldProblem, language: Language, timeZone: string = usualZone): FieldProblem => {
  const { field, code, params } = given;
  const label =
    params !== undefined && code === 'unknown-field' ? `“${String(params['key'])}”` : fieldLabel(field, language);
  const labelled = label === '' ? { field } : { field, label };
  if (isProblemCode(code))
    return {
      ...labelled,
      ...problemText({ code, params }, language, sayIn(language, timeZone)),
      code,
      ...(params !== undefined && { params }),
    };
  if (language !== plainLanguage && isPlain(given.problem))
    return { ...labelled, ...problemText({ code: 'not-accepted' }, language) };
  const { problem, remedy } = given;
  return {
    ...given,
    ...labelled,
    problem: readableInstants(problem, language, timeZone),
    ...(remedy !== undefined && { remedy: readableInstants(remedy, language, timeZone) }),
  };
};

/** The part of an issue that this reads; what Nest's pipe and zod itself hand over alike. */
export type InputIssue = Issue;

/** Every wrong field by its path (`attendees.0.name`), what people call it, its problem and the remedy; at most a hundred. */
export const fieldProblems = (issues: readonly InputIssue[], language: Language = 'en'): FieldProblem[] =>
  issues
    .slice(0, mostFields)
    .flatMap(codedOf)
    .slice(0, mostFields)
    .map(({ field, code, params, own }) =>
      wordedFor(
        own === undefined
          ? { field, problem: '', code, ...(params !== undefined && { params: { ...params } }) }
          : { field, problem: own },
        language,
      ),
    );

/** The cause of 'invalid-input': the issues themselves, so that an edge can word them in its reader's language. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused';

  constructor(readonly issues: readonly InputIssue[]) {
    super(`${issues.length} issues`);
  }
}

/** Input that its schema refuses: an AppError `invalid-input` whose details name each field. */
export const zodToInvalid = (
  error: { readonly issues: readonly InputIssue[] },
  language: Language = 'en',
): AppError => {
  const fields = fieldProblems(error.issues, language);
  return invalid('invalid-input', { details: { fields }, cause: new InputRefused(error.issues) });
};
