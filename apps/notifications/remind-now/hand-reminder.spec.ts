import { describe, expect, it } from '@jest/globals';
import { exampleMeeting } from '#contracts';
import { givenTimeSchedule } from '../reminder/reminder.module.js';
import { contentByHand, ordinalByHand } from './hand-reminder.js';

const meeting = { ...exampleMeeting, replyBy: '2016-11-18T16:59:59.000Z', answersUntil: '2016-11-18T16:59:59.000Z' };

describe('a reminder by hand', () => {
  it('has an ordinal that no reminder of a schedule has, also of an office that was given years', () => {
    const given = givenTimeSchedule(
      {
        ...meeting,
        startsAt: '2036-12-18T16:59:59.000Z',
        until: '2036-11-18T16:59:59.000Z',
        after: '2016-11-18T16:59:59.000Z',
        announcedAt: '2016-11-07T02:00:00.000Z',
      },
      new Set(),
    );
    expect(given).toHaveLength(5);
    const ordinals = given.map(({ step }) => ('ordinal' in step ? step.ordinal : 0));
    expect(Math.max(...ordinals)).toBeLessThan(ordinalByHand(1));
    expect(ordinalByHand(2)).not.toBe(ordinalByHand(1));
  });

  it('is of use for as long as the office was given', () => {
    expect(contentByHand(meeting, {})).toBeUndefined();
    const until = '2016-11-21T02:00:00.000Z';
    expect(contentByHand(meeting, { answersUntil: until })).toEqual({ givenTime: { until } });
    expect(contentByHand(meeting, { answersUntil: '2016-11-10T02:00:00.000Z' })).toBeUndefined();
  });
});
