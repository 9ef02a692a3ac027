import { describe, expect, it } from '@jest/globals';
import { planChecks, type PlanChange, type PlanProblem, PlanProblemError, replan } from './index.js';

const slots = [
  { id: 'mon-9', time: 0, capacity: 1, day: 'mon' },
  { id: 'mon-10', time: 60, capacity: 1, day: 'mon' },
];
const good: PlanProblem = {
  sites: [
    { id: 'nan', slots: [0, 1] },
    { id: 'phrae', slots: [0] },
  ],
  slots,
};

const refusal = (work: () => unknown): { code: string; field: string; message: string } => {
  try {
    work();
  } catch (error) {
    if (error instanceof PlanProblemError) return error;
    throw error;
  }
  throw new Error('it was taken');
};

describe('a problem that can not be read', () => {
  it.each<[string, string, PlanProblem]>([
    ['duplicate-id', 'sites[1].id', { ...good, sites: [good.sites[0]!, good.sites[0]!] }],
    ['empty-id', 'slots[0].id', { ...good, slots: [{ ...slots[0]!, id: '' }, slots[1]!] }],
    ['not-whole', 'slots[0].time', { ...good, slots: [{ ...slots[0]!, time: 0.5 }, slots[1]!] }],
    ['not-whole', 'slots[1].capacity', { ...good, slots: [slots[0]!, { ...slots[1]!, capacity: Number.NaN }] }],
    ['out-of-range', 'slots[1].capacity', { ...good, slots: [slots[0]!, { ...slots[1]!, capacity: -1 }] }],
    ['out-of-range', 'slots[0].cost', { ...good, slots: [{ ...slots[0]!, cost: -5 }, slots[1]!] }],
    ['out-of-range', 'sites[0].priority', { ...good, sites: [{ id: 'nan', slots: [0], priority: 100 }] }],
    ['unknown-slot', 'sites[0].slots[1]', { ...good, sites: [{ id: 'nan', slots: [0, 2] }] }],
    ['unknown-slot', 'sites[0].slots[0]', { ...good, sites: [{ id: 'nan', slots: [-1] }] }],
    ['duplicate-slot', 'sites[0].slots[2]', { ...good, sites: [{ id: 'nan', slots: [0, 1, 0] }] }],
    ['unknown-slot', 'sites[0].forbidden[0]', { ...good, sites: [{ id: 'nan', slots: [0], forbidden: [9] }] }],
    ['fixed-not-usable', 'sites[0].fixed', { ...good, sites: [{ id: 'nan', slots: [0], fixed: 1 }] }],
    ['fixed-not-usable', 'sites[0].fixed', { ...good, sites: [{ id: 'nan', slots: [0], fixed: 0, forbidden: [0] }] }],
    [
      'fixed-over-capacity',
      'sites[1].fixed',
      {
        ...good,
        sites: [
          { id: 'nan', slots: [0], fixed: 0 },
          { id: 'phrae', slots: [0], fixed: 0 },
        ],
      },
    ],
    [
      'fixed-over-limit',
      'sites[0].fixed',
      { ...good, sites: [{ id: 'nan', slots: [0], fixed: 0 }], limits: { perDay: 0 } },
    ],
    [
      'day-missing',
      'slots[0].day',
      { ...good, slots: [{ id: 'a', time: 0, capacity: 1 }, slots[1]!], limits: { perDay: 1 } },
    ],
    ['not-whole', 'limits.perDay', { ...good, limits: { perDay: 1.5 } }],
    [
      'unknown-slot',
      'limits.technicians[0].slots[0]',
      { ...good, limits: { technicians: [{ id: 'kai', slots: [7] }] } },
    ],
    [
      'duplicate-id',
      'limits.technicians[1].id',
      {
        ...good,
        limits: {
          technicians: [
            { id: 'kai', slots: [] },
            { id: 'kai', slots: [] },
          ],
        },
      },
    ],
    [
      'limits-cross',
      'limits.technicians[0].total',
      { ...good, limits: { perDay: 1, technicians: [{ id: 'kai', slots: [0], total: 3 }] } },
    ],
  ])('is refused as %s at %s', (code, field, problem) => {
    expect(refusal(() => planChecks(problem))).toMatchObject({
      code,
      field,
      message: expect.stringContaining(field) as unknown,
    });
  });

  it.each<[string, string, PlanChange]>([
    ['unknown-slot', 'changes[0].slotId', { change: 'slot-closed', slotId: 'sun-9' }],
    ['unknown-site', 'changes[0].siteId', { change: 'site-removed', siteId: 'atlantis' }],
    ['unknown-slot', 'changes[0].slotIds[0]', { change: 'site-busy', siteId: 'nan', slotIds: ['sun-9'] }],
    ['duplicate-id', 'changes[0].site.id', { change: 'site-added', site: { id: 'nan', slots: [] } }],
    ['duplicate-slot', 'changes[0].site.slots[1]', { change: 'site-added', site: { id: 'trat', slots: [1, 1] } }],
    ['out-of-range', 'changes[0].capacity', { change: 'capacity-set', slotId: 'mon-9', capacity: -1 }],
  ])('is refused as %s at %s of a change', (code, field, change) => {
    expect(refusal(() => replan(good, [], [change]))).toMatchObject({ code, field });
  });

  it('is refused when a site has two appointments', () => {
    const twice = [
      { siteId: 'nan', slotId: 'mon-9' },
      { siteId: 'nan', slotId: 'mon-10' },
    ];
    expect(refusal(() => replan(good, twice))).toMatchObject({ code: 'duplicate-id', field: 'previous[1].siteId' });
  });

  it('is refused when sums could not be exact', () => {
    const fine = {
      ...good,
      slots: [
        slots[0]!,
        { ...slots[1]!, time: 1e12 - 1, cost: 1e9 },
        { id: 'mon-11', time: 1, capacity: 0, day: 'mon' },
      ],
    };
    expect(refusal(() => planChecks({ ...fine, limits: { perDay: 2 } }))).toMatchObject({ code: 'numbers-too-large' });
    expect(refusal(() => replan(fine, []))).toMatchObject({ code: 'numbers-too-large' });
  });
});

