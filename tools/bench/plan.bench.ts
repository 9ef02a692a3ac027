import loadHighs from 'highs';
import { indexAppointments, indexProblem, type Plan, planChecks, type PlanProblem, replan, verifyPlan } from '#planner';
import { type Bench } from './bench.js';
import { proposalMs } from './phone.js';
import { median } from './put-all.js';

const solverLimitSeconds = 30;
const changes = 60;

const sizes = [
  { checks: 76, slots: 200, window: 120, rounds: 101 },
  { checks: 1_000, slots: 500, window: 200, rounds: 21 },
  { checks: 10_000, slots: 5_000, window: 240, rounds: 9 },
] as const;
/** Places in all per site; with 0.8 a fifth of the sites can't fit, and three classes of priority decide which. */
const rooms = [
  { room: 'loose', places: 2, classes: 1 },
  { room: 'tight', places: 1, classes: 1 },
  { room: 'short', places: 0.8, classes: 3 },
] as const;

type Size = (typeof sizes)[number];
type Room = (typeof rooms)[number];

const help = `plan: sites' checks against slots, 76 × 200, 1,000 × 500 and 10,000 × 5,000 (about 1.2 M edges), with twice the places that are
needed (loose), just as many (tight) and four fifths of them (short). The plan from the plain problem (validation included) against
HiGHS's run on the same levels as linear programs (its model is built outside the time), ${solverLimitSeconds} s at most for each level; "optimal" is what the independent check says of the certificate.
replanRatio: one site changed against the full plan, the worst at the largest size; replanRatioAllSizes: the worst of all. proposalMs: three free places for a site on the telephone, of 10,000 that are booked.
Goals: ratio at least 100, 300 ms at most, replanRatio at most 0.05, proposalMs at most 50.`;

/** Mulberry32: the same problems in every run. */
const choices = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

/** Each site can be checked in about half of the slots of a stretch of the calendar that is its own. */
const problemOf = ({ checks, slots: count, window }: Size, { places, classes }: Room): PlanProblem => {
  const choose = choices(checks + 10 * classes + Math.round(100 * places));
  const total = Math.floor(checks * places);
  const slots = Array.from({ length: count }, (_, t) => ({
    id: `slot-${t}`,
    time: 30 * t,
    capacity: Math.floor(((t + 1) * total) / count) - Math.floor((t * total) / count),
  }));
  const sites = Array.from({ length: checks }, (_, i) => {
    const first = choose(count - window + 1);
    return {
      id: `site-${i}`,
      priority: choose(classes),
      slots: Array.from({ length: window }, (_, k) => first + k).filter(() => choose(2) === 0),
    };
  });
  return { sites, slots };
};

type Solver = Awaited<ReturnType<typeof loadHighs.default>>;
type SolverResult = { ms: number; cpuMs: number; ended: boolean; same: boolean };

const timed = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** Milliseconds of processor time, all threads together: what is left of a comparison when others use the machine. */
const cpuSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** The same levels as linear programs (the matrix is totally unimodular): checks of each class, then the sum of times. */
const solve = (highs: Solver, { sites, slots }: PlanProblem, plan: Plan): SolverResult => {
  const numCols = sites.reduce((sum, site) => sum + site.slots.length, 0);
  const levels = plan.served.length;
  const numRows = sites.length + slots.length + levels;
  const starts = new Int32Array(numCols + 1);
  const indices = new Int32Array(3 * numCols);
  const classOf = new Int32Array(numCols);
  const time = new Float64Array(numCols);
  let column = 0;
  for (const [i, site] of sites.entries()) {
    for (const t of site.slots) {
      classOf[column] = plan.served.findIndex(({ priority }) => priority === site.priority);
      time[column] = slots[t]!.time / 30;
      indices.set([i, sites.length + t, sites.length + slots.length + classOf[column]!], 3 * column);
      starts[++column] = 3 * column;
    }
  }
  const rowUpper = [
    ...sites.map(() => 1),
    ...slots.map(({ capacity }) => capacity),
    ...plan.served.map(() => sites.length),
  ];
  const { objectiveSense, modelStatus } = highs.constants;
  const model = highs.createModel({
    numCols,
    numRows,
    sense: objectiveSense.maximize,
    colCost: new Float64Array(numCols),
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1),
    rowLower: new Float64Array(numRows),
    rowUpper,
    matrix: { format: 'csc', numRows, numCols, starts, indices, values: new Float64Array(3 * numCols).fill(1) },
  });
  try {
    model.options.set({ output_flag: false });
    let ms = 0;
    let cpuMs = 0;
    let same = true;
    for (let level = 0; level <= levels; level++) {
      const last = level === levels;
      for (let k = 0; k < numCols; k++) model.changeColCost(k, last ? -time[k]! : Number(classOf[k] === level));
      // The solver's limit counts from the model's first run.
      model.options.set('time_limit', solverLimitSeconds);
      const cpu = process.cpuUsage();
      ms += timed(() => model.run());
      cpuMs += cpuSince(cpu);
      if (model.getModelStatus() !== modelStatus.optimal) return { ms, cpuMs, ended: false, same };
      const value = Math.round(model.getObjectiveValue());
      same &&= value === (last ? -plan.sumOfTimes / 30 : plan.served[level]!.checks);
      if (!last) model.changeRowBounds(sites.length + slots.length + level, value, value);
    }
    return { ms, cpuMs, ended: true, same };
  } finally {
    model.dispose();
  }
};

