import { ordinalOfRule } from '#contracts';
import {
  deadlineOf,
  isMadeAgain,
  isMail,
  type MailStep,
  ruleIdOf,
  type RunStep,
  type ScheduledMail,
  type ScheduledRun,
} from './reminder-schedule.js';

/** A run as it is in the store: what was done stays done for good. */
export type KnownRun = { readonly step: RunStep; readonly dueAt: string; readonly done: boolean };

type Change = {
  /** The schedule for the deadline, the day and the rules as they are now. */
  readonly wanted: readonly ScheduledRun[];
  /** What was sent and scheduled before; nothing when the meeting was just announced. */
  readonly known: readonly KnownRun[];
  readonly now: string;
};

type MailRun = { readonly step: MailStep; readonly dueAt: string; readonly done: boolean };

const byTime = (one: { readonly dueAt: string }, other: { readonly dueAt: string }): number =>
  one.dueAt < other.dueAt ? -1 : one.dueAt > other.dueAt ? 1 : 0;
const isOfSameRule = (one: { readonly step: RunStep }, other: { readonly step: RunStep }): boolean =>
  one.step.kind === other.step.kind
  && ruleIdOf(one.step) === ruleIdOf(other.step)
  && dayOf(one.step) === dayOf(other.step);
const dayOf = (step: RunStep): string | undefined => ('day' in step ? step.day : undefined);

/**
 * What a change of the deadline, the day, the rules or the days off does to what was sent and scheduled: the runs that are still
 * to be done.
 * - A mail that was not sent yet moves with its day. Where its new instant is past it is left out; where the instant is the same it stays, also when it is due this moment.
 * - The time that was added gets reminders of its own: those of the new schedule after the old deadline are sent although their like was sent before, as new mails. So is what is told before the day, where the day was moved beyond the one that it was told of.
 * - Nobody is left with fewer reminders to come than before a deadline was moved, as long as the new schedule has instants to come: what an extension over midnight would drop is taken from the latest of them.
 * - What is no mail is done at its new instant, again where that was done at the old one: the silent are listed for calls after the new deadline.
 * What was sent for an instant before that is not sent again, whatever its rule says now.
 */
export const reminderRounds = ({ wanted: all, known, now }: Change): ScheduledRun[] => {
  const mails = known.filter((run): run is MailRun => isMail(run.step));
  const wanted = all.filter((run): run is ScheduledMail => isMail(run.step)).sort(byTime);
  const toCome = wanted.filter(({ dueAt }) => dueAt > now);
  const undone = mails.filter(({ done }) => !done).sort((one, other) => one.step.ordinal - other.step.ordinal);
  const callListBefore = known.find(({ step }) => step.kind === 'call-list');
  const deadlineBefore = callListBefore && deadlineOf(callListBefore);
  const callList = all.find(({ step }) => step.kind === 'call-list');
  const hasMoved = callList !== undefined && deadlineOf(callList) !== deadlineBefore;

  const moved = wanted.flatMap((run): ScheduledMail[] => {
    const before = undone.find((each) => isOfSameRule(each, run));
    if (before === undefined) return [];
    const { plannedFor, ...step } = { ...before.step, ...(run.step.before && { before: run.step.before }) };
    // It was put off, and nothing else has changed of it since.
    if (plannedFor === run.dueAt) return [{ step: { ...step, plannedFor }, dueAt: before.dueAt }];
    return run.dueAt > now || run.dueAt === before.dueAt ? [{ step, dueAt: run.dueAt }] : [];
  });
  const sentOf = (run: ScheduledMail): MailRun[] => mails.filter((each) => each.done && isOfSameRule(each, run));
  const toldBefore = (run: ScheduledMail): string | undefined =>
    run.step.kind === 'reminder'
      ? deadlineBefore
      : sentOf(run).reduce<string | undefined>(
          (last, { step: { before } }) => (last === undefined || (before ?? '') > last ? before : last),
          undefined,
        );
  const rest = toCome.filter((run) => !moved.some((each) => isOfSameRule(each, run)));
  const added = rest.filter((run) => {
    const before = toldBefore(run);
    return sentOf(run).length === 0 || (before !== undefined && run.dueAt > before);
  });
  const reminders = <Run extends { readonly step: MailStep }>(runs: readonly Run[]): Run[] =>
    runs.filter(({ step }) => step.kind === 'reminder');
  const left = reminders(rest).filter((run) => !added.includes(run));
  const before = reminders(undone).filter(({ dueAt }) => dueAt > now).length;
  const missing = hasMoved
    ? Math.min(left.length, Math.max(0, before - reminders(moved).length - reminders(added).length))
    : 0;
  const renewed = [...added, ...left.slice(left.length - missing)].map((run): ScheduledMail => {
    const { rule = '', day } = run.step;
    return day === undefined
      ? { ...run, step: { ...run.step, ordinal: ordinalOfRule(rule, sentOf(run).length) } }
      : run;
  });
  const others = all.filter(
    ({ step, dueAt }) =>
      isMadeAgain(step) && !known.some((run) => run.done && run.step.kind === step.kind && run.dueAt === dueAt),
  );
  return [...[...moved, ...renewed].sort(byTime), ...others];
};
