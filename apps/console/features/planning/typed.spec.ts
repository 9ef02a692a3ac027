import { describe, expect, it } from '@jest/globals';
import { dayOf, typedDay } from '#words';
import { readNumber, readTime } from './typed.js';

describe('what is typed of a calendar', () => {
  it.each([
    ['14/11/2559', '2016-11-14'],
    ['๑๔/๑๑/๒๕๕๙', '2016-11-14'],
    ['14/11/2016', '2016-11-14'],
    ['31/11/2559', undefined],
    ['', undefined],
  ])('%s is the day %s', (typed, day) => expect(dayOf(typed)).toBe(day));

  it('writes a day in the era of the reader', () => {
    expect(typedDay('2016-11-14', 'th')).toBe('14/11/2559');
    expect(typedDay('2016-11-14', 'en')).toBe('14/11/2016');
  });

  it.each([
    ['12', 12],
    [' ๑๒ ', 12],
    ['', undefined],
    ['1.5', undefined],
    ['-3', undefined],
  ])('%s is the number %s', (typed, number) => expect(readNumber(typed)).toBe(number));

  it.each([
    ['9:00', '09:00'],
    ['09.30', '09:30'],
    ['๒๔:๐๐', '24:00'],
    ['nine', 'nine'],
  ])('%s is the time %s', (typed, time) => expect(readTime(typed)).toBe(time));
});
