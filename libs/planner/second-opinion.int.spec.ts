import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import loadHighs from 'highs';
import { bestByTrying } from './testing/brute-force.js';
import { type Assignment, type Plan, planChecks, type PlanProblem, replan, verifyPlan } from './index.js';
import { type Choose, type Kind, randomAppointments, randomChange, randomProblem } from './testing/random-problem.js';

// The package types its default export as CommonJS would; at run time it is the loader itself.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();
const kinds: readonly Kind[] = ['plain', 'day', 'technicians', 'technicians-and-day'];

type Choice = { readonly site: number; readonly slot: number; readonly technician: string };
type Level = (choice: Choice) => number;

/** The problem as an integer program, solved level by level: each optimum becomes a constraint of the next. */
class IntegerProgram {
  private readonly choices: Choice[];
  private readonly rules: {
    readonly of: (choice: Choice) => unknown;
    readonly limit: (key: string, choice: Choice) => number;
  }[];
  private readonly settled: { readonly level: Level; readonly value: number }[] = [];

  constructor(private readonly problem: PlanProblem) {
    const { limits, slots, sites } = problem;
    const staff = limits?.technicians;
    this.choices = sites.flatMap((each, site) =>
      (each.fixed !== undefined ? [each.fixed] : each.slots.filter((t) => !each.forbidden?.includes(t))).flatMap(
        (slot) =>
          staff
            ? staff.filter((who) => who.slots.includes(slot)).map(({ id }) => ({ site, slot, technician: id }))
            : [{ site, slot, technician: '' }],
      ),
    );
    const who = (choice: Choice) => staff?.find(({ id }) => id === choice.technician);
    const day = ({ slot }: Choice) => slots[slot]!.day;
    this.rules = [
      { of: ({ site }) => `site ${site}`, limit: () => 1 },
      { of: ({ slot }) => `slot ${slot}`, limit: (_, { slot }) => slots[slot]!.capacity },
      { of: (choice) => (staff ? `${choice.technician} in ${choice.slot}` : undefined), limit: () => 1 },
      {
        of: (choice) => (limits?.perDay === undefined ? undefined : `day ${day(choice)}`),
        limit: () => limits!.perDay!,
      },
      {
        of: (choice) => (who(choice)?.perDay === undefined ? undefined : `${choice.technician} on ${day(choice)}`),
        limit: (_, choice) => who(choice)!.perDay!,
      },
      {
        of: (choice) => (who(choice)?.total === undefined ? undefined : `${choice.technician} at all`),
        limit: (_, choice) => who(choice)!.total!,
      },
    ];
  }

  get priorities(): number[] {
    return [...new Set(this.problem.sites.map(priorityOf))].sort((a, b) => a - b);
  }

  served =
    (priority: number): Level =>
    ({ site }) =>
      Number(priorityOf(this.problem.sites[site]!) === priority);
  time: Level = ({ slot }) => this.problem.slots[slot]!.time;
  cost: Level = ({ slot }) => this.problem.slots[slot]!.cost ?? 0;

  /** The optimum of a level given those before it, or null when they can't be met `within` the slots asked for. */
  solve(level: Level, sense: 'least' | 'most', within: (choice: Choice) => boolean = () => true): number | null {
    const rows = new Map<string, { readonly limit: number; readonly members: number[] }>();
    for (const [k, choice] of this.choices.entries()) {
      for (const { of, limit } of this.rules) {
        const key = of(choice) as string | undefined;
        if (key === undefined) continue;
        if (!rows.has(key)) rows.set(key, { limit: limit(key, choice), members: [] });
        rows.get(key)!.members.push(k);
      }
    }
    const matrix = [
      ...[...rows.values()].map(({ members }) => members.map((k) => [k, 1] as const)),
      ...this.settled.map((each) => this.choices.map((choice, k) => [k, each.level(choice)] as const)),
    ];
    const bounds = [
      ...[...rows.values()].map(({ limit }) => [0, limit] as const),
      ...this.settled.map(({ value }) => [value, value] as const),
    ];
    if (this.choices.length === 0) return 0;
    const numCols = this.choices.length;
    const numRows = matrix.length;
    const { objectiveSense, modelStatus } = highs.constants;
    return highs.withModel(
      {
        numCols,
        numRows,
        sense: sense === 'least' ? objectiveSense.minimize : objectiveSense.maximize,
        colCost: this.choices.map(level),
        colLower: new Float64Array(numCols),
        colUpper: this.choices.map((choice) => Number(within(choice))),
        rowLower: bounds.map(([least]) => least),
        rowUpper: bounds.map(([, most]) => most),
        integrality: new Int32Array(numCols).fill(1),
        matrix: {
          format: 'csr',
          numRows,
          numCols,
          starts: matrix.reduce((starts, row) => [...starts, starts.at(-1)! + row.length], [0]),
          indices: matrix.flat().map(([k]) => k),
          values: matrix.flat().map(([, value]) => value),
        },
      },
      (model) => {
        model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
        model.run();
        const status = model.getModelStatus();
        if (status === modelStatus.infeasible) return null;
        if (status !== modelStatus.optimal) throw new Error(`the solver ended with status ${status}`);
        return Math.round(model.getObjectiveValue());
      },
    );
  }

