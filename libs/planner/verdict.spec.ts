import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { interarrivalJitter, judgeLink, type LinkWindow, percentile, wilsonInterval } from './index.js';

const window = (change: Partial<LinkWindow> = {}): LinkWindow => ({
  sent: 1000,
  lost: 0,
  roundTripsMs: [80, 100, 120],
  jitterMs: 5,
  ...change,
});
const measured = (count: number, change: Partial<LinkWindow> = {}): LinkWindow[] =>
  Array.from({ length: count }, () => window(change));

describe('the Wilson interval', () => {
  it('agrees with published values', () => {
    // Newcombe (1998), Statistics in Medicine 17:857, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for (const [lost, sent, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const interval = wilsonInterval(lost, sent);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  it('holds the share seen and narrows with more packets', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e5 }), fc.double({ min: 0, max: 1, noNaN: true }), (sent, share) => {
        const lost = Math.floor(sent * share);
        const { low, high } = wilsonInterval(lost, sent);
        const more = wilsonInterval(lost * 4, sent * 4);
        expect(low).toBeLessThanOrEqual(lost / sent);
        expect(high).toBeGreaterThanOrEqual(lost / sent);
        expect(more.high - more.low).toBeLessThan(high - low);
      }),
    );
  });
});

describe('jitter and percentiles', () => {
  it('is nothing for an even stream, however long the way', () => {
    expect(interarrivalJitter([0, 20, 40].map((sentMs) => ({ sentMs, receivedMs: sentMs + 87 })))).toBe(0);
  });

  it('moves by a sixteenth of each change in transit', () => {
    const packets = [
      { sentMs: 0, receivedMs: 50 },
      { sentMs: 20, receivedMs: 86 },
      { sentMs: 40, receivedMs: 90 },
    ];
    expect(interarrivalJitter(packets)).toBeCloseTo(1 + (16 - 1) / 16, 12);
  });

  it('takes the nearest rank', () => {
    expect([
      percentile([15, 20, 35, 40, 50], 30),
      percentile([15, 20, 35, 40, 50], 100),
      percentile([7], 1),
      percentile([], 95),
    ]).toEqual([20, 50, 7, null]);
    expect(() => percentile([1], 0)).toThrow(/percent/);
  });
});

describe('the verdict on a link', () => {
  it('passes a clean link after a minute and not before', () => {
    expect(judgeLink({ windows: measured(2) })).toMatchObject({ verdict: 'go-on', moreWindows: 1 });
    expect(judgeLink({ windows: measured(3) })).toMatchObject({ verdict: 'pass', moreWindows: null });
  });

  it.each([
    ['loss', { lost: 60 }],
    ['roundTrip', { roundTripsMs: [450] }],
    ['jitter', { jitterMs: 51 }],
  ] as const)('fails a link whose %s is red', (measure, change) => {
    const { verdict, reasons } = judgeLink({ windows: measured(3, change) });
    expect(verdict).toBe('fail');
    expect(reasons.filter(({ colour }) => colour === 'red').map((reason) => reason.measure)).toEqual([measure]);
  });

  it('goes on when the loss is near a threshold, and the windows it expects do settle it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 45 }), (lost) => {
        const { verdict, moreWindows } = judgeLink({ windows: measured(3, { lost }) });
        if (verdict !== 'go-on' || moreWindows === null) return;
        expect(judgeLink({ windows: measured(3 + moreWindows, { lost }) }).verdict).not.toBe('go-on');
        expect(judgeLink({ windows: measured(2 + moreWindows, { lost }) }).verdict).toBe('go-on');
      }),
    );
    expect(judgeLink({ windows: measured(3, { lost: 8 }) })).toMatchObject({ verdict: 'go-on', moreWindows: 7 });
  });

  it('keeps the last verdict between the thresholds, and without one leaves it open', () => {
    const between = measured(60, { lost: 20 });
    expect(judgeLink({ windows: between })).toMatchObject({ verdict: 'go-on', moreWindows: null });
    expect(judgeLink({ windows: between, before: 'pass' }).verdict).toBe('pass');
    expect(judgeLink({ windows: between, before: 'fail' }).verdict).toBe('fail');
  });

  it('never passes on nothing measured', () => {
    expect(judgeLink({ windows: [] })).toMatchObject({ verdict: 'go-on', moreWindows: 3 });
    expect(judgeLink({ windows: measured(5, { sent: 0, roundTripsMs: [] }), before: 'pass' }).verdict).toBe('go-on');
  });

  it('refuses windows that can not be', () => {
    expect(() => judgeLink({ windows: [window({ lost: 1001 })] })).toThrow(/windows\[0\]/);
    expect(() => judgeLink({ windows: [window({ jitterMs: -1 })] })).toThrow(/jitterMs/);
  });
});
