import { describe, expect, it } from '@jest/globals';
import {
  exampleMeeting,
  exampleOrganisation,
  exampleResponse,
  exampleSite,
  Id,
  InvitationIssued,
  InvitationWithdrawn,
} from '#contracts';
import {
  followContact,
  invitationId,
  invitationOf,
  issueInvitation,
  standingOf,
  withdrawInvitation,
} from './invitation.js';

const { record, fact } = issueInvitation(exampleMeeting.id, exampleOrganisation, exampleSite);
const answered = {
  ...record,
  revision: 3,
  responses: [exampleResponse, { ...exampleResponse, revision: 2, answer: 'decline' as const, attendees: [] }],
};

describe('an invitation', () => {
  it('has an id that follows from meeting and organisation', () => {
    expect(Id.parse(record.id)).toBe(invitationId(exampleMeeting.id, exampleOrganisation.id));
    expect(record.id).toMatch(/^inv-[a-z2-7]{16}$/);
    expect(invitationId('a', 'b')).not.toBe(invitationId('b', 'a'));
  });

  it('has 60,000 different ids for 60,000 offices', () => {
    expect(new Set(Array.from({ length: 60_000 }, (_, index) => invitationId('m', `o-${index}`))).size).toBe(60_000);
  });

  it('is silent when it is issued, and tells who was invited', () => {
    expect(standingOf(record)).toBe('silent');
    expect(invitationOf(record)).not.toHaveProperty('response');
    expect(InvitationIssued.data.parse(fact.data)).toMatchObject({
      invitationId: record.id,
      organisation: exampleOrganisation,
      siteName: exampleSite.name,
    });
  });

  it('shows its latest response only', () => {
    expect(standingOf(answered)).toBe('answered');
    expect(invitationOf(answered).response).toMatchObject({ revision: 2, answer: 'decline' });
    expect(invitationOf(answered)).not.toHaveProperty('responses');
  });

  it('is withdrawn once, telling what its office had said', () => {
    const withdrawal = withdrawInvitation(answered);
    expect(withdrawal?.changes).toEqual({ status: 'withdrawn', standing: 'withdrawn' });
    expect(InvitationWithdrawn.data.parse(withdrawal?.fact.data)).toMatchObject({
      class: 'revenue',
      previous: { answer: 'decline', channel: 'web', late: false },
    });
    expect(withdrawInvitation({ ...answered, status: 'withdrawn' })).toBeUndefined();
  });

  it('follows its organisation’s contact, and stays counted where it was', () => {
    const { email: _email, ...withoutEmail } = exampleOrganisation;
    expect(
      followContact(record, {
        ...withoutEmail,
        language: 'en',
        class: 'labour',
        provinceCode: 'TH-51',
        siteId: 'th-51',
      }),
    ).toEqual({ organisation: { ...withoutEmail, language: 'en' } });
    expect(followContact(record, exampleOrganisation)).toBeUndefined();
  });
});
