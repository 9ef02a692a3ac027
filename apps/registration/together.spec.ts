import { describe, expect, it } from '@jest/globals';
import { correlationId, withCorrelation } from '#platform';
import { inTurn, Together } from './together.js';

describe('work together', () => {
  it('takes what comes meanwhile as the next round, each key by itself', async () => {
    const rounds: string[] = [];
    const gate = Promise.withResolvers<void>();
    const together = new Together<string, string>(async (key, asked) => {
      rounds.push(`${key}: ${asked.map(({ item }) => item).join(' ')}`);
      await gate.promise;
      for (const { item, resolve } of asked) resolve(item.toUpperCase());
    });
    const results = [together.ask('a', 'one'), together.ask('a', 'two'), together.ask('b', 'three'), together.ask('a', 'four')];
    gate.resolve();
    expect(await Promise.all(results)).toEqual(['ONE', 'TWO', 'THREE', 'FOUR']);
    expect(rounds).toEqual(['a: one', 'b: three', 'a: two four']);
  });

  it('rejects all of a round that fails, and goes on with the next', async () => {
    let rounds = 0;
    const together = new Together<number, number>(async (_key, asked) => {
      rounds += 1;
      if (rounds === 1) throw new Error('away');
      for (const { item, resolve } of asked) resolve(item);
    });
    const [first, second] = await Promise.allSettled([together.ask('a', 1), together.ask('a', 2)]);
    expect([first, second]).toMatchObject([{ status: 'rejected', reason: { message: 'away' } }, { status: 'fulfilled', value: 2 }]);
  });

  it('never leaves anybody without an answer', async () => {
    await expect(new Together<number, number>(async () => {}).ask('a', 1)).rejects.toThrow('without an answer');
  });

  it('does each in the context of its own request', async () => {
    const turns = inTurn<string>();
    const ids = ['request-one', 'request-two', 'request-three'];
    expect(await Promise.all(ids.map((id) => withCorrelation(id, () => turns.ask('a', async () => correlationId()))))).toEqual(ids);
  });
});
