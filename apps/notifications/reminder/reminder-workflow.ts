import { answersUntilOf, isReached, mailsOf, type MailTarget, type Meeting, reachesAll } from '#contracts';
import { type DaysOff } from '#platform';
import { type ChangeContent, type DeadlineContent, type JoiningContent } from '../mail/mail.module.js';
import { isSilent, mayCome, type Recipient } from '../recipient/recipient.module.js';
import { type KnownRun, reminderRounds } from './reminder-rounds.js';
import { nextMoment } from './mail-times.js';
import {
  givenTimeSchedule,
  isMadeAgain,
  isOfGivenTime,
  reminderSchedule,
  ruleIdOf,
  type ScheduledRun,
  stepIdOf,
} from './reminder-schedule.js';

/** What the process knows of one meeting: the meeting as registration told of it last, its runs, done and to come, and the days off. */
export type ReminderState = {
  readonly meeting: Meeting | undefined;
  readonly runs: readonly KnownRun[];
  readonly daysOff?: DaysOff;
};
const noDays: DaysOff = new Set();
const daysOffOf = ({ daysOff = noDays }: ReminderState): DaysOff => daysOff;

export type ReminderInput =
  /** The meeting was announced, something of it was told anew, or other days are off. */
  | { readonly kind: 'meeting-known' }
  /** `ordinal`: the count of what happened to the meeting. */
  | { readonly kind: 'deadline-moved'; readonly ordinal: number; readonly deadline: DeadlineContent }
  /** It is called otherwise, or is at another time or place. */
  | { readonly kind: 'meeting-changed'; readonly ordinal: number; readonly change: ChangeContent }
  /** What is dialled, or whom to call when a link fails, is another. */
  | { readonly kind: 'joining-changed'; readonly ordinal: number; readonly joining: JoiningContent }
  | { readonly kind: 'meeting-cancelled'; readonly reason: string }
  /** An office's invitation was issued or withdrawn, or its answer came or was taken back. */
  | { readonly kind: 'office-heard'; readonly office: Recipient }
  /** An office was given more time. */
  | { readonly kind: 'office-given-time'; readonly office: Recipient; readonly until: string }
  /** `caughtUp`: all that was told is known, so that everyone who was invited or has answered is. */
  | { readonly kind: 'time-came'; readonly caughtUp: boolean };

/** Which of the offices that a mail goes to get it; `except`: those that a later one of its kind goes to at the same moment. */
type Part = { readonly of?: MailTarget | undefined; readonly except?: readonly (MailTarget | undefined)[] };
/** Mails that are to be planned: whom they go to is looked up when that is done. */
export type MailOrder = { readonly dueAt: string; readonly ordinal: number } & Part
  & (
    | { readonly kind: 'reminder'; readonly to: 'silent'; readonly content?: undefined }
    | {
        readonly kind: 'reminder';
        readonly to: { readonly givenUntil: string };
        readonly content: { readonly givenTime: { readonly until: string } };
      }
    /** `late`: one that said that it comes after the others were told of the day. */
    | {
        readonly kind: 'day-before';
        readonly to: 'coming' | { readonly late: Recipient };
        readonly content?: undefined;
      }
    | { readonly kind: 'day-before'; readonly to: 'coming'; readonly content: { readonly joining: JoiningContent } }
    | { readonly kind: 'thanks'; readonly to: 'came'; readonly content?: undefined }
    /** The sites that will join and have passed no check. */
    | { readonly kind: 'check-missing'; readonly to: 'unchecked'; readonly content?: undefined }
    /** The sites whose check is on a day. */
    | { readonly kind: 'check-reminder'; readonly to: { readonly checkedOn: string }; readonly content?: undefined }
    | {
        readonly kind: 'deadline-moved';
        readonly to: 'silent';
        readonly content: { readonly deadline: DeadlineContent };
      }
    | { readonly kind: 'meeting-changed'; readonly to: 'invited'; readonly content: { readonly change: ChangeContent } }
    | {
        readonly kind: 'meeting-cancelled';
        readonly to: 'invited' | 'sites';
        readonly content: { readonly cancelled: { readonly reason: string } };
      }
  );
/** `silent` closes those that are on the list for their silence, `wait` one of them: an address that is bad stays bad. */
export type CallOrder =
  | { readonly do: 'raise'; readonly whom: 'silent' | { readonly givenUntil: string } | Recipient }
  | { readonly do: 'wait'; readonly whom: Recipient }
  | { readonly do: 'close'; readonly whom: 'all' | 'silent' | Recipient };

/** A run that is done at another instant than it was to be. */
export type PutOff = ScheduledRun & { readonly to: string };

