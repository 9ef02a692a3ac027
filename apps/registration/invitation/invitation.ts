import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Invitation, InvitationIssued, InvitationWithdrawn, type Organisation, type Response, type Site } from '#contracts';
import { fact } from '#persistence';

/**
 * The invitation with every revision of its response, the oldest first. `linkVersion` is what its reply link is signed
 * over: raising it makes earlier links void.
 */
export type InvitationRecord = Omit<Invitation, 'response'> & { readonly linkVersion: number; readonly responses: readonly Response[] };

/** How it is found in a list: withdrawn invitations are neither silent nor answered. */
export type Standing = 'silent' | 'answered' | 'withdrawn';
export const standingOf = (record: Pick<InvitationRecord, 'status' | 'responses'>): Standing =>
  record.status === 'withdrawn' ? 'withdrawn' : record.responses.length > 0 ? 'answered' : 'silent';

export const latestResponse = (record: InvitationRecord): Response | undefined => record.responses.at(-1);

export const invitationOf = (record: InvitationRecord): Invitation => {
  const { linkVersion: _linkVersion, responses: _responses, ...invitation } = record;
  const response = latestResponse(record);
  return response === undefined ? invitation : { ...invitation, response };
};

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
/** The first `length` bytes of SHA-256, five bits of each as a letter or digit: 16 of them are 80 bits. */
export const digestText = (text: string, length: number): string =>
  Array.from(createHash('sha256').update(text).digest().subarray(0, length), (byte) => alphabet[byte & 31]).join('');

/** The same office at the same meeting has the same id, so inviting twice is harmless. */
export const invitationId = (meetingId: string, organisationId: string): string => `inv-${digestText(`${meetingId}\n${organisationId}`, 16)}`;

export const issueInvitation = (meetingId: string, organisation: Organisation, site: Site) => {
  const record: InvitationRecord = {
    id: invitationId(meetingId, organisation.id), meetingId, organisation, siteName: site.name, status: 'issued', revision: 1, linkVersion: 1, responses: [],
  };
  return { record, fact: fact(InvitationIssued, { invitationId: record.id, meetingId, organisation, siteName: site.name }) };
};

/** Nothing when it had been withdrawn before. */
export const withdrawInvitation = (record: InvitationRecord) => {
  if (record.status === 'withdrawn') return undefined;
  const { class: organisationClass, provinceCode, siteId } = record.organisation;
  const last = latestResponse(record);
  return {
    changes: { status: 'withdrawn' as const, standing: 'withdrawn' as const },
    fact: fact(InvitationWithdrawn, {
      invitationId: record.id, meetingId: record.meetingId, siteId, class: organisationClass, provinceCode,
      ...(last && { previous: { answer: last.answer, channel: last.channel, late: last.late } }),
    }),
  };
};

/** The contact copies follow the organisation; class, province and site stay as they were counted when it was invited. */
export const followContact = (record: InvitationRecord, { name, email, language }: Organisation): { organisation: Organisation } | undefined => {
  const { email: _email, ...kept } = record.organisation;
  const organisation = { ...kept, name, language, ...(email !== undefined && { email }) };
  return isDeepStrictEqual(organisation, record.organisation) ? undefined : { organisation };
};