const rounded = (value: number, digits = 2): number => Number(value.toPrecision(digits + 1));

const run = async (report: (progress: string) => void): Promise<Record<string, unknown>> => {
  // The package types its default export as CommonJS would; at run time it is the loader itself.
  const load = loadHighs as unknown as typeof loadHighs.default;
  const cases: Record<string, unknown>[] = [];
  const replans: { name: string; ms: number; ratio: number }[] = [];
  for (const size of sizes) {
    for (const room of rooms) {
      const name = `${size.checks} x ${size.slots} ${room.room}`;
      const problem = problemOf(size, room);
      const index = indexProblem(problem);
      const { edges } = index;
      const bytesPerEdge =
        Object.values(index).reduce(
          (sum: number, value: unknown) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0),
          0,
        ) / edges;
      report(`${name}: ${edges} edges`);
      const plan = planChecks(problem);
      const cpu = process.cpuUsage();
      const ms = median(Array.from({ length: size.rounds }, () => timed(() => planChecks(problem))));
      const cpuMs = cpuSince(cpu) / size.rounds;
      const { optimal, faults } = verifyPlan(problem, plan);
      for (const { code, item } of faults) report(`  not proven: ${code} ${item}`);

      const appointments = indexAppointments(index, plan.assignments);
      const one = Array.from({ length: changes }, (_, k) => {
        const { siteId, slotId } = plan.assignments[Math.floor((k * plan.checks) / changes)]!;
        return timed(() => replan(index, appointments, [{ change: 'site-busy', siteId, slotIds: [slotId] }]));
      });
      replans.push({ name, ms: rounded(median(one)), ratio: rounded(median(one) / ms) });

      const solver = solve(await load(), problem, plan);
      report(
        `  planned in ${ms.toFixed(1)} ms, ${optimal ? 'proven optimal' : 'NOT PROVEN'}; one change ${median(one).toFixed(2)} ms; HiGHS ${solver.ended ? `${solver.ms.toFixed(0)} ms` : `not done within ${solverLimitSeconds} s`}`,
      );
      if (solver.ended && !solver.same) report('  HiGHS found another optimum');
      cases.push({
        name,
        checks: plan.checks,
        sites: size.checks,
        slots: size.slots,
        edges,
        optimal,
        ms: rounded(ms),
        highsMs: solver.ended ? rounded(solver.ms) : null,
        ...(solver.ended
          ? { ratio: rounded(solver.ms / ms), cpuRatio: rounded(solver.cpuMs / cpuMs), sameAsHighs: solver.same }
          : { highsLimitMs: 1000 * solverLimitSeconds }),
        bytesPerEdge: rounded(bytesPerEdge),
      });
    }
  }
  const largest = replans.filter(({ name }) => name.startsWith('10000'));
  return {
    cases,
    replanRatio: Math.max(...largest.map(({ ratio }) => ratio)),
    replanRatioAllSizes: Math.max(...replans.map(({ ratio }) => ratio)),
    replans,
    proposalMs: rounded(proposalMs()),
  };
};

export const plan: Bench = { name: 'plan', help, run };
