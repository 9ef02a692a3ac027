import { describe, expect, it } from '@jest/globals';
import { Rounds } from './rounds.js';

describe('work done in rounds', () => {
  it('puts what is asked during a round into the next one, and gives each its own result', async () => {
    const sizes: number[] = [];
    const gate = Promise.withResolvers<void>();
    const rounds = new Rounds<number, number>(async (items) => {
      sizes.push(items.length);
      if (sizes.length === 1) await gate.promise;
      return items.map((item) => item * 10);
    });
    const first = rounds.do(1);
    await new Promise((resolve) => setImmediate(resolve));
    const later = [2, 3, 4].map((item) => rounds.do(item));
    gate.resolve();
    expect(await Promise.all([first, ...later])).toEqual([10, 20, 30, 40]);
    expect(sizes).toEqual([1, 3]);
  });

  it('takes no more into a round than it may', async () => {
    const sizes: number[] = [];
    const rounds = new Rounds<number, number>(
      async (items) => {
        sizes.push(items.length);
        return items;
      },
      { atMost: 2 },
    );
    await Promise.all([1, 2, 3, 4, 5].map((item) => rounds.do(item)));
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('fails those of a failed round only, and goes on', async () => {
    const rounds = new Rounds<number, number>(
      async (items) => {
        if (items.includes(1)) throw new Error('no');
        return items;
      },
      { atMost: 1 },
    );
    const results = await Promise.allSettled([rounds.do(1), rounds.do(2)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});
