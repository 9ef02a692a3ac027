import { describe, expect, it } from '@jest/globals';
import { instantOf, wallTimeOf } from './wall-time.js';

describe('wall time', () => {
  it('is Bangkok’s, seven hours ahead of UTC', () => {
    expect(instantOf('2016-11-18T15:20', 'Asia/Bangkok')).toBe('2016-11-18T08:20:00.000Z');
    expect(wallTimeOf('2016-11-18T17:05:00.000Z', 'Asia/Bangkok')).toBe('2016-11-19T00:05');
  });

  it('goes there and back around a change of clocks', () => {
    for (const wallTime of ['2016-10-29T23:30', '2016-10-30T03:30', '2016-03-27T01:59', '2016-03-27T03:00']) {
      expect(wallTimeOf(instantOf(wallTime, 'Europe/Berlin'), 'Europe/Berlin')).toBe(wallTime);
    }
  });
});
