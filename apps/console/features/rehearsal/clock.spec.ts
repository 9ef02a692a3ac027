import { describe, expect, it } from '@jest/globals';
import { nextOf, shownAt } from './clock.js';

describe('the meeting clock on the page', () => {
  it.each([
    [0, '2016-11-09T03:12:00.000Z'],
    [1, '2016-11-09T03:12:02.000Z'],
    [600, '2016-11-09T03:32:00.000Z'],
    [36_000, '2016-11-09T23:12:00.000Z'],
  ])('runs at %i seconds a second', (speed, shown) =>
    expect(shownAt({ now: '2016-11-09T03:12:00.000Z', speed }, 2_000)).toBe(shown),
  );
});

describe('what comes next on the page', () => {
  const nextEventAt = '2016-11-11T02:00:00.000Z';
  it('is ahead of what the clock shows', () =>
    expect(nextOf({ nextEventAt }, '2016-11-11T01:59:59.500Z')).toBe(nextEventAt));
  it('is not known once the clock has passed it by', () => {
    expect(nextOf({ nextEventAt }, nextEventAt)).toBeUndefined();
    expect(nextOf({}, nextEventAt)).toBeUndefined();
  });
});
