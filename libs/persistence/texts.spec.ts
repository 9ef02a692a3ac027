import { describe, expect, it } from '@jest/globals';
import { type FoundBy, Texts } from './texts.js';

const limits = { groups: 2, overlapMs: 10, wholeMs: 1_000 };
const kept = () => {
  const stamped: (FoundBy & { group: string; at: number })[] = [];
  const reads: string[] = [];
  const clock = { now: 0 };
  const texts = new Texts(
    async function* (group, since) {
      reads.push(`${group} ${since === undefined ? 'whole' : since.getTime()}`);
      yield* stamped.filter((each) => each.group === group && each.at >= (since?.getTime() ?? 0));
    },
    () => clock.now,
    limits,
  );
  const put = (id: string, text: string, group = 'a') => stamped.push({ id, text, group, at: clock.now });
  return { texts, put, reads, clock, stamped };
};

describe('texts looked through', () => {
  it('finds by any part of a text, each word wherever it stands, in order of id', async () => {
    const { texts, put } = kept();
    put('2', 'สรรพากรเชียงใหม');
    put('1', 'สรรพากรเชียงราย');
    put('3', 'คลังเชียงใหม');
    expect(await texts.idsWith('a', ['พากร'])).toEqual(['1', '2']);
    expect(await texts.idsWith('a', ['เชียง', 'พาก'])).toEqual(['1', '2']);
    expect(await texts.idsWith('a', ['ใหม', 'พากร'])).toEqual(['2']);
    expect(await texts.idsWith('a', ['ลำปาง'])).toEqual([]);
    expect(await texts.idsWith('b', ['พากร'])).toEqual([]);
  });

  it('reads only what was stamped since, with what may have been on its way, and finds by the newest text', async () => {
    const { texts, put, reads, clock } = kept();
    put('1', 'old');
    await texts.idsWith('a', ['old']);
    clock.now = 100;
    put('1', 'new');
    expect(await texts.idsWith('a', ['old'])).toEqual([]);
    expect(await texts.idsWith('a', ['new'])).toEqual(['1']);
    expect(reads).toEqual(['a whole', 'a -10', 'a 90']);
  });

  it('reads all anew after a while, so that what is there no more is found no more', async () => {
    const { texts, put, clock, stamped } = kept();
    put('1', 'office');
    await texts.idsWith('a', ['office']);
    stamped.length = 0;
    clock.now = 1_001;
    expect(await texts.idsWith('a', ['office'])).toEqual([]);
  });

  it('holds so many groups, and lets go of the one that was asked for longest ago', async () => {
    const { texts, put, reads } = kept();
    for (const group of ['a', 'b', 'a', 'c', 'a', 'b']) {
      put('1', 'office', group);
      await texts.idsWith(group, ['office']);
    }
    expect(reads.filter((each) => each.endsWith('whole'))).toEqual(['a whole', 'b whole', 'c whole', 'b whole']);
  });
});
