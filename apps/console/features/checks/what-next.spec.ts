import { describe, expect, it } from '@jest/globals';
import { type DossierGap, ListReadiness, type ReadinessStatus, type SiteReadiness } from '#contracts';
import { type Todo, whatNext } from './what-next.js';

const [example] = ListReadiness.example.returns.items as [SiteReadiness];
const site = (siteId: string, status: ReadinessStatus, changes: Partial<SiteReadiness> = {}): SiteReadiness => {
  const { next: _next, ...rest } = example;
  return { ...rest, siteId, status, ...changes };
};
const asked = (sites: readonly SiteReadiness[], missing: Readonly<Record<string, DossierGap[]>> = {}) =>
  whatNext(sites, new Map(Object.entries(missing))).map(({ todo, site: { siteId } }): [Todo, string] => [todo, siteId]);

describe('what to do next', () => {
  it('begins with results that are missing, and leaves out what is in order', () =>
    expect(
      asked([
        site('a', 'unknown'),
        site('b', 'passed'),
        site('c', 'stale'),
        site('d', 'failed'),
        site('e', 'overdue'),
        site('f', 'booked'),
      ]),
    ).toEqual([
      ['enter-result', 'e'],
      ['check-again', 'd'],
      ['check-anew', 'c'],
      ['plan', 'a'],
    ]));

  it('asks nothing of sites where nobody comes, nor again for one whose next check is booked', () =>
    expect(asked([site('a', 'unknown', { attending: 0 }), site('b', 'failed', { next: example.next })])).toEqual([]));

  it('asks for another time where the site has said that it is busy then', () => {
    const next = { checkId: 'chk', startsAt: '2016-11-14T02:00:00.000Z', endsAt: '2016-11-14T02:20:00.000Z', room: 1 };
    expect(
      asked([
        site('a', 'unknown'),
        site('b', 'booked', { next }),
        site('c', 'booked', { next: { ...next, unfit: true } }),
      ]),
    ).toEqual([
      ['move', 'c'],
      ['plan', 'a'],
    ]);
  });

  it('asks a site that is still to be checked whom to ring and what to dial', () =>
    expect(
      asked([site('a', 'booked'), site('b', 'booked'), site('c', 'passed')], {
        a: ['seats', 'systems'],
        b: ['seats'],
        c: ['systems'],
      }),
    ).toEqual([['ask-site', 'a']]));
});
