import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eventually } from '#testing';
import { TwoServices } from './two-services.js';

jest.setTimeout(180_000);

/** What befalls servers, each by itself; `copy` is what must be taken before. */
type Mishap = {
  readonly name: string;
  readonly copy?: (two: TwoServices) => Promise<void>;
  readonly befall: (two: TwoServices) => Promise<void>;
};
/** Until it is deleted, by this or before, on a server that may just be starting. */
const gone = (work: () => Promise<unknown>): Promise<void> =>
  eventually(
    async () =>
      void (await work().catch((error: unknown) => {
        if (!/not found/.test(String(error))) throw error;
      })),
  );
const mishaps: readonly Mishap[] = [
  { name: 'the stream is deleted', befall: (two) => gone(() => two.link.jsm.streams.delete('EVENTS')) },
  { name: 'the stream is emptied', befall: async (two) => void (await two.link.jsm.streams.purge('EVENTS')) },
  {
    name: 'a consumer is deleted',
    befall: (two) => gone(() => two.link.jsm.consumers.delete('EVENTS', 'follower-keep')),
  },
  {
    name: 'all consumers are deleted',
    befall: async (two) => {
      for (const each of ['keep', 'do']) await gone(() => two.link.jsm.consumers.delete('EVENTS', `follower-${each}`));
    },
  },
  { name: 'NATS’s folder is lost', befall: (two) => two.loseStreams() },
  {
    name: 'NATS’s folder goes back to an older copy',
    copy: (two) => two.copyStreams(),
    befall: (two) => two.takeStreamsBack(),
  },
  {
    name: 'the source’s database goes back to an older copy',
    copy: (two) => two.copyDatabase('source'),
    befall: (two) => two.takeDatabaseBack('source'),
  },
  {
    name: 'the follower’s database goes back to an older copy',
    copy: (two) => two.copyDatabase('follower'),
    befall: (two) => two.takeDatabaseBack('follower'),
  },
];
const named = (name: string): Mishap => mishaps.find((each) => each.name === name) as Mishap;
const goesBack = (name: string): boolean => /follower’s database/.test(name);
/** Two at once, and the same again while the first is being put right. */
const together: readonly (readonly [string, string])[] = [
  ['NATS’s folder is lost', 'the source’s database goes back to an older copy'],
  ['NATS’s folder goes back to an older copy', 'the follower’s database goes back to an older copy'],
  ['the source’s database goes back to an older copy', 'the follower’s database goes back to an older copy'],
  ['a consumer is deleted', 'the follower’s database goes back to an older copy'],
  ['NATS’s folder is lost', 'the stream is deleted'],
];
/** How they look: often, so seldom that all befalls them between two looks, and two replicas at once. */
const ways = [
  { way: 'who looks often', verifyMs: 1_000, sources: 1, which: mishaps },
  {
    way: 'who looks seldom',
    verifyMs: 600_000,
    sources: 1,
    which: mishaps.filter(({ name }) => /database|folder/.test(name)),
  },
  {
    way: 'two replicas',
    verifyMs: 1_000,
    sources: 2,
    which: mishaps.filter(({ name }) => /source|folder is lost|stream is deleted/.test(name)),
  },
];

describe('services agree again by themselves', () => {
  let two: TwoServices;
  beforeEach(() => {
    if (process.env.SALA_TEST_LOG === undefined) Logger.overrideLogger(false);
  });
  afterEach(() => two.stop());

  /** What was done twice: nothing, unless who did it has forgotten that it had. */
  const doneTwice = () => two.done.filter((each, index) => two.done.indexOf(each) !== index);
  const saidAndDone = async () => {
    const done = new Set(two.done);
    return [...(await two.known())].filter(([thing, value]) => !done.has(`${thing} ${value}`));
  };
  const agreed = async (name: string) => {
    await two.agree();
    if (!goesBack(name)) expect(doneTwice()).toEqual([]);
    expect(await saidAndDone()).toEqual([]);
  };

  const befallen = async ({ name, copy, befall }: Mishap) => {
    await two.sayMany('early', 60);
    await two.agree();
    await copy?.(two);
    await two.sayMany('early', 30);
    await two.sayMany('late', 30);
    await two.agree();
    // Still: nobody says anything, nobody is restarted.
    await befall(two);
    await agreed(name);

    await copy?.(two);
    const loud = two.sayOn('loud');
    await befall(two);
    await loud.atLeast(100);
    await two.sayMany('after', 20);
    await agreed(name);
  };

  describe.each(ways)('$way', ({ verifyMs, sources, which }) => {
    it.each(which)('when $name, under load and when it is still', async (mishap) => {
      two = await TwoServices.start({ verifyMs, sources });
      await befallen(mishap);
    });
  });

  it.each(together)('when %s, and %s, and both again at once', async (one, other) => {
    two = await TwoServices.start();
    const both = [named(one), named(other)];
    const befall = async () => {
      for (const each of both) await each.befall(two);
    };
    await befallen({
      name: `${one}, ${other}`,
      befall: async () => {
        await befall();
        await befall();
      },
      copy: async () => {
        for (const each of both) await each.copy?.(two);
      },
    });
  });

  it.each([false, true])(
    'when what was on its way from before the database went back comes in behind a look, and the thing says another (in its journal: %s)',
    async (kept) => {
      two = await TwoServices.start({ verifyMs: 500 });
      await two.sayMany('early', 5);
      await two.agree();
      await two.arriveFromBefore('early-9', 'said before', { kept });
      await two.say('early-9', 'says now');
      await two.agree();
      expect((await two.kept()).get('early-9')).toBe('says now');
      expect(await saidAndDone()).toEqual([]);
    },
  );

  it('when what was written and not told yet is gone with the database', async () => {
    two = await TwoServices.start();
    await two.sayMany('early', 5);
    await two.agree();
    await two.copyDatabase('source');
    await two.nats.crash();
    await two.sayMany('gone', 5);
    await two.takeDatabaseBack('source');
    await eventually(() => two.say('gone-0', 'says now'));
    await two.nats.restart();
    await two.agree();
    expect((await two.kept()).get('gone-0')).toBe('says now');
    expect(two.done).not.toContainEqual(expect.stringMatching(/^gone-\d gone says/));
  });
});
