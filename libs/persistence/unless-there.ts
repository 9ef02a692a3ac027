import { isDuplicateKey } from './duplicate-key.js';

/**
 * Does a write that makes something, unless it is there: nothing when a unique index refused it, and nothing else went
 * wrong. So an upsert whose filter asks for more than the id stands back before what is there and does not match.
 */
export const unlessThere = async <Result>(write: () => Promise<Result>): Promise<Result | undefined> => {
  try {
    return await write();
  } catch (error) {
    if (isDuplicateKey(error)) return undefined;
    throw error;
  }
};

/** Whether an update or an upsert that may have stood back found or made its document. */
export const isWritten = (
  result: { readonly matchedCount: number; readonly upsertedCount: number } | undefined,
): boolean => result !== undefined && result.matchedCount + result.upsertedCount > 0;
