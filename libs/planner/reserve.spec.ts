import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recheckReserve, reservePlaces } from './index.js';

/** P(X ≤ places) in exact fractions, with the failure rate in percent. */
function shareWithin(places: number, checks: number, percent: number): number {
  let sum = 0n;
  for (let k = 0; k <= places; k++) {
    let ways = 1n;
    for (let j = 0; j < k; j++) ways = (ways * BigInt(checks - j)) / BigInt(j + 1);
    sum += ways * BigInt(percent) ** BigInt(k) * BigInt(100 - percent) ** BigInt(checks - k);
  }
  const precision = 10n ** 15n;
  return Number((sum * precision) / 100n ** BigInt(checks)) / Number(precision);
}

describe('the re-check reserve', () => {
  it('is 17 places for 76 sites of which 15 % fail, at 95 % confidence', () => {
    expect(reservePlaces(76, 0.15, 0.95)).toBe(17);
  });

  it('is the least number of places that is enough with the confidence asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom(0.5, 0.9, 0.951, 0.993),
        (checks, percent, confidence) => {
          const places = reservePlaces(checks, percent / 100, confidence);
          expect(shareWithin(places, checks, percent)).toBeGreaterThanOrEqual(confidence - 1e-12);
          if (places > 0) expect(shareWithin(places - 1, checks, percent)).toBeLessThan(confidence + 1e-12);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is nothing without failures and everything when all fail', () => {
    expect([reservePlaces(76, 0, 0.95), reservePlaces(76, 1, 0.95), reservePlaces(0, 0.5, 0.95)]).toEqual([0, 76, 0]);
  });

  it('does not underflow for ten thousand sites', () => {
    const places = reservePlaces(10_000, 0.15, 0.95);
    expect(Math.abs(places - (1500 + 1.645 * Math.sqrt(10_000 * 0.15 * 0.85)))).toBeLessThan(3);
  });

  it('lies on days after the checks, so that a site can repair first', () => {
    const days = [
      { day: 'mon', checks: 40, freePlaces: 8 },
      { day: 'tue', checks: 36, freePlaces: 4 },
      { day: 'wed', checks: 0, freePlaces: 20 },
    ];
    expect(recheckReserve({ days, failureRate: 0.15, confidence: 0.95 })).toEqual({
      places: 17,
      byDay: [
        { day: 'mon', places: 0 },
        { day: 'tue', places: 4 },
        { day: 'wed', places: 13 },
      ],
      missing: 0,
    });
    expect(recheckReserve({ days: days.slice(0, 2), failureRate: 0.15, confidence: 0.95 })).toMatchObject({
      places: 17,
      missing: 13,
    });
  });

  it('refuses rates and counts that are none', () => {
    expect(() => reservePlaces(1.5, 0.1, 0.95)).toThrow(/checks/);
    expect(() => reservePlaces(10, 1.1, 0.95)).toThrow(/failureRate/);
    expect(() => reservePlaces(10, 0.1, 1)).toThrow(/confidence/);
  });
});
