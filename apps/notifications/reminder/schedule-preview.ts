import { type MailSchedule, type PlannedMailTime } from '#contracts';
import { type DaysOff } from '#platform';
import { mailTimes, type TimedMeeting } from './mail-times.js';
import { type KnownRun, reminderRounds } from './reminder-rounds.js';
import { reminderSchedule, ruleIdOf } from './reminder-schedule.js';

type Asked = {
  readonly mails: MailSchedule;
  readonly meeting: TimedMeeting;
  /** What was sent and scheduled of it; nothing of a meeting that is a draft. */
  readonly runs: readonly KnownRun[];
  readonly daysOff: DaysOff;
  readonly now: string;
};

/** When each mail of a schedule would leave if the meeting had it from now on, by the very steps that would then be taken. */
export const schedulePreview = ({ mails, meeting, runs, daysOff, now }: Asked): PlannedMailTime[] => {
  const toCome = reminderRounds({ wanted: reminderSchedule({ ...meeting, mails }, daysOff), known: runs, now });
  return mailTimes(mails, meeting, daysOff).map((time): PlannedMailTime => {
    const { id, kind } = time.rule;
    const isOfRule = ({ step }: { readonly step: KnownRun['step'] }) => step.kind === kind && ruleIdOf(step) === id;
    const run = toCome.find(isOfRule);
    const sentAt = runs
      .filter((each) => each.done && isOfRule(each))
      .map(({ dueAt }) => dueAt)
      .sort()
      .at(-1);
    const asked = { rule: id, kind, wantedAt: time.wantedAt, ...(sentAt !== undefined && { sentAt }) };
    if (run !== undefined) return { ...asked, dueAt: run.dueAt, ...('moved' in time && { moved: time.moved }) };
    if (sentAt !== undefined) return asked;
    return { ...asked, notSent: 'notSent' in time ? time.notSent : 'past' };
  });
};
