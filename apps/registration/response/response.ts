import { isDeepStrictEqual } from 'node:util';
import {
  type Channel,
  contentOf,
  fieldProblem,
  readReply,
  type ReplyProblem,
  type Response,
  type ResponseContent,
  type Scan,
  mostScans,
  ResponseConfirmed,
  ResponseRecorded,
} from '#contracts';
import { conflict, invalid } from '#platform';
import { type Fact, fact } from '#persistence';
import {
  countedAs,
  countingResponse,
  inCountingOrder,
  type InvitationRecord,
  isUnconfirmed,
  lastSaid,
  previousOf,
} from '../invitation/invitation.module.js';
import { isLate, type MeetingRecord, receivedInstant, refusedBecause } from '../meeting/meeting.module.js';
import { refuseFlood } from './flood.js';

/** What came in: by the office's own link, or typed in by the reply desk with the instant at which it had arrived. */
export type ReplyCommand = { readonly content: ResponseContent; readonly expectedRevision?: number | undefined } & (
  | { readonly channel: 'web' }
  | {
      readonly channel: Exclude<Channel, 'web'>;
      readonly receivedAt: string;
      readonly enteredBy: string;
      readonly reason?: string | undefined;
      readonly scans?: readonly Scan[];
    }
);

/**
 * `responses` is what the invitation keeps from now on; without it nothing is to be kept. There is a fact only if what
 * counts has changed, or was confirmed.
 */
export type ReplyDecision =
  | {
      readonly changed: false;
      readonly response: Response;
      readonly responses?: readonly Response[];
      readonly fact?: Fact;
    }
  | {
      readonly changed: true;
      readonly response: Response;
      readonly responses: readonly Response[];
      readonly fact?: Fact;
    };

/** What an office sends by its link is later than what it sent before, whatever the clocks of two replicas say. */
const sentOnTheWeb = (record: InvitationRecord, now: Date): string => {
  const instants = record.responses
    .filter(({ channel }) => channel === 'web')
    .map(({ receivedAt }) => Date.parse(receivedAt));
  return new Date(Math.max(now.getTime(), ...instants)).toISOString();
};

/** Throws conflict 'revision-conflict' if what the office has said changed since the revision that the sender saw. */
export const assertSeen = (record: InvitationRecord, expectedRevision: number | undefined): void => {
  if (expectedRevision === undefined) return;
  const seen =
    record.saidRevision === undefined
      ? expectedRevision === record.revision
      : expectedRevision >= record.saidRevision && expectedRevision <= record.revision;
  if (seen) return;
  throw conflict('revision-conflict', { details: { expectedRevision, revision: record.revision } });
};

/** Throws invalid 'over-quota' or 'invalid-reply' with every field that the meeting's form does not take so. */
const assertFitting = (problems: readonly ReplyProblem[]): void => {
  if (problems.length === 0) return;
  const fields = problems.map(({ field, code, params }) => fieldProblem(`content.${field}`, code, params));
  throw invalid(problems.some(({ code }) => code === 'over-quota') ? 'over-quota' : 'invalid-reply', {
    details: { fields },
  });
};

/** With those that prove it as well; nothing where all of them are there already. Throws conflict 'too-many-scans'. */
const moreScans = ({ scans = [] }: Pick<Response, 'scans'>, more: readonly Scan[]): Scan[] | undefined => {
  const known = new Set(scans.map(({ scanId }) => scanId));
  const all = [...scans, ...more.filter(({ scanId }) => !known.has(scanId))];
  if (all.length > mostScans) throw conflict('too-many-scans', { values: { most: mostScans } });
  return all.length === scans.length ? undefined : all;
};

const confirmedFact = (record: InvitationRecord, response: Response, confirmedAt: string): Fact => {
  const { id: organisationId, class: organisationClass, provinceCode, siteId } = record.organisation;
  return fact(ResponseConfirmed, {
    invitationId: record.id,
    meetingId: record.meetingId,
    organisationId,
    siteId,
    class: organisationClass,
    provinceCode,
    responseRevision: response.revision,
    ...countedAs(response),
    attendeeCount: response.attendees.length,
    confirmedAt,
  });
};

