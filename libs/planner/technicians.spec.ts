import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assignTechnicians, type CheckToStaff, PlanProblemError, type Technician } from './index.js';

const before = (has: Technician['has']): number => Object.values(has ?? {}).reduce((sum, each) => sum + each, 0);

/** Most checks, then the least sum of squared loads, by trying everything. */
function bestLoads(checks: readonly CheckToStaff[], technicians: readonly Technician[]): [number, number] {
  let best: [number, number] = [-1, 0];
  const load = technicians.map(({ has }) => before(has));
  const used = new Map(
    technicians.flatMap(({ has }, k) => Object.entries(has ?? {}).map(([day, count]) => [`${k} on ${day}`, count])),
  );
  const tryFrom = (c: number, assigned: number): void => {
    if (c === checks.length) {
      const squares = load.reduce((sum, count) => sum + count * count, 0);
      if (assigned > best[0] || (assigned === best[0] && squares < best[1])) best = [assigned, squares];
      return;
    }
    tryFrom(c + 1, assigned);
    const { slotId, day, skills = [] } = checks[c]!;
    for (const [k, technician] of technicians.entries()) {
      if (!technician.slotIds.includes(slotId) || !skills.every((skill) => technician.skills?.includes(skill)))
        continue;
      const keys = [
        [`${k} ${slotId}`, 1],
        [`${k} on ${day}`, technician.perDay ?? Infinity],
      ] as const;
      if (keys.some(([key, limit]) => (used.get(key) ?? 0) >= limit)) continue;
      for (const [key] of keys) used.set(key, (used.get(key) ?? 0) + 1);
      load[k]!++;
      tryFrom(c + 1, assigned + 1);
      load[k]!--;
      for (const [key] of keys) used.set(key, used.get(key)! - 1);
    }
  };
  tryFrom(0, 0);
  return best;
}

const slotIds = ['s0', 's1', 's2', 's3'];
const check = fc
  .record({ slot: fc.nat({ max: 3 }), skills: fc.subarray(['h323', 'sip']) })
  .map(({ slot, skills }) => ({ slotId: slotIds[slot]!, time: 30 * slot, day: slot < 2 ? 'mon' : 'tue', skills }));
const technician = fc.record({
  slotIds: fc.subarray(slotIds),
  skills: fc.subarray(['h323', 'sip']),
  perDay: fc.option(fc.nat({ max: 2 }), { nil: undefined }),
  has: fc.option(fc.record({ mon: fc.nat({ max: 3 }), tue: fc.nat({ max: 3 }) }), { nil: undefined }),
});

describe('technicians', () => {
  it('take the most checks and share them as fairly as any assignment could', () => {
    fc.assert(
      fc.property(
        fc.array(check, { maxLength: 6 }),
        fc.array(technician, { minLength: 1, maxLength: 3 }),
        (drawn, staff) => {
          const checks = drawn.map((each, i) => ({ ...each, siteId: `site-${i}` }));
          const technicians = staff.map((each, k) => ({ ...each, id: `technician-${k}` }));
          const { assignments, unassigned, loads } = assignTechnicians(checks, technicians);
          const squares = loads.map((load, k) => (load.checks + before(technicians[k]!.has)) ** 2);
          expect([assignments.length, squares.reduce((sum, each) => sum + each, 0)]).toEqual(
            bestLoads(checks, technicians),
          );
          expect([...assignments, ...unassigned].map(({ siteId }) => siteId).sort()).toEqual(
            checks.map(({ siteId }) => siteId).sort(),
          );
          expect(new Set(assignments.map(({ slotId, technicianId }) => `${slotId} ${technicianId}`)).size).toBe(
            assignments.length,
          );
          for (const { siteId, slotId, technicianId } of assignments) {
            const who = technicians.find(({ id }) => id === technicianId)!;
            expect(who.slotIds).toContain(slotId);
            expect(
              checks.find((each) => each.siteId === siteId)!.skills.every((skill) => who.skills.includes(skill)),
            ).toBe(true);
          }
          for (const { id, perDay = Infinity, has } of technicians) {
            for (const day of ['mon', 'tue'] as const)
              expect(
                assignments.filter(
                  (each) =>
                    each.technicianId === id && checks.find(({ siteId }) => siteId === each.siteId)!.day === day,
                ).length,
              ).toBeLessThanOrEqual(Math.max(0, perDay - (has?.[day] ?? 0)));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('work in runs of consecutive slots where the loads allow it', () => {
    const checks = Array.from({ length: 8 }, (_, i) => ({
      siteId: `site-${i}`,
      slotId: `slot-${i}`,
      time: 30 * i,
      day: 'mon',
    }));
    const staff = ['anong', 'boon'].map((id) => ({ id, slotIds: checks.map(({ slotId }) => slotId) }));
    expect(assignTechnicians(checks, staff).loads).toEqual([
      { technicianId: 'anong', checks: 4, runs: 1 },
      { technicianId: 'boon', checks: 4, runs: 1 },
    ]);
  });

  it('say whether nobody knows how or everybody is busy', () => {
    const checks = [
      { siteId: 'nan', slotId: 's0', time: 0, skills: ['sip'] },
      { siteId: 'phrae', slotId: 's0', time: 0 },
      { siteId: 'trat', slotId: 's0', time: 0 },
    ];
    expect(assignTechnicians(checks, [{ id: 'anong', slotIds: ['s0'] }])).toMatchObject({
      assignments: [{ technicianId: 'anong' }],
      unassigned: [{ siteId: 'nan', code: 'no-skill-on-duty' }, { code: 'all-busy' }],
    });
  });

  it('are refused when two share an id or a limit per day meets a check without a day', () => {
    const checks = [{ siteId: 'nan', slotId: 's0', time: 0 }];
    expect(() =>
      assignTechnicians(checks, [
        { id: 'anong', slotIds: [] },
        { id: 'anong', slotIds: [] },
      ]),
    ).toThrow(PlanProblemError);
    expect(() => assignTechnicians(checks, [{ id: 'anong', slotIds: ['s0'], perDay: 2 }])).toThrow(/checks\[\]\.day/);
  });
});
