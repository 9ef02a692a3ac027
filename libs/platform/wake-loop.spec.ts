import { describe, expect, it } from '@jest/globals';
import { WakeLoop } from './wake-loop.js';

/** Resolves after so many turns of the microtask queue. */
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

describe('a wake loop', () => {
  it('loses no wake-up, whenever in a round or after it it comes', async () => {
    for (let at = 0; at < 20; at += 1) {
      let work = 1;
      let done = 0;
      const loop = new WakeLoop(async () => {
        await turns(2);
        done += work;
        work = 0;
      });
      loop.wake();
      await turns(at);
      work += 1;
      loop.wake();
      await turns(40);
      expect({ at, done }).toEqual({ at, done: 2 });
    }
  });

  it('never has two rounds in hand, and does what is asked meanwhile in one', async () => {
    let inHand = 0;
    let most = 0;
    let rounds = 0;
    const loop = new WakeLoop(async () => {
      most = Math.max(most, (inHand += 1));
      rounds += 1;
      await turns(5);
      inHand -= 1;
    });
    for (let call = 0; call < 10; call += 1) loop.wake();
    await loop.done();
    expect({ most, rounds }).toEqual({ most: 1, rounds: 2 });
  });

  it('goes on after a round that failed, and tells who waited for it', async () => {
    const failures: unknown[] = [];
    let rounds = 0;
    const loop = new WakeLoop(
      async () => {
        rounds += 1;
        if (rounds === 1) throw new Error('the first one');
      },
      (error) => failures.push(error),
    );
    await expect(loop.done()).rejects.toThrow('the first one');
    await expect(loop.done()).resolves.toBeUndefined();
    expect(failures).toHaveLength(1);
  });

  it('begins another round at once when the last one says so', async () => {
    let left = 3;
    const loop = new WakeLoop(async () => (left -= 1) > 0);
    await loop.done();
    await turns(10);
    expect(left).toBe(0);
  });

  it('finishes the round in hand before it stops, and begins none after', async () => {
    let ended = 0;
    const loop = new WakeLoop(async () => {
      await turns(5);
      ended += 1;
    });
    loop.wake();
    loop.wake();
    await loop.stop();
    expect(ended).toBe(1);
    loop.wake();
    await loop.done();
    expect(ended).toBe(1);
  });
});
