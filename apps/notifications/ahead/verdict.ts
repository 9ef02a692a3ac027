import {
  type AheadWhyNot,
  answersUntilOf,
  type DeliveryKind,
  type Meeting,
  type PlannedKind,
  type SiteReadiness,
} from '#contracts';
import { mayCome, type Recipient } from '../recipient/recipient.module.js';

/** Where a mail would go, and whether mail does not arrive there. */
export type Whereto = { readonly address: string | undefined; readonly isBad: boolean };
/** An office with where mails of a kind would reach it. */
export type Reached = Recipient & { readonly at: (kind: DeliveryKind) => Whereto };

/** Until when an office may answer by itself, as far as it is known here. */
export const mayAnswerUntil = (meeting: Meeting, { answersUntil = '' }: Pick<Recipient, 'answersUntil'>): string => {
  const own = answersUntilOf(meeting);
  return answersUntil > own ? answersUntil : own;
};

type Step = {
  readonly meeting: Meeting;
  /** When it would leave. */
  readonly at: string;
  readonly isPaused: boolean;
};

const whyNotThere = ({ address, isBad }: Whereto, isPaused: boolean): AheadWhyNot | undefined => {
  if (address === undefined) return 'no-address';
  if (isBad) return 'bad-address';
  return isPaused ? 'paused' : undefined;
};

/** Why an office that is invited gets no reminder at an instant, as things stand now; nothing if it gets one. */
export const whyNoReminder = (office: Reached, { meeting, at, isPaused }: Step): AheadWhyNot | undefined => {
  if (office.responseRevision > 0) return 'answered';
  if (at > mayAnswerUntil(meeting, office) || at > meeting.startsAt) return 'too-late';
  return whyNotThere(office.at('reminder'), isPaused);
};

/** Why an office is not told of the day, as things stand now. */
const whyNotOfDay = (
  kind: 'day-before' | 'thanks',
  office: Reached,
  { meeting, at, isPaused }: Step,
): AheadWhyNot | undefined => {
  if (office.responseRevision === 0) return 'silent';
  if (!mayCome(office)) return 'not-coming';
  return at >= meeting.startsAt ? 'too-late' : whyNotThere(office.at(kind), isPaused);
};

/** The kinds of the schedule that go to sites. */
export type SiteKind = Extract<PlannedKind, 'check-missing' | 'check-reminder'>;
export const isToSites = (kind: PlannedKind): kind is SiteKind => kind === 'check-missing' || kind === 'check-reminder';

/** Why a site that has a check is not told of it again, as things stand now. */
export const whyNotReminded = (
  { next }: Pick<SiteReadiness, 'next'>,
  reached: Whereto,
  { at, isPaused }: Step,
): AheadWhyNot | undefined => (next === undefined || at >= next.startsAt ? 'too-late' : whyNotThere(reached, isPaused));

/** Why a site that is of a meeting is not told that it has passed no check, as things stand now. */
export const whyNotUnchecked = (
  { attending, status }: Pick<SiteReadiness, 'attending' | 'status'>,
  reached: Whereto,
  { meeting, at, isPaused }: Step,
): AheadWhyNot | undefined => {
  if (attending === 0) return 'not-coming';
  if (status === 'passed') return 'check-passed';
  return at >= meeting.startsAt ? 'too-late' : whyNotThere(reached, isPaused);
};

/** Of each kind to offices that leaves by the schedule. */
export const whyNoMail: Readonly<
  Record<Exclude<PlannedKind, SiteKind>, (office: Reached, step: Step) => AheadWhyNot | undefined>
> = {
  reminder: whyNoReminder,
  'day-before': (office, step) => whyNotOfDay('day-before', office, step),
  // Who came is not known before the day: as things stand, those that say they come.
  thanks: (office, step) => whyNotOfDay('thanks', office, { ...step, at: '' }),
};
