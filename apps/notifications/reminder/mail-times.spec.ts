import { describe, expect, it } from '@jest/globals';
import { type MailRule, type MailSchedule, usualMails } from '#contracts';
import { checkTimes, mailTime, mailTimes, nextMoment, type TimedMeeting } from './mail-times.js';
import { reminderSchedule, stepIdOf } from './reminder-schedule.js';

/** The deadline is Friday 18 November 2559, the meeting Wednesday 23 November at 14:30. */
const meeting: TimedMeeting = {
  announcedAt: '2016-11-07T02:00:00.000Z',
  replyBy: '2016-11-18T16:59:59.000Z',
  answersUntil: '2016-11-21T16:59:59.000Z',
  startsAt: '2016-11-23T07:30:00.000Z',
  endsAt: '2016-11-23T09:30:00.000Z',
  timeZone: 'Asia/Bangkok',
};
const office = { from: '08:30', to: '16:30', on: 'working-days' } as const;
const daytime = { from: '07:00', to: '20:00', on: 'every-day' } as const;
const rule = (fields: Partial<MailRule>): MailRule => ({
  id: 'r',
  kind: 'reminder',
  from: 'deadline',
  days: 0,
  count: 'days',
  at: '09:00',
  ...fields,
});
/** By the clock of Bangkok. */
const told = (
  fields: Partial<MailRule>,
  hours?: MailSchedule['hours'],
  off: readonly string[] = [],
  changes: Partial<TimedMeeting> = {},
): string => {
  const time = mailTime(rule(fields), { ...meeting, ...changes }, { hours, off: new Set(off) });
  if (!('dueAt' in time)) return time.notSent;
  const at = new Date(Date.parse(time.dueAt) + 7 * 3_600_000).toISOString().slice(8, 16).replace('T', ' ');
  return `${at}${time.moved === undefined ? '' : ` ${time.moved}`}`;
};
const startsAt = (day: number, time: string): Partial<TimedMeeting> => ({
  startsAt: new Date(`2016-11-${day}T${time}:00+07:00`).toISOString(),
});

