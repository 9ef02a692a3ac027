import { describe, expect, it } from '@jest/globals';
import { exampleJoining, JoiningState, JoiningStep } from '#contracts';
import { everySite, isShown, minutesOf, sayable, stepUrgencyOf, urgencyOf } from './standing.js';

describe('how sites stand', () => {
  it('is sorted by what needs somebody first, and every state and step has its place', () => {
    expect(JoiningState.options.toSorted((a, b) => urgencyOf(a) - urgencyOf(b))[0]).toBe('dropped');
    expect(JoiningState.options.map(urgencyOf)).not.toContain(-1);
    expect(JoiningStep.options.map(stepUrgencyOf)).not.toContain(-1);
  });

  it('is told with its age by the clock of the day, never below none', () => {
    const since = '2016-11-23T07:05:00.000Z';
    expect(minutesOf({ since }, '2016-11-23T07:08:59.000Z')).toBe(3);
    expect(minutesOf({ since }, '2016-11-23T07:00:00.000Z')).toBe(0);
    expect(minutesOf({}, since)).toBeUndefined();
  });

  it('is narrowed by state, what is next and province', () => {
    expect(isShown(exampleJoining, everySite)).toBe(true);
    expect(isShown(exampleJoining, { ...everySite, state: 'in', step: 'mend', province: 'TH-50' })).toBe(true);
    expect(isShown(exampleJoining, { ...everySite, state: 'dropped' })).toBe(false);
  });

  it('can be said to be anything else, but lost only where it was there', () => {
    expect(sayable('in')).toEqual(['joining', 'dropped', 'left', 'waiting']);
    expect(sayable('waiting')).toEqual(['joining', 'in', 'left']);
  });
});
