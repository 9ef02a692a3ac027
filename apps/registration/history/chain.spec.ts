import { describe, expect, it } from '@jest/globals';
import { canonical, ChainCheck, hashOf, type Link, linked, noHash, nothingYet, type Unlinked } from './chain.js';

const entry = (index: number): Unlinked => ({
  meetingId: 'own',
  at: `2016-11-09T03:1${index}:00.000Z`,
  who: { kind: 'staff', staffId: 'staff-1', role: 'coordinator' },
  what: 'draft-changed',
  changes: [{ field: 'fax', before: `0 2612 600${index}`, after: `0 2612 600${index + 1}` }],
  event: `event-${index}`,
});
const chain = linked(nothingYet, [1, 2, 3, 4, 5].map(entry));
const changed = (index: number, changes: Partial<Link>): Link[] =>
  chain.map((link, at) => (at === index ? { ...link, ...changes } : link));
const check = (links: readonly Link[], holds?: string) => {
  const going = new ChainCheck(holds);
  links.every((link) => going.take(link));
  return { count: going.count, hash: going.hash, broken: going.broken };
};

describe('the canonical form of an entry', () => {
  it('is the same whatever the order of the fields, at any depth, and without those that are not there', () => {
    expect(canonical({ b: { y: 1, x: [{ d: 1, c: undefined }] }, a: null })).toBe(
      canonical({ a: null, b: { x: [{ d: 1 }], y: 1 } }),
    );
  });

  it('is another for another order of a list, another type and another field', () => {
    const forms = [{ a: [1, 2] }, { a: [2, 1] }, { a: ['1', 2] }, { a: '1,2' }, { b: [1, 2] }, { a: { 0: 1, 1: 2 } }];
    expect(new Set(forms.map(canonical)).size).toBe(forms.length);
  });

  it('cannot be imitated by a text that looks like it', () => {
    expect(canonical({ a: '{"fields":[["x",1]]}' })).not.toBe(canonical({ a: { x: 1 } }));
    expect(canonical({ a: { fields: [['x', 1]] } })).not.toBe(canonical({ a: { x: 1 } }));
  });
});

describe('a chain', () => {
  it('counts from 1, each entry naming the hash of the one before it', () => {
    expect(chain.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(chain[0]!.previous).toBe(noHash);
    for (const [index, link] of chain.slice(1).entries()) expect(link.previous).toBe(chain[index]!.hash);
  });

  it('goes on from its head as if it had been made at once', () => {
    const begun = linked(nothingYet, [1, 2].map(entry));
    expect([...begun, ...linked(begun[1]!, [3, 4, 5].map(entry))]).toEqual(chain);
  });

  it('holds when nothing was done to it, and says its count and the hash of its head', () => {
    expect(check(chain)).toEqual({ count: 5, hash: chain[4]!.hash, broken: undefined });
    expect(check([])).toEqual({ count: 0, hash: undefined, broken: undefined });
  });

  it.each([
    ['who wrote it', { who: { kind: 'system' as const } }],
    ['when', { at: '2016-11-09T03:12:00.001Z' }],
    ['why', { reason: 'added later' }],
    ['a value', { changes: [{ field: 'fax', before: '0 2612 6003', after: '0 2612 6009' }] }],
    ['its hash', { hash: noHash }],
  ])('is broken where %s was changed', (_what, changes) => {
    expect(check(changed(2, changes)).broken).toEqual({ sequence: 3, why: 'changed', event: 'event-3' });
  });

  it('is broken at the next link where an entry was changed and given a hash that fits', () => {
    const forged = { ...chain[2]!, reason: 'forged' };
    expect(check(changed(2, { ...forged, hash: hashOf(forged) }))).toMatchObject({
      count: 3,
      broken: { sequence: 4, why: 'unlinked', event: 'event-4' },
    });
  });

  it('is broken where an entry was taken out, also the first', () => {
    expect(check(chain.filter((_link, at) => at !== 2)).broken).toEqual({ sequence: 3, why: 'missing' });
    expect(check(chain.slice(1)).broken).toEqual({ sequence: 1, why: 'missing' });
  });

  it('is broken where the gap was closed by counting anew', () => {
    const closed = chain.filter((_link, at) => at !== 2).map((link, at) => ({ ...link, sequence: at + 1 }));
    expect(check(closed).broken).toMatchObject({ sequence: 3, why: 'changed' });
  });

  it('is broken where two entries changed places', () => {
    const swapped = [chain[0]!, { ...chain[2]!, sequence: 2 }, { ...chain[1]!, sequence: 3 }, ...chain.slice(3)];
    expect(check(swapped).broken).toMatchObject({ sequence: 2, why: 'changed' });
    expect(check([chain[0]!, chain[2]!, chain[1]!]).broken).toEqual({ sequence: 2, why: 'missing' });
  });

  it('is broken where an entry was put in between', () => {
    const [between] = linked(chain[1]!, [entry(9)]);
    expect(check([...chain.slice(0, 2), between!, ...chain.slice(2)]).broken).toMatchObject({
      sequence: 3,
      why: 'twice',
    });
    const moved = chain.slice(2).map((link) => ({ ...link, sequence: link.sequence + 1 }));
    expect(check([...chain.slice(0, 2), between!, ...moved]).broken).toMatchObject({ sequence: 4, why: 'changed' });
  });

  it('that was cut off or written anew as a whole holds by itself, and does not hold the hash that was noted earlier', () => {
    const noted = chain[4]!.hash;
    expect(check(chain, noted).broken).toBeUndefined();
    expect(check(chain, chain[1]!.hash).broken).toBeUndefined();
    expect(check(chain.slice(0, 4), noted).broken).toEqual({ sequence: 5, why: 'not-held' });
    const anew = linked(nothingYet, [1, 2, 4, 5].map(entry));
    expect(check(anew).broken).toBeUndefined();
    expect(check(anew, noted).broken).toEqual({ sequence: 5, why: 'not-held' });
  });
});
