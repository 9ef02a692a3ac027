import { AppError, dispositionOf } from '#platform';

/** Deliveries of one message to one consumer before it goes to the dead letters: about three minutes of trying. */
export const maxAttempts = 10;
const delaysMs = [200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

/** The pause after the n-th failure, n from 1. */
export const backoffMs = (attempt: number): number => delaysMs[Math.min(attempt, delaysMs.length) - 1] ?? 0;

/**
 * What becomes of a message whose handler failed.
 * `wait`: something that the handler needs is down; the message stays in hand, so that no more are taken meanwhile.
 * `redeliver`: given back, to come again after the delay. `dead-letter`: put aside for staff.
 */
export type EventOutcome = { readonly kind: 'wait' } | { readonly kind: 'redeliver'; readonly delayMs: number } | { readonly kind: 'dead-letter' };

export const outcomeOf = (error: unknown, attempt: number): EventOutcome => {
  if (error instanceof AppError && error.kind === 'unavailable') return { kind: 'wait' };
  if (dispositionOf(error) === 'dead-letter' || attempt >= maxAttempts) return { kind: 'dead-letter' };
  return { kind: 'redeliver', delayMs: backoffMs(attempt) };
};
