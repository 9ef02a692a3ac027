import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bestByTrying } from './testing/brute-force.js';
import {
  explainPlan,
  type Mend,
  type Plan,
  type PlanChange,
  planChecks,
  type PlanProblem,
  PlanProblemError,
  replan,
  type Replan,
  verifyPlan,
} from './index.js';
import { type Choose, type Kind, randomAppointments, randomChange, randomProblem } from './testing/random-problem.js';

const kinds: readonly Kind[] = ['plain', 'day', 'technicians', 'technicians-and-day'];
const small = { sites: 5, slots: 5 };
const levelsOf = (plan: Plan): number[] => [
  ...plan.served.map(({ checks }) => 0 - checks),
  plan.finish ?? 0,
  plan.cost,
  plan.sumOfTimes,
];

/** Runs a rule on random cases of every kind. */
const always = (numRuns: number, rule: (choose: Choose, kind: Kind) => void): void =>
  fc.assert(
    fc.property(fc.gen(), fc.constantFrom(...kinds), (generate, kind) =>
      rule((below) => generate(fc.nat, { max: below - 1 }), kind),
    ),
    { numRuns },
  );

describe('a plan', () => {
  it('is as good on every level as the best of all assignments, and proves it', () => {
    always(400, (choose, kind) => {
      const problem = randomProblem(choose, { ...small, kind });
      const plan = planChecks(problem);
      expect(levelsOf(plan)).toEqual(bestByTrying(problem));
      expect(verifyPlan(problem, plan)).toEqual({ optimal: true, faults: [] });
    });
  });

  it('is as good as the best of all assignments for every graph of 3 sites and 3 slots', () => {
    for (const capacities of [
      [1, 1, 1],
      [2, 0, 1],
      [1, 2, 0],
    ]) {
      for (let graph = 0; graph < 512; graph++) {
        const problem: PlanProblem = {
          slots: capacities.map((capacity, t) => ({ id: `slot-${t}`, time: 30 * Math.min(t, 1), capacity })),
          sites: [0, 1, 2].map((i) => ({
            id: `site-${i}`,
            slots: [0, 1, 2].filter((t) => (graph >> (3 * i + t)) & 1),
            priority: Number(i === 0),
          })),
        };
        expect(levelsOf(planChecks(problem))).toEqual(bestByTrying(problem));
      }
    }
  });

  it('is the same in whatever order sites, slots and their lists stand', () => {
    always(150, (choose) => {
      const problem = randomProblem(choose, { sites: 12, slots: 10, kind: 'plain' });
      const { sites, slots } = problem;
      const order = [...slots.keys()]
        .map((t) => ({ t, key: choose(1000) }))
        .sort((a, b) => a.key - b.key)
        .map(({ t }) => t);
      const to = (t: number): number => order.indexOf(t);
      const shuffled = {
        slots: order.map((t) => slots[t]!),
        sites: [...sites]
          .reverse()
          .map((site) => ({
            ...site,
            slots: site.slots.map(to).reverse(),
            fixed: site.fixed === undefined ? undefined : to(site.fixed),
            forbidden: site.forbidden?.map(to),
          })),
      };
      const strip = ({ certificate: _, ...plan }: Plan) => plan;
      expect(strip(planChecks(shuffled))).toEqual(strip(planChecks(problem)));
      expect(planChecks(problem)).toEqual(planChecks(problem));
    });
  });

  it('has done as many checks at every time as any plan can have by then', () => {
    always(100, (choose) => {
      const problem = randomProblem(choose, { ...small, kind: 'plain' });
      const open = {
        ...problem,
        slots: problem.slots.map(({ cost: _, ...slot }) => slot),
        sites: problem.sites.map(({ id, slots }) => ({ id, slots })),
      };
      const plan = planChecks(open);
      for (const { time } of open.slots) {
        const until = {
          ...open,
          slots: open.slots.map((slot) => (slot.time <= time ? slot : { ...slot, capacity: 0 })),
        };
        expect(plan.assignments.filter((check) => check.time <= time)).toHaveLength(planChecks(until).checks);
      }
    });
  });
});

