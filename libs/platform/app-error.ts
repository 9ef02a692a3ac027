import { type ErrorKind, type FieldProblem } from '#contracts';
import { type ErrorCode, errorText, type ErrorValues, fieldLabel, plainLanguage, type ProblemParams } from '#words';

export type ErrorDetails = { readonly fields?: readonly FieldProblem[]; readonly [key: string]: unknown };

type About = {
  readonly details?: ErrorDetails | undefined;
  readonly cause?: unknown;
  /** For logs alone: what a reader is not told. */ readonly why?: string;
};
type Options<Code extends ErrorCode> = About
  & ({} extends ErrorValues<Code> ? { readonly values?: ErrorValues<Code> } : { readonly values: ErrorValues<Code> });
/** What takes values can't be thrown without them. */
type Rest<Code extends ErrorCode> = {} extends ErrorValues<Code> ? [options?: Options<Code>] : [options: Options<Code>];

/** The first few problems in one sentence, by what people call their fields. */
export const listOf = (fields: readonly FieldProblem[]): string =>
  fields
    .slice(0, mostListed)
    .map(({ field, label = fieldLabel(field, plainLanguage), problem }) =>
      label === '' ? problem : `${label}: ${problem}`,
    )
    .join('; ') + (fields.length > mostListed ? '; …' : '');
const mostListed = 5;

const messageOf = (code: ErrorCode, values: ProblemParams, { details, why }: About): string => {
  const fields = details?.fields ?? [];
  const text = errorText(code, { ...values, ...(fields.length > 0 && { list: listOf(fields) }) }, plainLanguage);
  return why === undefined ? text : `${text} (${why})`;
};

/**
 * The one error that crosses borders. `kind` decides what an edge does with it; `code` is API (lower-case words with hyphens)
 * and has words in every language, which say what happened and what to do. `values` go into them, `message` is for logs.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly details: ErrorDetails | undefined;
  readonly values: ProblemParams;

  constructor(
    readonly kind: ErrorKind,
    readonly code: ErrorCode,
    {
      values = {},
      message,
      ...about
    }: About & {
      readonly values?: ProblemParams | undefined;
      /** As the other side of a border said it. */ readonly message?: string;
    } = {},
  ) {
    super(message ?? messageOf(code, values, about), about.cause === undefined ? undefined : { cause: about.cause });
    this.details = about.details;
    this.values = values;
  }
}

const maker =
  (kind: ErrorKind) =>
  <Code extends ErrorCode>(code: Code, ...[options]: Rest<Code>) =>
    new AppError(kind, code, options as About & { readonly values?: ProblemParams });

export const invalid = maker('invalid');
export const forbidden = maker('forbidden');
export const notFound = maker('not-found');
export const conflict = maker('conflict');
export const unavailable = maker('unavailable');
