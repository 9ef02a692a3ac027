import { type Meeting } from '#contracts';
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
  readonly dueAt: string;
  readonly at: string;
  readonly order: Extract<MailOrder, { kind: 'reminder' }> | undefined;
};
/** The silent go on the call list; `givenUntil`: only those that were given time until then. */
export type Calls = { readonly at: string; readonly givenUntil: string | undefined };
export type Ahead = { readonly steps: readonly Step[]; readonly calls: readonly Calls[] };

const isReminder = ({ step }: ScheduledRun): boolean => step.kind === 'reminder' || step.kind === 'given-reminder';

/** What the reminder process will do until an instant if nothing else happens: it is asked at each instant at which a run falls due. */
export const stepsAhead = (
  { meeting, runs }: { readonly meeting: Meeting; readonly runs: readonly KnownRun[] },
  { now, until }: { readonly now: string; readonly until: string },
): Ahead => {
  const steps: Step[] = [];
  const calls: Calls[] = [];
  let state = { meeting: meeting as Meeting | undefined, runs };
  const undone = runs.filter(({ done, dueAt }) => !done && dueAt <= until);
  const instants = [...new Set(undone.map(({ dueAt }) => (dueAt > now ? dueAt : now)))].sort();
  for (const at of instants) {
    const outcome = reminderWorkflow(state, { kind: 'time-came', caughtUp: true }, at);
    state = outcome.state as typeof state;
    for (const run of outcome.done.filter(isReminder)) {
      const order = outcome.plan.find(
        (each): each is NonNullable<Step['order']> =>
          each.kind === 'reminder' && 'ordinal' in run.step && each.ordinal === run.step.ordinal,
      );
      steps.push({ id: stepIdOf(run.step), dueAt: run.dueAt, at, order });
    }
    for (const { do: what, whom } of outcome.escalate)
      if (what === 'raise')
        calls.push({ at, givenUntil: typeof whom === 'object' && 'givenUntil' in whom ? whom.givenUntil : undefined });
  }
  return { steps, calls };
};
