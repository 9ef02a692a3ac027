import { describe, expect, it } from '@jest/globals';
import { type Check, exampleCheck } from '#contracts';
import { shownReadiness, readinessOf } from './readiness.js';

const check = (ordinal: number, state: Check['state'], recordedAt?: string): Check => ({
  ...exampleCheck,
  id: `chk-${ordinal}`,
  ordinal,
  state,
  ...(recordedAt !== undefined && { recordedAt }),
});
const now = new Date('2016-11-20T00:00:00.000Z');
const standing = (...checks: Check[]) => readinessOf(checks, 7, now);

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
    expect(standing(check(1, 'failed'), check(2, 'passed', '2016-11-18T03:00:00.000Z'))).toMatchObject({
      status: 'passed',
      checkId: 'chk-2',
    });
  });

  it('is as fresh as its measures, however late they were corrected', () => {
    const past = {
      state: 'failed' as const,
      recordedAt: '2016-11-14T03:00:00.000Z',
      recordedBy: 'staff-vc',
      ended: 'corrected' as const,
      endedAt: '2016-11-19T00:00:00.000Z',
      endedBy: 'staff-vc',
    };
    expect(standing({ ...check(1, 'passed', '2016-11-19T00:00:00.000Z'), history: [past] })).toMatchObject({
      staleAt: '2016-11-21T03:00:00.000Z',
    });
  });

  it.each<[string, Check[], object]>([
    [
      'overdue when its check is over and its result is missing',
      [check(1, 'booked')],
      { status: 'overdue', next: expect.objectContaining({ checkId: 'chk-1' }) },
    ],
    [
      'booked with the failure before it',
      [
        check(1, 'failed', '2016-11-14T03:00:00.000Z'),
        { ...check(2, 'booked'), startsAt: '2016-11-21T02:00:00.000Z', endsAt: '2016-11-21T02:20:00.000Z' },
      ],
      {
        status: 'booked',
        checkId: 'chk-2',
        lastResult: expect.objectContaining({ checkId: 'chk-1', state: 'failed' }),
      },
    ],
    [
      'failed when nobody was there',
      [check(1, 'no-show', '2016-11-14T03:00:00.000Z')],
      { status: 'failed', lastResult: expect.objectContaining({ state: 'no-show' }) },
    ],
  ])('is shown as %s', (_what, checks, expected) => {
    expect(shownReadiness(checks, 7, now)).toMatchObject(expected);
  });

  it('goes stale when the pass is older than it counts for', () => {
    expect(standing(check(1, 'passed', '2016-11-13T00:00:00.001Z'))).toEqual({
      status: 'passed',
      checkId: 'chk-1',
      staleAt: '2016-11-20T00:00:00.001Z',
    });
    expect(standing(check(1, 'passed', '2016-11-13T00:00:00.000Z'))).toEqual({
      status: 'stale',
      checkId: 'chk-1',
      staleBecause: 'age',
    });
  });

  it.each<[string, string, Check, string]>([
    [
      'stale once the equipment is another one',
      '2016-11-18T03:00:00.001Z',
      check(1, 'passed', '2016-11-18T03:00:00.000Z'),
      'stale',
    ],
    [
      'passed when it was measured with what is there now',
      '2016-11-18T03:00:00.000Z',
      check(1, 'passed', '2016-11-18T03:00:00.000Z'),
      'passed',
    ],
    [
      'failed, whatever was changed since',
      '2016-11-19T00:00:00.000Z',
      check(1, 'failed', '2016-11-18T03:00:00.000Z'),
      'failed',
    ],
    ['booked, whatever was changed since', '2016-11-19T00:00:00.000Z', check(1, 'booked'), 'booked'],
  ])('is %s', (_what, at, only, status) => {
    const linkChanged = { at, because: 'equipment' as const };
    expect(readinessOf([only], 7, now, linkChanged)).toMatchObject({
      status,
      ...(status === 'stale' && { staleBecause: 'equipment' }),
    });
  });

  it('never counts a pass that is older than the last change of the link, however it was corrected and whatever came between', () => {
    const instants = ['2016-11-15T03:00:00.000Z', '2016-11-16T03:00:00.000Z', '2016-11-17T03:00:00.000Z'];
    for (const first of instants)
      for (const corrected of instants)
        for (const at of instants) {
          if (corrected < first) continue;
          const history = [
            {
              state: 'failed' as const,
              recordedAt: first,
              recordedBy: 'staff-vc',
              ended: 'corrected' as const,
              endedAt: corrected,
              endedBy: 'staff-vc',
            },
          ];
          const { status } = readinessOf([{ ...check(1, 'passed', corrected), history }], 7, now, {
            at,
            because: 'systems',
          });
          expect(status).toBe(at > first ? 'stale' : 'passed');
        }
  });
});
