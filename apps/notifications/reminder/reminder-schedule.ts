import { mailsOf, type MailSchedule, numberOfRule, ordinalOfRule, PlannedKind, ruleOfRank } from '#contracts';
import { type DaysOff } from '#platform';
import { checkTimes, mailTimes, type TimedMeeting } from './mail-times.js';

/**
 * A mail of the schedule. Its ordinal is the rule's own (`ordinalOfRule`), so that a rule's mail is one whatever becomes of the
 * others. `before`: the deadline or start of the meeting that it comes before. `plannedFor`: when it was to leave, where it was
 * put off since. Those from when there were four reminders and no rules have no `rule`: `rank`, else the ordinal, says which of the four it was.
 */
export type MailStep = {
  readonly kind: PlannedKind;
  readonly ordinal: number;
  readonly rule?: string;
  readonly rank?: number;
  readonly before?: string;
  readonly plannedFor?: string;
  /** Of one that is counted from checks: the day of those that it is about. */
  readonly day?: string;
};
/**
 * The steps of a meeting's schedule: its mails and its calls. The call list is for the deadline `replyBy`; those from before it was
 * noted come a second after theirs.
 */
export type RunStep =
  | MailStep
  | { readonly kind: 'call-list'; readonly replyBy?: string }
  /** Of those that were given time until an instant: what the meeting's own steps leave to them. */
  | {
      readonly kind: 'given-reminder';
      readonly ordinal: number;
      readonly until: string;
      readonly rule?: string;
      readonly plannedFor?: string;
    }
  | { readonly kind: 'given-call-list'; readonly until: string };
export const isMail = (step: RunStep): step is MailStep => PlannedKind.options.some((kind) => kind === step.kind);
/** The rule that a step is of. */
export const ruleIdOf = (step: RunStep): string | undefined => {
  if ('rule' in step) return step.rule;
  if (step.kind === 'given-reminder') return ruleOfRank(step.ordinal % 10);
  return isMail(step) ? ruleOfRank(step.rank ?? step.ordinal) : undefined;
};
/** A step's name among those of its meeting. */
export const stepIdOf = (step: RunStep): string => {
  switch (step.kind) {
    case 'call-list':
      return step.kind;
    case 'given-call-list':
      return `${step.kind}-${step.until}`;
    default:
      return `${step.kind}-${step.ordinal}`;
  }
};
/** A mail is sent once; the call list is made again where its instant moves. */
export const isMadeAgain = ({ kind }: RunStep): boolean => kind === 'call-list';
/** What goes by an instant of its own stays as it is, whatever becomes of the meeting's deadline. */
export const isOfGivenTime = ({ kind }: RunStep): boolean => kind === 'given-reminder' || kind === 'given-call-list';
export type ScheduledRun = { readonly step: RunStep; readonly dueAt: string };
export type ScheduledMail = { readonly step: MailStep; readonly dueAt: string };

/** Raised when the mails change that a meeting has without a schedule of its own: 2 has one before the day, 3 has those about checks. */
export const scheduleVersion = 3;
/** So long after a meeting mails about it may be still to come. */
export const thankedForMs = 70 * 86_400_000;

const afterDeadlineMs = 1_000;

/** The deadline that a call list was made for. */
export const deadlineOf = ({ step, dueAt }: ScheduledRun): string =>
  step.kind === 'call-list' && step.replyBy !== undefined
    ? step.replyBy
    : new Date(Date.parse(dueAt) - afterDeadlineMs).toISOString();

/** A number of a day's own, for longer than a meeting is prepared. */
const roundOfDay = (day: string): number => Math.floor(Date.parse(day) / 86_400_000) % 1_000;

type Scheduled = TimedMeeting & { readonly mails?: MailSchedule | undefined };

/**
 * When the mails of a meeting leave, each for the first time, and when those still silent go on the call list: right after the
 * time for answers. What would come before the announcement, or too late to be of use, is left out.
 */
export const reminderSchedule = (meeting: Scheduled, off: DaysOff): ScheduledRun[] => {
  const mails = mailTimes(mailsOf(meeting), meeting, off).flatMap((time): ScheduledMail[] => {
    if (!('dueAt' in time)) return [];
    const { id, kind } = time.rule;
    return [{ step: { kind, ordinal: ordinalOfRule(id, 0), rule: id, before: time.before }, dueAt: time.dueAt }];
  });
  const ofChecks = checkTimes(mailsOf(meeting), meeting, off).map(({ rule, day, dueAt, before }): ScheduledMail => ({
    step: { kind: rule.kind, ordinal: ordinalOfRule(rule.id, roundOfDay(day)), rule: rule.id, before, day },
    dueAt,
  }));
  const { replyBy, answersUntil = replyBy } = meeting;
  return [
    ...mails,
    ...ofChecks,
    { step: { kind: 'call-list', replyBy }, dueAt: new Date(Date.parse(answersUntil) + afterDeadlineMs).toISOString() },
  ];
};

/** Their ordinals are beyond those of the meeting's own mails, and by the instant, so that no two instants share one. */
const [givenFrom, givenByRuleFrom, ruleNumbers] = [1_000, 1_000_000_000_000, 0x1000000];
const givenOrdinal = (id: string, minutes: number): number => {
  const rank = ordinalOfRule(id, 0);
  return rank < 10 ? givenFrom + minutes * 10 + rank : givenByRuleFrom + minutes * ruleNumbers + numberOfRule(id);
};

/**
 * The steps of those that were given time until an instant: the reminders that a deadline then would bring and that the
 * meeting's own deadline does not, and the calls after it. `after`: what is past, and what the meeting's own reminders do.
 */
export const givenTimeSchedule = (
  { until, after, ...meeting }: Scheduled & { readonly until: string; readonly after: string },
  off: DaysOff,
): ScheduledRun[] => {
  const minutes = Math.max(0, Math.floor((Date.parse(until) - Date.parse(meeting.announcedAt)) / 60_000));
  const { rules, ...rest } = mailsOf(meeting);
  const mails = { ...rest, rules: rules.filter(({ kind, from }) => kind === 'reminder' && from === 'deadline') };
  const given = { ...meeting, mails, replyBy: until, answersUntil: until, announcedAt: after };
  return reminderSchedule(given, off).flatMap(({ step, dueAt }): ScheduledRun[] => {
    if (!isMail(step)) return [{ step: { kind: 'given-call-list', until }, dueAt }];
    const { rule = '' } = step;
    return [{ step: { kind: 'given-reminder', ordinal: givenOrdinal(rule, minutes), until, rule }, dueAt }];
  });
};