export type ReminderOutcome = {
  readonly state: ReminderState;
  readonly plan: readonly MailOrder[];
  /** Whether nothing that was planned about the meeting is to leave any more. */
  readonly cancel: boolean;
  readonly escalate: readonly CallOrder[];
  /** The runs that are to come from now on, in place of those that were; absent where they stay. */
  readonly schedule?: readonly ScheduledRun[];
  /** Runs that come beside the others. */
  readonly add?: readonly ScheduledRun[];
  /** Mails that are late and may not leave at this hour: put off to another instant. */
  readonly putOff: readonly PutOff[];
  readonly done: readonly ScheduledRun[];
  /** Of those done: reminders that were not sent, as a later run has fallen due as well. */
  readonly missed: readonly ScheduledRun[];
};

const nothing = (state: ReminderState): ReminderOutcome => ({
  state,
  plan: [],
  cancel: false,
  escalate: [],
  putOff: [],
  done: [],
  missed: [],
});

/** A run that was done stays done, but for one that is made again. */
const runsAfter = (runs: readonly KnownRun[], schedule: readonly ScheduledRun[]): KnownRun[] => {
  const again = schedule.filter(({ step }) => isMadeAgain(step)).map(({ step }) => step.kind);
  return [
    ...runs.filter(({ done, step }) => (done || isOfGivenTime(step)) && !again.includes(step.kind)),
    ...schedule.map((run) => ({ ...run, done: false })),
  ];
};

/** Brings the schedule in line with the meeting. While there is time to answer nobody is called for silence. */
const inLine = (state: ReminderState, meeting: Meeting, now: string): ReminderOutcome => {
  if (meeting.status === 'cancelled')
    return {
      ...nothing(state),
      escalate: [{ do: 'close', whom: 'all' }],
      schedule: [],
      state: { ...state, runs: runsAfter(state.runs, []) },
    };
  const answersUntil = answersUntilOf(meeting);
  const wanted = reminderSchedule(
    { ...meeting, answersUntil, announcedAt: meeting.announcedAt ?? now },
    daysOffOf(state),
  );
  const schedule = reminderRounds({ wanted, known: state.runs, now });
  return {
    ...nothing(state),
    escalate: now <= answersUntil ? [{ do: 'close', whom: 'silent' }] : [],
    schedule,
    state: { ...state, runs: runsAfter(state.runs, schedule) },
  };
};

/** The silent hear of it; those who answered need no more time. A move of long ago, told again, is news to nobody. */
const extended = (
  state: ReminderState,
  meeting: Meeting,
  { ordinal, deadline }: Extract<ReminderInput, { kind: 'deadline-moved' }>,
  now: string,
): ReminderOutcome => {
  const isNews = meeting.status !== 'cancelled' && now <= answersUntilOf(meeting);
  return {
    ...inLine(state, meeting, now),
    plan: isNews ? [{ kind: 'deadline-moved', to: 'silent', ordinal, dueAt: now, content: { deadline } }] : [],
  };
};

/** Every invited office hears of it, whatever it answered. */
const changed = (
  state: ReminderState,
  meeting: Meeting,
  { ordinal, change }: Extract<ReminderInput, { kind: 'meeting-changed' }>,
  now: string,
): ReminderOutcome => ({
  ...inLine(state, meeting, now),
  plan:
    meeting.status === 'cancelled' || now > meeting.startsAt
      ? []
      : [{ kind: 'meeting-changed', to: 'invited', ordinal, dueAt: now, content: { change } }],
});

/** Beyond the ordinals of the schedule's own mails before the day. */
const ofJoiningFrom = 1_000_000_000;
/** Those that come and were told of the day were told what to dial, and dial it. Who is told later is told what is so then. */
const joiningChanged = (
  state: ReminderState,
  meeting: Meeting,
  { ordinal, joining }: Extract<ReminderInput, { kind: 'joining-changed' }>,
  now: string,
): ReminderOutcome => {
  const wasTold = state.runs.some(({ step, done }) => step.kind === 'day-before' && done);
  return {
    ...inLine(state, meeting, now),
    plan:
      meeting.status === 'cancelled' || now > meeting.startsAt || !wasTold
        ? []
        : [{ kind: 'day-before', to: 'coming', ordinal: ofJoiningFrom + ordinal, dueAt: now, content: { joining } }],
  };
};

/** Nothing is sent any more but that it is off: to each invited office, whatever it answered, and to each site that has or had an appointment. */
const calledOff = (state: ReminderState, meeting: Meeting, reason: string, now: string): ReminderOutcome => {
  // It is on again.
  if (meeting.status !== 'cancelled') return inLine(state, meeting, now);
  const mail = { kind: 'meeting-cancelled', ordinal: 1, dueAt: now, content: { cancelled: { reason } } } as const;
  return {
    ...inLine(state, meeting, now),
    cancel: true,
    plan:
      now > meeting.startsAt
        ? []
        : [
            { ...mail, to: 'invited' },
            { ...mail, to: 'sites' },
          ],
  };
};