/**
 * What a reply makes of an invitation. Web replies are taken until the deadline; what the desk enters is kept after it,
 * marked late by the deadline that held when it was received, and counts if none was received later. What the office had
 * said already by then makes no new revision, also under another form of the meeting than today's; the desk's paper that says it once more is noted with the revision it repeats,
 * and so is whatever confirms it.
 * Whoever replaces what an office itself sent says why.
 * Throws conflict `deadline-passed`, `meeting-cancelled`, `invitation-withdrawn`, `revision-conflict`, `too-many-changes`,
 * `too-many-scans` or `too-many-revisions`, invalid `invalid-received-at`, `invalid-reply` or `over-quota`.
 */
export const decideReply = (
  record: InvitationRecord,
  meeting: MeetingRecord,
  command: ReplyCommand,
  now: Date,
): ReplyDecision => {
  const refused = refusedBecause(command.channel, record, meeting, now);
  if (refused !== undefined) throw conflict(refused);

  const receivedAt =
    command.channel === 'web' ? sentOnTheWeb(record, now) : receivedInstant(command.receivedAt, meeting, now);
  const said = lastSaid(record.responses, Date.parse(receivedAt));
  const { content, problems } = readReply(meeting.form, command.content, { whole: command.channel === 'web' });
  if (said && isDeepStrictEqual(contentOf(said), contentOf(problems.length === 0 ? content : command.content))) {
    const isLater = Date.parse(said.saidAgainAt ?? said.receivedAt) < Date.parse(receivedAt);
    const scans = command.channel === 'web' ? undefined : moreScans(said, command.scans ?? []);
    const again = { ...said, ...(isLater && { saidAgainAt: receivedAt }), ...(scans && { scans }) };
    const confirms =
      countingResponse(record) === said && isUnconfirmed(said, meeting) && !isUnconfirmed(again, meeting);
    if (!confirms && scans === undefined && (command.channel === 'web' || !isLater))
      return { changed: false, response: said };
    return {
      changed: false,
      response: again,
      responses: inCountingOrder(record.responses.map((each) => (each === said ? again : each))),
      ...(confirms && { fact: confirmedFact(record, again, receivedAt) }),
    };
  }
  assertSeen(record, command.expectedRevision);
  assertFitting(problems);
  refuseFlood(record, command.channel, now);

  const before = countingResponse(record);
  const response: Response = {
    ...content,
    revision: Math.max(0, ...record.responses.map(({ revision }) => revision)) + 1,
    channel: command.channel,
    receivedAt,
    enteredAt: now.toISOString(),
    ...(command.channel !== 'web' && {
      enteredBy: command.enteredBy,
      ...(before !== undefined && command.reason !== undefined && { reason: command.reason }),
      ...(command.scans !== undefined && command.scans.length > 0 && { scans: [...command.scans] }),
    }),
    late: isLate(command.channel, meeting, receivedAt, record),
  };
  const responses = inCountingOrder([...record.responses, response]);
  if (lastSaid(responses) !== response) return { changed: true, response, responses };
  if (command.channel !== 'web' && before?.channel === 'web' && response.reason === undefined)
    throw invalid('invalid-reply', { details: { fields: [fieldProblem('reason', 'reason-of-change')] } });
  const { id: organisationId, class: organisationClass, provinceCode, siteId } = record.organisation;
  return {
    changed: true,
    response,
    responses,
    fact: fact(ResponseRecorded, {
      invitationId: record.id,
      meetingId: record.meetingId,
      organisationId,
      siteId,
      class: organisationClass,
      provinceCode,
      responseRevision: response.revision,
      answer: response.answer,
      attendeeCount: response.attendees.length,
      channel: response.channel,
      receivedAt,
      late: response.late,
      ...previousOf(before),
    }),
  };
};
