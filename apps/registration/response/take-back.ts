import { type Response, ResponseTakenBack } from '#contracts';
import { type Fact, fact } from '#persistence';
import { notFound } from '#platform';
import {
  countsAgain,
  countingResponse,
  inCountingOrder,
  type InvitationRecord,
  lastSaid,
  previousOf,
} from '../invitation/invitation.module.js';
import { assertSeen } from './response.js';

export type TakeBackCommand = {
  readonly responseRevision: number;
  readonly reason: string;
  readonly takenBackBy: string;
  readonly expectedRevision?: number | undefined;
};

/** `responses` is what the invitation keeps from now on; without it nothing changed. There is a fact only if what counts has changed. */
export type TakeBackDecision = {
  readonly response: Response;
  readonly responses?: readonly Response[];
  readonly fact?: Fact;
};

/**
 * An answer that was no answer of this office: it stays on record with the reason and counts no more. It may be taken back
 * whenever the mistake is found: after the deadline, of a cancelled meeting, of a withdrawn invitation, for which nothing
 * counts before or after. One that was taken back before stays as it is.
 * Throws not-found 'response-not-found', conflict 'revision-conflict'.
 */
export const takeBack = (
  record: InvitationRecord,
  { responseRevision, reason, takenBackBy, expectedRevision }: TakeBackCommand,
  now: Date,
): TakeBackDecision => {
  const wrong = record.responses.find(({ revision }) => revision === responseRevision);
  if (wrong === undefined) throw notFound('response-not-found', { values: { revision: responseRevision } });
  if (wrong.takenBack !== undefined) return { response: wrong };
  assertSeen(record, expectedRevision);

  const response: Response = { ...wrong, takenBack: { at: now.toISOString(), by: takenBackBy, reason } };
  const responses = inCountingOrder(record.responses.map((each) => (each === wrong ? response : each)));
  const counted = countingResponse(record);
  if (counted !== wrong || record.status === 'withdrawn') return { response, responses };
  return { response, responses, fact: takenBackFact(record, counted, lastSaid(responses)) };
};

/** The answer that counted was taken back; `counts` is what counts instead. */
export const takenBackFact = (record: InvitationRecord, counted: Response, counts?: Response): Fact => {
  const { id: organisationId, class: organisationClass, provinceCode, siteId } = record.organisation;
  return fact(ResponseTakenBack, {
    invitationId: record.id,
    meetingId: record.meetingId,
    organisationId,
    siteId,
    class: organisationClass,
    provinceCode,
    responseRevision: counted.revision,
    ...(counts && { counts: countsAgain(counts) }),
    ...previousOf(counted),
  });
};
