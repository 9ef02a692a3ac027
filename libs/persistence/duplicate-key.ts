type DuplicateKey = { readonly code: 11000; readonly keyPattern?: Readonly<Record<string, unknown>> };
/** What one operation of a bulk write ended with; `index` is its place. */
type WriteError = { readonly code: number; readonly index: number; readonly errmsg?: string | undefined };

const hasCode = (error: unknown, code: number): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

/** The errors of a bulk write's operations, of which the bulk's own code is merely the first one's. */
export const writeErrorsOf = (error: unknown): readonly WriteError[] =>
  typeof error === 'object' && error !== null && 'writeErrors' in error
    ? ([error.writeErrors].flat() as WriteError[])
    : [];

/** Whether a unique index refused the write (MongoDB's error 11000) and, in a bulk write, nothing else happened to any other operation of it. */
export const isDuplicateKey = (error: unknown): error is DuplicateKey => {
  if (!hasCode(error, 11000)) return false;
  const unkept =
    typeof error === 'object' && error !== null && 'result' in error
      ? (error.result as { getWriteConcernError?: () => unknown }).getWriteConcernError?.()
      : undefined;
  return unkept === undefined && writeErrorsOf(error).every((each) => each.code === 11000);
};

/** The fields of the index that refused it. */
export const duplicateKeyFields = (error: DuplicateKey): string[] => Object.keys(error.keyPattern ?? {});
