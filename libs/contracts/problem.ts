import { z } from 'zod';
import { type ProblemCode, type ProblemParams, problemText } from '#words';

/** What kind of error it is decides what each edge does with it: HTTP status, RPC reply, redelivery. */
export const ErrorKind = z
  .enum(['invalid', 'forbidden', 'not-found', 'conflict', 'unavailable'])
  .meta({ id: 'ErrorKind' });
export type ErrorKind = z.infer<typeof ErrorKind>;

/**
 * One field that is wrong: where (`field` is its path, `label` what people call it), what is wrong with it and what to do.
 * `code` and `params` are the problem for machines; an edge words it by them in its reader's language.
 */
export const FieldProblem = z
  .object({
    field: z.string(),
    label: z.string().optional(),
    problem: z.string(),
    remedy: z.string().optional(),
    code: z.string().optional(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .meta({ id: 'FieldProblem' });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** A field's problem by its code. The English words go along for whoever reads no code. */
export const fieldProblem = (field: string, code: ProblemCode, params?: ProblemParams): FieldProblem => ({
  field,
  ...problemText({ code, params }, 'en'),
  code,
  ...(params !== undefined && { params: { ...params } }),
});

/** An error as it crosses NATS. `code` is API, `message` is not. */
export const ErrorReturn = z.object({
  kind: ErrorKind,
  code: z.string(),
  message: z.string(),
  /** What goes into the words of the code. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type ErrorReturn = z.infer<typeof ErrorReturn>;

/** RFC 9457 problem details, with Sala's `code` and the fields that are wrong. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    correlationId: z.string(),
    fields: z.array(FieldProblem).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
