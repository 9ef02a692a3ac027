import { type Meeting, type PlannedKind } from '#contracts';
import { type DaysOff } from '#platform';
import {
  type KnownRun,
  type MailOrder,
  reminderWorkflow,
  type ScheduledRun,
  stepIdOf,
} from '../reminder/reminder.module.js';

/** A mail of the schedule that is to come; `missed`: a later one falls due at the same moment, so that it is not sent. */
export type Step = {
  readonly id: string;
  readonly kind: PlannedKind;
  readonly dueAt: string;
  readonly at: string;
  readonly order: Extract<MailOrder, { kind: PlannedKind }> | undefined;
};
/** The silent go on the call list; `givenUntil`: only those that were given time until then. */
export type Calls = { readonly at: string; readonly givenUntil: string | undefined };
export type Ahead = { readonly steps: readonly Step[]; readonly calls: readonly Calls[] };

type Known = { readonly meeting: Meeting; readonly runs: readonly KnownRun[]; readonly daysOff?: DaysOff };

const kindOf = ({ step }: ScheduledRun): PlannedKind | undefined => {
  switch (step.kind) {
    case 'given-reminder':
      return 'reminder';
    case 'call-list':
    case 'given-call-list':
      return undefined;
    default:
      return step.kind;
  }
};

/** What the reminder process will do until an instant, or to its end, if nothing else happens: it is asked at each instant at which a run falls due. */
export const stepsAhead = (
  { meeting, runs, ...known }: Known,
  { now, until }: { readonly now: string; readonly until?: string | undefined },
): Ahead => {
  const steps: Step[] = [];
  const calls: Calls[] = [];
  let state: Known = { meeting, runs, ...known };
  for (;;) {
    const next = state.runs
      .filter(({ done, dueAt }) => !done && (until === undefined || dueAt <= until))
      .map(({ dueAt }) => (dueAt > now ? dueAt : now))
      .sort()[0];
    if (next === undefined) return { steps, calls };
    const outcome = reminderWorkflow(state, { kind: 'time-came', caughtUp: true }, next);
    state = { ...state, runs: outcome.state.runs };
    for (const run of outcome.done) {
      const kind = kindOf(run);
      if (kind === undefined) continue;
      const order = outcome.plan.find(
        (each): each is NonNullable<Step['order']> =>
          each.kind === kind && 'ordinal' in run.step && each.ordinal === run.step.ordinal,
      );
      steps.push({ id: stepIdOf(run.step), kind, dueAt: run.dueAt, at: next, order });
    }
    for (const { do: what, whom } of outcome.escalate)
      if (what === 'raise')
        calls.push({
          at: next,
          givenUntil: typeof whom === 'object' && 'givenUntil' in whom ? whom.givenUntil : undefined,
        });
  }
};