describe('the independent check', () => {
  const mutants = (plan: Plan, choose: Choose): Plan[] => {
    const { assignments, certificate } = plan;
    const k = choose(Math.max(1, assignments.length));
    const someSite = choose(certificate.served.sites.length);
    // A price that is far too high, or none, proves nothing; a small shift may well be another proof of the same plan.
    const off = <P extends { readonly sites: readonly number[] }>(proof: P, by: number): P => ({
      ...proof,
      sites: proof.sites.map((price, i) => (i === someSite ? price + by : price)),
    });
    return [
      { ...plan, checks: plan.checks + 1 },
      { ...plan, sumOfTimes: plan.sumOfTimes - 30 },
      { ...plan, cost: plan.cost - 1 },
      ...(plan.unplaced.length === 0
        ? []
        : [{ ...plan, certificate: { ...certificate, served: { sites: certificate.served.sites.map(() => 100) } } }]),
      { ...plan, unplaced: [...plan.unplaced, 'nobody'] },
      { ...plan, served: plan.served.map((served) => ({ ...served, checks: served.checks + 1 })) },
      ...(assignments.length === 0
        ? []
        : [
            { ...plan, assignments: assignments.filter((_, i) => i !== k) },
            { ...plan, assignments: [...assignments, assignments[k]!] },
            {
              ...plan,
              assignments: assignments.map((check, i) => (i === k ? { ...check, slotId: 'nowhere' } : check)),
            },
            {
              ...plan,
              assignments: assignments.map((check, i) =>
                i === k ? { ...check, placesAfter: check.placesAfter + 1 } : check,
              ),
            },
            { ...plan, finish: plan.finish! - 30 },
            { ...plan, certificate: { ...certificate, finish: null } },
            ...[1e9, NaN].flatMap((by) => [
              { ...plan, certificate: { ...certificate, time: off(certificate.time, by) } },
              { ...plan, certificate: { ...certificate, finish: off(certificate.finish!, by) } },
              ...(certificate.cost
                ? [
                    { ...plan, certificate: { ...certificate, cost: off(certificate.cost, by) } },
                    { ...plan, certificate: { ...certificate, cost: null } },
                  ]
                : []),
            ]),
          ]),
    ];
  };

  it('refuses a plan or certificate that was tampered with', () => {
    always(150, (choose, kind) => {
      const problem = randomProblem(choose, { ...small, kind });
      const plan = planChecks(problem);
      for (const mutant of mutants(plan, choose)) expect(verifyPlan(problem, mutant).optimal).toBe(false);
    });
  });

  it('refuses every worse plan, whatever certificate it carries', () => {
    always(150, (choose, kind) => {
      const problem = randomProblem(choose, { ...small, kind });
      const worse = {
        ...problem,
        slots: problem.slots.map((slot) => (choose(3) === 0 ? { ...slot, capacity: 0 } : slot)),
      };
      fc.pre(problem.sites.every(({ fixed }) => fixed === undefined));
      const plan = planChecks(problem);
      const other = planChecks(worse);
      fc.pre(JSON.stringify(levelsOf(other)) !== JSON.stringify(levelsOf(plan)));
      for (const certificate of [other.certificate, plan.certificate])
        expect(verifyPlan(problem, { ...other, certificate }).optimal).toBe(false);
    });
  });
});

const appointmentsOf = ({ kept, moved, added }: Replan) => [
  ...kept,
  ...moved.map(({ siteId, to }) => ({ siteId, slotId: to })),
  ...added,
];

