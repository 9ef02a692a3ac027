import { ErrorReturn } from '#contracts';
import { type ErrorCode } from '#words';
import { AppError, unavailable, type ErrorDetails } from './app-error.js';

/** An error as it crosses NATS. What is not an AppError is ours to mend: the caller learns no more than that. */
export const toErrorReturn = (error: unknown): ErrorReturn =>
  error instanceof AppError
    ? {
        kind: error.kind,
        code: error.code,
        message: error.message,
        ...(Object.keys(error.values).length > 0 && { values: { ...error.values } }),
        ...(error.details && { details: { ...error.details } }),
      }
    : toErrorReturn(unavailable('internal-error'));

/** The error that the other side threw, of the same kind, code and details. */
export const fromErrorReturn = (returned: unknown): AppError => {
  const parsed = ErrorReturn.safeParse(returned);
  if (!parsed.success)
    return unavailable('service-unavailable', { why: 'it answered in a way that is not understood', cause: returned });
  const { kind, code, message, values, details } = parsed.data;
  // A newer service may know codes that have no words here: an edge then says what their kind means.
  return new AppError(kind, code as ErrorCode, { message, values, details: details as ErrorDetails | undefined });
};

/**
 * What becomes of an event whose handler failed: what is invalid or forbidden stays so, everything else may come right
 * (a thing that is not found yet, a conflict of revisions, a service that is down, a defect that is mended meanwhile).
 */
export const dispositionOf = (error: unknown): 'dead-letter' | 'retry' => {
  if (!(error instanceof AppError)) return 'retry';
  switch (error.kind) {
    case 'invalid':
    case 'forbidden':
      return 'dead-letter';
    case 'not-found':
    case 'conflict':
    case 'unavailable':
      return 'retry';
    default: {
      const unhandled: never = error.kind;
      throw new Error(`no disposition for errors of kind ${String(unhandled)}`);
    }
  }
};
