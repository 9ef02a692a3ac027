import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ClockEnd, ClockTime, Day, Instant } from './era.js';

const problemOf = (schema: typeof Day, typed: string) => {
  const issue = schema.safeParse(typed).error?.issues[0];
  return issue?.code === 'custom' ? issue.params?.['problem'] : undefined;
};

describe('a day', () => {
  it.each([
    ['2559-11-22', '2016-11-22'],
    ['๒๕๕๙-๑๑-๒๒', '2016-11-22'],
    ['2559-02-29', '2016-02-29'],
    ['2016-02-29', '2016-02-29'],
    ['2443-01-01', '1900-01-01'],
    ['1900-01-01', '1900-01-01'],
    ['2200-12-31', '2200-12-31'],
    ['2743-12-31', '2200-12-31'],
    ['2559/1/2', '2016-01-02'],
  ])('%s is %s', (typed, day) => expect(Day.parse(typed)).toBe(day));
  it.each([
    ['2560-02-29', 'no-such-day'],
    ['2015-02-29', 'no-such-day'],
    ['2016-13-01', 'no-such-day'],
    ['2016-00-10', 'no-such-day'],
    ['2016-04-31', 'no-such-day'],
    ['1899-12-31', 'year-unclear'],
    ['2201-01-01', 'year-unclear'],
    ['2399-01-01', 'year-unclear'],
    ['2442-01-01', 'year-unclear'],
    ['2744-01-01', 'year-unclear'],
    ['10000-01-01', 'year-unclear'],
    ['-0001-01-01', 'year-unclear'],
    ['59-11-22', 'year-unclear'],
    ['22 พ.ย. 2559', 'day-form'],
    ['', 'day-form'],
    ['10/11/2016', 'day-form'],
  ])('%s is refused: %s', (typed, problem) => expect(problemOf(Day, typed)).toBe(problem));
});

describe('an instant', () => {
  it.each([
    ['2559-11-18T23:59:59+07:00', '2016-11-18T16:59:59.000Z'],
    ['2016-11-18T16:59:59Z', '2016-11-18T16:59:59.000Z'],
    ['2016-11-18T16:59Z', '2016-11-18T16:59:00.000Z'],
    ['๒๕๕๙-๑๑-๑๘T๒๓:๕๙:๕๙+๐๗:๐๐', '2016-11-18T16:59:59.000Z'],
    ['2016-11-18T16:59:59.123456789Z', '2016-11-18T16:59:59.123Z'],
    ['2016-11-18 16:59:59.5z', '2016-11-18T16:59:59.500Z'],
    ['2559-03-01T01:00+07:00', '2016-02-29T18:00:00.000Z'],
    ['2016-11-18T16:59:59-0330', '2016-11-18T20:29:59.000Z'],
  ])('%s is %s', (typed, instant) => expect(Instant.parse(typed)).toBe(instant));
  it.each([
    ['2016-11-18T24:00:00Z', 'hour-24'],
    ['2016-11-18T23:59:60Z', 'second-60'],
    ['2016-11-18T09:00', 'instant-zone'],
    ['2016-11-18T09:00+15:00', 'instant-zone'],
    ['2560-02-29T00:00Z', 'no-such-day'],
    ['10000-01-01T00:00Z', 'year-unclear'],
    ['+010000-01-01T00:00Z', 'year-unclear'],
    ['-0001-01-01T00:00Z', 'year-unclear'],
    ['2300-01-01T00:00Z', 'year-unclear'],
    ['1900-01-01T00:00+07:00', 'year-unclear'],
    ['2016-11-18', 'instant-form'],
    ['yesterday', 'instant-form'],
    ['2016-11-18T16:60Z', 'instant-form'],
  ])('%s is refused: %s', (typed, problem) => expect(problemOf(Instant, typed)).toBe(problem));

  it('in either era, either script and any offset is one spelling, which reads as itself', () => {
    const thai = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-02T00:00Z'), max: new Date('2200-12-30T00:00Z'), noInvalidDate: true }),
        fc.integer({ min: -840, max: 840 }),
        (at, offset) => {
          const wall = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, -1);
          const zone = `${offset < 0 ? '-' : '+'}${String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')}:${String(Math.abs(offset) % 60).padStart(2, '0')}`;
          const buddhist = `${Number(wall.slice(0, 4)) + 543}${wall.slice(4)}`;
          for (const typed of [wall + zone, buddhist + zone, thai(buddhist + zone), at.toISOString()]) {
            expect(Instant.parse(typed)).toBe(at.toISOString());
          }
          expect(Day.parse(buddhist.slice(0, 10))).toBe(wall.slice(0, 10));
        },
      ),
    );
  });
});

describe('a time of the clock', () => {
  it.each([
    ['09:00', '09:00'],
    ['9:00', '09:00'],
    ['๐๙.๓๐ น.', '09:30'],
    ['23:59', '23:59'],
  ])('%s is %s', (typed, time) => expect(ClockTime.parse(typed)).toBe(time));
  it.each(['24:00', '12:60', '9', '09:00:00', '-1:00', 'noon'])('%s is refused', (typed) =>
    expect(ClockTime.safeParse(typed).success).toBe(false),
  );
  it('ends a day at 24:00, and no later', () => {
    expect(ClockEnd.parse('24:00')).toBe('24:00');
    expect(ClockEnd.safeParse('24:01').success).toBe(false);
  });
});
