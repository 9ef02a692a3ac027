import { describe, expect, it } from '@jest/globals';
import { type Act, type Scenario } from '../rehearsal/scenario.js';
import { actsAt, type Done, dueActs, givenActs, nothingDone } from './due-acts.js';

const day = (text: string): string => `2016-11-${text}:00.000Z`;
const replyBy = day('18T16:59');
const act = (organisationId: string, at: string, by: Act['by'] = 'form'): Act => ({
  organisationId,
  at,
  by,
  channel: by === 'desk' ? 'fax' : 'web',
  receivedAt: at,
  content: { answer: 'attend', attendees: [{ name: 'ผู้แทน' }] },
});
const first = act('one', day('08T02:15'));
const change = act('one', day('09T02:15'), 'api');
const fax = act('two', day('08T03:45'), 'desk');
const scenario: Scenario = {
  seed: 1,
  from: day('07T02:00'),
  to: day('23T09:30'),
  acts: [first, fax, change],
  failuresOf: {},
  planAt: [day('09T01:05'), day('10T01:05')],
  recordAt: [day('09T05:05'), day('09T09:05')],
};
const due = (now: string, done: Partial<Done> = {}) => dueActs(scenario, replyBy, { ...nothingDone, ...done }, now);

describe('what is due by the meeting’s time', () => {
  it('is nothing before its time', () => {
    expect(due(day('08T02:14'))).toEqual({ answers: [] });
  });

  it('is what the time has come for and was not done', () => {
    expect(due(day('08T02:15')).answers).toEqual([first]);
    expect(due(day('08T12:00')).answers).toEqual([first, fax]);
    expect(due(day('08T12:00'), { settled: new Set([first]) }).answers).toEqual([fax]);
  });

  it('is a change of mind once what it changes was said, one after the other though both are late', () => {
    expect(due(day('10T00:00')).answers).toEqual([first, fax]);
    expect(due(day('10T00:00'), { settled: new Set([first, fax]) }).answers).toEqual([change]);
    expect(due(day('10T00:00'), { settled: new Set([first, fax, change]) }).answers).toEqual([]);
  });

  it('is no web answer after the deadline, but a fax that came in time is still entered', () => {
    expect(due(day('18T16:59')).answers).toEqual([first, fax]);
    expect(due(day('18T17:00')).answers).toEqual([fax]);
  });

  it('is a plan and results for the latest time that has come, once, however many times were passed over', () => {
    expect(due(day('09T01:04'))).not.toHaveProperty('plan');
    expect(due(day('10T02:00'))).toMatchObject({ plan: day('10T01:05'), record: day('09T09:05') });
    expect(due(day('10T02:00'), { planned: day('09T01:05'), recorded: day('09T09:05') })).toMatchObject({
      plan: day('10T01:05'),
    });
    expect(due(day('10T02:00'), { planned: day('10T01:05'), recorded: day('09T09:05') })).toEqual({
      answers: [first, fax],
    });
  });

  it('is nothing once the meeting is over', () => {
    expect(due(day('23T09:30'))).toEqual({ answers: [] });
  });
});

describe('what was done before', () => {
  const given = (answers: Record<string, number>) => givenActs(scenario, new Map(Object.entries(answers)));

  it('is as many of an office’s acts as Sala has answers of it, the earliest first', () => {
    expect(given({})).toEqual([]);
    expect(given({ one: 1, two: 0 })).toEqual([first]);
    expect(given({ one: 2 })).toEqual([first, change]);
  });

  it('is all that an office has to say where others have said more for it', () => {
    expect(given({ one: 5, two: 1, three: 1 })).toEqual([first, fax, change]);
  });
});

it('tells every moment at which somebody has something to do, once', () => {
  expect(actsAt({ ...scenario, acts: [change, first, first] })).toEqual([
    day('08T02:15'),
    day('09T01:05'),
    day('09T02:15'),
    day('09T05:05'),
    day('09T09:05'),
    day('10T01:05'),
  ]);
});