const comesAfter = (one: ScheduledRun, other: ScheduledRun): boolean =>
  one.dueAt === other.dueAt ? stepIdOf(one.step) > stepIdOf(other.step) : one.dueAt > other.dueAt;

const ruleOf = ({ step }: ScheduledRun, meeting: Meeting): MailTarget | undefined =>
  mailsOf(meeting).rules.find(({ id }) => id === ruleIdOf(step))?.to;

/** Who says only then that it comes is told of the day at once, unless that is still to come or was told before. */
const lateTold = ({ meeting, runs }: ReminderState, office: Recipient, now: string): MailOrder[] => {
  if (meeting === undefined || meeting.status === 'cancelled' || now >= meeting.startsAt || !mayCome(office)) return [];
  const ofDay = runs
    .filter((run) => run.step.kind === 'day-before' && isReached(ruleOf(run, meeting), office))
    .sort((one, other) => (comesAfter(one, other) ? 1 : -1));
  const last = ofDay.at(-1);
  if (last === undefined || ofDay.some(({ done }) => !done) || !('ordinal' in last.step)) return [];
  return [{ kind: 'day-before', to: { late: office }, ordinal: last.step.ordinal, dueAt: now }];
};

/** An office that is silent when the time for answers is over is to be called, until the meeting begins. */
const heard = (state: ReminderState, office: Recipient, now: string): ReminderOutcome => {
  if (!isSilent(office))
    return { ...nothing(state), plan: lateTold(state, office, now), escalate: [{ do: 'close', whom: office }] };
  const { meeting } = state;
  const isToBeCalled =
    meeting !== undefined
    && meeting.status !== 'cancelled'
    && now > answersUntilOf(meeting)
    && now > (office.answersUntil ?? '')
    && now <= meeting.startsAt;
  return isToBeCalled ? { ...nothing(state), escalate: [{ do: 'raise', whom: office }] } : nothing(state);
};

/** It is not called for its silence while it may answer, and is reminded until then. */
const givenTime = (state: ReminderState, office: Recipient, until: string, now: string): ReminderOutcome => {
  const { meeting } = state;
  if (meeting === undefined || meeting.status === 'cancelled' || now > until) return nothing(state);
  const own = answersUntilOf(meeting);
  const add = givenTimeSchedule(
    { ...meeting, until, after: now > own ? now : own, announcedAt: meeting.announcedAt ?? now },
    daysOffOf(state),
  );
  return { ...nothing(state), escalate: [{ do: 'wait', whom: office }], add };
};

type Orders = { readonly plan?: MailOrder; readonly escalate?: CallOrder };
/** What is done when a step's time has come. */
const ordersOf = ({ step, dueAt }: ScheduledRun, part: Part, meeting: Meeting, now: string): Orders => {
  switch (step.kind) {
    case 'reminder':
      return now <= answersUntilOf(meeting)
        ? { plan: { kind: 'reminder', to: 'silent', ordinal: step.ordinal, dueAt, ...part } }
        : {};
    case 'day-before':
      return now < meeting.startsAt
        ? { plan: { kind: 'day-before', to: 'coming', ordinal: step.ordinal, dueAt, ...part } }
        : {};
    case 'check-reminder': {
      const { ordinal, day = '' } = step;
      return now < meeting.startsAt
        ? { plan: { kind: 'check-reminder', to: { checkedOn: day }, ordinal, dueAt, ...part } }
        : {};
    }
    case 'check-missing':
      return now < meeting.startsAt
        ? { plan: { kind: 'check-missing', to: 'unchecked', ordinal: step.ordinal, dueAt, ...part } }
        : {};
    case 'thanks':
      return { plan: { kind: 'thanks', to: 'came', ordinal: step.ordinal, dueAt, ...part } };
    case 'call-list':
      return { escalate: { do: 'raise', whom: 'silent' } };
    case 'given-reminder': {
      const { ordinal, until } = step;
      const givenTime = { until };
      // Where the meeting's deadline has moved since, its own reminders go to them.
      return now <= until && now > answersUntilOf(meeting)
        ? { plan: { kind: 'reminder', to: { givenUntil: until }, ordinal, dueAt, content: { givenTime }, ...part } }
        : {};
    }
    case 'given-call-list':
      return now > answersUntilOf(meeting) ? { escalate: { do: 'raise', whom: { givenUntil: step.until } } } : {};
    default:
      return step satisfies never;
  }
};

