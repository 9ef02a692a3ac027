import { z } from 'zod';
import { type ProblemCode, type ProblemParams, problemText } from '#words';

/** What a word makes of a typed text: its one spelling, or what is wrong with it. Reading the spelling again gives it again. */
export type Reading = { readonly value: string } | { readonly problem: ProblemCode; readonly params?: ProblemParams };

/** What JSON Schema says of a word; the reading itself may be stricter. */
type Shown = { readonly minimum?: number; readonly maximum?: number; readonly format?: string };

const toldForms = new WeakMap<z.core.$ZodType, z.ZodType>();

/** An issue that carries its code and values, so that an edge can word it in its reader's language. */
export const issueOf = (problem: ProblemCode, params: ProblemParams = {}) => ({
  code: 'custom' as const,
  message: problemText({ code: problem, params }, 'en').problem,
  params: { problem, ...params },
});

/** What a rule of an object says when it is broken: the field it concerns, and the code and values to word it by. */
export const broken = (path: readonly string[], problem: ProblemCode, params: ProblemParams = {}) => {
  const { message, params: named } = issueOf(problem, params);
  return { path: [...path], message, params: named };
};

/**
 * A text of a request. It is read before it is checked, and the reader's spelling is what is kept; messages that
 * were kept before a rule came are read by `told`, which changes nothing.
 */
export const word = (read: (text: string) => Reading, shown: Shown, told: z.ZodType = z.string()): z.ZodString => {
  const check = z.check<string>((payload) => {
    const reading = read(payload.value);
    if ('value' in reading) payload.value = reading.value;
    else payload.issues.push({ ...issueOf(reading.problem, reading.params), input: payload.value });
  });
  check._zod.onattach.push((schema) => Object.assign(schema._zod.bag, shown));
  const schema = z.string().check(check);
  toldForms.set(schema, told);
  return schema;
};

/** Says how what was kept or told is read where that is not as it is asked for. */
export const toldAs = <Schema extends z.ZodType>(schema: Schema, told: z.ZodType): Schema => {
  toldForms.set(schema, told);
  return schema;
};

/** The tolerant form of a word, also of one that was given a name or another rule since. */
export const toldForm = (schema: z.core.$ZodType): z.ZodType | undefined => {
  const own = toldForms.get(schema);
  if (own !== undefined || schema._zod.parent === undefined) return own;
  return toldForm(schema._zod.parent);
};
