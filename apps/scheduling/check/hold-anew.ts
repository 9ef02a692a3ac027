import { type Model } from 'mongoose';
import { type Check } from '#contracts';
import { type Aggregate, isDuplicateKey } from '#persistence';
import { hands, heldBy, heldUntil, minutesTaken } from './occupancy.js';

/** How a check held its room and its site before it held minutes with two hands: `roomMinutes` were those of its room with the gap. */
type FormerDocument = Aggregate & Omit<Check, 'id' | 'revision'> & { readonly roomMinutes?: readonly number[] };
const minuteMs = 60_000;

/** Checks that were booked by an earlier form hold their minutes by this one; `overlaps` is told of one that can't, as another has them. */
export const holdAnew = async <Doc extends Aggregate>(
  checks: Model<Doc>,
  overlaps: (checkId: string) => void,
): Promise<void> => {
  const collection = checks.collection;
  const without = { occupies: true, held: { $exists: false } };
  for await (const each of collection.find(without, { projection: { outbox: 0 } })) {
    const check = each as unknown as FormerDocument;
    const last = check.roomMinutes?.at(-1);
    const gapMinutes = last === undefined ? 0 : Math.max(0, Math.round(last + 1 - Date.parse(check.endsAt) / minuteMs));
    await collection
      .updateOne(
        { _id: each._id },
        {
          $set: { held: heldBy(minutesTaken(check, gapMinutes), ...hands), heldUntil: heldUntil(check, gapMinutes) },
          $unset: { roomMinutes: 1, siteMinutes: 1 },
        },
      )
      .catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
        overlaps(check._id);
      });
  }
};
