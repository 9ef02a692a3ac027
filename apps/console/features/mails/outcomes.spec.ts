import { expect, it } from '@jest/globals';
import { countedBy } from './outcomes.js';

it('counts by what a state comes to, and leaves out what it does not know', () =>
  expect(
    countedBy({ planned: 1, 'retry-wait': 2, claimed: 3, accepted: 4, rejected: 5, expired: 6, later: 9 }),
  ).toEqual({ waiting: 3, sending: 3, taken: 4, failed: 11, unknown: 0, unsent: 0 }));
