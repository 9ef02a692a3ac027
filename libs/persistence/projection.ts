import { type Model, type QueryFilter, type UpdateQuery } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.js';

/** What a service keeps of another's aggregate; `revision` is the aggregate's at the last event that was applied. */
export type Projection = { readonly _id: string; readonly revision: number };

/**
 * Applies what an event says, unless one of this revision or a newer one was applied before: events may come twice and
 * out of order.
 * @returns whether it was applied
 */
export const projectIfNewer = async <Doc extends Projection>(model: Model<Doc>, id: string, revision: number, content: Partial<Omit<Doc, keyof Projection>>): Promise<boolean> => {
  try {
    const filter = { _id: id, revision: { $lt: revision } } as QueryFilter<Doc>;
    const { modifiedCount, upsertedCount } = await model.updateOne(filter, { $set: { ...content, revision } } as UpdateQuery<Doc>, { upsert: true });
    return modifiedCount + upsertedCount > 0;
  } catch (error) {
    // The document is there with a revision that is not older: the upsert ran into it.
    if (isDuplicateKey(error)) return false;
    throw error;
  }
};
