import { type BecomesOfInvitation, type Organisation } from '#contracts';
import {
  followContact,
  inviteAgain,
  type InvitationDecision,
  type InvitationRecord,
  standingOf,
  withdrawInvitation,
} from '../invitation/invitation.module.js';
import { type MeetingRecord } from '../meeting/meeting.module.js';

/**
 * What becomes of an invitation whose office was merged into another: `isInvited`, that one, to the same meeting. Nothing of
 * what is past, of one that was withdrawn before, or of a meeting that has begun. What was answered is never taken back in
 * silence: both answers are there for people to settle.
 */
export const becomesOf = (
  record: InvitationRecord,
  meeting: Pick<MeetingRecord, 'status' | 'startsAt'>,
  isInvited: boolean,
  now: Date,
): BecomesOfInvitation | undefined => {
  if (meeting.status !== 'announced' || Date.parse(meeting.startsAt) <= now.getTime()) return undefined;
  const standing = standingOf(record);
  switch (standing) {
    case 'withdrawn':
      return undefined;
    case 'answered':
      return 'stays';
    case 'silent':
      return isInvited ? 'withdrawn' : 'follows';
    default:
      return standing satisfies never;
  }
};

/** What is made of it: one that follows says what the other office is called and where it is reached, and stays its own. */
export const settleInvitation = (
  record: InvitationRecord,
  becomes: BecomesOfInvitation | undefined,
  into: Organisation,
  reason: string,
): InvitationDecision | undefined => {
  if (becomes === 'withdrawn') {
    const decision = withdrawInvitation(record, reason);
    return decision && { ...decision, changes: { ...decision.changes, withdrawnWith: into.id } };
  }
  if (becomes !== 'follows') return undefined;
  const changes = followContact(record, { ...into, id: record.organisation.id });
  return changes && { changes, reason };
};

/**
 * What a merge withdrew is made again once that is undone, at a meeting that is still to begin and invites its class. Nothing
 * of what people have withdrawn, or invited again since. What followed the other office follows this one.
 */
export const unsettleInvitation = (
  record: InvitationRecord,
  meeting: Pick<MeetingRecord, 'status' | 'startsAt' | 'classes'>,
  office: Organisation,
  now: Date,
): InvitationDecision | undefined => {
  const { status, withdrawnWith, organisation } = record;
  if (status === 'issued') {
    const changes = meeting.status === 'closed' ? undefined : followContact(record, office);
    return changes && { changes };
  }
  const isToBegin = meeting.status === 'announced' && Date.parse(meeting.startsAt) > now.getTime();
  const isInvited = meeting.classes.some((each) => each.class === organisation.class);
  return withdrawnWith !== undefined && isToBegin && isInvited ? inviteAgain(record) : undefined;
};
