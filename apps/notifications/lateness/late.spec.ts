import { describe, expect, it } from '@jest/globals';
import { isLate, isPutOff, type Seen, seeLate } from './late.js';

const minute = 60_000;
const dueAt = '2016-11-07T02:00:00.000Z';
const at = (meetingMinutes: number, realMinutes: number) => ({
  meeting: new Date(Date.parse(dueAt) + meetingMinutes * minute),
  real: new Date(realMinutes * minute),
});
const lateAfter = (...looks: readonly (readonly [oldest: string | undefined, meeting: number, real: number])[]) => {
  let seen: Seen | undefined;
  for (const [oldest, meeting, real] of looks) seen = seeLate(seen, oldest, at(meeting, real), 30 * minute);
  return isLate(seen, at(0, looks.at(-1)?.[2] ?? 0).real, minute);
};

describe('mails are late', () => {
  it.each([
    [3, 0, true],
    [3, 2, true],
    [3, 3, false],
    [2, 0, false],
    [0, 0, false],
  ])('where %i are put off and %i are taken: %s', (waiting, taken, late) =>
    expect(isPutOff({ waiting, taken })).toBe(late),
  );
  it('where the oldest has been due for longer than it may, at two looks a minute apart', () => {
    expect(lateAfter([dueAt, 31, 0])).toBe(false);
    expect(lateAfter([dueAt, 31, 0], [dueAt, 32, 1])).toBe(true);
  });
  it('where others leave and the oldest is late all the same', () =>
    expect(lateAfter([dueAt, 31, 0], ['2016-11-07T02:01:00.000Z', 32.5, 1])).toBe(true));
  it('not where none is due, or all left in between', () => {
    expect(lateAfter([undefined, 90, 0], [undefined, 91, 1])).toBe(false);
    expect(lateAfter([dueAt, 31, 0], [undefined, 31, 0.5], [dueAt, 32, 1])).toBe(false);
  });
  it('not where the meeting’s time has passed over days in a moment', () =>
    expect(lateAfter([dueAt, 5_000, 0], [dueAt, 6_000, 0.2])).toBe(false));
});
