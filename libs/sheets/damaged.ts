import { AppError, invalid } from '#platform';

export const damaged = (why: string, cause?: unknown): AppError => invalid('table-damaged', { why, cause });

/** Errors of what reads the file's form are about the file; ours, a stop by the caller and a disk that fails pass as they are. */
export const asDamaged = (error: unknown, signal?: AbortSignal): unknown => {
  const isSystem = error instanceof Error && 'syscall' in error;
  return error instanceof AppError || isSystem || signal?.aborted === true ? error : damaged('form', error);
};
