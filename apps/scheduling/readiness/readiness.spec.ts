import { describe, expect, it } from '@jest/globals';
import { type Check, exampleCheck } from '#contracts';
import { standingOf } from './readiness.js';

const check = (ordinal: number, state: Check['state'], recordedAt?: string): Check => ({ ...exampleCheck, id: `chk-${ordinal}`, ordinal, state, ...(recordedAt !== undefined && { recordedAt }) });
const now = new Date('2016-11-20T00:00:00.000Z');
const standing = (...checks: Check[]) => standingOf(checks, 7, now);

describe('a site’s readiness', () => {
  it('is unknown without a check, or with cancelled ones alone', () => {
    expect(standing()).toEqual({ status: 'unknown' });
    expect(standing(check(1, 'cancelled'))).toEqual({ status: 'unknown' });
  });

  it('is booked while a check is ahead, also after a failure', () => {
    expect(standing(check(2, 'booked'), check(1, 'failed'))).toEqual({ status: 'booked', checkId: 'chk-2' });
  });

  it('is what the latest result says', () => {
    expect(standing(check(1, 'failed'))).toEqual({ status: 'failed', checkId: 'chk-1' });
    expect(standing(check(1, 'failed'), check(2, 'passed', '2016-11-18T03:00:00.000Z'))).toMatchObject({ status: 'passed', checkId: 'chk-2' });
  });

  it('goes stale when the pass is older than it counts for', () => {
    expect(standing(check(1, 'passed', '2016-11-13T00:00:00.001Z'))).toEqual({ status: 'passed', checkId: 'chk-1', staleAt: '2016-11-20T00:00:00.001Z' });
    expect(standing(check(1, 'passed', '2016-11-13T00:00:00.000Z'))).toEqual({ status: 'stale', checkId: 'chk-1' });
  });
});
