import { describe, expect, it } from '@jest/globals';
import { exampleResponse } from '#contracts';
import { isUnconfirmed, lastSaidAt } from './said.js';

const confirmedFrom = '2016-11-10T02:00:00.000Z';
const said = (receivedAt: string, saidAgainAt?: string) => ({
  ...exampleResponse,
  receivedAt,
  ...(saidAgainAt !== undefined && { saidAgainAt }),
});

describe('an answer of an office that comes', () => {
  it.each([
    [true, said('2016-11-09T03:00:00.000Z')],
    [true, said('2016-11-09T03:00:00.000Z', '2016-11-10T01:59:59.999Z')],
    [false, said('2016-11-09T03:00:00.000Z', confirmedFrom)],
    [false, said(confirmedFrom)],
    [false, said('2016-11-10T09:00:00+07:00')],
  ])('is yet to be confirmed: %s', (is, response) => {
    expect(isUnconfirmed(response, { confirmedFrom })).toBe(is);
    expect(lastSaidAt(response) < confirmedFrom).toBe(is);
  });

  it('needs no confirming where nobody asked, where it declines, and where there is none', () => {
    const before = said('2016-11-09T03:00:00.000Z');
    expect(isUnconfirmed(before, {})).toBe(false);
    expect(isUnconfirmed({ ...before, answer: 'decline' }, { confirmedFrom })).toBe(false);
    expect(isUnconfirmed(undefined, { confirmedFrom })).toBe(false);
  });
});
