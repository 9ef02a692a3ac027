import { describe, expect, it } from '@jest/globals';
import { type Gap, gapSince, isOverdue } from './outage.js';

const hour = 3_600_000;
const at = (day: number, time: string): string => `2016-11-${day}T${time}:00.000Z`;
const gap: Gap = { from: at(11, '00:00'), to: at(11, '12:00') };
const mail = (dueAt: string, kind: 'reminder' | 'receipt' = 'reminder') => ({ meetingId: 'own', kind, dueAt });

describe('a mail that waited through an outage', () => {
  it.each<[string, string, readonly Gap[], boolean]>([
    ['due in it, long before its end', at(11, '02:00'), [gap], true],
    ['due in it, shortly before its end', at(11, '07:00'), [gap], false],
    ['due just so long before its end', at(11, '06:00'), [gap], false],
    ['due before it, and still there', at(10, '23:59'), [gap], true],
    ['due after it', at(11, '13:00'), [gap], false],
    ['due before a short one', at(10, '23:59'), [{ from: at(11, '00:00'), to: at(11, '03:00') }], false],
    [
      'through several short ones',
      at(10, '23:59'),
      [1, 2, 3].map((n) => ({ from: at(11, `0${n}:00`), to: at(11, `0${n}:50`) })),
      false,
    ],
    ['kept back by a pause of its kind', at(11, '02:00'), [{ ...gap, meetingId: 'own', kind: 'reminder' }], true],
    ['while another kind was paused', at(11, '02:00'), [{ ...gap, kind: 'receipt' }], false],
    ['while another meeting was paused', at(11, '02:00'), [{ ...gap, meetingId: 'other' }], false],
    ['with none', at(11, '02:00'), [], false],
  ])('%s', (_what, dueAt, gaps, overdue) => expect(isOverdue(mail(dueAt), gaps, 6 * hour)).toBe(overdue));
});

describe('a gap', () => {
  const seen = { real: '2026-11-30T00:00:00.000Z', meeting: at(11, '00:00') };
  const now = (real: string, meeting: string) => gapSince(seen, { real: `2026-11-30T${real}.000Z`, meeting }, 60_000);
  it('is from when somebody looked last until now', () =>
    expect(now('08:00:00', at(11, '08:00'))).toEqual({ from: at(11, '00:00'), to: at(11, '08:00') }));
  it('is none where somebody looked a moment ago, however far the meeting’s time has jumped', () =>
    expect(now('00:00:59', at(20, '08:00'))).toBeUndefined());
  it('is none where the meeting’s time stood still, or went back', () => {
    expect(now('08:00:00', at(11, '00:00'))).toBeUndefined();
    expect(now('08:00:00', at(10, '00:00'))).toBeUndefined();
  });
  it('is none before anybody ever looked', () => expect(gapSince(undefined, seen, 60_000)).toBeUndefined());
});
