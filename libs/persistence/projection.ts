import { type Model, type QueryFilter, type UpdateQuery } from 'mongoose';
import { isWritten, unlessThere } from './unless-there.js';

/** What a service keeps of another's aggregate; `revision` is the aggregate's at the last event that was applied. */
export type Projection = { readonly _id: string; readonly revision: number };

/** Its fields, or paths within them. One that is `undefined` is removed. */
export type ProjectedContent<Doc extends Projection> = {
  readonly [Key in keyof Omit<Doc, keyof Projection>]?: Doc[Key] | undefined;
} & { readonly [path: `${string}.${string}`]: unknown };

const updateOf = <Doc>(content: object, revision: number): UpdateQuery<Doc> => {
  const entries = Object.entries(content);
  const gone = entries.filter(([, value]) => value === undefined).map(([key]) => [key, 1]);
  const $set = { ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)), revision };
  return { $set, ...(gone.length > 0 && { $unset: Object.fromEntries(gone) }) } as unknown as UpdateQuery<Doc>;
};

/** Older than this revision, or kept before revisions were. */
const older = <Doc extends Projection>(id: string, revision: number): QueryFilter<Doc> =>
  ({ _id: id, revision: { $not: { $gte: revision } } }) as unknown as QueryFilter<Doc>;

/**
 * Applies what an event says, unless one of this revision or a newer one was applied before: events may come twice and
 * out of order.
 * @returns whether it was applied
 */
export const projectIfNewer = async <Doc extends Projection>(
  model: Model<Doc>,
  id: string,
  revision: number,
  content: ProjectedContent<Doc>,
): Promise<boolean> =>
  isWritten(
    await unlessThere(() =>
      model.updateOne(older<Doc>(id, revision), updateOf<Doc>(content, revision), { upsert: true }),
    ),
  );

/** The same for many at once, in one command. */
export const projectAllIfNewer = async <Doc extends Projection>(
  model: Model<Doc>,
  all: readonly { readonly id: string; readonly revision: number; readonly content: ProjectedContent<Doc> }[],
): Promise<void> => {
  if (all.length === 0) return;
  const updates = all.map(({ id, revision, content }) => ({
    updateOne: { filter: older<Doc>(id, revision), update: updateOf<Doc>(content, revision), upsert: true },
  }));
  await unlessThere(() => model.bulkWrite(updates as Parameters<typeof model.bulkWrite>[0], { ordered: false }));
};

/** The same for what an event says of something that must be known already; nothing is kept of what is not. */
export const updateIfNewer = async <Doc extends Projection>(
  model: Model<Doc>,
  id: string,
  revision: number,
  content: ProjectedContent<Doc>,
): Promise<boolean> =>
  (await model.updateOne(older<Doc>(id, revision), updateOf<Doc>(content, revision))).matchedCount > 0;
