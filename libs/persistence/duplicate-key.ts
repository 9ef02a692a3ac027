type DuplicateKey = { readonly code: 11000; readonly keyPattern?: Readonly<Record<string, unknown>> };

/** Whether a unique index refused the write (MongoDB's error 11000). */
export const isDuplicateKey = (error: unknown): error is DuplicateKey =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;

/** The fields of the index that refused it. */
export const duplicateKeyFields = (error: DuplicateKey): string[] => Object.keys(error.keyPattern ?? {});
