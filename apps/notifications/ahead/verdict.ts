import { type AheadWhyNot, answersUntilOf, type Meeting } from '#contracts';
import { type Recipient } from '../recipient/recipient.module.js';

/** An office with what is known of where it is reached. */
export type Reached = Recipient & { readonly address: string | undefined; readonly isBad: boolean };

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

/** Why an office that is invited gets no reminder at an instant, as things stand now; nothing if it gets one. */
export const whyNoReminder = (office: Reached, { meeting, at, isPaused }: Step): AheadWhyNot | undefined => {
  if (office.responseRevision > 0) return 'answered';
  if (at > mayAnswerUntil(meeting, office) || at > meeting.startsAt) return 'too-late';
  if (office.address === undefined) return 'no-address';
  if (office.isBad) return 'bad-address';
  return isPaused ? 'paused' : undefined;
};
