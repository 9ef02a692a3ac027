import {
  type Channel,
  type ClosedBecause,
  type FieldProblem,
  fieldProblem,
  type InvitationExtension,
  type Meeting,
} from '#contracts';
import { invalid } from '#platform';

/** Every deadline that the meeting had: until `at`, `replyBy` held. */
export type Extension = { readonly at: string; readonly replyBy: string };
type Deadlines = Pick<Meeting, 'replyBy'> & { readonly extensions?: readonly Extension[] };
type Given = { readonly extensions?: readonly InvitationExtension[] | undefined };
type Invited = Given & { readonly status: 'issued' | 'withdrawn' };

const later = (one: string, other: string | undefined): string =>
  other !== undefined && Date.parse(other) > Date.parse(one) ? other : one;

/**
 * Until when an office may answer by itself, on the web: until the meeting's deadline, or the one that it was given, if that
 * is later. That instant still counts. Whoever else must know is told it, and compares nothing.
 */
export const answersUntil = ({ replyBy }: Deadlines, { extensions = [] }: Given = {}): string =>
  later(replyBy, extensions.at(-1)?.until);

/** Why an office is asked for nothing any more, if it isn't: whatever its time to answer, it may give its opinion until then. */
export const endedBecause = (
  invitation: Invited,
  meeting: Pick<Meeting, 'status'>,
): Exclude<ClosedBecause, 'deadline-passed'> | undefined => {
  if (meeting.status === 'cancelled') return 'meeting-cancelled';
  if (meeting.status === 'closed') return 'meeting-closed';
  return invitation.status === 'withdrawn' ? 'invitation-withdrawn' : undefined;
};

/** Why the office can't answer by itself, if it can't. */
export const closedBecause = (
  invitation: Invited,
  meeting: Deadlines & Pick<Meeting, 'status'>,
  now: Date,
): ClosedBecause | undefined =>
  endedBecause(invitation, meeting)
  ?? (now.getTime() > Date.parse(answersUntil(meeting, invitation)) ? 'deadline-passed' : undefined);

/** Why an answer that came by this channel is not taken, if it isn't: the desk enters what arrived, also when the time for answers is over. */
export const refusedBecause = (
  channel: Channel,
  invitation: Invited,
  meeting: Deadlines & Pick<Meeting, 'status'>,
  now: Date,
): ClosedBecause | undefined => {
  const closed = closedBecause(invitation, meeting, now);
  return closed === 'deadline-passed' && channel !== 'web' ? undefined : closed;
};

/** Whether what came at an instant was late: by the deadline that held then, even if it was extended later on. What is taken on the web is in time. */
export const isLate = (channel: Channel, meeting: Deadlines, receivedAt: string, invitation: Given = {}): boolean =>
  channel !== 'web' && Date.parse(receivedAt) > Date.parse(deadlineAt(meeting, invitation, receivedAt));

const deadlineAt = ({ replyBy, extensions = [] }: Deadlines, { extensions: given = [] }: Given, at: string): string =>
  later(
    extensions.find((extension) => Date.parse(extension.at) > Date.parse(at))?.replyBy ?? replyBy,
    given.findLast((extension) => Date.parse(extension.at) <= Date.parse(at))?.until,
  );

/** When something arrived that the desk enters. Throws invalid 'invalid-received-at' for an instant at which it cannot have. */
export const receivedInstant = (
  receivedAt: string,
  { announcedAt, timeZone }: Pick<Meeting, 'timeZone'> & { readonly announcedAt?: string | undefined },
  now: Date,
): string => {
  const received = new Date(receivedAt);
  const refuse = (field: FieldProblem) => invalid('invalid-received-at', { details: { fields: [field], timeZone } });
  if (received > now) throw refuse(fieldProblem('receivedAt', 'in-future'));
  if (announcedAt !== undefined && received < new Date(announcedAt))
    throw refuse(fieldProblem('receivedAt', 'before-announced', { at: announcedAt, timeZone }));
  return received.toISOString();
};