const isMailRun = ({ step }: ScheduledRun): boolean => step.kind !== 'call-list' && step.kind !== 'given-call-list';
const kindOf = ({ step }: ScheduledRun): string => {
  if ('until' in step) return `${step.kind} ${step.until}`;
  return 'day' in step ? `${step.kind} ${step.day}` : step.kind;
};
/** What is past its time of answers is overtaken by the calls. */
const endsReminding = ({ step }: ScheduledRun, other: ScheduledRun): boolean =>
  (step.kind === 'call-list' && other.step.kind === 'reminder')
  || (step.kind === 'given-call-list' && other.step.kind === 'given-reminder' && step.until === other.step.until);

/** So much later than it was to a mail still counts as in time: a look at the clock takes its turn. */
const inTimeMs = 900_000;
/** Mails of the schedule keep to their hours also where they are late: until when those that are due now are put off. */
const putOffUntil = (state: ReminderState, meeting: Meeting, { dueAt }: ScheduledRun, now: string) =>
  Date.parse(now) - Date.parse(dueAt) < inTimeMs
    ? now
    : (nextMoment(now, mailsOf(meeting), { timeZone: meeting.timeZone, off: daysOffOf(state) }) ?? now);

/** What has fallen due is done. After an outage an office gets one mail of a kind, not all that were missed. */
const due = (state: ReminderState, meeting: Meeting, now: string): ReminderOutcome => {
  const fallen = state.runs.filter(({ done, dueAt }) => !done && dueAt <= now);
  const putOff: PutOff[] = [];
  const done: ScheduledRun[] = [];
  for (const { step, dueAt } of fallen) {
    const run = { step, dueAt };
    const to = isMailRun(run) && meeting.status !== 'cancelled' ? putOffUntil(state, meeting, run, now) : now;
    if (to > now) putOff.push({ ...run, to });
    else done.push(run);
  }
  const of = (run: ScheduledRun): MailTarget | undefined => ruleOf(run, meeting);
  const later = (run: ScheduledRun): ScheduledRun[] =>
    done.filter((other) => kindOf(other) === kindOf(run) && comesAfter(other, run));
  const missed = done.filter(
    (run) =>
      isMailRun(run)
      && (later(run).some((other) => reachesAll(of(other), of(run)))
        || done.some((other) => endsReminding(other, run) && other.dueAt > run.dueAt)),
  );
  const kept = meeting.status === 'cancelled' ? [] : done.filter((run) => !missed.includes(run));
  const orders = kept.map((run) => {
    const except = isMailRun(run) ? later(run).map(of) : [];
    const part = { ...(of(run) && { of: of(run) }), ...(except.length > 0 && { except }) };
    return ordersOf(run, part, meeting, now);
  });
  return {
    ...nothing(state),
    plan: orders.flatMap(({ plan = [] }) => plan),
    escalate: orders.flatMap(({ escalate = [] }) => escalate),
    putOff,
    done,
    missed,
    state: { ...state, runs: state.runs.map((run) => runAfter(run, now, putOff)) },
  };
};

/** The step says when it was to leave, so that it is known for what it is when the meeting is told of again. */
export const stepPutOff = ({ step, dueAt }: ScheduledRun): ScheduledRun['step'] =>
  'ordinal' in step ? { ...step, plannedFor: step.plannedFor ?? dueAt } : step;
const runAfter = (run: KnownRun, now: string, putOff: readonly PutOff[]): KnownRun => {
  if (run.done || run.dueAt > now) return run;
  const off = putOff.find(({ step }) => step === run.step);
  return off === undefined ? { ...run, done: true } : { ...run, step: stepPutOff(off), dueAt: off.to };
};

/** What the process that reminds the silent, and only them, makes of what happened. Doing what it says once more changes nothing. */
export const reminderWorkflow = (state: ReminderState, input: ReminderInput, now: string): ReminderOutcome => {
  if (input.kind === 'office-heard') return heard(state, input.office, now);
  const { meeting } = state;
  if (meeting === undefined) return nothing(state);
  switch (input.kind) {
    case 'office-given-time':
      return givenTime(state, input.office, input.until, now);
    case 'meeting-known':
      return inLine(state, meeting, now);
    case 'deadline-moved':
      return extended(state, meeting, input, now);
    case 'meeting-changed':
      return changed(state, meeting, input, now);
    case 'joining-changed':
      return joiningChanged(state, meeting, input, now);
    case 'meeting-cancelled':
      return calledOff(state, meeting, input.reason, now);
    case 'time-came':
      return input.caughtUp ? due(state, meeting, now) : nothing(state);
    default:
      return input satisfies never;
  }
};
