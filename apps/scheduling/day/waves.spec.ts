import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { usualDialPlan } from '#contracts';
import { portsFor, usablePorts, wavesOf } from './waves.js';

const startsAt = '2016-11-23T07:30:00.000Z';
const sites = (count: number, provinceCode = 'TH-50') =>
  Array.from({ length: count }, (_, index) => ({ siteId: `th-${index + 1}`, provinceCode }));
const bridges = (...ports: number[]) => ports.map((count, index) => ({ name: `MCU ${index + 1}`, ports: count }));

describe('waves', () => {
  it('call so many sites a minute, from so long before the meeting', () => {
    const places = wavesOf(sites(12), { ...usualDialPlan, leadMinutes: 30, perMinute: 5 }, startsAt);
    expect([1, 5, 6, 12].map((number) => places.get(`th-${number}`))).toMatchObject([
      { wave: 1, dialAt: '2016-11-23T07:00:00.000Z' },
      { wave: 1 },
      { wave: 2, dialAt: '2016-11-23T07:01:00.000Z' },
      { wave: 3, dialAt: '2016-11-23T07:02:00.000Z' },
    ]);
  });

  it('begin anew with each group, in the order of groups; who is named goes before whose province is', () => {
    const all = [...sites(3), { siteId: 'th-90', provinceCode: 'TH-90' }, { siteId: 'th-91', provinceCode: 'TH-90' }];
    const groups = [
      { name: 'ใต้', provinceCodes: ['TH-90'], siteIds: [] },
      { name: 'ไกล', provinceCodes: [], siteIds: ['th-91', 'th-2'] },
    ];
    const places = wavesOf(all, { ...usualDialPlan, perMinute: 5, groups }, startsAt);
    expect(all.map(({ siteId }) => [siteId, places.get(siteId)?.wave, places.get(siteId)?.group])).toEqual([
      ['th-1', 3, undefined],
      ['th-2', 2, 'ไกล'],
      ['th-3', 3, undefined],
      ['th-90', 1, 'ใต้'],
      ['th-91', 2, 'ไกล'],
    ]);
  });

  it('give each site a port of one bridge, and no bridge to whom none is left for', () => {
    const places = wavesOf(sites(10), { ...usualDialPlan, bridges: bridges(6, 4) }, startsAt);
    expect([...places.values()].map(({ bridge }) => bridge)).toEqual([
      ...Array.from({ length: 5 }, () => 'MCU 1'),
      ...Array.from({ length: 3 }, () => 'MCU 2'),
      undefined,
      undefined,
    ]);
  });

  it('keep 2,000 sites in order', () => {
    const places = wavesOf(sites(2000), { ...usualDialPlan, perMinute: 60 }, startsAt);
    expect(places.get('th-2000')?.wave).toBe(34);
  });
});

describe('ports of a cascade', () => {
  it.each([
    [[40], 40],
    [[40, 40], 78],
    [[40, 40, 20], 96],
    [[2, 2, 2], 2],
    [[1, 1], 0],
  ])('of %j are %s', (ports, usable) => expect(portsFor(10, bridges(...ports))).toEqual({ needed: 10, usable }));

  it('are not counted without bridges, and are none where these can’t be linked', () => {
    expect(portsFor(10, [])).toBeUndefined();
    expect(usablePorts(bridges(1, 1, 1))).toBeUndefined();
  });

  it('are Σ P − 2 (b − 1) wherever a cascade is possible, and never less than none at a bridge', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 20 }), (ports) => {
        const usable = usablePorts(bridges(...ports));
        const all = ports.reduce((sum, each) => sum + each, 0) - 2 * (ports.length - 1);
        expect(usable === undefined).toBe(all < 0);
        if (usable === undefined) return;
        expect(usable.reduce((sum, each) => sum + each, 0)).toBe(all);
        expect(Math.min(...usable)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
