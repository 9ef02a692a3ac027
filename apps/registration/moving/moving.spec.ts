import { describe, expect, it } from '@jest/globals';
import {
  exampleInvitation,
  exampleMeeting,
  exampleResponse,
  InvitationMoved,
  OtherHallDeclined,
  type Response,
} from '#contracts';
import { invitationOf, type InvitationRecord } from '../invitation/invitation.module.js';
import { moveInvitation } from './moving.js';

const now = new Date('2016-11-12T02:00:00.000Z');
const { response: _response, ...invitation } = exampleInvitation;
const said = (changes: Partial<Response> = {}, revision = 1): Response => ({
  ...exampleResponse,
  otherSite: 'ลำพูน ใกล้กว่า',
  ...changes,
  revision,
});
const record = (...responses: Response[]): InvitationRecord => ({
  ...invitation,
  linkVersion: 1,
  responses,
  seat: 'seated',
});
const own = { id: invitation.organisation.siteId, name: invitation.siteName };
type Hall = Parameters<typeof moveInvitation>[2];
const other: Hall = { id: 'th-51', name: { th: 'ศาลากลางจังหวัดลำพูน', en: 'Lamphun Provincial Hall' } };
const move = (of: InvitationRecord, site: Hall = other, meeting = exampleMeeting) =>
  moveInvitation(of, meeting, site, 'ใกล้กว่า', now);
const after = (of: InvitationRecord, site: Hall = other): InvitationRecord => {
  const { standing: _standing, ...changes } = move(of, site)?.changes ?? {};
  return { ...of, ...changes };
};
const asks = (of: InvitationRecord) => invitationOf(of).asksOtherSite === true;

describe('the hall of an office', () => {
  it('is another one from now on; class, province and all that it said stay', () => {
    const before = record(said());
    const decision = move(before);
    expect(decision).toMatchObject({ reason: 'ใกล้กว่า', changes: { siteName: other.name, movedAt: now.toISOString() } });
    const moved = after(before);
    expect(moved.organisation).toEqual({ ...before.organisation, siteId: other.id });
    expect(moved.responses).toEqual(before.responses);
    expect(moved.seat).toBeUndefined();
    expect(InvitationMoved.data.parse(decision?.fact?.data)).toMatchObject({
      from: own.id,
      to: other.id,
      siteName: other.name,
      previousSiteName: own.name,
      provinceCode: 'TH-50',
      counts: { answer: 'attend', responseRevision: 1, attendeeCount: 1 },
    });
  });

  it('is decided once: the same again changes nothing', () => {
    expect(move(after(record(said())))).toBeUndefined();
    expect(move(record(), own)).toBeUndefined();
  });

  it('can be decided before the office has answered', () => {
    const decision = move(record());
    expect(InvitationMoved.data.parse(decision?.fact?.data).counts).toBeUndefined();
  });

  it.each([
    ['closed', 'meeting-closed'],
    ['cancelled', 'meeting-cancelled'],
  ] as const)('stays where the meeting is %s', (status, code) => {
    expect(() => move(record(said()), other, { ...exampleMeeting, status })).toThrow(expect.objectContaining({ code }));
  });

  it('is none of an office that is invited no more', () => {
    expect(() => move({ ...record(said()), status: 'withdrawn' })).toThrow(
      expect.objectContaining({ code: 'invitation-withdrawn' }),
    );
  });
});

describe('an office that asks for another hall', () => {
  it('asks while it comes, is invited, and says where', () => {
    expect(asks(record(said()))).toBe(true);
    expect(asks(record(said({ otherSite: undefined })))).toBe(false);
    expect(asks(record(said({ answer: 'decline', attendees: [] })))).toBe(false);
    expect(asks({ ...record(said()), status: 'withdrawn' })).toBe(false);
    expect(asks(record())).toBe(false);
  });

  it('asks no more once that was decided, also where it stays, and while it says the same', () => {
    for (const site of [other, own]) {
      const decided = after(record(said()), site);
      expect(asks(decided)).toBe(false);
      expect(decided.organisation.siteId).toBe(site.id);
      const next = said({ note: 'มาสองคน', receivedAt: '2016-11-13T02:00:00.000Z' }, 2);
      expect(asks({ ...decided, responses: [...decided.responses, next] })).toBe(false);
      const elsewhere = said({ otherSite: 'ลำปาง', receivedAt: '2016-11-13T02:00:00.000Z' }, 2);
      expect(asks({ ...decided, responses: [...decided.responses, elsewhere] })).toBe(true);
    }
  });

  it('is told, and the history, that it stays where it is', () => {
    expect(move(record(said()), own)).toMatchObject({
      what: 'hall-kept',
      reason: 'ใกล้กว่า',
      fact: { contract: { subject: OtherHallDeclined.subject }, data: { siteId: own.id, reason: 'ใกล้กว่า' } },
    });
  });
});
