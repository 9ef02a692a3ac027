import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { TwoServices } from './two-services.js';

jest.setTimeout(180_000);

/** What befalls servers, each by itself; `copy` is what must be taken before. */
type Mishap = { readonly name: string; readonly copy?: (two: TwoServices) => Promise<void>; readonly befall: (two: TwoServices) => Promise<void> };
const mishaps: readonly Mishap[] = [
  { name: 'the stream is deleted', befall: async (two) => void (await two.link.jsm.streams.delete('EVENTS')) },
  { name: 'the stream is emptied', befall: async (two) => void (await two.link.jsm.streams.purge('EVENTS')) },
  { name: 'a consumer is deleted', befall: async (two) => void (await two.link.jsm.consumers.delete('EVENTS', 'follower-keep')) },
  { name: 'all consumers are deleted', befall: async (two) => { for (const each of ['keep', 'do']) await two.link.jsm.consumers.delete('EVENTS', `follower-${each}`); } },
  { name: 'NATS’s folder is lost', befall: (two) => two.loseStreams() },
  { name: 'NATS’s folder goes back to an older copy', copy: (two) => two.copyStreams(), befall: (two) => two.takeStreamsBack() },
  { name: 'the source’s database goes back to an older copy', copy: (two) => two.copyDatabase('source'), befall: (two) => two.takeDatabaseBack('source') },
  { name: 'the follower’s database goes back to an older copy', copy: (two) => two.copyDatabase('follower'), befall: (two) => two.takeDatabaseBack('follower') },
];
const goesBack = (name: string): boolean => /follower’s database/.test(name);

describe('services agree again by themselves', () => {
  let two: TwoServices;
  beforeEach(async () => {
    if (process.env.SALA_TEST_LOG === undefined) Logger.overrideLogger(false);
    two = await TwoServices.start();
  });
  afterEach(() => two.stop());

  /** What was done twice: nothing, unless who did it has forgotten that it had. */
  const doneTwice = () => two.done.filter((each, index) => two.done.indexOf(each) !== index);
  const saidAndDone = async () => {
    const done = new Set(two.done);
    return [...(await two.known())].filter(([thing, value]) => !done.has(`${thing} ${value}`));
  };

  it.each(mishaps)('when $name, under load and when it is still', async ({ name, copy, befall }) => {
    await two.sayMany('early', 60);
    await two.agree();
    await copy?.(two);
    await two.sayMany('early', 30);
    await two.sayMany('late', 30);
    await two.agree();
    // Still: nobody says anything, nobody is restarted.
    await befall(two);
    await two.agree();
    if (!goesBack(name)) expect(doneTwice()).toEqual([]);
    expect(await saidAndDone()).toEqual([]);

    await copy?.(two);
    const loud = two.sayOn('loud');
    await befall(two);
    await loud.atLeast(100);
    await two.sayMany('after', 20);
    await two.agree();
    if (!goesBack(name)) expect(doneTwice()).toEqual([]);
    expect(await saidAndDone()).toEqual([]);
  });
});
