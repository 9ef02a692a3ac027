import { describe, expect, it } from '@jest/globals';
import {
  exampleMeeting,
  exampleOrganisation,
  exampleResponse,
  exampleSite,
  InvitationExtended,
  InvitationIssued,
} from '#contracts';
import { assertExtendable, extendInvitation } from './extending.js';
import { inviteAgain, issueInvitation, withdrawInvitation } from './invitation.js';

const meeting = exampleMeeting;
const { record } = issueInvitation(meeting.id, exampleOrganisation, exampleSite);
const now = new Date('2016-11-17T03:00:00.000Z');
const command = { until: '2016-11-21T23:59:59+07:00', reason: 'น้ำท่วม', extendedBy: 'staff-one' };
const until = '2016-11-21T16:59:59.000Z';

describe('more time for an office', () => {
  it('is kept with who gave it, when and why, and told with the deadline before', () => {
    const decision = extendInvitation(record, meeting, command, now);
    expect(decision?.changes.extensions).toEqual([{ at: now.toISOString(), until, reason: 'น้ำท่วม', by: 'staff-one' }]);
    expect(InvitationExtended.data.parse(decision?.fact?.data)).toMatchObject({
      answersUntil: until,
      previous: meeting.replyBy,
    });
  });

  it('is given once, however often it is asked for; another instant is another extension, an earlier one too', () => {
    const extended = { ...record, ...extendInvitation(record, meeting, command, now)?.changes };
    expect(extendInvitation(extended, meeting, command, now)).toBeUndefined();
    const earlier = extendInvitation(extended, meeting, { ...command, until: '2016-11-20T16:59:59.000Z' }, now);
    expect(earlier?.changes.extensions).toHaveLength(2);
  });

  it('is not given to one that was withdrawn or that has as much by the meeting itself', () => {
    expect(extendInvitation({ ...record, status: 'withdrawn' }, meeting, command, now)).toBeUndefined();
    expect(extendInvitation(record, meeting, { ...command, until: '2016-11-18T00:00:00.000Z' }, now)).toBeUndefined();
  });

  it.each([
    ['time that is over', meeting, '2016-11-17T03:00:00.000Z', 'invalid-extension'],
    ['time beyond the start', meeting, '2016-11-24T03:00:00.000Z', 'invalid-extension'],
    ['a cancelled meeting', { ...meeting, status: 'cancelled' as const }, until, 'meeting-cancelled'],
    ['a draft', { ...meeting, status: 'draft' as const }, until, 'meeting-not-announced'],
  ])('is refused for %s', (_what, of, at, code) => {
    expect(() => assertExtendable(of, at, now)).toThrow(expect.objectContaining({ code }));
  });
});

describe('an invitation that was withdrawn', () => {
  const withdrawn = { ...record, ...withdrawInvitation(record, 'ซ้ำ')?.changes, revision: 2 };

  it('is issued again with a new link, once', () => {
    const again = inviteAgain(withdrawn, 'ไม่ซ้ำ');
    expect(again).toMatchObject({ changes: { status: 'issued', linkVersion: 2, standing: 'silent' }, reason: 'ไม่ซ้ำ' });
    expect(InvitationIssued.data.parse(again?.fact?.data).again).toEqual({ linkVersion: 2 });
    expect(inviteAgain({ ...withdrawn, ...again?.changes })).toBeUndefined();
  });

  it('stands by what it had said, and by the time that it was given', () => {
    const said = { ...withdrawn, responses: [exampleResponse], extensions: [{ at: until, until }] };
    const again = inviteAgain(said);
    expect(again?.changes.standing).toBe('answered');
    expect(InvitationIssued.data.parse(again?.fact?.data).again).toEqual({
      linkVersion: 2,
      counts: { answer: 'attend', channel: 'web', late: false, responseRevision: 1, attendeeCount: 1 },
      answersUntil: until,
    });
  });
});
