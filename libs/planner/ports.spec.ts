import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bridgesFor, joinWaves, peakPorts, usablePorts } from './index.js';

describe('ports', () => {
  it('of cascaded bridges lose two to each link', () => {
    expect([usablePorts([]), usablePorts([40]), usablePorts([40, 40]), usablePorts([40, 40, 20])]).toEqual([
      0, 40, 78, 96,
    ]);
  });

  it('come from the fewest bridges that have enough', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 7 }),
        fc.integer({ min: 1, max: 40 }),
        (bridges, demand) => {
          const chosen = bridgesFor(demand, bridges);
          let fewest: number | null = null;
          for (let set = 1; set < 1 << bridges.length; set++) {
            const subset = bridges.filter((_, i) => (set >> i) & 1);
            if (usablePorts(subset) >= demand && (fewest === null || subset.length < fewest)) fewest = subset.length;
          }
          expect(chosen?.length ?? null).toBe(fewest);
          if (chosen) expect(usablePorts(chosen.map((i) => bridges[i]!))).toBeGreaterThanOrEqual(demand);
        },
      ),
    );
    expect(bridgesFor(0, [])).toEqual([]);
  });

  it('are refused when a bridge has none', () => {
    expect(() => usablePorts([40, 0])).toThrow(/bridges\[1\]/);
  });

  it('peak where the most meetings overlap, one that ends freeing its ports for one that starts', () => {
    const day = [
      { start: 0, end: 60, ports: 40 },
      { start: 60, end: 120, ports: 40 },
      { start: 30, end: 90, ports: 20 },
    ];
    expect(peakPorts(day)).toEqual({ ports: 60, from: 30, until: 90 });
    expect(peakPorts([])).toEqual({ ports: 0, from: null, until: null });
    expect(() => peakPorts([{ start: 5, end: 5, ports: 1 }])).toThrow(/meetings\[0\]/);
  });

  it('peak as high as the busiest instant', () => {
    const meeting = fc
      .record({ start: fc.nat({ max: 20 }), length: fc.integer({ min: 1, max: 10 }), ports: fc.nat({ max: 9 }) })
      .map(({ start, length, ports }) => ({ start, end: start + length, ports }));
    fc.assert(
      fc.property(fc.array(meeting, { maxLength: 8 }), (meetings) => {
        const inUse = (t: number): number =>
          meetings.filter(({ start, end }) => start <= t && t < end).reduce((sum, { ports }) => sum + ports, 0);
        const peak = peakPorts(meetings);
        expect(peak.ports).toBe(Math.max(0, ...Array.from({ length: 31 }, (_, t) => inUse(t))));
        if (peak.from !== null) for (let t = peak.from; t < peak.until!; t++) expect(inUse(t)).toBe(peak.ports);
      }),
    );
  });
});

describe('join waves', () => {
  it('let no minute bring more calls than the bridge takes, priority first, all in before the start', () => {
    const sites = Array.from({ length: 25 }, (_, i) => ({ id: `site-${i}`, priority: i === 24 ? 0 : 1 }));
    const waves = joinWaves({ sites, callsPerMinute: 10, leadMinutes: 5 });
    expect(waves.map(({ startSecond, siteIds }) => [startSecond, siteIds.length])).toEqual([
      [-420, 10],
      [-360, 10],
      [-300, 5],
    ]);
    expect(waves[0]!.siteIds.slice(0, 2)).toEqual(['site-24', 'site-0']);
    expect(waves.flatMap(({ siteIds }) => siteIds).sort()).toEqual(sites.map(({ id }) => id).sort());
  });

  it('refuse a rate of nothing', () => {
    expect(() => joinWaves({ sites: [], callsPerMinute: 0 })).toThrow(/callsPerMinute/);
  });
});
