import { describe, expect, it } from '@jest/globals';
import { ApiProblem } from './ask.js';
import { isFinal, pauseMs, readAgain } from './retries.js';

const problem = (status: number) =>
  new ApiProblem({ type: 'about:blank', title: '', detail: '', status, code: 'x', correlationId: '' });

describe('asking again', () => {
  it('waits twice as long each time, and half a minute at most', () =>
    expect([0, 1, 2, 6, 60].map(pauseMs)).toEqual([500, 1000, 2000, 30_000, 30_000]));
  it.each([503, 500, 504])('reads three times more what was answered by %s', (status) =>
    expect([0, 2, 3].map((failures) => readAgain(failures, problem(status)))).toEqual([true, true, false]),
  );
  it.each([400, 401, 403, 404, 409, 422, 429])('takes %s for what it says', (status) =>
    expect(readAgain(0, problem(status))).toBe(false),
  );
  it('does not take a defect of the page for an outage', () => expect(readAgain(0, new TypeError('x'))).toBe(false));
  it.each([
    [401, true],
    [403, true],
    [404, true],
    [429, false],
    [503, false],
  ])('knows whether %s is final: %s', (status, final) => expect(isFinal(problem(status))).toBe(final));
});
