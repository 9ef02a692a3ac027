import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arrivalOf, clockTimeOf, instantOf, readWallTime, spanOfTime, wallTimeOf } from './typed-time.js';

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

describe('a day and a time as people type them', () => {
  const morning = '2016-11-10T02:30:00.000Z';
  it.each([
    ['10/11/2559', '09:30'],
    ['10/11/2016', '9:30'],
    ['10-11-2559', '09.30'],
    ['10.11.2559', '09.30 น.'],
    ['๑๐/๑๑/๒๕๕๙', '๐๙.๓๐'],
    ['10 พ.ย. 2559', '09:30 น.'],
    ['10 พฤศจิกายน 2559', '09:30'],
    ['10 พฤศจิกายน พ.ศ. 2559', '09:30'],
    ['10 Nov 2016', '09:30:00'],
    ['10 November 2559', '09:30'],
    ['2016-11-10', '09:30'],
    ['2559-11-10', '09:30'],
    ['ลงวันที่ ๑๐ พฤศจิกายน พ.ศ. ๒๕๕๙', '09:30'],
    ['วันพฤหัสบดีที่ 10พ.ย.2559', '09:30'],
    [' 10/11/2559 ', ' 09:30 '],
  ])('%s %s is half past nine on 10 November, never 11 October', (day, time) =>
    expect(readWallTime(day, time, 'Asia/Bangkok')).toEqual({ instant: morning }),
  );

  it.each([
    ['10/11', '09:30', 'day', 'day-unreadable'],
    ['', '09:30', 'day', 'day-unreadable'],
    ['1011/2559', '09:30', 'day', 'day-unreadable'],
    ['ที่ 2559', '09:30', 'day', 'day-unreadable'],
    ['10 ไม่ใช่เดือน 2559', '09:30', 'day', 'day-unreadable'],
    ['10/11/59', '09:30', 'day', 'year-unclear'],
    ['10/11/2300', '09:30', 'day', 'year-unclear'],
    ['10/11/25590', '09:30', 'day', 'year-unclear'],
    ['31/11/2559', '09:30', 'day', 'no-such-day'],
    ['11/13/2559', '09:30', 'day', 'no-such-day'],
    ['29/2/2560', '09:30', 'day', 'no-such-day'],
    ['0/11/2559', '09:30', 'day', 'no-such-day'],
    ['10/11/2559', '', 'time', 'time-unreadable'],
    ['10/11/2559', '24:00', 'time', 'time-unreadable'],
    ['10/11/2559', '9:5', 'time', 'time-unreadable'],
    ['10/11/2559', '09:60', 'time', 'time-unreadable'],
  ])('%s %s is refused at the %s: %s', (day, time, field, mistake) =>
    expect(readWallTime(day, time, 'Asia/Bangkok')).toEqual({ field, mistake }),
  );

  it('takes 29 February of a leap year in both eras', () => {
    expect(readWallTime('29/2/2559', '00:00', 'Asia/Bangkok')).toEqual(
      readWallTime('29/2/2016', '00:00', 'Asia/Bangkok'),
    );
  });

  it('refuses a time that the clock of the zone skips', () => {
    expect(readWallTime('27/3/2016', '02:30', 'Europe/Berlin')).toEqual({ field: 'time', mistake: 'no-such-time' });
  });

  it('reads every minute of every year back as it was written, in both eras', () => {
    const instants = fc.date({
      min: new Date('1950-01-01T00:00:00Z'),
      max: new Date('2150-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.boolean(), (date, buddhist) => {
        const [day = '', time = ''] = wallTimeOf(date.toISOString(), 'Asia/Bangkok').split('T');
        const [year = '', month = '', dayOfMonth = ''] = day.split('-');
        const typed = `${dayOfMonth}/${month}/${buddhist ? Number(year) + 543 : year}`;
        const expected = new Date(date);
        expected.setUTCSeconds(0, 0);
        expect(readWallTime(typed, time, 'Asia/Bangkok')).toEqual({ instant: expected.toISOString() });
      }),
    );
  });
});

describe('when something arrived', () => {
  const zone = 'Asia/Bangkok';
  const arrival = (time: string, known: { from?: string; after?: string } = {}) => {
    const read = readWallTime('10/11/2559', time, zone);
    return 'instant' in read ? arrivalOf(read.instant, spanOfTime(time), known) : undefined;
  };

  it.each([
    ['9:30:20', '20'],
    ['09.30.59 น.', '59'],
    ['๐๙:๓๐:๐๗', '07'],
  ])('keeps the seconds that are typed: %s', (time, second) =>
    expect(arrival(time)).toBe(`2016-11-10T02:30:${second}.000Z`),
  );
  it.each(['09:30:60', '09:30:5', '09:30:'])('refuses seconds that no clock shows: %s', (time) =>
    expect(arrival(time)).toBeUndefined(),
  );

  it('reads back every second that a clock shows', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true }),
        (date) => {
          date.setUTCMilliseconds(0);
          const instant = date.toISOString();
          const [year = '', month = '', day = ''] = (wallTimeOf(instant, zone).split('T')[0] ?? '').split('-');
          expect(readWallTime(`${day}/${month}/${year}`, clockTimeOf(instant, zone), zone)).toEqual({ instant });
        },
      ),
    );
  });

  it.each([
    ['09:30', {}, '2016-11-10T02:30:00.000Z'],
    ['09:30', { from: '2016-11-10T02:30:20.500Z' }, '2016-11-10T02:30:20.500Z'],
    ['09:30', { after: '2016-11-10T02:30:45.123Z' }, '2016-11-10T02:30:45.124Z'],
    ['09:30', { from: '2016-11-10T02:31:00.000Z' }, '2016-11-10T02:30:00.000Z'],
    ['09:30', { after: '2016-11-10T02:31:00.000Z' }, '2016-11-10T02:30:00.000Z'],
    ['09:30', { after: '2016-11-10T02:30:59.999Z' }, '2016-11-10T02:30:00.000Z'],
    ['09:30', { from: '2016-11-07T02:00:00.000Z', after: '2016-11-10T02:29:59.999Z' }, '2016-11-10T02:30:00.000Z'],
    ['09:30:20', { after: '2016-11-10T02:30:20.300Z' }, '2016-11-10T02:30:20.301Z'],
    ['09:30:20', { after: '2016-11-10T02:30:45.000Z' }, '2016-11-10T02:30:20.000Z'],
  ])('%s is after what happened in it already, %j, and never outside of it', (time, known, expected) =>
    expect(arrival(time, known)).toBe(expected),
  );
});
