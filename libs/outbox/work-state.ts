import { type WorkState } from '#contracts';
import { type MessagingWork } from './messaging-work.js';

/** `held`: due, and waiting for something that is stopped. `nextDueAt`: when the next falls due, of all that is not due yet. */
export type Due = { readonly due: number; readonly held?: number; readonly nextDueAt?: string | undefined };

/** What falls due by the clock in a service. What an event makes due is seen as due before the event counts as handled. */
export abstract class DueWork {
  abstract at(now: Date): Promise<Due>;
}

/** A service in which nothing falls due: its work comes from requests and events alone. */
export const nothingDue: DueWork = { at: () => Promise.resolve({ due: 0 }) };

/** Events are counted before and after what is due: what an event has made due, and the event that due work has made, is in one of the counts. */
export const workStateOf = async (
  work: Pick<MessagingWork, 'pending'>,
  dueWork: DueWork,
  now: Date,
): Promise<WorkState> => {
  const before = await work.pending();
  const { due, held = 0, nextDueAt } = await dueWork.at(now);
  const after = dueWork === nothingDue ? before : await work.pending();
  const outbox = Math.max(before.outbox, after.outbox);
  const unhandled = Math.max(before.unhandled, after.unhandled);
  return {
    idle: outbox + unhandled + due === 0,
    outbox,
    unhandled,
    due,
    ...(held > 0 && { held }),
    ...(nextDueAt !== undefined && { nextDueAt }),
    now: now.toISOString(),
  };
};
