import { AppError, dispositionOf } from '#platform';

/**
 * How long a message is tried. `ackWaitMs`: after this long without a sign of life from its handler it goes to another
 * replica. `delaysMs`: the pause before each further delivery; when they are used up, it goes to the dead letters.
 */
export type DeliveryPolicy = { readonly ackWaitMs: number; readonly delaysMs: readonly [number, ...number[]] };

/** Ten deliveries in about three minutes. */
export const defaultPolicy: DeliveryPolicy = {
  ackWaitMs: 10_000,
  delaysMs: [200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 60_000],
};

/** The pause after the n-th failure, n from 1; the last one stays. */
export const pauseMs = ({ delaysMs }: DeliveryPolicy, failures: number): number =>
  delaysMs[Math.min(failures, delaysMs.length) - 1] ?? delaysMs[0];

export const isUsedUp = ({ delaysMs }: DeliveryPolicy, attempt: number): boolean => attempt > delaysMs.length + 1;

/**
 * What becomes of a message whose handler failed.
 * `wait`: something that the handler needs is down; the message stays in hand, so that no more are taken meanwhile.
 * `redeliver`: given back, to come again after the delay. `dead-letter`: put aside for staff.
 */
export type EventOutcome =
  | { readonly kind: 'wait' }
  | { readonly kind: 'redeliver'; readonly delayMs: number }
  | { readonly kind: 'dead-letter' };

/** `isAway`: whether an error says that the service's own database can't be reached. */
export type OutcomePolicy = DeliveryPolicy & { readonly isAway: (error: unknown) => boolean };

export const outcomeOf = (error: unknown, attempt: number, policy: OutcomePolicy): EventOutcome => {
  if (error instanceof AppError ? error.kind === 'unavailable' : policy.isAway(error)) return { kind: 'wait' };
  if (dispositionOf(error) === 'dead-letter' || isUsedUp(policy, attempt + 1)) return { kind: 'dead-letter' };
  return { kind: 'redeliver', delayMs: pauseMs(policy, attempt) };
};