  settle(level: Level, sense: 'least' | 'most'): number {
    const value = this.solve(level, sense)!;
    this.settled.push({ level, value });
    return value;
  }

  restrict(within: (choice: Choice) => boolean): void {
    const kept = this.choices.filter(within);
    this.choices.splice(0, this.choices.length, ...kept);
  }
}

const priorityOf = (site: PlanProblem['sites'][number]): number =>
  site.fixed === undefined ? (site.priority ?? 0) : -1;

const expectPlanLikeTheSolver = (problem: PlanProblem, plan: Plan): void => {
  const program = new IntegerProgram(problem);
  expect(plan.served).toEqual(
    program.priorities.map((priority) => ({ priority, checks: program.settle(program.served(priority), 'most') })),
  );
  if (plan.finish !== null) {
    expect(program.solve(program.time, 'least', (choice) => program.time(choice) < plan.finish!)).toBeNull();
    program.restrict((choice) => program.time(choice) <= plan.finish!);
  }
  expect({ cost: plan.cost, sumOfTimes: plan.sumOfTimes }).toEqual({
    cost: program.settle(program.cost, 'least'),
    sumOfTimes: program.settle(program.time, 'least'),
  });
};

const always = (numRuns: number, rule: (choose: Choose, kind: Kind) => void): void =>
  fc.assert(
    fc.property(fc.gen(), fc.constantFrom(...kinds), (generate, kind) =>
      rule((below) => generate(fc.nat, { max: below - 1 }), kind),
    ),
    { numRuns, endOnFailure: true },
  );

describe('the solver HiGHS', () => {
  it('finds the same optimum on every level of small problems of every kind', () => {
    always(60, (choose, kind) => {
      const problem = randomProblem(choose, { sites: 12, slots: 10, kind });
      expectPlanLikeTheSolver(problem, planChecks(problem));
    });
  }, 60_000);

  it('finds the same optimum on every level of problems of up to 200 sites and 100 slots', () => {
    always(16, (choose, kind) => {
      const problem = randomProblem(choose, { sites: 200, slots: 100, kind });
      const plan = planChecks(problem);
      expect(verifyPlan(problem, plan)).toEqual({ optimal: true, faults: [] });
      expectPlanLikeTheSolver(problem, plan);
    });
  }, 120_000);

  it('keeps no more appointments in a re-plan', () => {
    always(60, (choose, kind) => {
      const problem = randomProblem(choose, { sites: 12, slots: 10, kind });
      fc.pre(problem.sites.every(({ fixed }) => fixed === undefined));
      const previous: readonly Assignment[] = choose(2)
        ? planChecks(problem).assignments
        : randomAppointments(choose, problem);
      const result = replan(problem, previous, [randomChange(choose, problem)]);
      const program = new IntegerProgram(result.problem);
      for (const priority of program.priorities) program.settle(program.served(priority), 'most');
      const had = new Map(previous.map(({ siteId, slotId }) => [siteId, slotId]));
      const kept = program.settle(
        ({ site, slot }) => Number(had.get(result.problem.sites[site]!.id) === result.problem.slots[slot]!.id),
        'most',
      );
      expect(result.kept).toHaveLength(kept);
    });
  }, 60_000);
});

describe('trying everything', () => {
  const levelsOf = (plan: Plan): number[] => [
    ...plan.served.map(({ checks }) => 0 - checks),
    plan.finish ?? 0,
    plan.cost,
    plan.sumOfTimes,
  ];

  it('finds nothing better for any graph of 3 sites and 3 slots, capacities to 2, ties in time and two classes', () => {
    let cases = 0;
    const wrong: PlanProblem[] = [];
    for (let capacities = 0; capacities < 27; capacities++) {
      for (let graph = 0; graph < 512; graph++) {
        for (let variant = 0; variant < 16; variant++) {
          const problem: PlanProblem = {
            slots: [0, 1, 2].map((t) => ({
              id: `slot-${t}`,
              time: variant >= 8 ? 30 * t : 30 * Math.min(t, 1),
              capacity: Math.floor(capacities / 3 ** t) % 3,
            })),
            sites: [0, 1, 2].map((i) => ({
              id: `site-${i}`,
              slots: [0, 1, 2].filter((t) => (graph >> (3 * i + t)) & 1),
              priority: (variant >> i) & 1,
            })),
          };
          const plan = planChecks(problem);
          cases++;
          if (levelsOf(plan).join() !== bestByTrying(problem).join() || !verifyPlan(problem, plan).optimal)
            wrong.push(problem);
        }
      }
    }
    expect({ cases, wrong }).toEqual({ cases: 221_184, wrong: [] });
  }, 120_000);

  it('finds nothing better for random problems of up to 6 sites and 6 slots of every kind', () => {
    always(1500, (choose, kind) => {
      const problem = randomProblem(choose, { sites: 6, slots: 6, kind });
      expect(levelsOf(planChecks(problem))).toEqual(bestByTrying(problem));
    });
  }, 120_000);
});
