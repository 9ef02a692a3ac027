import { describe, expect, it } from '@jest/globals';
import { InGroups } from './in-groups.js';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('work in groups', () => {
  it('lets in as many as there is room for once half of them are done, never more, and a few at once', async () => {
    const groups = new InGroups(4);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const all = Array.from({ length: 9 }, (_each, index) =>
      groups.run(async () => {
        begun.push(index);
        await new Promise<void>((resolve) => ends.push(resolve));
        if (index === 1) throw new Error('failed');
      }),
    );
    const outcomes = Promise.allSettled(all);
    const end = async (): Promise<number> => {
      ends.shift()?.();
      await settled();
      return begun.length;
    };
    await settled();
    // The first comes in alone, and with it as many as fit while no more than half are in hand.
    expect(begun).toEqual([0, 1, 2]);
    expect(await end()).toBe(5);
    expect(await end()).toBe(5);
    expect(await end()).toBe(7);
    while (ends.length > 0) await end();
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await outcomes).filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });
});
