import { type Channel, type ClosedBecause, type Meeting } from '#contracts';

/** The meeting with every deadline that it had: until `at`, `replyBy` held. */
export type Extension = { readonly at: string; readonly replyBy: string };
type Deadlines = Pick<Meeting, 'replyBy'> & { readonly extensions?: readonly Extension[] };
type Invited = { readonly status: 'issued' | 'withdrawn' };

/** Until when an office may answer by itself, on the web. That instant still counts. Whoever else must know is told it, and compares nothing. */
export const answersUntil = ({ replyBy }: Deadlines): string => replyBy;

/** Why the office can't answer by itself, if it can't. */
export const closedBecause = (
  invitation: Invited,
  meeting: Deadlines & Pick<Meeting, 'status'>,
  now: Date,
): ClosedBecause | undefined => {
  if (meeting.status === 'cancelled') return 'meeting-cancelled';
  if (invitation.status === 'withdrawn') return 'invitation-withdrawn';
  return now.getTime() > Date.parse(answersUntil(meeting)) ? 'deadline-passed' : undefined;
};

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
export const isLate = (channel: Channel, meeting: Deadlines, receivedAt: string): boolean =>
  channel !== 'web' && Date.parse(receivedAt) > Date.parse(deadlineAt(meeting, receivedAt));

const deadlineAt = ({ replyBy, extensions = [] }: Deadlines, at: string): string =>
  extensions.find((extension) => Date.parse(extension.at) > Date.parse(at))?.replyBy ?? replyBy;
