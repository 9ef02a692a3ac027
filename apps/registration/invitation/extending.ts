import { fieldProblem, type InvitationExtension, InvitationExtended } from '#contracts';
import { fact } from '#persistence';
import { conflict, invalid } from '#platform';
import { answersUntil, type MeetingRecord } from '../meeting/meeting.module.js';
import { type InvitationDecision, type InvitationRecord } from './invitation.js';

export type ExtendCommand = { readonly until: string; readonly reason: string; readonly extendedBy: string };

/**
 * Throws invalid 'invalid-extension': time that is over already, or that lasts beyond the start of the meeting; conflict with
 * the status of a meeting that no office answers.
 */
export const assertExtendable = (meeting: MeetingRecord, until: string, now: Date): void => {
  if (meeting.status === 'cancelled') throw conflict('meeting-cancelled');
  if (meeting.status === 'closed') throw conflict('meeting-closed');
  if (meeting.status === 'draft') throw conflict('meeting-not-announced', { values: { id: meeting.id } });
  const instant = Date.parse(until);
  const { timeZone } = meeting;
  const problem =
    instant <= now.getTime()
      ? fieldProblem('until', 'past-or-era')
      : instant > Date.parse(meeting.startsAt)
        ? fieldProblem('until', 'after-start', { at: meeting.startsAt, timeZone })
        : undefined;
  if (problem !== undefined) throw invalid('invalid-extension', { details: { fields: [problem], timeZone } });
};

/** Nothing for one that was withdrawn, and for one that may answer until then already: of several extensions the last holds. */
export const extendInvitation = (
  record: InvitationRecord,
  meeting: MeetingRecord,
  { until: wished, reason, extendedBy: by }: ExtendCommand,
  now: Date,
): InvitationDecision | undefined => {
  const until = new Date(wished).toISOString();
  const previous = answersUntil(meeting, record);
  const { extensions = [] } = record;
  // One who has more time than this by the meeting itself is given nothing.
  if (record.status === 'withdrawn' || answersUntil(meeting, { extensions: [{ at: until, until }] }) === previous)
    return undefined;
  const given: InvitationExtension = { at: now.toISOString(), until, reason, by };
  const { class: organisationClass, provinceCode } = record.organisation;
  const changes = { extensions: [...extensions, given] };
  return {
    changes,
    fact: fact(InvitationExtended, {
      invitationId: record.id,
      meetingId: record.meetingId,
      class: organisationClass,
      provinceCode,
      answersUntil: answersUntil(meeting, changes),
      previous,
      reason,
    }),
    reason,
  };
};
