import { describe, expect, it } from '@jest/globals';
import { begun, isDue, type Lane, type LaneOf, mayLeave, onTrial, opened, openLane, stopped, wayOf } from './lane.js';

const now = (seconds: number) => {
  const at = new Date(Date.parse('2016-11-07T02:00:00.000Z') + seconds * 1_000);
  return { meeting: at, real: at };
};
const firstMs = 15_000;
const refusedAt = (seconds: number, needsMail = false): Extract<Lane, { status: 'stopped' }> => {
  const lane = stopped(openLane, { cause: 'relay', said: '554 no', needsMail, by: 'first' }, now(seconds), firstMs);
  if (lane.status === 'open') throw new Error('open');
  return lane;
};
const none: ReadonlySet<string> = new Set();

describe('the way of a mail', () => {
  const shut = refusedAt(0);
  const lanes = (...each: readonly Lane[]): LaneOf[] =>
    each.map((lane, index) => ({ relay: 'abc'.charAt(index), lane }));
  it.each<[string, readonly LaneOf[], ReadonlySet<string>, string | undefined]>([
    ['is the first of those that are open', lanes(openLane, openLane), none, 'a'],
    ['passes over those that are stopped', lanes(shut, openLane, openLane), none, 'b'],
    ['passes over one that let nobody in when it came', lanes(openLane, openLane), new Set(['a']), 'b'],
    ['is none where all are stopped', lanes(shut, shut), none, undefined],
    ['is the one that it is to try', lanes(openLane, onTrial(shut, 'mail')), none, 'b'],
    ['is another where that lets nobody in', lanes(openLane, onTrial(shut, 'mail')), new Set(['b']), 'a'],
    ['is not one that another mail is to try', lanes(onTrial(shut, 'other'), shut), none, undefined],
  ])('%s', (_what, all, notBy, way) => expect(wayOf(all, 'mail', notBy)).toBe(way));

  it('is there at an instant where one is open, on trial, or to be tried', () => {
    expect(mayLeave(lanes(shut, openLane), '')).toBe(true);
    expect(mayLeave(lanes(shut, shut), shut.since)).toBe(false);
    expect(mayLeave(lanes(shut, onTrial(shut, 'mail')), shut.since)).toBe(true);
    expect(mayLeave(lanes(shut), shut.nextTryAt)).toBe(true);
  });
});

describe('a stopped lane', () => {
  it('is tried after a wait that grows, by either clock, until it is open', () => {
    let lane = refusedAt(0);
    const waits = [1, 2, 3, 4, 5, 6].map(() => {
      const wait = (Date.parse(lane.nextTryAt) - Date.parse(lane.since)) / 1_000;
      lane = begun(
        { ...lane, since: lane.nextTryAt },
        { meeting: new Date(lane.nextTryAt), real: new Date() },
        firstMs,
      );
      return wait;
    });
    expect(waits).toEqual([60, 120, 240, 480, 960, 1_200]);
    expect(isDue(refusedAt(0), now(59))).toBe(false);
    expect(isDue(refusedAt(0), now(60))).toBe(true);
    expect(opened(lane)).toEqual({ status: 'open', revision: lane.revision + 1 });
  });
  it('keeps its first cause and instant through the refusals of mails that were under way', () => {
    const lane = refusedAt(0, true);
    const later = stopped(lane, { cause: 'busy', said: '421', needsMail: true, by: 'second' }, now(5), firstMs);
    expect(later).toBe(lane);
    const trial = stopped(
      onTrial(lane, 'third'),
      { cause: 'busy', said: '421', needsMail: true, by: 'third' },
      now(70),
      firstMs,
    );
    expect(trial).toMatchObject({ cause: 'busy', since: lane.since, stoppedBy: 'third', revision: lane.revision + 2 });
  });
});
