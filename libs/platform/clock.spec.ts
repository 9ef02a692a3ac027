import { describe, expect, it } from '@jest/globals';
import { MeetingClock, StoppedClock } from './clock.js';

const real = new StoppedClock('2026-01-01T00:00:00.000Z');
const anchor = { realInstant: '2026-01-01T00:00:00.000Z', meetingInstant: '2016-11-07T02:00:00.000Z', speed: 600 };

describe('MeetingClock', () => {
  it('is the real clock until an anchor is set, and again when it is taken away', () => {
    const clock = new MeetingClock(real);
    expect(clock.now()).toEqual(real.now());
    clock.set(anchor);
    expect(clock.now().toISOString()).toBe('2016-11-07T02:00:00.000Z');
    clock.set(undefined);
    expect(clock.now()).toEqual(real.now());
  });

  it('tells each time that it is set, when it shows the new time', () => {
    const clock = new MeetingClock(real);
    const shown: string[] = [];
    clock.onSet(() => shown.push(clock.now().toISOString()));
    clock.set({ ...anchor, speed: 0 });
    clock.set(undefined);
    expect(shown).toEqual(['2016-11-07T02:00:00.000Z', real.now().toISOString()]);
  });

  it('runs on at the speed of its anchor', () => {
    const moving = new StoppedClock('2026-01-01T00:00:00.000Z');
    const clock = new MeetingClock(moving);
    clock.set(anchor);
    moving.moveTo('2026-01-01T00:00:01.500Z');
    expect(clock.now().toISOString()).toBe('2016-11-07T02:15:00.000Z');
  });

  it('stands still at speed 0', () => {
    const moving = new StoppedClock('2026-01-01T00:00:00.000Z');
    const clock = new MeetingClock(moving);
    clock.set({ ...anchor, speed: 0 });
    moving.moveTo('2026-02-01T00:00:00.000Z');
    expect(clock.now().toISOString()).toBe('2016-11-07T02:00:00.000Z');
  });

  it.each([
    ['forwards', '2200-12-31T23:59:59.999Z', '2026-01-02T00:00:00.000Z', 100_000],
    ['from an anchor of long ago', '2200-12-31T23:59:59.999Z', '2900-01-01T00:00:00.000Z', 100_000],
    ['backwards', '1900-01-01T00:00:00.000Z', '1000-01-01T00:00:00.000Z', 100_000],
  ])('stands still at the last instant that a date can name: %s', (_way, end, real, speed) => {
    const moving = new StoppedClock('2026-01-01T00:00:00.000Z');
    const clock = new MeetingClock(moving);
    clock.set({ ...anchor, realInstant: '2026-01-01T00:00:00.000Z', meetingInstant: end, speed });
    moving.moveTo(real);
    expect(clock.now().toISOString()).toBe(end);
  });
});
