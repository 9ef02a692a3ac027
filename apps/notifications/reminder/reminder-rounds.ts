import { deadlineOf, isMadeAgain, type RunStep, type ScheduledRun } from './reminder-schedule.js';

/** A run as it is in the store: what was done stays done for good. */
export type KnownRun = { readonly step: RunStep; readonly dueAt: string; readonly done: boolean };

type Change = {
  /** The reminder schedule for the deadline as it is now. */
  readonly wanted: readonly ScheduledRun[];
  /** What was sent and scheduled for the deadline before; nothing when the meeting was just announced. */
  readonly known: readonly KnownRun[];
  readonly now: string;
};

type Reminder = Extract<RunStep, { kind: 'reminder' }>;
type ReminderRun = { readonly step: Reminder; readonly dueAt: string; readonly done: boolean };

const isReminder = (run: KnownRun): run is ReminderRun => run.step.kind === 'reminder';
/** Which of the schedule's four reminders it is. In the first round ordinal and rank are the same. */
export const rankOf = ({ rank, ordinal }: Reminder): number => rank ?? ordinal;
const byTime = (one: { readonly dueAt: string }, other: { readonly dueAt: string }): number =>
  one.dueAt < other.dueAt ? -1 : one.dueAt > other.dueAt ? 1 : 0;

/**
 * What a change of the deadline does to what was sent and scheduled: the runs that are still to be done.
 * - A reminder that was not sent yet moves with the deadline. Where its new instant is past it is left out; where the instant is the same it stays, also when it is due this moment.
 * - The time that was added gets reminders of its own: those of the new schedule after the old deadline are sent although their like was sent before, as new mails.
 * - Nobody is left with fewer reminders to come than before, as long as the new schedule has instants to come: what an extension over midnight would drop is taken from the latest of them.
 * - What is no reminder is done at its new instant, again where that was done at the old one: the silent are listed for calls after the new deadline.
 * What was sent before the old deadline for an instant before it is not sent again.
 */
export const reminderRounds = ({ wanted: all, known, now }: Change): ScheduledRun[] => {
  const reminders = known.filter(isReminder);
  const wanted = all
    .filter((run): run is ScheduledRun & { step: Reminder } => run.step.kind === 'reminder')
    .sort(byTime);
  const toCome = wanted.filter(({ dueAt }) => dueAt > now);
  const undone = reminders.filter(({ done }) => !done).sort((one, other) => one.step.ordinal - other.step.ordinal);
  const callListBefore = known.find(({ step }) => step.kind === 'call-list');
  const deadlineBefore = callListBefore && deadlineOf(callListBefore);

  const moved = wanted.flatMap(({ step, dueAt }): ScheduledRun[] => {
    const before = undone.find((each) => rankOf(each.step) === step.ordinal);
    return before !== undefined && (dueAt > now || dueAt === before.dueAt) ? [{ step: before.step, dueAt }] : [];
  });
  const isMoved = ({ step }: { step: Reminder }): boolean =>
    moved.some((each) => each.step.kind === 'reminder' && rankOf(each.step) === step.ordinal);
  const wasSent = ({ step }: { step: Reminder }): boolean =>
    reminders.some((each) => each.done && rankOf(each.step) === step.ordinal);
  const rest = toCome.filter((run) => !isMoved(run));
  const added = rest.filter((run) => !wasSent(run) || (deadlineBefore !== undefined && run.dueAt > deadlineBefore));
  const before = undone.filter(({ dueAt }) => dueAt > now).length;
  const left = rest.filter((run) => !added.includes(run));
  const missing = Math.min(left.length, Math.max(0, before - moved.length - added.length));
  const renewed = [...added, ...left.slice(left.length - missing)].sort(byTime);

  let ordinal = Math.max(0, ...reminders.map(({ step }) => step.ordinal));
  const fresh = renewed.map(({ step, dueAt }): ScheduledRun => {
    const isFirst = reminders.every((each) => each.step.ordinal !== step.ordinal);
    if (isFirst && ordinal < 4) return { step, dueAt };
    ordinal = Math.max(4, ordinal) + 1;
    return { step: { kind: 'reminder', ordinal, rank: step.ordinal }, dueAt };
  });
  const others = all.filter(
    ({ step, dueAt }) =>
      isMadeAgain(step) && !known.some((run) => run.done && run.step.kind === step.kind && run.dueAt === dueAt),
  );
  return [...[...moved, ...fresh].sort(byTime), ...others];
};
