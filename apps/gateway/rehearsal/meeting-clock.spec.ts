import { describe, expect, it } from '@jest/globals';
import { firstAfter, momentsOf, movedClock } from './meeting-clock.js';

const anchor = { realInstant: '2026-01-01T00:00:00.000Z', meetingInstant: '2016-11-07T02:00:00.000Z', speed: 600 };
const aSecondLater = Date.parse('2026-01-01T00:00:01.000Z');
const real = '2026-01-01T00:00:01.000Z';

describe('a meeting clock that staff set', () => {
  it('goes on from where it stands, at another speed', () => {
    expect(movedClock(anchor, aSecondLater, { speed: 0 }, undefined)).toEqual({
      realInstant: real,
      meetingInstant: '2016-11-07T02:10:00.000Z',
      speed: 0,
    });
  });
  it('jumps to what falls due next and keeps its speed', () => {
    expect(movedClock(anchor, aSecondLater, { toNextEvent: true }, '2016-11-11T02:00:00.000Z')).toEqual({
      realInstant: real,
      meetingInstant: '2016-11-11T02:00:00.000Z',
      speed: 600,
    });
  });
  it('stays where it is when nothing falls due, and never goes back', () => {
    for (const next of [undefined, '2016-11-07T02:00:00.000Z']) {
      expect(movedClock(anchor, aSecondLater, { toNextEvent: true }, next).meetingInstant).toBe(
        '2016-11-07T02:10:00.000Z',
      );
    }
  });
});

describe('what comes next', () => {
  it('is the first of all services that is still ahead', () => {
    expect(
      firstAfter('2016-11-07T02:00:00.000Z', [
        '2016-11-12T00:00:00.000Z',
        undefined,
        '2016-11-11T02:00:00.000Z',
        '2016-11-07T02:00:00.000Z',
      ]),
    ).toBe('2016-11-11T02:00:00.000Z');
    expect(firstAfter('2016-11-07T02:00:00.000Z', [undefined])).toBeUndefined();
  });
});

describe('what everybody waits for', () => {
  const meeting = {
    status: 'announced',
    replyBy: '2016-11-18T16:59:59.000Z',
    startsAt: '2016-11-23T07:30:00.000Z',
    endsAt: '2016-11-23T09:30:00.000Z',
  } as const;
  it('is a meeting’s deadline, its start and its end', () =>
    expect(momentsOf(meeting)).toEqual([meeting.replyBy, meeting.startsAt, meeting.endsAt]));
  it('is nothing of a meeting that nobody was told of, or that is called off', () => {
    expect(momentsOf({ ...meeting, status: 'draft' })).toEqual([]);
    expect(momentsOf({ ...meeting, status: 'cancelled' })).toEqual([]);
  });
});
