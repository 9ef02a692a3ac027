import { type MailRule, type MailSchedule, type MailTarget, numberOfRule } from './mail-schedule.js';

// Apart from the schedule's form, which comes with every page that shows a meeting.
const holdsAll = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  one === undefined || (other?.every((each) => one.includes(each)) ?? false);
/** Whether one reaches every office that the other does. */
export const reachesAll = (one: MailTarget = {}, other: MailTarget = {}): boolean =>
  holdsAll(one.classes, other.classes) && holdsAll(one.provinces, other.provinces);
export const isReached = (
  { classes, provinces }: MailTarget = {},
  office: { readonly class: string; readonly provinceCode: string },
): boolean =>
  (classes === undefined || classes.includes(office.class))
  && (provinces === undefined || provinces.includes(office.provinceCode));

/** Whether a mail for some is for a site of a province. */
export const isSiteReached = ({ provinces }: MailTarget = {}, provinceCode: string): boolean =>
  provinces === undefined || provinces.includes(provinceCode);

const reminder = (id: string, days: number, at: string): MailRule => ({
  id,
  kind: 'reminder',
  from: 'deadline',
  days,
  count: 'days',
  at,
});
/**
 * The schedule of a meeting that has none of its own: the silent are reminded 7, 3 and 1 days before the deadline's day at 09:00
 * and on that day at 08:30, and whoever comes is told of the day on the afternoon before it. Each site is reminded of its check on the
 * working day before, and those that have passed none are told so three working days before the meeting, while there is time for one.
 */
export const usualMails: MailSchedule = {
  rules: [
    reminder('week-before', -7, '09:00'),
    reminder('three-days-before', -3, '09:00'),
    reminder('one-day-before', -1, '09:00'),
    reminder('last-day', 0, '08:30'),
    { id: 'meeting-tomorrow', kind: 'day-before', from: 'meeting', days: -1, count: 'days', at: '15:00' },
    { id: 'check-tomorrow', kind: 'check-reminder', from: 'check', days: -1, count: 'working-days', at: '15:00' },
    { id: 'check-missing', kind: 'check-missing', from: 'meeting', days: -3, count: 'working-days', at: '09:00' },
  ],
};
export const mailsOf = ({ mails }: { readonly mails?: MailSchedule | undefined }): MailSchedule => mails ?? usualMails;

/** The four usual reminders are numbered as they were before there were rules. */
const numbered: readonly string[] = ['week-before', 'three-days-before', 'one-day-before', 'last-day'];
/** The rule of a reminder that was sent or scheduled when rules had no names. */
export const ruleOfRank = (rank: number): string | undefined => numbered[rank - 1];

const hashFrom = 10_000_000_000;
const rounds = 1_000;
/**
 * A mail's ordinal: of the rule, and how often it was sent before for another deadline or day. It never hangs on what other rules
 * there are, or a mail that was sent by one would stand for another's.
 */
export const ordinalOfRule = (id: string, round: number): number => {
  const rank = numbered.indexOf(id) + 1;
  return round === 0 && rank > 0 ? rank : hashFrom + numberOfRule(id) * rounds + round;
};
