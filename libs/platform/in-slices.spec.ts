import { describe, expect, it } from '@jest/globals';
import { atOnce, inSlices, type Sliced } from './in-slices.js';

function* counting(to: number): Sliced<number, string> {
  for (let done = 1; done <= to; done += 1) yield done;
  return `counted to ${to}`;
}

describe('work in slices', () => {
  it('comes to the same at once and slice by slice', async () => {
    expect(atOnce(counting(3))).toBe('counted to 3');
    const heard: number[] = [];
    expect(await inSlices(counting(3), (done) => void heard.push(done))).toBe('counted to 3');
    expect(heard).toEqual([1, 2, 3]);
  });

  it('lets what else waits have its turn after each slice', async () => {
    const order: string[] = [];
    const work = inSlices(counting(3), (done) => void order.push(`slice ${done}`));
    setImmediate(() => order.push('other'));
    await work;
    expect(order.indexOf('other')).toBeLessThan(order.indexOf('slice 3'));
  });

  it('ends with whatever is thrown between two slices', async () => {
    const heard: number[] = [];
    const work = inSlices(counting(9), (done) => {
      heard.push(done);
      if (done === 2) throw new Error('stopped');
    });
    await expect(work).rejects.toThrow('stopped');
    expect(heard).toEqual([1, 2]);
  });
});
