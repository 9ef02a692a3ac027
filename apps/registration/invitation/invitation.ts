import { isDeepStrictEqual } from 'node:util';
import {
  type HistoryWhat,
  type Invitation,
  InvitationIssued,
  InvitationWithdrawn,
  type Organisation,
  ReplyLinkRenewed,
  type Response,
  type Site,
} from '#contracts';
import { type Fact, fact } from '#persistence';
import { conflict, digestText } from '#platform';
import { type MeetingRecord } from '../meeting/meeting.module.js';
import { asksOtherSite } from './other-site.js';
import { countsAgain, isUnconfirmed, lastSaid, previousOf } from './said.js';

/**
 * The invitation with the revisions of its response; read in a list, with the one that counts only. `linkVersion` is what
 * its reply link is signed over: raising it makes earlier links void. `saidRevision`: the revision at which what the office
 * has said last changed; everything since changed something else.
 */
export type InvitationRecord = Omit<Invitation, 'response'> & {
  readonly linkVersion: number;
  readonly responses: readonly Response[];
  readonly saidRevision?: number;
  /** By which attempt the code of its link was made; without it none was asked for since the link was renewed. */
  readonly codeAttempt?: number;
  /** The words in which the office asked for another hall when that was decided, by their digest. */
  readonly otherSiteDecided?: string;
  /** Of one that was withdrawn because its office was merged into another: into which. */
  readonly withdrawnWith?: string;
};

/** What a decision makes of an invitation. */
export type InvitationChanges = Partial<
  Pick<
    InvitationRecord,
    | 'status'
    | 'responses'
    | 'organisation'
    | 'siteName'
    | 'linkVersion'
    | 'extensions'
    | 'movedAt'
    | 'otherSiteDecided'
    | 'withdrawnWith'
  >
> & { readonly standing?: Standing; readonly seat?: undefined };
/** `reason`: why, and `what`: what it was, for the history, where nothing of the invitation itself says it. */
export type InvitationDecision = {
  readonly changes: InvitationChanges;
  readonly fact?: Fact | undefined;
  readonly reason?: string | undefined;
  readonly what?: HistoryWhat | undefined;
};

/** How it is found in a list: withdrawn invitations are neither silent nor answered. */
export type Standing = 'silent' | 'answered' | 'withdrawn';
export const standingOf = (record: Pick<InvitationRecord, 'status' | 'responses'>): Standing =>
  record.status === 'withdrawn' ? 'withdrawn' : countingResponse(record) ? 'answered' : 'silent';

export const countingResponse = (record: Pick<InvitationRecord, 'responses'>): Response | undefined =>
  lastSaid(record.responses);

/** As it is told; with its meeting it says as well whether the office has yet to confirm its answer. */
export const invitationOf = (
  record: InvitationRecord,
  meeting: Pick<MeetingRecord, 'confirmedFrom'> = {},
): Invitation => {
  const {
    linkVersion: _linkVersion,
    saidRevision: _saidRevision,
    codeAttempt: _codeAttempt,
    otherSiteDecided: _otherSiteDecided,
    withdrawnWith: _withdrawnWith,
    responses: _responses,
    ...invitation
  } = record;
  const response = countingResponse(record);
  if (response === undefined) return invitation;
  const unconfirmed = record.status === 'issued' && isUnconfirmed(response, meeting);
  return {
    ...invitation,
    response,
    ...(unconfirmed && { unconfirmed }),
    ...(asksOtherSite(record) && { asksOtherSite: true }),
  };
};

/** The same office at the same meeting has the same id, so inviting twice is harmless. */
export const invitationId = (meetingId: string, organisationId: string): string =>
  `inv-${digestText(`${meetingId}\n${organisationId}`, 16)}`;

export const issueInvitation = (meetingId: string, organisation: Organisation, site: Site) => {
  const record: InvitationRecord = {
    id: invitationId(meetingId, organisation.id),
    meetingId,
    organisation,
    siteName: site.name,
    status: 'issued',
    revision: 1,
    linkVersion: 1,
    responses: [],
  };
  return {
    record,
    fact: fact(InvitationIssued, { invitationId: record.id, meetingId, organisation, siteName: site.name }),
  };
};

/** Nothing when it had been withdrawn before. */
export const withdrawInvitation = (record: InvitationRecord, reason?: string) => {
  if (record.status === 'withdrawn') return undefined;
  const { class: organisationClass, provinceCode, siteId } = record.organisation;
  return {
    changes: { status: 'withdrawn' as const, standing: 'withdrawn' as const },
    fact: fact(InvitationWithdrawn, {
      invitationId: record.id,
      meetingId: record.meetingId,
      siteId,
      class: organisationClass,
      provinceCode,
      ...(reason !== undefined && { reason }),
      ...previousOf(countingResponse(record)),
    }),
    reason,
  };
};

/** Links from before it was withdrawn stay void; what the office said then, and the time that it was given, counts again. Nothing when it stands. */
export const inviteAgain = (record: InvitationRecord, reason?: string): InvitationDecision | undefined => {
  if (record.status === 'issued') return undefined;
  const { id, meetingId, organisation, siteName, extensions } = record;
  const linkVersion = record.linkVersion + 1;
  const said = countingResponse(record);
  const answersUntil = extensions?.at(-1)?.until;
  const counts = said && countsAgain(said);
  return {
    changes: { status: 'issued', linkVersion, standing: said ? 'answered' : 'silent', withdrawnWith: undefined },
    fact: fact(InvitationIssued, {
      invitationId: id,
      meetingId,
      organisation,
      siteName,
      again: { linkVersion, ...(counts && { counts }), ...(answersUntil !== undefined && { answersUntil }) },
    }),
    reason,
  };
};

/** Links sent until now are void. Throws conflict 'invitation-withdrawn': it has no link that could be used. */
export const renewLink = (record: InvitationRecord) => {
  if (record.status === 'withdrawn') throw conflict('invitation-withdrawn');
  const linkVersion = record.linkVersion + 1;
  return {
    changes: { linkVersion },
    fact: fact(ReplyLinkRenewed, { invitationId: record.id, meetingId: record.meetingId, linkVersion }),
  };
};

/** The copy of the name of its site follows, while it is its site; which one that is stays. */
export const followSite = (record: InvitationRecord, { id, name }: Site): { siteName: Site['name'] } | undefined =>
  record.organisation.siteId !== id || isDeepStrictEqual(name, record.siteName) ? undefined : { siteName: name };

/**
 * The contact copies follow the organisation, whatever fields it has; class, province and site stay as they were counted
 * when it was invited.
 */
export const followContact = (
  record: InvitationRecord,
  organisation: Organisation,
): { organisation: Organisation } | undefined => {
  const { class: organisationClass, provinceCode, siteId } = record.organisation;
  const followed = { ...organisation, class: organisationClass, provinceCode, siteId };
  return isDeepStrictEqual(followed, record.organisation) ? undefined : { organisation: followed };
};
