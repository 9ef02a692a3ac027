import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CheckCalendar, exampleCalendar } from '#contracts';
import { bookableSlots, earliestMove, earliestPlanned, mergedHours, mostSlots, slotsOf, tidied } from './calendar.js';
import { calendarProblems } from './calendar-rules.js';

const calendar = (changes: Partial<CheckCalendar> = {}): CheckCalendar =>
  CheckCalendar.parse({ ...exampleCalendar, openOnDaysOff: true, ...changes });
const bangkok = 'Asia/Bangkok';

describe('the slots of a calendar', () => {
  it('lie on a grid of slot and gap within the hours', () => {
    const day = slotsOf(calendar({ firstDay: '2016-11-14', lastDay: '2016-11-14' }), bangkok);
    expect(day).toHaveLength(12);
    expect(day[0]).toEqual({ startsAt: '2016-11-14T02:00:00.000Z', endsAt: '2016-11-14T02:20:00.000Z' });
    expect(day[1]?.startsAt).toBe('2016-11-14T02:30:00.000Z');
    expect(day.at(-1)).toEqual({ startsAt: '2016-11-14T08:30:00.000Z', endsAt: '2016-11-14T08:50:00.000Z' });
  });

  it('leave Saturdays, Sundays and days off out, unless the calendar is open on them', () => {
    const daysOff = new Set(['2016-11-16']);
    const days = (openOnDaysOff: boolean) => [
      ...new Set(
        slotsOf(calendar({ openOnDaysOff }), bangkok, { daysOff }).map(({ startsAt }) => startsAt.slice(8, 10)),
      ),
    ];
    expect(days(false)).toEqual(['14', '15', '17', '18', '21', '22']);
    expect(days(true)).toEqual(['14', '15', '16', '17', '18', '19', '20', '21', '22']);
    expect(
      calendarProblems(
        calendar({ openOnDaysOff: false, firstDay: '2016-11-16', lastDay: '2016-11-16' }),
        undefined,
        daysOff,
      ),
    ).toMatchObject([{ field: 'closedDays' }]);
  });

  it('leave closed days out', () => {
    const days = new Set(
      slotsOf(calendar({ closedDays: ['2016-11-19', '2016-11-20'] }), bangkok).map((slot) =>
        slot.startsAt.slice(0, 10),
      ),
    );
    expect([...days]).toEqual([
      '2016-11-14',
      '2016-11-15',
      '2016-11-16',
      '2016-11-17',
      '2016-11-18',
      '2016-11-21',
      '2016-11-22',
    ]);
  });

  it('hold no slot that would end after the hours', () => {
    expect(
      slotsOf(
        calendar({ firstDay: '2016-11-14', lastDay: '2016-11-14', hours: [{ from: '09:00', to: '09:19' }] }),
        bangkok,
      ),
    ).toEqual([]);
  });

  it('name a slot once where the hours overlap', () => {
    const hours = [
      { from: '09:00', to: '10:00' },
      { from: '09:00', to: '11:00' },
    ];
    expect(slotsOf(calendar({ firstDay: '2016-11-14', lastDay: '2016-11-14', hours }), bangkok)).toHaveLength(4);
  });

  it('keep wall-clock hours across a change of clocks', () => {
    const starts = slotsOf(
      calendar({ firstDay: '2026-10-24', lastDay: '2026-10-25', hours: [{ from: '09:00', to: '09:30' }] }),
      'Europe/Berlin',
    );
    expect(starts.map((slot) => slot.startsAt)).toEqual(['2026-10-24T07:00:00.000Z', '2026-10-25T08:00:00.000Z']);
  });

  it('can be moved to with half an hour’s notice and not into the meeting', () => {
    const meeting = { timeZone: bangkok, startsAt: '2016-11-22T07:30:00.000Z' };
    const slots = bookableSlots(calendar(), meeting, earliestMove(new Date('2016-11-21T08:00:00.000Z')));
    expect(slots[0]?.startsAt).toBe('2016-11-21T08:30:00.000Z');
    expect(slots.at(-1)?.startsAt).toBe('2016-11-22T07:00:00.000Z');
  });
});

const oneDay = { firstDay: '2016-11-14', lastDay: '2016-11-14' };
const starts = (changes: Partial<CheckCalendar>, zone = bangkok) =>
  slotsOf(calendar(changes), zone).map(({ startsAt }) => startsAt.slice(11, 16));
