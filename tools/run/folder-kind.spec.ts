import { describe, expect, it } from '@jest/globals';
import { showsSample } from './folder-kind.js';

describe('a data folder stays what it was begun as', () => {
  const begun = '2026-11-25T00:00:00.000Z';
  it.each([
    ['a new one gets the sample', {}, undefined, true],
    ['a new one, without the sample', {}, false, false],
    ['one begun without the sample, started plainly', { sample: false, aliveAt: begun }, undefined, false],
    [
      'one begun without the sample, in which the clock was set by hand',
      { sample: false, clockSet: false, aliveAt: begun },
      undefined,
      false,
    ],
    ['one begun with the sample, broken off before it was loaded', { sample: true }, undefined, true],
    ['an earlier version’s, with the sample', { sampleLoaded: true, clockSet: true, aliveAt: begun }, undefined, true],
    ['an earlier version’s, without the sample', { clockSet: false, aliveAt: begun }, undefined, false],
  ])('%s', (_what, state, asked, shows) => expect(showsSample(state, asked)).toBe(shows));

  it.each([
    ['the sample among offices of one’s own', { sample: false, aliveAt: begun }, true, /begun without the sample/],
    [
      'the sample among an earlier version’s offices',
      { clockSet: false, aliveAt: begun },
      true,
      /begun without the sample/,
    ],
    [
      'meetings of one’s own in the sample’s year',
      { sample: true, sampleLoaded: true },
      false,
      /lives in November 2016/,
    ],
    [
      'meetings of one’s own in an earlier version’s sample',
      { sampleLoaded: true, clockSet: true },
      false,
      /lives in November 2016/,
    ],
  ])('refuses %s', (_what, state, asked, why) => expect(() => showsSample(state, asked)).toThrow(why));
});
