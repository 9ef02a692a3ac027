import { beforeEach, describe, expect, it } from '@jest/globals';
import { keptForMs, KeptSessions, type SignedIn } from './kept-sessions.js';

const givenAtMs = Date.parse('2026-03-01T03:00:00.000Z');
const answerFor = (staffId: string, expiresAt = '2026-03-01T15:00:00.000Z'): SignedIn => ({
  staff: { id: staffId, email: `${staffId}@ega.example`, name: staffId, roles: ['desk'], active: true },
  expiresAt,
});

describe('what identity last said of a session', () => {
  let kept: KeptSessions;
  const keep = (hash: string, answer: SignedIn, asOf = kept.asOf): void =>
    kept.keep(hash, answer, { asOf, nowMs: givenAtMs });
  const standsIn = (hash: string, afterMs = 1_000): boolean => kept.standIn(hash, givenAtMs + afterMs) !== undefined;

  beforeEach(() => {
    kept = new KeptSessions();
    keep('here', answerFor('staff-1'));
    keep('there', answerFor('staff-1'));
    keep('other', answerFor('staff-2'));
  });

  it('stands in for five minutes after it was given, for its own session only', () => {
    expect(kept.standIn('here', givenAtMs + keptForMs)).toEqual(answerFor('staff-1'));
    expect([standsIn('here', keptForMs + 1), standsIn('here', -1), standsIn('nobody')]).toEqual([false, false, false]);
  });

  it('does not outlive the session', () => {
    keep('short', answerFor('staff-3', new Date(givenAtMs + 60_000).toISOString()));
    expect([standsIn('short', 59_999), standsIn('short', 60_000)]).toEqual([true, false]);
  });

  it.each([
    ['one session ended', { staffId: 'staff-1', sessionHash: 'here' }, ['there', 'other']],
    ['all of a person ended', { staffId: 'staff-1' }, ['other']],
    ['all but one ended, as after a new password', { staffId: 'staff-1', except: 'here' }, ['here', 'other']],
    ['those of somebody else ended', { staffId: 'staff-9' }, ['here', 'there', 'other']],
  ])('is dropped as soon as it is said that %s', (_what, ended, left) => {
    kept.ended(ended);
    expect(['here', 'there', 'other'].filter((hash) => standsIn(hash))).toEqual(left);
  });

  it('is not kept when word of an end came between asking and the answer, which may be older', () => {
    const { asOf } = kept;
    kept.ended({ staffId: 'staff-4' });
    keep('late', answerFor('staff-4'), asOf);
    expect(standsIn('late')).toBe(false);
    keep('late', answerFor('staff-4'));
    expect(standsIn('late')).toBe(true);
  });

  it('goes when identity refuses the session, and all of it when word may have been missed', () => {
    kept.forget('here');
    expect([standsIn('here'), standsIn('there')]).toEqual([false, true]);
    const { asOf } = kept;
    kept.forgetAll();
    keep('late', answerFor('staff-4'), asOf);
    expect([standsIn('there'), standsIn('late')]).toEqual([false, false]);
  });

  it('of many sessions is kept of the latest, so that it takes no more and more room', () => {
    for (let index = 0; index < 20_001; index += 1) keep(`many-${index}`, answerFor('staff-5'));
    expect([standsIn('here'), standsIn('many-0'), standsIn('many-1'), standsIn('many-20000')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
