import { describe, expect, it } from '@jest/globals';
import { type Check, exampleCheck } from '#contracts';
import { ageing, misfitsOf } from './misfit.js';

const check = (siteId: string, endsAt: string, state: Check['state'] = 'booked'): Check => ({
  ...exampleCheck,
  siteId,
  endsAt,
  state,
});
const noon = '2016-11-22T05:00:00.000Z';
const later = '2016-11-22T05:00:00.001Z';
const none: ReadonlySet<string> = new Set();

describe('checks that would no longer fit', () => {
  it.each<[string, Check, readonly string[], boolean]>([
    ['ends when the meeting would begin', check('th-1', noon), [], false],
    ['ends a moment after that', check('th-1', later), [], true],
    ['is of a site where nobody would attend', check('th-1', noon), ['th-1'], true],
    ['is of another site', check('th-2', noon), ['th-1'], false],
    ['has its result', check('th-1', later, 'passed'), ['th-1'], false],
    ['is cancelled already', check('th-1', later, 'cancelled'), ['th-1'], false],
  ])('is one that %s', (_what, one, left, misfit) =>
    expect(misfitsOf([one], { startsAt: noon, left: new Set(left) })).toHaveLength(misfit ? 1 : 0),
  );
});

describe('passes that would be too old', () => {
  it.each<[string, string | undefined, readonly string[], number]>([
    ['hold no longer than to the meeting as it would be', '2016-11-22T05:00:00.000Z', [], 1],
    ['hold until after it', later, [], 0],
    ['are too old for the meeting as it is', '2016-11-20T05:00:00.000Z', [], 0],
    ['are none', undefined, [], 0],
    ['are of a site where nobody would attend', noon, ['th-1'], 0],
  ])('%s', (_what, staleAt, left, count) =>
    expect(
      ageing(
        [{ siteId: 'th-1', ...(staleAt !== undefined && { staleAt }) }],
        { startsAt: noon, left: new Set(left) },
        '2016-11-20T05:00:00.000Z',
      ),
    ).toBe(count),
  );

  it('are none where the meeting would come sooner', () =>
    expect(
      ageing([{ siteId: 'th-1', staleAt: later }], { startsAt: noon, left: none }, '2016-11-23T05:00:00.000Z'),
    ).toBe(0));
});
