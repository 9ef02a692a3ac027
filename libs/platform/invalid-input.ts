import { type FieldProblem, isProblemCode, type Language, type ProblemParams, problemText } from '#contracts';
import { type z } from 'zod';
import { invalid, type AppError } from './app-error.js';

type Issue = z.core.$ZodIssue;
type Words = { readonly en: string; readonly th: string };

const missing = (issue: Issue) => issue.code === 'invalid_type' && /received undefined/.test(issue.message);

/** What is wrong with one value, in the reader's language; a schema's own message (`custom`, formats with one) is kept. */
const problemOf = (issue: Issue): Words => {
  const own = { en: issue.message, th: issue.message };
  if (missing(issue)) return { en: 'is missing', th: 'ยังไม่ได้ระบุ' };
  switch (issue.code) {
    case 'invalid_type':
      return { en: `must be of type ${issue.expected}`, th: `ต้องเป็นชนิด ${issue.expected}` };
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? { en: 'must not be empty', th: 'ต้องไม่เว้นว่าง' }
        : { en: `is too small: at least ${issue.minimum}`, th: `น้อยหรือสั้นเกินไป: อย่างน้อย ${issue.minimum}` };
    case 'too_big':
      return { en: `is too big: at most ${issue.maximum}`, th: `มากหรือยาวเกินไป: ไม่เกิน ${issue.maximum}` };
    case 'invalid_value':
      return { en: `must be one of: ${issue.values.join(', ')}`, th: `ต้องเป็นค่าใดค่าหนึ่งต่อไปนี้: ${issue.values.join(', ')}` };
    case 'unrecognized_keys':
      return { en: `has unknown fields: ${issue.keys.join(', ')}`, th: `มีช่องที่ไม่รู้จัก: ${issue.keys.join(', ')}` };
    case 'invalid_format':
      if (issue.format === 'email') return { en: 'is not an e-mail address', th: 'ไม่ใช่ที่อยู่อีเมล' };
      if (issue.format === 'datetime') return { en: 'is not an instant in UTC, such as 2016-11-18T16:59:59Z', th: 'ไม่ใช่เวลา UTC เช่น 2016-11-18T16:59:59Z' };
      if (issue.format === 'date') return { en: 'is not a day, such as 2016-11-18', th: 'ไม่ใช่วันที่ เช่น 2016-11-18' };
      return own;
    case 'custom': {
      const code: unknown = issue.params?.['problem'];
      if (!isProblemCode(code)) return own;
      const params = issue.params as ProblemParams;
      return { en: problemText({ code, params }, 'en').problem, th: problemText({ code, params }, 'th').problem };
    }
    default:
      return own;
  }
};

/** The part of an issue that this reads; what Nest's pipe and zod itself hand over alike. */
export type InputIssue = Issue;

/** Every wrong field by its path (`attendees.0.name`), its problem and, where the schema says one, the remedy. */
export const fieldProblems = (issues: readonly InputIssue[], language: Language = 'en'): FieldProblem[] =>
  issues.map((issue) => ({ field: issue.path.map(String).join('.'), problem: problemOf(issue)[language] }));

/** The cause of 'invalid-input': the issues themselves, so that an edge can word them in its reader's language. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused';

  constructor(readonly issues: readonly InputIssue[]) {
    super(`${issues.length} issues`);
  }
}

/** Input that its schema refuses: an AppError `invalid-input` whose details name each field. */
export const zodToInvalid = (error: { readonly issues: readonly InputIssue[] }, language: Language = 'en'): AppError => {
  const fields = fieldProblems(error.issues, language);
  const list = fields.map(({ field, problem }) => `${field === '' ? 'the whole' : field}: ${problem}`).join('; ');
  return invalid('invalid-input', list, { details: { fields }, cause: new InputRefused(error.issues) });
};