describe('a plan by example', () => {
  it('gives the only slot of one site to it and the other site the rest', () => {
    const plan = planChecks(good);
    expect(plan.assignments).toEqual([
      { siteId: 'phrae', slotId: 'mon-9', time: 0, placesAfter: 0 },
      { siteId: 'nan', slotId: 'mon-10', time: 60, placesAfter: 0 },
    ]);
  });

  it('has room for nothing when there is nothing', () => {
    expect(planChecks({ sites: [], slots: [] })).toMatchObject({
      assignments: [],
      unplaced: [],
      checks: 0,
      finish: null,
      cost: 0,
      sumOfTimes: 0,
    });
    expect(planChecks({ sites: [{ id: 'nan', slots: [] }], slots: [] })).toMatchObject({
      unplaced: ['nan'],
      finish: null,
    });
  });

  it('prefers the earlier finish to the lower cost, and the lower cost to the earlier slot', () => {
    const at = (costs: number[]): string =>
      planChecks({
        sites: [
          { id: 'nan', slots: [0, 1] },
          { id: 'phrae', slots: [1, 2] },
        ],
        slots: costs.map((cost, t) => ({ id: `slot-${t}`, time: 30 * t, capacity: 1, cost })),
      })
        .assignments.map(({ slotId }) => slotId)
        .join(' ');
    expect(at([0, 9, 0])).toBe('slot-0 slot-1');
    const shared = planChecks({
      sites: [
        { id: 'nan', slots: [0, 1] },
        { id: 'phrae', slots: [2] },
      ],
      slots: [5, 0, 0].map((cost, t) => ({ id: `slot-${t}`, time: 30 * t, capacity: 1, cost })),
    });
    expect(shared.assignments.map(({ slotId }) => slotId)).toEqual(['slot-1', 'slot-2']);
  });
});
