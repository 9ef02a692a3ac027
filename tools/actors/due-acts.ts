// What the scenario's people have to do by now. It decides; whoever does it is told what was done before.
import { type Act, type Scenario } from '../rehearsal/scenario.js';

export type Done = {
  /** Acts that Sala took or refused, and those that it knows of already. */
  readonly settled: ReadonlySet<Act>;
  /** Until when checks were planned and results entered; empty at first, as both can be done once more. */
  readonly planned: string;
  readonly recorded: string;
};

export type DueActs = {
  /** One for each office at most: a change of mind waits for what it changes. */
  readonly answers: readonly Act[];
  /** For when checks are to be planned, and results of those that are over entered. */
  readonly plan?: string;
  readonly record?: string;
};

/** Nobody has done anything yet. */
export const nothingDone: Done = { settled: new Set(), planned: '', recorded: '' };

/** The acts that were done, by how many answers Sala has of each office: one that a person gave for an office counts as its own. */
export const givenActs = ({ acts }: Scenario, answers: ReadonlyMap<string, number>): Act[] => {
  const before = new Map<string, number>();
  return acts.filter(({ organisationId }) => {
    const index = before.get(organisationId) ?? 0;
    before.set(organisationId, index + 1);
    return index < (answers.get(organisationId) ?? 0);
  });
};

const latest = (instants: readonly string[], now: string): string =>
  instants.filter((at) => at <= now).reduce((last, at) => (at > last ? at : last), '');

/** An office answers by itself until the deadline; what came to the desk in time is entered until the meeting is over. */
const isInTime = ({ by }: Act, now: string, replyBy: string): boolean => by === 'desk' || now <= replyBy;

/** @param now the meeting's time; nothing is due once the meeting is over */
export const dueActs = (scenario: Scenario, replyBy: string, done: Done, now: string): DueActs => {
  if (now >= scenario.to) return { answers: [] };
  const answers = new Map<string, Act>();
  for (const act of scenario.acts) {
    const isDue = act.at <= now && !done.settled.has(act) && isInTime(act, now, replyBy);
    if (isDue && !answers.has(act.organisationId)) answers.set(act.organisationId, act);
  }
  const plan = latest(scenario.planAt, now);
  const record = latest(scenario.recordAt, now);
  return {
    answers: [...answers.values()],
    ...(plan > done.planned && { plan }),
    ...(record > done.recorded && { record }),
  };
};

/** When somebody of the scenario has something to do, each moment once. */
export const actsAt = ({ acts, planAt, recordAt }: Scenario): string[] =>
  [...new Set([...acts.map(({ at }) => at), ...planAt, ...recordAt])].sort();
