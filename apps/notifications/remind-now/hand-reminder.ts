import { answersUntilOf, type Meeting } from '#contracts';
import { type MailContent } from '../mail/mail.module.js';
import { mayAnswerUntil, type Reached } from '../ahead/ahead.module.js';

/**
 * Reminders by hand have ordinals of their own, beyond those of the schedule and of offices that were given time: each press
 * is another mail, and the schedule's own are sent once each, whatever was sent by hand.
 */
const byHandFrom = 1_000_000_000;
export const ordinalByHand = (press: number): number => byHandFrom + press;

/** Whoever was given more time than the meeting gives is reminded until then. */
export const contentByHand = (meeting: Meeting, office: Pick<Reached, 'answersUntil'>): MailContent | undefined => {
  const until = mayAnswerUntil(meeting, office);
  return until > answersUntilOf(meeting) ? { givenTime: { until } } : undefined;
};
