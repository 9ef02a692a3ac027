import { type DeliveryState } from '#contracts';

/** What a state comes to for whoever counts mails. */
export type Outcome = 'waiting' | 'sending' | 'taken' | 'failed' | 'unknown' | 'unsent';
export const outcomes: readonly Outcome[] = ['waiting', 'sending', 'taken', 'failed', 'unknown', 'unsent'];

const outcomeOf: Readonly<Record<DeliveryState, Outcome>> = {
  planned: 'waiting',
  'retry-wait': 'waiting',
  overdue: 'waiting',
  queued: 'sending',
  claimed: 'sending',
  submitting: 'sending',
  accepted: 'taken',
  rejected: 'failed',
  expired: 'failed',
  unknown: 'unknown',
  cancelled: 'unsent',
};

/** One kind's counts by state as counts by outcome. */
export const countedBy = (states: Readonly<Record<string, number>>): Readonly<Record<Outcome, number>> => {
  const counts: Record<Outcome, number> = { waiting: 0, sending: 0, taken: 0, failed: 0, unknown: 0, unsent: 0 };
  for (const [state, count] of Object.entries(states)) {
    const outcome = outcomeOf[state as DeliveryState];
    // A state that this page does not know yet is left out.
    if (outcome !== undefined) counts[outcome] += count;
  }
  return counts;
};
