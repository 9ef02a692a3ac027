import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { Channel } from '#contracts';
import { answersUntil, closedBecause, isLate, refusedBecause } from './answering.js';

const meeting = { status: 'announced', replyBy: '2016-11-18T16:59:59.000Z' } as const;
const over = { ...meeting, status: 'closed' } as const;
const cancelled = { ...meeting, status: 'cancelled' } as const;
const issued = { status: 'issued' } as const;
const withdrawn = { status: 'withdrawn' } as const;
const inTime = new Date(meeting.replyBy);
const after = new Date(inTime.getTime() + 1);

describe('an office', () => {
  it.each([
    ['at the very instant of the deadline', issued, meeting, inTime, undefined],
    ['a millisecond after it', issued, meeting, after, 'deadline-passed'],
    ['whose invitation was withdrawn', withdrawn, meeting, inTime, 'invitation-withdrawn'],
    ['of a cancelled meeting', issued, cancelled, inTime, 'meeting-cancelled'],
    ['of a meeting whose books are closed', issued, over, inTime, 'meeting-closed'],
    ['of a cancelled meeting, withdrawn and late', withdrawn, cancelled, after, 'meeting-cancelled'],
    ['whose invitation was withdrawn, late', withdrawn, meeting, after, 'invitation-withdrawn'],
  ] as const)('%s may answer by itself, or is told why it may not', (_which, invitation, of, now, closed) => {
    expect(closedBecause(invitation, of, now)).toBe(closed);
    for (const channel of Channel.options)
      expect(refusedBecause(channel, invitation, of, now)).toBe(
        closed === 'deadline-passed' && channel !== 'web' ? undefined : closed,
      );
  });

  it('may answer until the instant that others are told', () => {
    const until = new Date(answersUntil(meeting));
    expect(closedBecause(issued, meeting, until)).toBeUndefined();
    expect(closedBecause(issued, meeting, new Date(until.getTime() + 1))).toBe('deadline-passed');
  });
});

describe('an answer', () => {
  const [first, second, third] = [
    '2016-11-09T00:00:00.000Z',
    '2016-11-11T00:00:00.000Z',
    '2016-11-18T16:59:59.000Z',
  ] as const;
  const extended = {
    replyBy: third,
    extensions: [
      { at: '2016-11-10T00:00:00.000Z', replyBy: first },
      { at: '2016-11-12T00:00:00.000Z', replyBy: second },
    ],
  };

  it.each([
    [first, false],
    ['2016-11-09T07:00:00.001+07:00', true],
    ['2016-11-09T23:59:59Z', true],
    // From the extension's own instant on the later deadline holds.
    ['2016-11-10T07:00:00+07:00', false],
    [second, false],
    ['2016-11-11T23:59:59.999Z', true],
    ['2016-11-12T00:00:00Z', false],
    [third, false],
    ['2016-11-18T17:00:00Z', true],
  ])('that came at %s is late by the deadline that held then: %s', (receivedAt, late) => {
    expect(isLate('fax', extended, receivedAt)).toBe(late);
  });

  it('by the link is never late: it is taken in time or not at all', () =>
    expect(isLate('web', meeting, after.toISOString())).toBe(false));
});

describe('an office that was given more time', () => {
  const minute = fc
    .integer({ min: 0, max: 60 })
    .map((at) => new Date(Date.UTC(2016, 10, 18) + at * 60_000).toISOString());
  const given = fc
    .array(fc.record({ at: minute, until: minute }), { maxLength: 4 })
    .map((all) => all.toSorted((a, b) => (a.at < b.at ? -1 : 1)));
  const moves = fc
    .array(fc.record({ at: minute, replyBy: minute }), { maxLength: 3 })
    .map((all) => all.toSorted((a, b) => (a.at < b.at ? -1 : 1)));
  /** The deadline that held at an instant, found the long way: what had been said by then, of the meeting and of the office. */
  const heldAt = (
    replyBy: string,
    extensions: { at: string; replyBy: string }[],
    office: { at: string; until: string }[],
    at: string,
  ) => {
    let meetings = extensions[0]?.replyBy ?? replyBy;
    for (const [index, move] of extensions.entries())
      if (move.at <= at) meetings = extensions[index + 1]?.replyBy ?? replyBy;
    const own = office.filter((each) => each.at <= at).at(-1)?.until ?? '';
    return own > meetings ? own : meetings;
  };

  it('may answer until the later of the meeting’s deadline and the last that it was given', () =>
    fc.assert(
      fc.property(minute, given, minute, (replyBy, extensions, now) => {
        const invitation = { ...issued, extensions };
        const until = answersUntil({ replyBy }, invitation);
        expect(until).toBe([replyBy, extensions.at(-1)?.until ?? ''].toSorted().at(-1));
        const closed = closedBecause(invitation, { status: 'announced', replyBy }, new Date(now));
        expect(closed).toBe(now > until ? 'deadline-passed' : undefined);
      }),
    ));

  it('is late by the deadline that held when its answer was received, whatever was given later', () =>
    fc.assert(
      fc.property(minute, moves, given, minute, (replyBy, extensions, office, receivedAt) => {
        expect(isLate('fax', { replyBy, extensions }, receivedAt, { extensions: office })).toBe(
          receivedAt > heldAt(replyBy, extensions, office, receivedAt),
        );
      }),
    ));
});
