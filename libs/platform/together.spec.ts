import { describe, expect, it } from '@jest/globals';
import { correlationId, withCorrelation } from './correlation.js';
import { inTurn, Together } from './together.js';

/** What was asked in one go has begun. */
const begun = () => new Promise((resolve) => setImmediate(resolve));

describe('work together', () => {
  it('takes what comes meanwhile as the next round, each key by itself', async () => {
    const rounds: string[] = [];
    const gate = Promise.withResolvers<void>();
    const together = new Together<string, string>(async (key, asked) => {
      rounds.push(`${key}: ${asked.map(({ item }) => item).join(' ')}`);
      await gate.promise;
      for (const { item, resolve } of asked) resolve(item.toUpperCase());
    });
    const first = [together.ask('a', 'one')];
    await begun();
    const results = [...first, together.ask('a', 'two'), together.ask('b', 'three'), together.ask('a', 'four')];
    await begun();
    gate.resolve();
    expect(await Promise.all(results)).toEqual(['ONE', 'TWO', 'THREE', 'FOUR']);
    expect(rounds).toEqual(['a: one', 'b: three', 'a: two four']);
  });

  it('waits for those who ask in the same breath: whoever was answered together asks again together', async () => {
    const rounds: number[] = [];
    const together = new Together<number, number>(async (_key, asked) => {
      rounds.push(asked.length);
      await begun();
      for (const { item, resolve } of asked) resolve(item);
    });
    const thrice = async (item: number) => {
      for (let time = 0; time < 3; time += 1) await together.ask('a', item);
    };
    await Promise.all([1, 2, 3, 4, 5].map(thrice));
    expect(rounds).toEqual([5, 5, 5]);
  });

  it('takes no more into a round than it may', async () => {
    const rounds: number[] = [];
    const together = new Together<number, number>(async (_key, asked) => {
      rounds.push(asked.length);
      for (const { item, resolve } of asked) resolve(item);
    }, 2);
    expect(await Promise.all([1, 2, 3, 4, 5].map((item) => together.ask('a', item)))).toEqual([1, 2, 3, 4, 5]);
    expect(rounds).toEqual([2, 2, 1]);
  });

  it('rejects all of a round that fails, and goes on with the next', async () => {
    let rounds = 0;
    const away = Promise.withResolvers<void>();
    const together = new Together<number, number>(async (_key, asked) => {
      rounds += 1;
      if (rounds === 1) await away.promise;
      for (const { item, resolve } of asked) resolve(item);
    });
    const one = together.ask('a', 1);
    await begun();
    away.reject(new Error('away'));
    const [first, second] = await Promise.allSettled([one, together.ask('a', 2)]);
    expect([first, second]).toMatchObject([
      { status: 'rejected', reason: { message: 'away' } },
      { status: 'fulfilled', value: 2 },
    ]);
  });

  it('has as many rounds of a key under way as it may, and no more', async () => {
    const [sizes, gates]: [number[], (() => void)[]] = [[], []];
    const together = new Together<number, number>(
      async (_key, asked) => {
        sizes.push(asked.length);
        await new Promise<void>((resolve) => gates.push(resolve));
        for (const { item, resolve } of asked) resolve(item);
      },
      Infinity,
      2,
    );
    const first = together.ask('a', 1);
    await begun();
    const second = together.ask('a', 2);
    await begun();
    const later = [together.ask('a', 3), together.ask('a', 4)];
    await begun();
    expect(sizes).toEqual([1, 1]);
    gates.shift()?.();
    expect(await first).toBe(1);
    await begun();
    await begun();
    expect(sizes).toEqual([1, 1, 2]);
    for (const open of gates) open();
    expect(await Promise.all([second, ...later])).toEqual([2, 3, 4]);
  });

  it('never leaves anybody without an answer', async () => {
    await expect(new Together<number, number>(async () => {}).ask('a', 1)).rejects.toThrow('without an answer');
  });

  it('does each in the context of its own request', async () => {
    const turns = inTurn<string>();
    const ids = ['request-one', 'request-two', 'request-three'];
    expect(
      await Promise.all(ids.map((id) => withCorrelation(id, () => turns.ask('a', async () => correlationId())))),
    ).toEqual(ids);
  });
});
