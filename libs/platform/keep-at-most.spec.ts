import { describe, expect, it } from '@jest/globals';
import { keepAtMost } from './keep-at-most.js';

describe('keeping at most so many', () => {
  it('forgets what was kept first, and nothing for a value that takes the place of another', () => {
    const map = new Map<string, number>();
    for (const [index, key] of ['a', 'b', 'c'].entries()) expect(keepAtMost(2, map, key, index)).toBe(index);
    expect([...map]).toEqual([
      ['b', 1],
      ['c', 2],
    ]);
    keepAtMost(2, map, 'b', 9);
    expect([...map]).toEqual([
      ['b', 9],
      ['c', 2],
    ]);
  });
});
