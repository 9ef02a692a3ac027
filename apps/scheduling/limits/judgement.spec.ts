import { describe, expect, it } from '@jest/globals';
import { LinkLimits, linkPresets, type LinkSample, strictly } from '#contracts';
import { LINK_THRESHOLDS } from '#planner';
import { judgementOf, measuresIn } from './judgement.js';

const windows = (count: number, changes: Partial<LinkSample> = {}): LinkSample[] =>
  Array.from({ length: count }, () => ({ sent: 1000, lost: 0, roundTripMs: 48, jitterMs: 6, ...changes }));

describe('what links are judged by', () => {
  it('is, unless somebody sets it, what the planner knows with its sources', () => {
    const { lossPercent, roundTripMs, jitterMs } = linkPresets.sala;
    expect([lossPercent.green / 100, lossPercent.red / 100]).toEqual([
      LINK_THRESHOLDS.loss.green,
      LINK_THRESHOLDS.loss.red,
    ]);
    expect(roundTripMs).toMatchObject({
      green: LINK_THRESHOLDS.roundTripMs.green,
      red: LINK_THRESHOLDS.roundTripMs.red,
    });
    expect(jitterMs).toMatchObject({ green: LINK_THRESHOLDS.jitterMs.green, red: LINK_THRESHOLDS.jitterMs.red });
  });

  it.each(Object.entries(linkPresets))('of %s can be set as it is, and says its source', (_name, limits) =>
    expect(strictly(LinkLimits).parse(limits)).toEqual(limits),
  );

  it('is no limit where bad begins before good ends', () =>
    expect(LinkLimits.safeParse({ ...linkPresets.sala, jitterMs: { green: 50, red: 50 } }).success).toBe(false));
});

describe('samples of a link', () => {
  it.each<[string, LinkSample[], object]>([
    ['good ones', windows(3), { verdict: 'pass', windows: 3 }],
    ['two good ones', windows(2), { verdict: 'go-on', moreWindows: 1 }],
    ['bad loss', windows(3, { lost: 60 }), { verdict: 'fail' }],
    ['bad delay', windows(3, { roundTripMs: 450 }), { verdict: 'fail' }],
    ['loss that more of them settle', windows(3, { lost: 8 }), { verdict: 'go-on', moreWindows: expect.any(Number) }],
  ])('say of %s what there is to say', (_what, samples, expected) =>
    expect(judgementOf(samples, linkPresets.sala)).toMatchObject(expected),
  );

  it('say that no number of them settles a jitter between the limits', () => {
    const judgement = judgementOf(windows(5, { jitterMs: 40 }), linkPresets.sala);
    expect(judgement.verdict).toBe('go-on');
    expect(judgement.moreWindows).toBeUndefined();
    expect(judgement.reasons).toContainEqual({ measure: 'jitterMs', colour: 'amber', value: 40, green: 30, red: 50 });
    expect(
      judgementOf(windows(5, { jitterMs: 40 }), { ...linkPresets.sala, jitterMs: { green: 45, red: 60 } }).verdict,
    ).toBe('pass');
  });

  it('stand in the evidence by their loss as a whole, their worst delays and their usual jitter', () =>
    expect(
      measuresIn(
        judgementOf([...windows(2), ...windows(1, { lost: 30, roundTripMs: 90, jitterMs: 60 })], linkPresets.sala),
      ),
    ).toEqual({ lossPercent: 1, roundTripMs: 90, jitterMs: 6 }));
});
