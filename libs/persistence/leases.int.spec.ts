import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { type Connection } from 'mongoose';
import { eventually, type RunningMongo, startMongo } from '#testing';
import { Leases } from './leases.js';
import { connectMongo } from './persistence.module.js';
import { SweepLoop } from './sweep-loop.js';

describe('what one replica does alone', () => {
  let mongo: RunningMongo;
  let connection: Connection;
  const loops: SweepLoop[] = [];
  const replicas = () => [new Leases(connection), new Leases(connection)] as const;
  const loopOf = (leases: Leases, run: () => Promise<boolean>, everyMs = 10) => {
    const loop = new SweepLoop({ name: 'work', run }, leases, everyMs);
    loops.push(loop);
    loop.start();
    return loop;
  };

  beforeAll(async () => {
    mongo = await startMongo();
  });
  beforeEach(async () => {
    connection = await connectMongo(mongo.url, mongo.database());
  });
  afterEach(async () => {
    for (const loop of loops.splice(0)) await loop.stop();
    await connection.close();
  });
  afterAll(() => mongo.stop());

  it('is held by one at a time, until it is released or has lapsed', async () => {
    const [one, other] = replicas();
    expect([
      await one.take('a', 10_000),
      await other.take('a', 10_000),
      await one.take('a', 10_000),
      await other.take('b', 10_000),
    ]).toEqual([true, false, true, true]);
    await other.release('a');
    expect(await other.take('a', 10_000)).toBe(false);
    await one.release('a');
    expect(await other.take('a', 100)).toBe(true);
    expect(await one.take('a', 100)).toBe(false);
    await delay(150);
    expect(await one.take('a', 100)).toBe(true);
  });

  it('lapses after as long as is set, where nothing else is said', async () => {
    const [one, other] = [new Leases(connection, 100), new Leases(connection, 100)];
    expect([await one.take('a'), await other.take('a')]).toEqual([true, false]);
    await delay(150);
    expect(await other.take('a')).toBe(true);
  });

  it('is had by one of many who ask at once', async () => {
    const many = Array.from({ length: 10 }, () => new Leases(connection));
    expect((await Promise.all(many.map((leases) => leases.take('a', 10_000)))).filter((taken) => taken)).toHaveLength(
      1,
    );
  });

  it('is done alone, one after the other, also when it fails', async () => {
    const [one, other] = replicas();
    let inside = 0;
    const work = async (): Promise<number> => {
      const now = (inside += 1);
      await delay(20);
      inside -= 1;
      return now;
    };
    const failing = one.alone('a', 10_000, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await Promise.all([one.alone('a', 10_000, work), other.alone('a', 10_000, work)])).toEqual([1, 1]);
  });

  it('goes on at another replica when the one that did it stops', async () => {
    const [one, other] = replicas();
    const rounds: string[] = [];
    const first = loopOf(one, () => Promise.resolve(rounds.push('one') < 0));
    await eventually(() => rounds.length >= 3);
    loopOf(other, () => Promise.resolve(rounds.push('other') < 0));
    await delay(50);
    expect(new Set(rounds)).toEqual(new Set(['one']));
    await first.stop();
    await eventually(() => rounds.includes('other'));
  });

  it('begins another round at once when there is more, and when it is woken in the midst of one', async () => {
    const [one] = replicas();
    let rounds = 0;
    const loop = loopOf(one, async () => (await delay(5), (rounds += 1)) < 3, 3_600_000);
    await eventually(() => rounds === 3);
    loop.wake();
    await delay(2);
    loop.wake();
    await eventually(() => rounds === 5);
  });

  it('tries again after a round that failed', async () => {
    const [one] = replicas();
    let rounds = 0;
    loopOf(one, () => ((rounds += 1) === 1 ? Promise.reject(new Error('no')) : Promise.resolve(false)));
    await eventually(() => rounds > 1);
  });
});
