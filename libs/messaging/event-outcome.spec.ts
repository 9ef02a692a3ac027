import { describe, expect, it } from '@jest/globals';
import { conflict, forbidden, invalid, notFound, unavailable } from '#platform';
import { isUsedUp, outcomeOf, type OutcomePolicy } from './event-outcome.js';

class DatabaseAway extends Error {}
const policy: OutcomePolicy = {
  ackWaitMs: 1_000,
  delaysMs: [10, 20],
  isAway: (error) => error instanceof DatabaseAway,
};

describe('the outcome of a failed delivery', () => {
  it.each([invalid('invalid-input'), forbidden('other-province')])(
    'puts what stays wrong aside at once: $kind',
    (error) => {
      expect(outcomeOf(error, 1, policy)).toEqual({ kind: 'dead-letter' });
    },
  );

  it.each([notFound('no-such-dead-letter'), conflict('revision-conflict'), new Error('a defect')])(
    'tries what may come right again, with back-off, and then puts it aside: %s',
    (error) => {
      expect([1, 2, 3].map((attempt) => outcomeOf(error, attempt, policy))).toEqual([
        { kind: 'redeliver', delayMs: 10 },
        { kind: 'redeliver', delayMs: 20 },
        { kind: 'dead-letter' },
      ]);
    },
  );

  it.each([unavailable('service-unavailable'), new DatabaseAway('not connected')])(
    'never gives up on an event because something else is down: %s',
    (error) => expect(outcomeOf(error, 1_000, policy)).toEqual({ kind: 'wait' }),
  );

  it('takes a message for used up when it comes once more than it may fail', () => {
    expect([3, 4].map((attempt) => isUsedUp(policy, attempt))).toEqual([false, true]);
  });
});
