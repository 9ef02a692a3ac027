import { describe, expect, it } from '@jest/globals';
import { relayResult, type Side, sideView, testMailId, testMailOf } from './side.js';

const beganReal = '2026-11-30T02:00:00.000Z';
const after = (minutes: number): Date => new Date(Date.parse(beganReal) + minutes * 60_000);
const side: Side = {
  key: 'abcdefgh',
  checkedAt: '2016-11-05T02:00:00.000Z',
  beganReal,
  sentTo: 'answers@sala.example',
  comesBack: true,
  results: [
    relayResult({ relay: 'one.example', outcome: { kind: 'accepted' } }),
    relayResult({ relay: 'two.example', outcome: { kind: 'held', cause: 'relay', error: '554 no', asked: true } }),
  ],
};
const returns = (changes: Partial<Side>, minutes: number) =>
  sideView({ ...side, ...changes }, after(minutes))
    .results.filter(({ check }) => check === 'return')
    .map(({ result, finding }) => finding ?? result);

describe('the check of the sending side', () => {
  it('waits for each test mail that a server took, and finds that it has not come back', () => {
    expect(returns({}, 1)).toEqual(['waiting', 'not-sent']);
    expect(returns({ back: [0] }, 1)).toEqual(['good', 'not-sent']);
    expect(returns({}, 11)).toEqual(['not-back', 'not-sent']);
    expect(returns({ back: [0] }, 11)).toEqual(['good', 'not-sent']);
  });
  it('says plainly that coming back cannot be seen where no mail comes in', () =>
    expect(returns({ comesBack: false }, 11)).toEqual(['nowhere-to-come-back', 'not-sent']));
  it('counts what is to be mended, and not what cannot be seen', () => {
    expect(sideView({ ...side, comesBack: false }, after(1)).findings).toBe(1);
    expect(sideView(side, after(11)).findings).toBe(2);
    expect(sideView(undefined, after(0))).toEqual({ running: false, findings: 0, results: [] });
  });
  it('says why a server takes nothing, and what to do', () =>
    expect(side.results?.[1]).toMatchObject({
      finding: 'relay-refuses',
      cause: 'relay',
      said: '554 no',
      reason: { th: expect.any(String) },
    }));
  it('is running until it has said something, or was cut short', () => {
    const { results: _results, ...begun } = side;
    expect([1, 6].map((minutes) => sideView(begun, after(minutes)).running)).toEqual([true, false]);
  });
  it('knows its test mails again, and takes no other for one', () => {
    expect(testMailOf(testMailId('abcdefgh', 1))).toEqual({ key: 'abcdefgh', index: 1 });
    expect(testMailOf('own.inv-1.invitation.1')).toBeUndefined();
  });
});