describe('a re-plan', () => {
  it('serves as many as a new plan, keeps the most appointments that allows, then is the cheapest and earliest', () => {
    always(400, (choose, kind) => {
      const problem = randomProblem(choose, { ...small, kind });
      const previous = choose(2) ? planChecks(problem).assignments : randomAppointments(choose, problem);
      let result: Replan;
      try {
        const changes: PlanChange[] = [];
        for (let left = choose(4), now = problem; left > 0; left--) {
          changes.push(randomChange(choose, now));
          now = replan(problem, [], changes).problem;
        }
        result = replan(problem, previous, changes);
      } catch (error) {
        // Only a change that takes a fixed site's place has no plan at all.
        if (error instanceof PlanProblemError && error.code === 'fixed-over-capacity') return;
        throw error;
      }
      const slot = new Map(result.problem.slots.map((each) => [each.id, each]));
      const now = new Map(appointmentsOf(result).map(({ siteId, slotId }) => [siteId, slot.get(slotId)!]));
      const priority = (site: PlanProblem['sites'][number]): number =>
        site.fixed === undefined ? (site.priority ?? 0) : -1;
      const classes = [...new Set(result.problem.sites.map(priority))].sort((a, b) => a - b);
      const sum = (value: (each: PlanProblem['slots'][number]) => number): number =>
        [...now.values()].reduce((total, each) => total + value(each), 0);
      expect([
        ...classes.map(
          (p) => 0 - result.problem.sites.filter((site) => now.has(site.id) && priority(site) === p).length,
        ),
        0 - result.kept.length,
        sum(({ cost }) => cost ?? 0),
        sum(({ time }) => time),
      ]).toEqual(bestByTrying(result.problem, previous));
    });
  });

  it('gives two new places of a slot to the two sites of the highest class', () => {
    const problem: PlanProblem = {
      slots: [{ id: 'slot', time: 0, capacity: 0 }],
      sites: [
        { id: 'first', slots: [0], priority: 0 },
        { id: 'last', slots: [0], priority: 2 },
      ],
    };
    const { added, unplaced } = replan(
      problem,
      [],
      [
        { change: 'site-added', site: { id: 'second', slots: [0], priority: 0 } },
        { change: 'capacity-set', slotId: 'slot', capacity: 2 },
      ],
    );
    expect(added.map(({ siteId }) => siteId).sort()).toEqual(['first', 'second']);
    expect(unplaced).toEqual(['last']);
  });

  it('never puts a site back where it has become busy, however few places there are', () => {
    const problem: PlanProblem = {
      slots: [
        { id: 'nine', time: 0, capacity: 1 },
        { id: 'ten', time: 60, capacity: 1 },
      ],
      sites: [
        { id: 'busy', slots: [0, 1] },
        { id: 'either', slots: [0, 1] },
        { id: 'waiting', slots: [1] },
      ],
    };
    const previous = [
      { siteId: 'busy', slotId: 'nine' },
      { siteId: 'either', slotId: 'ten' },
    ];
    const { kept, moved, added, unplaced } = replan(problem, previous, [
      { change: 'site-busy', siteId: 'busy', slotIds: ['nine'] },
    ]);
    expect(moved.concat(added.map(({ siteId, slotId }) => ({ siteId, from: '', to: slotId })))).not.toContainEqual(
      expect.objectContaining({ siteId: 'busy', to: 'nine' }),
    );
    expect({ kept, served: moved.length + added.length, unplaced: unplaced.length }).toEqual({
      kept: [],
      served: 2,
      unplaced: 1,
    });
  });

  it('serves a site that was added, removed and added again', () => {
    const problem: PlanProblem = {
      slots: [0, 30].map((time) => ({ id: `slot-${time}`, time, capacity: 1 })),
      sites: [{ id: 'first', slots: [0] }],
    };
    const again = { change: 'site-added', site: { id: 'second', slots: [0, 1] } } as const;
    const gone = { change: 'site-removed', siteId: 'second' } as const;
    const {
      added,
      unplaced,
      problem: after,
    } = replan(problem, [{ siteId: 'first', slotId: 'slot-0' }], [again, gone, again, gone, again]);
    expect(added).toEqual([{ siteId: 'second', slotId: 'slot-30' }]);
    expect(unplaced).toEqual([]);
    expect(after.sites.map(({ id }) => id)).toEqual(['first', 'second']);
  });

  it('moves nothing when nothing changed', () => {
    always(100, (choose, kind) => {
      const problem = randomProblem(choose, { sites: 12, slots: 10, kind });
      const plan = planChecks(problem);
      const { kept, moved, dropped, added, unplaced } = replan(problem, plan.assignments);
      expect({ kept: kept.length, moved, dropped, added }).toEqual({
        kept: plan.checks,
        moved: [],
        dropped: [],
        added: [],
      });
      expect([...unplaced].sort()).toEqual([...plan.unplaced].sort());
    });
  });

  it('accounts for every appointment and every site once', () => {
    always(100, (choose, kind) => {
      const problem = randomProblem(choose, { ...small, kind });
      const previous = randomAppointments(choose, problem);
      const result = replan(problem, previous);
      expect([...result.kept, ...result.moved, ...result.dropped].map(({ siteId }) => siteId).sort()).toEqual(
        previous.map(({ siteId }) => siteId).sort(),
      );
      expect([...appointmentsOf(result).map(({ siteId }) => siteId), ...result.unplaced].sort()).toEqual(
        problem.sites.map(({ id }) => id).sort(),
      );
    });
  });
});

