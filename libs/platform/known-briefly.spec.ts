import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { KnownBriefly } from './known-briefly.js';

describe('what is known briefly', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const counting = () => {
    let reads = 0;
    return new KnownBriefly(() => Promise.resolve((reads += 1)));
  };

  it('is read once for all who ask within its time, and again after it', async () => {
    const known = counting();
    expect(await Promise.all([known.get(100), known.get(100)])).toEqual([1, 1]);
    jest.advanceTimersByTime(100);
    expect(await known.get(100)).toBe(1);
    jest.advanceTimersByTime(1);
    expect(await known.get(100)).toBe(2);
  });

  it('is as old as whoever asks takes it', async () => {
    const known = counting();
    await known.get(100);
    jest.advanceTimersByTime(50);
    expect(await known.get(25)).toBe(2);
  });

  it('is read anew once it was changed, and after a read that failed', async () => {
    const known = counting();
    await known.get(100);
    known.forget();
    expect(await known.get(100)).toBe(2);
    let fails = true;
    const failing = new KnownBriefly(() => (fails ? Promise.reject(new Error('away')) : Promise.resolve('there')));
    await expect(failing.get(100)).rejects.toThrow('away');
    fails = false;
    expect(await failing.get(100)).toBe('there');
  });
});
