import { describe, expect, it } from '@jest/globals';
import { ReadsTogether } from './reads-together.js';

/** Reads that end when the test says so. */
const readsUnderControl = () => {
  const begun: {
    ids: readonly string[];
    end: (values: Record<string, number>) => void;
    fail: (error: Error) => void;
  }[] = [];
  const reads = new ReadsTogether<number>((ids) => {
    const { promise, resolve, reject } = Promise.withResolvers<ReadonlyMap<string, number>>();
    begun.push({ ids, end: (values) => resolve(new Map(Object.entries(values))), fail: reject });
    return promise;
  });
  return { reads, begun };
};

/** What was asked in one go has begun. */
const begunNow = async () => {
  // A read begins in the turn after the one in which it was asked for, or the last one ended.
  for (let turns = 0; turns < 2; turns += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('reads together', () => {
  it('begin at once when nothing is under way, and otherwise go together as the next', async () => {
    const { reads, begun } = readsUnderControl();
    const first = reads.get('a');
    await begunNow();
    const later = [reads.get('b'), reads.get('c'), reads.get('b')];
    expect(begun.map(({ ids }) => ids)).toEqual([['a']]);
    begun[0]!.end({ a: 1 });
    expect(await first).toBe(1);
    await begunNow();
    expect(begun.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c']]);
    begun[1]!.end({ b: 2 });
    expect(await Promise.all(later)).toEqual([2, undefined, 2]);
  });

  it('never hand out what was read before they were asked for', async () => {
    const { reads, begun } = readsUnderControl();
    const before = reads.get('a');
    await begunNow();
    const after = reads.get('a');
    begun[0]!.end({ a: 1 });
    expect(await before).toBe(1);
    await begunNow();
    begun[1]!.end({ a: 2 });
    expect(await after).toBe(2);
  });

  it('are done one by one when one of them can’t be read, so that it alone fails', async () => {
    const reads = new ReadsTogether<number>((ids) =>
      ids.includes('broken')
        ? Promise.reject(new Error('the document is broken'))
        : Promise.resolve(new Map(ids.map((id, index) => [id, index + ids.length]))),
    );
    const first = reads.get('first');
    await begunNow();
    const together = await Promise.allSettled([reads.get('a'), reads.get('broken'), reads.get('b')]);
    expect(await first).toBe(1);
    expect(together).toMatchObject([
      { value: 1 },
      { status: 'rejected', reason: { message: 'the document is broken' } },
      { value: 1 },
    ]);
  });

  it('fail for those who were in it, and go on for the others', async () => {
    const { reads, begun } = readsUnderControl();
    const first = reads.get('a');
    await begunNow();
    const second = reads.get('b');
    begun[0]!.fail(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await begunNow();
    begun[1]!.end({ b: 2 });
    expect(await second).toBe(2);
    const third = reads.get('c');
    await begunNow();
    begun[2]!.end({});
    expect(await third).toBeUndefined();
  });
});