type Hours = CheckCalendar['hours'];
const window = (text: string): Hours[number] => ({ from: text.slice(0, 5), to: text.slice(6) });
const hours = (...texts: string[]): Hours => texts.map(window);

describe('the windows of a calendar', () => {
  it.each<[string, Hours, Hours]>([
    ['that touch are one', hours('09:00-10:00', '10:00-11:00'), hours('09:00-11:00')],
    ['that overlap are one', hours('09:10-10:10', '09:00-10:00'), hours('09:00-10:10')],
    ['that are named twice are one', hours('09:00-10:00', '09:00-10:00'), hours('09:00-10:00')],
    ['that lie in another are part of it', hours('08:00-24:00', '09:00-10:00'), hours('08:00-24:00')],
    ['that lie apart stay apart, in order', hours('13:00-16:00', '09:00-12:00'), hours('09:00-12:00', '13:00-16:00')],
  ])('%s', (_what, given, merged) => {
    expect(mergedHours(given)).toEqual(merged);
  });

  it('keep the gap between slots also where one window follows another before the gap is over', () => {
    expect(starts({ ...oneDay, hours: hours('09:00-09:50', '09:55-10:40') })).toEqual(['02:00', '02:30', '03:00']);
    expect(starts({ ...oneDay, hours: hours('09:00-10:00', '10:00-11:00') })).toEqual([
      '02:00',
      '02:30',
      '03:00',
      '03:30',
    ]);
  });

  it('keep the gap over midnight, where 24:00 is the end', () => {
    const nights = slotsOf(
      calendar({ firstDay: '2016-11-14', lastDay: '2016-11-15', hours: hours('23:00-24:00', '00:00-00:30') }),
      'UTC',
    ).map(({ startsAt }) => startsAt.slice(8, 16));
    expect(nights).toEqual(['14T00:00', '14T23:00', '14T23:30', '15T00:00', '15T23:00', '15T23:30']);
  });

  it.each<[string, Partial<CheckCalendar>, string, string[]]>([
    [
      'an hour that is left out holds none',
      { firstDay: '2017-03-26', lastDay: '2017-03-26', hours: hours('02:00-03:00') },
      'Europe/Berlin',
      [],
    ],
    [
      'a window over it holds one hour less',
      { firstDay: '2017-03-26', lastDay: '2017-03-26', hours: hours('01:00-04:00') },
      'Europe/Berlin',
      ['00:00', '00:30', '01:00', '01:30'],
    ],
    [
      'windows on both sides of it do not overlap',
      { firstDay: '2017-03-26', lastDay: '2017-03-26', hours: hours('01:30-02:30', '02:40-03:30') },
      'Europe/Berlin',
      ['00:30', '01:00'],
    ],
    [
      'an hour that is shown twice counts twice',
      { firstDay: '2016-10-30', lastDay: '2016-10-30', hours: hours('02:00-03:00') },
      'Europe/Berlin',
      ['00:00', '00:30', '01:00', '01:30'],
    ],
    [
      'a day that is left out holds none',
      { firstDay: '2011-12-30', lastDay: '2011-12-30', hours: hours('09:00-16:00') },
      'Pacific/Apia',
      [],
    ],
  ])('where clocks change: %s', (_what, changes, zone, expected) => {
    expect(starts(changes, zone)).toEqual(expected);
  });

  it('make slots that never overlap and keep the gap, whatever they are', () => {
    const time = fc
      .integer({ min: 0, max: 1440 })
      .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
    const anyWindow = fc.tuple(time, time).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
    const day = fc.constantFrom('2016-11-14', '2016-10-29', '2017-03-25');
    fc.assert(
      fc.property(
        fc.array(anyWindow, { minLength: 1, maxLength: 6 }),
        day,
        fc.integer({ min: 5, max: 120 }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom(bangkok, 'Europe/Berlin'),
        (given, firstDay, slotMinutes, gapMinutes, zone) => {
          const lastDay = Temporal.PlainDate.from(firstDay).add({ days: 2 }).toString();
          const slots = slotsOf({ ...calendar({ firstDay, lastDay }), hours: given, slotMinutes, gapMinutes }, zone);
          slots.forEach(({ startsAt, endsAt }, index) => {
            expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(slotMinutes * 60_000);
            const next = slots[index + 1];
            if (next !== undefined)
              expect(Date.parse(next.startsAt)).toBeGreaterThanOrEqual(Date.parse(endsAt) + gapMinutes * 60_000);
          });
        },
      ),
    );
  });
});

describe('a calendar', () => {
  const meeting = { timeZone: bangkok, startsAt: '2016-11-23T07:30:00.000Z' };
  it.each<[string, Partial<CheckCalendar>, string, string]>([
    ['hours across midnight', { hours: hours('22:00-02:00') }, 'hours.0.to', 'window-backwards'],
    ['hours without a minute', { hours: hours('09:00-12:00', '09:00-09:00') }, 'hours.1.to', 'window-backwards'],
    ['hours shorter than a check', { hours: hours('09:00-09:19') }, 'hours.0.to', 'window-too-short'],
    ['a last day after the meeting', { lastDay: '2016-11-24' }, 'lastDay', 'calendar-after-meeting'],
    ['a span of more than weeks', { firstDay: '2016-08-01' }, 'lastDay', 'calendar-too-long'],
    ['a last day 543 years later', { lastDay: '2559-11-22' }, 'lastDay', 'calendar-too-long'],
    [
      'days long before the meeting',
      { firstDay: '2015-01-14', lastDay: '2015-01-22' },
      'firstDay',
      'calendar-before-meeting',
    ],
    ['a closed day of another century', { closedDays: ['2559-11-20'] }, 'closedDays.0', 'closed-day-far'],
    ['no day that is open', { ...oneDay, closedDays: ['2016-11-14'] }, 'closedDays', 'slots-none'],
    [
      'more slots than any plan needs',
      { firstDay: '2016-09-01', hours: hours('00:00-24:00'), slotMinutes: 5, gapMinutes: 0 },
      'slotMinutes',
      'slots-too-many',
    ],
  ])('refuses %s', (_what, changes, field, code) => {
    expect(calendarProblems({ ...calendar(), ...changes }, meeting)).toEqual([
      expect.objectContaining({ field, code }),
    ]);
  });

  it.each<[string, Partial<CheckCalendar>]>([
    ['24:00 as an end', { hours: hours('22:00-24:00') }],
    ['the day of the meeting', { lastDay: '2016-11-23' }],
    ['a closed day before its first day', { closedDays: ['2016-11-11'] }],
  ])('takes %s', (_what, changes) => {
    expect(calendarProblems({ ...calendar(), ...changes }, meeting)).toEqual([]);
  });

  it('names a closed day once, in order', () => {
    expect(tidied(calendar({ closedDays: ['2016-11-20', '2016-11-19', '2016-11-20'] })).closedDays).toEqual([
      '2016-11-19',
      '2016-11-20',
    ]);
  });

  it('makes its slots at once, also one that was kept before its span was limited', () => {
    expect(slotsOf({ ...calendar(), lastDay: '2559-11-22' }, bangkok)).toHaveLength(mostSlots);
    expect(
      bookableSlots({ ...calendar(), lastDay: '2559-11-22' }, meeting, new Date('2016-11-10T00:00:00.000Z')).at(-1)
        ?.startsAt,
    ).toBe('2016-11-23T07:00:00.000Z');
  });
});

describe('the notice of a plan', () => {
  it.each<[string, string, number, string[], string]>([
    ['counts from the office’s opening', '2016-11-14T01:05:00.000Z', 4, [], '2016-11-14T05:30:00.000Z'],
    ['goes on the next working day', '2016-11-14T07:30:00.000Z', 4, [], '2016-11-15T03:30:00.000Z'],
    ['passes over a week-end', '2016-11-18T09:30:00.000Z', 4, [], '2016-11-21T05:30:00.000Z'],
    ['passes over a closed day', '2016-11-14T09:30:00.000Z', 4, ['2016-11-15'], '2016-11-16T05:30:00.000Z'],
    ['is half an hour where none is asked', '2016-11-14T02:00:00.000Z', 0, [], '2016-11-14T02:30:00.000Z'],
    ['is half an hour at least', '2016-11-14T09:29:00.000Z', 0, [], '2016-11-14T09:59:00.000Z'],
  ])('%s', (_what, now, noticeHours, closedDays, expected) => {
    expect(earliestPlanned({ noticeHours, closedDays }, bangkok, new Date(now)).toISOString()).toBe(expected);
  });
});