describe('an explanation', () => {
  const mended = (problem: PlanProblem, mend: Mend): PlanProblem => {
    if (mend.code === 'add-place')
      return {
        ...problem,
        slots: problem.slots.map((slot) => (slot.id === mend.slotId ? { ...slot, capacity: slot.capacity + 1 } : slot)),
      };
    if (mend.code === 'add-availability') {
      const t = problem.slots.findIndex(({ id }) => id === mend.slotId);
      return {
        ...problem,
        sites: problem.sites.map((site) => (site.id === mend.siteId ? { ...site, slots: [...site.slots, t] } : site)),
      };
    }
    const [pool, id] = mend.pool.split(':');
    if (pool === 'day') return { ...problem, limits: { ...problem.limits, perDay: mend.limit } };
    const raised = pool === 'technician' ? { total: mend.limit } : { perDay: mend.limit };
    return {
      ...problem,
      limits: {
        ...problem.limits,
        technicians: problem.limits!.technicians!.map((each) => (each.id === id ? { ...each, ...raised } : each)),
      },
    };
  };

  it('names for every unplaced site a set of sites with too few places, and mends that each fit one more', () => {
    always(300, (choose, kind) => {
      const problem = randomProblem(choose, { ...small, kind });
      const plan = planChecks(problem);
      const explanations = explainPlan(problem, plan);
      expect(explanations.flatMap(({ unplaced }) => unplaced).sort()).toEqual([...plan.unplaced].sort());
      for (const explanation of explanations) {
        if (explanation.code === 'too-few-places') {
          const usable = problem.sites
            .filter(({ id }) => explanation.siteIds.includes(id))
            .flatMap((site) =>
              site.fixed !== undefined ? [site.fixed] : site.slots.filter((t) => !site.forbidden?.includes(t)),
            );
          expect([...new Set(usable.map((t) => problem.slots[t]!.id))].sort()).toEqual([...explanation.slotIds].sort());
          expect(explanation.places).toBe(explanation.siteIds.length - explanation.unplaced.length);
          if (kind === 'plain')
            expect(explanation.places).toBe(
              problem.slots
                .filter(({ id }) => explanation.slotIds.includes(id))
                .reduce((sum, { capacity }) => sum + capacity, 0),
            );
        }
        for (const mend of explanation.mends)
          expect(planChecks(mended(problem, mend)).checks).toBeGreaterThan(plan.checks);
      }
    });
  });
});
