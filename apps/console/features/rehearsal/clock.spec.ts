import { describe, expect, it } from '@jest/globals';
import { shownAt } from './clock.js';

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
