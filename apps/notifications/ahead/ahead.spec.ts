import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, type Meeting } from '#contracts';
import { type KnownRun } from '../reminder/reminder.module.js';
import { stepsAhead } from './steps.js';
import { type Reached, whyNoMail, whyNoReminder } from './verdict.js';

const meeting: Meeting = {
  ...exampleMeeting,
  status: 'announced',
  announcedAt: '2016-11-07T02:00:00.000Z',
  replyBy: '2016-11-18T16:59:59.000Z',
  answersUntil: '2016-11-18T16:59:59.000Z',
  startsAt: '2016-11-23T07:30:00.000Z',
};
const day = (date: number): string => `2016-11-${String(date).padStart(2, '0')}T02:00:00.000Z`;
const reminder = (ordinal: number, date: number, done = false): KnownRun => ({
  step: { kind: 'reminder', ordinal },
  dueAt: day(date),
  done,
});
const calls: KnownRun = { step: { kind: 'call-list' }, dueAt: '2016-11-18T17:00:00.000Z', done: false };
const runs = [reminder(1, 11, true), reminder(2, 15), reminder(3, 17), calls];
const ahead = (now: string, until = meeting.startsAt, of: Meeting = meeting) => {
  const { steps, calls: at } = stepsAhead({ meeting: of, runs }, { now, until });
  return {
    steps: steps.map(({ id, order }) => `${id}${order === undefined ? ' missed' : ''}`),
    calls: at.map((each) => each.at),
  };
};

describe('what the schedule will do', () => {
  it('is each step that is not done, and the calls', () =>
    expect(ahead(day(12))).toEqual({ steps: ['reminder-2', 'reminder-3'], calls: ['2016-11-18T17:00:00.000Z'] }));
  it('ends at the instant that is asked for', () =>
    expect(ahead(day(12), day(16))).toEqual({ steps: ['reminder-2'], calls: [] }));
  it('goes on after the meeting, to the end of the schedule', () => {
    const thanks: KnownRun = { step: { kind: 'thanks', ordinal: 1 }, dueAt: day(24), done: false };
    const all = (now: string) => stepsAhead({ meeting, runs: [...runs, thanks] }, { now }).steps.map(({ id }) => id);
    expect(all(day(12))).toEqual(['reminder-2', 'reminder-3', 'thanks-1']);
    expect(all('2016-11-23T09:30:00.000Z').at(-1)).toBe('thanks-1');
  });
  it('leaves out what a later step that is due as well overtakes', () =>
    expect(ahead(day(17)).steps).toEqual(['reminder-2 missed', 'reminder-3']));
  it('sends nothing past the time for answers', () =>
    expect(ahead('2016-11-19T02:00:00.000Z').steps).toEqual(['reminder-2 missed', 'reminder-3 missed']));
  it('sends nothing of a meeting that is off', () =>
    expect(ahead(day(12), meeting.startsAt, { ...meeting, status: 'cancelled' }).steps).toEqual([
      'reminder-2 missed',
      'reminder-3 missed',
    ]));
});

const nowhere: Pick<Reached, 'at'> = { at: () => ({ address: undefined, isBad: false }) };
const badly: Pick<Reached, 'at'> = { at: () => ({ address: 'a@x.example', isBad: true }) };

describe('why an office gets no reminder', () => {
  const office: Reached = {
    invitationId: 'a',
    meetingId: meeting.id,
    organisationId: 'a',
    name: { th: 'ก' },
    class: 'revenue',
    provinceCode: 'TH-50',
    language: 'th',
    responseRevision: 0,
    withdrawn: false,
    at: () => ({ address: 'a@x.example', isBad: false }),
  };
  const late = '2016-11-20T02:00:00.000Z';
  it.each<[string | undefined, Partial<Reached>, string, boolean]>([
    [undefined, {}, day(15), false],
    ['answered', { responseRevision: 2 }, day(15), false],
    ['too-late', {}, late, false],
    [undefined, { answersUntil: '2016-11-21T02:00:00.000Z' }, late, false],
    ['too-late', { answersUntil: '2016-11-30T02:00:00.000Z' }, '2016-11-24T02:00:00.000Z', false],
    ['no-address', nowhere, day(15), false],
    ['bad-address', badly, day(15), false],
    ['paused', {}, day(15), true],
    ['answered', { responseRevision: 1, ...nowhere }, late, true],
  ])('is %p of %j at %s, paused: %p', (why, changes, at, isPaused) =>
    expect(whyNoReminder({ ...office, ...changes }, { meeting, at, isPaused })).toBe(why),
  );
  it.each<[string | undefined, Partial<Reached>, string, boolean]>([
    ['silent', {}, late, false],
    [undefined, { responseRevision: 1, coming: true }, late, false],
    [undefined, { responseRevision: 1 }, late, false],
    ['not-coming', { responseRevision: 1, coming: false }, late, false],
    ['too-late', { responseRevision: 1, coming: true }, meeting.startsAt, false],
    ['bad-address', { responseRevision: 1, coming: true, ...badly }, late, true],
    ['paused', { responseRevision: 1, coming: true }, late, true],
  ])('what is told of the day is not sent, because %p, to one of %j at %s, paused: %p', (why, changes, at, isPaused) =>
    expect(whyNoMail['day-before']({ ...office, ...changes }, { meeting, at, isPaused })).toBe(why),
  );
});
