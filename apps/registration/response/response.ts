import { isDeepStrictEqual } from 'node:util';
import { type Channel, type Meeting, type Response, type ResponseContent, ResponseRecorded } from '#contracts';
import { conflict, invalid } from '#platform';
import { type Fact, fact } from '#persistence';
import { type InvitationRecord, latestResponse } from '../invitation/invitation.js';

/** What came in: by the office's own link, or typed in by the reply desk with the instant at which it had arrived. */
export type ReplyCommand = { readonly content: ResponseContent; readonly expectedRevision?: number | undefined } & (
  | { readonly channel: 'web' }
  | { readonly channel: Exclude<Channel, 'web'>; readonly receivedAt: string; readonly enteredBy: string }
);

export type ReplyDecision =
  | { readonly changed: false; readonly response: Response }
  | { readonly changed: true; readonly response: Response; readonly fact: Fact };

export type ClosedBecause = 'deadline-passed' | 'meeting-cancelled' | 'invitation-withdrawn';

/** Why the office can't answer on the web, if it can't. The deadline's own instant still counts as in time. */
export const closedBecause = (record: Pick<InvitationRecord, 'status'>, meeting: Pick<Meeting, 'status' | 'replyBy'>, now: Date): ClosedBecause | undefined => {
  if (meeting.status === 'cancelled') return 'meeting-cancelled';
  if (record.status === 'withdrawn') return 'invitation-withdrawn';
  return now.toISOString() > meeting.replyBy ? 'deadline-passed' : undefined;
};

const remedies: Record<ClosedBecause, string> = {
  'deadline-passed': 'The reply deadline has passed. Send the reply form by fax or ring the coordinator: the reply desk still enters it.',
  'meeting-cancelled': 'The meeting was cancelled: no reply is needed.',
  'invitation-withdrawn': 'This invitation was withdrawn. Ring the coordinator if the office should be invited after all.',
};

const receivedInstant = (command: Extract<ReplyCommand, { receivedAt: string }>, meeting: Meeting, now: Date): string => {
  const receivedAt = new Date(command.receivedAt).toISOString();
  const refuse = (problem: string, remedy: string) =>
    invalid('invalid-received-at', `The reply can't have been received at ${receivedAt}: it ${problem}. ${remedy}.`, {
      details: { fields: [{ field: 'receivedAt', problem, remedy }] },
    });
  if (receivedAt > now.toISOString()) throw refuse('is in the future', 'Enter when the reply arrived, not later than now');
  if (meeting.announcedAt !== undefined && receivedAt < meeting.announcedAt)
    throw refuse('is before the meeting was announced', `Enter an instant from ${meeting.announcedAt} on`);
  return receivedAt;
};

/**
 * What a reply makes of an invitation. Web replies are taken until the deadline; what the desk enters is kept after it,
 * marked late by the instant at which it was received. What the office had said already makes no new revision.
 * Throws conflict `deadline-passed`, `meeting-cancelled`, `invitation-withdrawn` or `revision-conflict`, invalid `invalid-received-at`.
 */
export const decideReply = (record: InvitationRecord, meeting: Meeting, command: ReplyCommand, now: Date): ReplyDecision => {
  const closed = closedBecause(record, meeting, now);
  if (closed !== undefined && (closed !== 'deadline-passed' || command.channel === 'web')) throw conflict(closed, remedies[closed]);

  const enteredAt = now.toISOString();
  const receivedAt = command.channel === 'web' ? enteredAt : receivedInstant(command, meeting, now);
  const last = latestResponse(record);
  const { answer, attendees, note } = command.content;
  if (last && isDeepStrictEqual({ answer, attendees, note }, { answer: last.answer, attendees: last.attendees, note: last.note }))
    return { changed: false, response: last };

  if (command.expectedRevision !== undefined && command.expectedRevision !== record.revision)
    throw conflict('revision-conflict', 'Somebody else has answered for this office meanwhile. Open the form again, look at what it says now, and send your change then.', {
      details: { expectedRevision: command.expectedRevision, revision: record.revision },
    });

  const response: Response = {
    revision: (last?.revision ?? 0) + 1,
    answer,
    attendees,
    ...(note !== undefined && { note }),
    channel: command.channel,
    receivedAt,
    enteredAt,
    ...(command.channel !== 'web' && { enteredBy: command.enteredBy }),
    late: receivedAt > meeting.replyBy,
  };
  const { id: organisationId, class: organisationClass, provinceCode, siteId } = record.organisation;
  return {
    changed: true,
    response,
    fact: fact(ResponseRecorded, {
      invitationId: record.id, meetingId: record.meetingId, organisationId, siteId, class: organisationClass, provinceCode,
      responseRevision: response.revision, answer, attendeeCount: attendees.length, channel: response.channel, receivedAt, late: response.late,
      ...(last && { previous: { answer: last.answer, channel: last.channel, late: last.late } }),
    }),
  };
};
