import { describe, expect, it } from '@jest/globals';
import { calendarDayOf, typedAt, writtenDay } from './typed-day.js';

describe('a day as it is typed', () => {
  it.each([
    ['th', '18/11/2559'],
    ['en', '18/11/2016'],
  ] as const)('is written in the era of %s: %s', (language, written) => {
    expect(typedAt('2016-11-18T08:20:05.000Z', 'Asia/Bangkok', language)).toEqual({ day: written, time: '15:20:05' });
  });
  it.each(['18/11/2559', '18/11/2016', '๑๘ พ.ย. ๒๕๕๙'])(
    'is the same day of the calendar in whatever era: %s',
    (typed) => {
      const day = calendarDayOf(typed);
      expect(day?.toString()).toBe('2016-11-18');
      expect(day && writtenDay(day, 'th')).toBe('18/11/2559');
    },
  );
  it.each(['', '31/11/2559', '18/11'])('%j is none yet', (typed) => expect(calendarDayOf(typed)).toBeUndefined());
});
