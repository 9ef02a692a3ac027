import { type ErrorKind, type FieldProblem } from '#contracts';

export type ErrorDetails = { readonly fields?: readonly FieldProblem[]; readonly [key: string]: unknown };

/**
 * The one error that crosses borders. `kind` decides what an edge does with it, `code` is API (lower-case words with
 * hyphens), `message` is for a person: what is wrong, where, and what to do.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly details: ErrorDetails | undefined;

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    options: { details?: ErrorDetails; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.details = options.details;
  }
}

type Options = { details?: ErrorDetails; cause?: unknown };
export const invalid = (code: string, message: string, options?: Options) => new AppError('invalid', code, message, options);
export const forbidden = (code: string, message: string, options?: Options) => new AppError('forbidden', code, message, options);
export const notFound = (code: string, message: string, options?: Options) => new AppError('not-found', code, message, options);
export const conflict = (code: string, message: string, options?: Options) => new AppError('conflict', code, message, options);
export const unavailable = (code: string, message: string, options?: Options) => new AppError('unavailable', code, message, options);
