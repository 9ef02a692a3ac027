import { answersUntilOf, type MailHours, type MailRule, type MailSchedule, type Meeting } from '#contracts';
import { type DaysOff, isDayOff } from '#platform';

/** Why a mail leaves at another time than its rule says. */
export type Moved = 'day-off' | 'hours';
/** Why it does not leave at all: the time for it is over, or it would come before its occasion. */
export type NotSent = 'too-early' | 'too-late';
export type MailTime = { readonly rule: MailRule; readonly wantedAt: string } & (
  { readonly dueAt: string; readonly before: string; readonly moved?: Moved } | { readonly notSent: NotSent }
);

/** Between the two a mail is of use: after the one, before the other. */
type Use = { readonly after: string; readonly before: string };

/** The days in a row that are looked at for one that is worked on. */
const mostDaysOff = 400;

const instantOf = (at: Temporal.ZonedDateTime): string => new Date(at.epochMilliseconds).toISOString();
export const wallOf = (instant: string, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
const clockOf = (at: Temporal.ZonedDateTime): string => at.toPlainTime().toString({ smallestUnit: 'minute' });
/** In a gap of the clocks it is the instant as much later; 24:00 is the next day's beginning. */
export const onDay = (day: Temporal.PlainDate, clock: string, timeZone: string): Temporal.ZonedDateTime =>
  clock === '24:00'
    ? day.add({ days: 1 }).toZonedDateTime(timeZone)
    : day.toPlainDateTime(Temporal.PlainTime.from(clock)).toZonedDateTime(timeZone);

const dayAfter = (day: Temporal.PlainDate, { days, count }: MailRule, off: DaysOff): Temporal.PlainDate => {
  if (count === 'days') return day.add({ days });
  const step = Math.sign(days);
  let [at, left] = [day, Math.abs(days)];
  for (let looked = 0; left > 0 && looked < mostDaysOff; looked += 1) {
    at = at.add({ days: step });
    if (!isDayOff(at, off)) left -= 1;
  }
  return at;
};

/** Why a mail may not leave at an instant. */
export const keptBack = (at: Temporal.ZonedDateTime, hours: MailHours | undefined, off: DaysOff): Moved | undefined => {
  if (hours === undefined) return undefined;
  if (hours.on === 'working-days' && isDayOff(at.toPlainDate(), off)) return 'day-off';
  const clock = clockOf(at);
  return clock < hours.from || clock > hours.to ? 'hours' : undefined;
};

type Search = { readonly hours: MailHours; readonly off: DaysOff; readonly timeZone: string };
const isOpen = (day: Temporal.PlainDate, { hours, off }: Search): boolean =>
  hours.on === 'every-day' || !isDayOff(day, off);

/** The next moment at which mails leave. */
const nextOpen = (at: Temporal.ZonedDateTime, search: Search): Temporal.ZonedDateTime | undefined => {
  const { hours, timeZone } = search;
  let day = at.toPlainDate();
  if (clockOf(at) > hours.to) day = day.add({ days: 1 });
  for (let looked = 0; looked < mostDaysOff; looked += 1) {
    if (isOpen(day, search)) return onDay(day, hours.from, timeZone);
    day = day.add({ days: 1 });
  }
  return undefined;
};

/** The last moment before it at which mails leave: on the same day at the end of the hours, on an earlier one at the rule's time. */
const lastOpen = (at: Temporal.ZonedDateTime, clock: string, search: Search): Temporal.ZonedDateTime | undefined => {
  const { hours, timeZone } = search;
  let day = at.toPlainDate();
  if (isOpen(day, search) && clockOf(at) > hours.to) return onDay(day, hours.to, timeZone);
  const usual = clock < hours.from ? hours.from : clock > hours.to ? hours.to : clock;
  for (let looked = 0; looked < mostDaysOff; looked += 1) {
    day = day.subtract({ days: 1 });
    if (isOpen(day, search)) return onDay(day, usual, timeZone);
  }
  return undefined;
};

/** The next moment at which a mail that comes late may leave; itself where it may. */
export const nextMoment = (
  now: string,
  { hours }: Pick<MailSchedule, 'hours'>,
  { timeZone, off }: { readonly timeZone: string; readonly off: DaysOff },
): string | undefined => {
  const at = wallOf(now, timeZone);
  if (hours === undefined || keptBack(at, hours, off) === undefined) return now;
  const next = nextOpen(at, { hours, off, timeZone });
  return next && instantOf(next);
};

/** What of a meeting its mails' times hang on. */
export type TimedMeeting = Pick<Meeting, 'replyBy' | 'answersUntil' | 'startsAt' | 'endsAt' | 'timeZone'> & {
  /** Nobody gets a mail before being invited. */
  readonly announcedAt: string;
};

/** Thanks are given within so long after the end. */
const thanksForMs = 65 * 86_400_000;

/** When a rule's mail is of use. One that is to come before the deadline is none after it, also where late answers are taken. */
export const useOf = ({ kind, from, days }: MailRule, meeting: TimedMeeting): Use => {
  const { announcedAt: after, startsAt, endsAt, replyBy } = meeting;
  switch (kind) {
    case 'reminder': {
      const until = answersUntilOf(meeting);
      const last = until < startsAt ? until : startsAt;
      return { after, before: from === 'deadline' && days <= 0 ? replyBy : last };
    }
    case 'day-before':
    case 'check-missing':
      return { after, before: startsAt };
    case 'check-reminder':
      return { after, before: startsAt };
    case 'thanks':
      return { after: endsAt, before: new Date(Date.parse(endsAt) + thanksForMs).toISOString() };
    default:
      return kind satisfies never;
  }
};

type Times = {
  readonly hours?: MailHours | undefined;
  readonly off: DaysOff;
  /** The day that it is counted from, where that is no day of the meeting's own. */
  readonly ofDay?: Temporal.PlainDate;
};
/**
 * When the mail of a rule leaves. What falls on a day off or outside the hours is put off to the next moment within them, or
 * comes as much earlier as it must where that would be too late to be of use.
 */
export const mailTime = (rule: MailRule, meeting: TimedMeeting, { hours, off, ofDay }: Times): MailTime => {
  const { timeZone } = meeting;
  const anchors = { announcement: meeting.announcedAt, deadline: meeting.replyBy, meeting: meeting.startsAt };
  const day = ofDay ?? wallOf(anchors[rule.from === 'check' ? 'meeting' : rule.from], timeZone).toPlainDate();
  const wanted = onDay(dayAfter(day, rule, off), rule.at, timeZone);
  const wantedAt = instantOf(wanted);
  const { after, before } = useOf(rule, meeting);
  const asked = { rule, wantedAt };
  if (wantedAt >= before) return { ...asked, notSent: 'too-late' };
  const moved = keptBack(wanted, hours, off);
  if (hours === undefined || moved === undefined)
    return wantedAt > after ? { ...asked, dueAt: wantedAt, before } : { ...asked, notSent: 'too-early' };
  const search = { hours, off, timeZone };
  const inTime = [nextOpen(wanted, search), lastOpen(wanted, rule.at, search)]
    .flatMap((at) => (at === undefined ? [] : [instantOf(at)]))
    .find((at) => at < before);
  if (inTime === undefined) return { ...asked, notSent: 'too-late' };
  return inTime > after && wantedAt > after
    ? { ...asked, dueAt: inTime, before, moved }
    : { ...asked, notSent: 'too-early' };
};

/** When each mail of a schedule leaves that is counted from a day of the meeting, in the order of its rules. */
export const mailTimes = ({ rules, hours }: MailSchedule, meeting: TimedMeeting, off: DaysOff): MailTime[] =>
  rules.filter(({ from }) => from !== 'check').map((rule) => mailTime(rule, meeting, { hours, off }));

/** A mail to the sites whose check is on a day, as YYYY-MM-DD. */
export type CheckTime = {
  readonly rule: MailRule;
  readonly day: string;
  readonly dueAt: string;
  readonly before: string;
};

/** The most days before a meeting on which checks may be. */
const mostCheckDays = 120;

/** When mails leave that are counted from checks: one for each day on which there may be any, from the announcement to the meeting. */
export const checkTimes = ({ rules, hours }: MailSchedule, meeting: TimedMeeting, off: DaysOff): CheckTime[] => {
  const { timeZone, announcedAt, startsAt } = meeting;
  const last = wallOf(startsAt, timeZone).toPlainDate();
  const since = wallOf(announcedAt, timeZone).toPlainDate();
  const count = Math.min(mostCheckDays, Math.max(0, since.until(last).days));
  const days = Array.from({ length: count + 1 }, (_each, index) => last.subtract({ days: count - index }));
  return rules
    .filter(({ from }) => from === 'check')
    .flatMap((rule) =>
      days.flatMap((day): CheckTime[] => {
        const end = instantOf(day.add({ days: 1 }).toZonedDateTime(timeZone));
        const time = mailTime(rule, meeting, { hours, off, ofDay: day });
        return 'dueAt' in time && time.dueAt < end
          ? [{ rule, day: day.toString(), dueAt: time.dueAt, before: end }]
          : [];
      }),
    );
};

/** The day of a meeting's wall clock at an instant, as YYYY-MM-DD. */
export const dayAt = (instant: string, timeZone: string): string => wallOf(instant, timeZone).toPlainDate().toString();
