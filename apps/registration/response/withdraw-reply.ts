import { type Response } from '#contracts';
import { type Fact } from '#persistence';
import { conflict } from '#platform';
import { countingResponse, inCountingOrder, type InvitationRecord } from '../invitation/invitation.module.js';
import { type MeetingRecord, refusedBecause } from '../meeting/meeting.module.js';
import { assertSeen } from './response.js';
import { takenBackFact } from './take-back.js';

export type WithdrawReplyCommand = { readonly reason: string; readonly expectedRevision?: number | undefined };

/** `responses` is what the invitation keeps from now on; without it nothing changed, since nothing counted. */
export type WithdrawReplyDecision =
  { readonly responses: readonly Response[]; readonly fact: Fact } | { readonly responses?: undefined };

/**
 * The office has not answered after all: all that it has said is taken back by itself, so that no earlier answer counts
 * again. What came to the desk meanwhile is a conflict, which it has to see first.
 * Throws conflict 'deadline-passed', 'meeting-cancelled', 'meeting-closed', 'invitation-withdrawn' or 'revision-conflict'.
 */
export const withdrawReply = (
  record: InvitationRecord,
  meeting: MeetingRecord,
  { reason, expectedRevision }: WithdrawReplyCommand,
  now: Date,
): WithdrawReplyDecision => {
  const refused = refusedBecause('web', record, meeting, now);
  if (refused !== undefined) throw conflict(refused);
  const counted = countingResponse(record);
  if (counted === undefined) return {};
  assertSeen(record, expectedRevision);
  const takenBack = { at: now.toISOString(), reason };
  const responses = record.responses.map((each) => (each.takenBack === undefined ? { ...each, takenBack } : each));
  return { responses: inCountingOrder(responses), fact: takenBackFact(record, counted) };
};
