import { describe, expect, it } from '@jest/globals';
import { readAhead } from './read-ahead.js';

const counting = (asked: number[], most: number, failsAt?: number) =>
  async function* () {
    try {
      for (let each = 1; each <= most; each += 1) {
        asked.push(each);
        if (each === failsAt) throw new Error('it broke');
        yield await Promise.resolve(each);
      }
    } finally {
      asked.push(0);
    }
  };

describe('reading ahead', () => {
  it('hands on all in order and asks for one more than it has handed on', async () => {
    const asked: number[] = [];
    const seen: number[] = [];
    for await (const each of readAhead(counting(asked, 4)())) {
      seen.push(each);
      await Promise.resolve();
      expect(asked.length).toBeGreaterThan(seen.length);
    }
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(asked).toEqual([1, 2, 3, 4, 0]);
  });

  it('fails where its source fails, after all that came before it', async () => {
    const seen: number[] = [];
    await expect(
      (async () => {
        for await (const each of readAhead(counting([], 4, 3)())) seen.push(each);
      })(),
    ).rejects.toThrow('it broke');
    expect(seen).toEqual([1, 2]);
  });

  it('lets go of its source when nobody wants more', async () => {
    const asked: number[] = [];
    for await (const each of readAhead(counting(asked, 4)())) if (each === 2) break;
    expect(asked.at(-1)).toBe(0);
  });

  it('of a source that has nothing has nothing', async () => {
    for await (const each of readAhead(counting([], 0)())) throw new Error(`there is ${each}`);
  });
});