describe('when a mail of the schedule leaves', () => {
  it.each<[string, string, Parameters<typeof told>]>([
    ['so many days before', '11 09:00', [{ days: -7 }]],
    ['so many working days before', '09 09:00', [{ days: -7, count: 'working-days' }]],
    ['working days leave holidays out', '08 09:00', [{ days: -7, count: 'working-days' }, undefined, ['2016-11-15']]],
    ['working days after', '14 09:00', [{ from: 'announcement', days: 5, count: 'working-days' }]],
    ['before the announcement', 'too-early', [{ days: -12 }]],
    ['at the announcement’s own instant', 'too-early', [{ from: 'announcement' }]],
    ['after the deadline while answers are taken', '21 09:00', [{ days: 3 }]],
    ['after the time for answers', 'too-late', [{ days: 4 }]],
    [
      'on the last day after the deadline’s hour',
      'too-late',
      [{ at: '18:00' }, undefined, [], { replyBy: '2016-11-18T10:00:00.000Z' }],
    ],
    ['on a Saturday, without hours', '19 09:00', [{ days: 1 }]],
    ['on a Saturday: on Monday', '14 08:30 day-off', [{ days: -6 }, office]],
    ['on a Saturday before a Monday off: on Tuesday', '15 08:30 day-off', [{ days: -6 }, office, ['2016-11-14']]],
    ['in the evening: in the next morning', '17 08:30 hours', [{ days: -2, at: '18:00' }, office]],
    ['early: when the hours begin', '16 08:30 hours', [{ days: -2, at: '06:00' }, office]],
    ['at the very end of the hours', '16 16:30', [{ days: -2, at: '16:30' }, office]],
    ['by quiet hours on a Sunday', '13 20:00', [{ days: -5, at: '20:00' }, daytime]],
    ['in the evening of the last day: at the end of that day’s hours', '18 16:30 hours', [{ at: '20:00' }, office]],
    ['on a last day that is off: on the day before at its time', '17 09:00 day-off', [{}, office, ['2016-11-18']]],
    [
      'on a last day that follows days off: before them',
      '16 16:30 day-off',
      [{ at: '20:00' }, office, ['2016-11-17', '2016-11-18']],
    ],
    [
      'where every day before is off as well',
      'too-early',
      [
        {},
        office,
        [
          '2016-11-18',
          '2016-11-17',
          '2016-11-16',
          '2016-11-15',
          '2016-11-14',
          '2016-11-11',
          '2016-11-10',
          '2016-11-09',
          '2016-11-08',
          '2016-11-07',
        ],
      ],
    ],
    ['before the day', '22 15:00', [{ kind: 'day-before', from: 'meeting', days: -1, at: '15:00' }]],
    [
      'before a Monday: on Friday',
      '18 15:00 day-off',
      [{ kind: 'day-before', from: 'meeting', days: -1, at: '15:00' }, office, [], startsAt(21, '08:30')],
    ],
    [
      'before a Monday afternoon: on its morning',
      '21 08:30 day-off',
      [{ kind: 'day-before', from: 'meeting', days: -1, at: '15:00' }, office, [], startsAt(21, '13:30')],
    ],
    [
      'a working day before a Monday',
      '18 15:00',
      [
        { kind: 'day-before', from: 'meeting', days: -1, count: 'working-days', at: '15:00' },
        office,
        [],
        startsAt(21, '08:30'),
      ],
    ],
    ['thanks', '24 10:00', [{ kind: 'thanks', from: 'meeting', days: 1, at: '10:00' }]],
    ['thanks before its end', 'too-early', [{ kind: 'thanks', from: 'meeting', days: 0, at: '15:00' }]],
    ['thanks on a Saturday', '28 08:30 day-off', [{ kind: 'thanks', from: 'meeting', days: 3, at: '10:00' }, office]],
    ['on the day, after it began', 'too-late', [{ kind: 'day-before', from: 'meeting', days: 0, at: '15:00' }]],
  ])('%s: %s', (_name, expected, given) => expect(told(...given)).toBe(expected));

  it('is once for each day on which there may be checks, where it is counted from those, by its hours and days off', () => {
    const rule = {
      id: 'c',
      kind: 'check-reminder',
      from: 'check',
      days: -1,
      count: 'working-days',
      at: '15:00',
    } as const;
    const since = { ...meeting, announcedAt: '2016-11-10T02:00:00.000Z' };
    const times = checkTimes({ rules: [rule] }, since, new Set());
    expect(mailTimes({ rules: [rule] }, since, new Set())).toEqual([]);
    // The 12th and 13th are a weekend; what is told of a check on the 10th would come before the announcement.
    expect(times.map(({ day, dueAt }) => `${day.slice(8)} ${dueAt.slice(8, 13)}`)).toEqual([
      '11 10T08',
      '12 11T08',
      '13 11T08',
      '14 11T08',
      '15 14T08',
      '16 15T08',
      '17 16T08',
      '18 17T08',
      '19 18T08',
      '20 18T08',
      '21 18T08',
      '22 21T08',
      '23 22T08',
    ]);
    const steps = reminderSchedule({ ...since, mails: { rules: [rule] } }, new Set()).map(({ step }) => stepIdOf(step));
    expect(new Set(steps).size).toBe(14);
  });

  it('is as usual where a meeting has no rules of its own; of checks each day of them has a mail before it', () =>
    expect(
      mailTimes(usualMails, meeting, new Set()).map((time) => ('dueAt' in time ? time.dueAt : time.notSent)),
    ).toEqual([
      '2016-11-11T02:00:00.000Z',
      '2016-11-15T02:00:00.000Z',
      '2016-11-17T02:00:00.000Z',
      '2016-11-18T01:30:00.000Z',
      '2016-11-22T08:00:00.000Z',
      '2016-11-18T02:00:00.000Z',
    ]));

  it('keeps to the wall clock where the clocks change, and comes after a gap in it', () => {
    const berlin = {
      ...meeting,
      timeZone: 'Europe/Berlin',
      announcedAt: '2026-03-20T00:00:00.000Z',
      replyBy: '2026-03-30T16:00:00.000Z',
    };
    const at = (fields: Partial<MailRule>) => mailTime(rule(fields), berlin, { off: new Set() });
    expect(at({ days: -2 })).toMatchObject({ dueAt: '2026-03-28T08:00:00.000Z' });
    expect(at({ days: -1 })).toMatchObject({ dueAt: '2026-03-29T07:00:00.000Z' });
    expect(at({ days: -1, at: '02:30' })).toMatchObject({ dueAt: '2026-03-29T01:30:00.000Z' });
  });

  it('is the next moment within the hours for what comes late', () => {
    const next = (now: string, hours?: MailSchedule['hours']) =>
      nextMoment(now, { hours }, { timeZone: 'Asia/Bangkok', off: new Set(['2016-11-14']) });
    expect(next('2016-11-11T15:00:00.000Z')).toBe('2016-11-11T15:00:00.000Z');
    expect(next('2016-11-11T09:00:00.000Z', office)).toBe('2016-11-11T09:00:00.000Z');
    expect(next('2016-11-11T15:00:00.000Z', office)).toBe('2016-11-15T01:30:00.000Z');
    expect(next('2016-11-11T15:00:00.000Z', daytime)).toBe('2016-11-12T00:00:00.000Z');
  });
});
