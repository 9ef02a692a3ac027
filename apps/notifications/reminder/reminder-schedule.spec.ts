import { describe, expect, it } from '@jest/globals';
import { exampleMeeting } from '#contracts';
import { reminderSchedule } from './reminder-schedule.js';

const bangkok = {
  startsAt: '2017-03-01T07:00:00.000Z',
  endsAt: '2017-03-01T09:00:00.000Z',
  replyBy: '2016-11-18T16:59:59.000Z',
  timeZone: 'Asia/Bangkok',
  announcedAt: '2016-11-07T02:00:00.000Z',
};
const dues = (
  deadline: Omit<Parameters<typeof reminderSchedule>[0], 'answersUntil'> & { readonly answersUntil?: string },
) =>
  reminderSchedule({ answersUntil: deadline.replyBy, ...deadline }, new Set())
    .filter(({ step }) => step.kind === 'reminder' || step.kind === 'call-list')
    .map(({ step, dueAt }) => [step.kind === 'reminder' ? step.ordinal : step.kind, dueAt]);

describe('the reminder schedule', () => {
  it('reminds 7, 3 and 1 days before the deadline’s day at 09:00, on its morning at 08:30, and lists the silent after it', () => {
    expect(dues({ ...bangkok, replyBy: exampleMeeting.replyBy })).toEqual([
      [1, '2016-11-11T02:00:00.000Z'],
      [2, '2016-11-15T02:00:00.000Z'],
      [3, '2016-11-17T02:00:00.000Z'],
      [4, '2016-11-18T01:30:00.000Z'],
      ['call-list', '2016-11-18T17:00:00.000Z'],
    ]);
  });

  it('leaves out what would come before the announcement, and keeps the ordinals of the others', () => {
    expect(dues({ ...bangkok, announcedAt: '2016-11-15T02:00:00.000Z' }).map(([step]) => step)).toEqual([
      3,
      4,
      'call-list',
    ]);
  });

  it('leaves out the last morning when the deadline comes before it', () => {
    expect(dues({ ...bangkok, replyBy: '2016-11-18T01:00:00.000Z' }).map(([step]) => step)).toEqual([
      1,
      2,
      3,
      'call-list',
    ]);
  });

  it('counts days in the meeting’s zone, not in UTC: half past midnight in Bangkok is the day before in UTC', () => {
    expect(dues({ ...bangkok, replyBy: '2016-11-17T17:30:00.000Z' })[0]).toEqual([1, '2016-11-11T02:00:00.000Z']);
  });

  it('keeps to the wall clock where clocks change between reminder and deadline', () => {
    const berlin = {
      startsAt: '2026-11-02T09:00:00.000Z',
      endsAt: '2026-11-02T10:00:00.000Z',
      replyBy: '2026-10-27T16:00:00.000Z',
      timeZone: 'Europe/Berlin',
      announcedAt: '2026-10-01T00:00:00.000Z',
    };
    expect(dues(berlin)).toEqual([
      [1, '2026-10-20T07:00:00.000Z'],
      [2, '2026-10-24T07:00:00.000Z'],
      [3, '2026-10-26T08:00:00.000Z'],
      [4, '2026-10-27T07:30:00.000Z'],
      ['call-list', '2026-10-27T16:00:01.000Z'],
    ]);
  });

  it('gives the call list only, when the meeting is announced on the deadline itself', () => {
    expect(dues({ ...bangkok, announcedAt: bangkok.replyBy }).map(([step]) => step)).toEqual(['call-list']);
  });

  it('calls nobody while the time for answers goes on after the deadline', () => {
    expect(dues({ ...bangkok, answersUntil: '2016-11-19T16:59:59.000Z' }).slice(-2)).toEqual([
      [4, '2016-11-18T01:30:00.000Z'],
      ['call-list', '2016-11-19T17:00:00.000Z'],
    ]);
  });
});
