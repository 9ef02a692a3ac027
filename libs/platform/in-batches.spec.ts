import { describe, expect, it } from '@jest/globals';
import { inBatches } from './in-batches.js';

describe('work in batches', () => {
  it('does all items, so many at a time, and tells each its place', async () => {
    const done: string[] = [];
    let [inHand, most] = [0, 0];
    await inBatches(['a', 'b', 'c', 'd', 'e'], 2, async (item, index) => {
      most = Math.max(most, (inHand += 1));
      await Promise.resolve();
      inHand -= 1;
      done.push(`${item}${index}`);
    });
    expect(done).toEqual(['a0', 'b1', 'c2', 'd3', 'e4']);
    expect(most).toBe(2);
  });

  it('throws the first failure once its batch has settled, and begins no further batch', async () => {
    const done: number[] = [];
    const working = inBatches([1, 2, 3, 4], 2, async (item) => {
      if (item === 1) throw new Error('no');
      await Promise.resolve();
      done.push(item);
    });
    await expect(working).rejects.toThrow('no');
    expect(done).toEqual([2]);
  });
});
