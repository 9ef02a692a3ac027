/**
 * The steps of a meeting's reminder schedule. A reminder's ordinal is its rank among the four, whether or not the earlier ones
 * were sent; one that a later deadline brings a second time has an ordinal of its own, and `rank` says which of the four it is.
 * The call list is for the deadline `replyBy`; those from before it was noted come a second after theirs.
 */
export type RunStep =
  | { readonly kind: 'reminder'; readonly ordinal: number; readonly rank?: number }
  | { readonly kind: 'call-list'; readonly replyBy?: string }
  /** Of those that were given time until an instant: what the meeting's own steps leave to them. */
  | { readonly kind: 'given-reminder'; readonly ordinal: number; readonly until: string }
  | { readonly kind: 'given-call-list'; readonly until: string };
/** A step's name among those of its meeting. */
export const stepIdOf = (step: RunStep): string => {
  switch (step.kind) {
    case 'reminder':
    case 'given-reminder':
      return `${step.kind}-${step.ordinal}`;
    case 'given-call-list':
      return `${step.kind}-${step.until}`;
    default:
      return step.kind;
  }
};
/** A reminder is sent once; the call list is made again where its instant moves. */
export const isMadeAgain = ({ kind }: RunStep): boolean => kind === 'call-list';
/** What goes by an instant of its own stays as it is, whatever becomes of the meeting's deadline. */
export const isOfGivenTime = ({ kind }: RunStep): boolean => kind === 'given-reminder' || kind === 'given-call-list';
export type ScheduledRun = { readonly step: RunStep; readonly dueAt: string };

type Deadline = {
  /** The deadline as offices are told it. */
  readonly replyBy: string;
  /** The last instant at which they may answer by themselves. */
  readonly answersUntil: string;
  /** The meeting's IANA zone. */
  readonly timeZone: string;
  /** Reminders are after this instant: nobody is reminded before being invited. */
  readonly announcedAt: string;
};

const reminders = [
  { ordinal: 1, daysBefore: 7, at: '09:00' },
  { ordinal: 2, daysBefore: 3, at: '09:00' },
  { ordinal: 3, daysBefore: 1, at: '09:00' },
  { ordinal: 4, daysBefore: 0, at: '08:30' },
] as const;
const afterDeadlineMs = 1_000;

/** The deadline that a call list was made for. */
export const deadlineOf = ({ step, dueAt }: ScheduledRun): string =>
  step.kind === 'call-list' && step.replyBy !== undefined
    ? step.replyBy
    : new Date(Date.parse(dueAt) - afterDeadlineMs).toISOString();

/**
 * When the silent are reminded: 7, 3 and 1 days before the deadline's day at 09:00 and on that day at 08:30, in the
 * meeting's zone; and when those still silent go on the call list: right after the time for answers. Reminders that would come
 * before the announcement or after the deadline are left out.
 */
export const reminderSchedule = ({ replyBy, answersUntil, timeZone, announcedAt }: Deadline): ScheduledRun[] => {
  const deadlineMs = Date.parse(replyBy);
  const deadlineDay = Temporal.Instant.from(replyBy).toZonedDateTimeISO(timeZone).toPlainDate();
  const wanted = reminders.map(({ ordinal, daysBefore, at }): ScheduledRun => {
    // In a gap of the clocks it is the instant as much later.
    const wallTime = deadlineDay.subtract({ days: daysBefore }).toPlainDateTime(Temporal.PlainTime.from(at));
    return {
      step: { kind: 'reminder', ordinal },
      dueAt: new Date(wallTime.toZonedDateTime(timeZone).epochMilliseconds).toISOString(),
    };
  });
  const inTime = wanted.filter(
    ({ dueAt }) => Date.parse(dueAt) > Date.parse(announcedAt) && Date.parse(dueAt) < deadlineMs,
  );
  return [
    ...inTime,
    { step: { kind: 'call-list', replyBy }, dueAt: new Date(Date.parse(answersUntil) + afterDeadlineMs).toISOString() },
  ];
};

/** Their ordinals are beyond those of the meeting's own reminders, and by the instant, so that no two instants share one. */
const givenFrom = 1_000;

/**
 * The steps of those that were given time until an instant: the reminders that a deadline then would bring and that the
 * meeting's own deadline does not, and the calls after it. `after`: what is past, and what the meeting's own reminders do.
 */
export const givenTimeSchedule = ({
  until,
  after,
  timeZone,
  announcedAt,
}: Pick<Deadline, 'timeZone' | 'announcedAt'> & { readonly until: string; readonly after: string }): ScheduledRun[] => {
  const minutes = Math.max(0, Math.floor((Date.parse(until) - Date.parse(announcedAt)) / 60_000));
  return reminderSchedule({ replyBy: until, answersUntil: until, timeZone, announcedAt: after }).map(
    ({ step, dueAt }): ScheduledRun =>
      step.kind === 'reminder'
        ? { step: { kind: 'given-reminder', ordinal: givenFrom + minutes * 10 + step.ordinal, until }, dueAt }
        : { step: { kind: 'given-call-list', until }, dueAt },
  );
};
