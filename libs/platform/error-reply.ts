import { ErrorReply } from '#contracts';
import { AppError, unavailable, type ErrorDetails } from './app-error.js';

/** An error as it crosses NATS. What is not an AppError is ours to mend: the caller learns no more than that. */
export const toErrorReply = (error: unknown): ErrorReply =>
  error instanceof AppError
    ? { kind: error.kind, code: error.code, message: error.message, ...(error.details && { details: { ...error.details } }) }
    : { kind: 'unavailable', code: 'internal-error', message: 'Something went wrong on our side; please try again' };

/** The error that the other side threw, of the same kind, code and details. */
export const fromErrorReply = (reply: unknown): AppError => {
  const parsed = ErrorReply.safeParse(reply);
  if (!parsed.success) return unavailable('service-unavailable', 'The service answered in a way that is not understood', { cause: reply });
  const { kind, code, message, details } = parsed.data;
  return new AppError(kind, code, message, details === undefined ? {} : { details: details as ErrorDetails });
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
