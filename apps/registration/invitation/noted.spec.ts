import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, exampleOrganisation, exampleSite, type Response } from '#contracts';
import { type InvitationRecord, issueInvitation } from './invitation.js';
import { noteOfInvitation } from './noted.js';

const fresh = issueInvitation(exampleMeeting.id, exampleOrganisation, exampleSite).record;
const response = (revision: number, changes: Partial<Response> = {}): Response => ({
  answer: 'attend',
  attendees: [{ name: 'ผู้แทน ก', phone: '053 000 000' }],
  revision,
  channel: 'web',
  receivedAt: `2016-11-09T0${revision}:00:00.000Z`,
  enteredAt: `2016-11-09T0${revision}:00:00.000Z`,
  late: false,
  ...changes,
});
const said = (...responses: Response[]): InvitationRecord => ({ ...fresh, responses });
const one = response(1);
const takenBack = { at: '2016-11-10T01:00:00.000Z', by: 'staff-desk', reason: 'of another office' };

describe('what the history notes of an invitation', () => {
  it('tells the hall that an office was moved to from a hall whose name has changed', () => {
    const [siteName, to] = [{ th: 'ศาลากลาง', en: 'Hall' }, 'th-51'];
    const names = { field: 'siteName', before: fresh.siteName, after: siteName };
    expect(noteOfInvitation(fresh, { ...fresh, siteName })).toMatchObject({
      what: 'invitation-followed',
      changes: [names],
    });
    const organisation = { ...fresh.organisation, siteId: to };
    expect(noteOfInvitation(fresh, { ...fresh, organisation, siteName })).toMatchObject({
      what: 'invitation-moved',
      changes: [{ field: 'siteId', before: 'th-50', after: to }, names],
    });
  });

  it('names the meeting, the office and its province', () => {
    expect(noteOfInvitation(undefined, fresh)).toEqual({
      meetingId: exampleMeeting.id,
      invitationId: fresh.id,
      organisationId: exampleOrganisation.id,
      provinceCode: 'TH-50',
      what: 'invitation-issued',
      changes: [{ field: 'name', after: exampleOrganisation.name }],
    });
  });

  it('is how an answer was and is: of persons and of what the office wrote the name alone', () => {
    const next = response(2, {
      answer: 'representative',
      note: 'โทรกลับ',
      attendees: [{ name: 'ผู้แทน ข' }, { name: 'ค' }],
    });
    const note = noteOfInvitation(said(one), said(one, next));
    expect(note).toMatchObject({
      what: 'response-recorded',
      responseRevision: 2,
      changes: [
        { field: 'answer', before: 'attend', after: 'representative' },
        { field: 'attendeeCount', before: 1, after: 2 },
        { field: 'attendees', personal: true },
        { field: 'note', personal: true },
        { field: 'receivedAt', before: one.receivedAt, after: next.receivedAt },
      ],
    });
    expect(JSON.stringify(note)).not.toMatch(/ผู้แทน|053|โทรกลับ/);
  });

  it('tells an answer that counts from an older one, one that was said again and one that was taken back', () => {
    const older = response(2, { receivedAt: '2016-11-08T01:00:00.000Z', channel: 'fax' });
    expect(noteOfInvitation(said(one), said(older, one))).toMatchObject({ what: 'response-kept', responseRevision: 2 });
    const again = { ...one, saidAgainAt: '2016-11-09T05:00:00.000Z' };
    expect(noteOfInvitation(said(one), said(again))).toMatchObject({
      what: 'response-said-again',
      changes: [{ field: 'saidAgainAt', after: again.saidAgainAt }],
    });
    const note = noteOfInvitation(said(one), said({ ...one, takenBack }));
    expect(note).toMatchObject({ what: 'response-taken-back', responseRevision: 1, reason: 'of another office' });
    expect(note.changes).toContainEqual({ field: 'answer', before: 'attend' });
  });

  it('is of several that an office withdrew at once the one that counted, and of its reason the name alone', () => {
    const withdrawn = { at: takenBack.at, reason: 'ผู้แทน ก ลาป่วย' };
    const [first, last] = [response(1), response(2, { answer: 'decline', attendees: [] })];
    const note = noteOfInvitation(
      said(first, last),
      said({ ...first, takenBack: withdrawn }, { ...last, takenBack: withdrawn }),
    );
    expect(note).toMatchObject({ what: 'response-withdrawn', responseRevision: 2 });
    expect(note.changes).toContainEqual({ field: 'answer', before: 'decline' });
    expect(note.changes).toContainEqual({ field: 'reason', personal: true });
    expect(JSON.stringify(note)).not.toContain('ผู้แทน ก');
  });

  it('is what follows from the directory: names as they were and are, addresses only that they changed', () => {
    const organisation = { ...exampleOrganisation, name: { th: 'ชื่อใหม่' }, email: 'new@th-50.example' };
    expect(noteOfInvitation(fresh, { ...fresh, organisation })).toMatchObject({
      what: 'invitation-followed',
      changes: [
        { field: 'email', personal: true },
        { field: 'name', before: exampleOrganisation.name, after: { th: 'ชื่อใหม่' } },
      ],
    });
    const siteName = { th: 'ศาลากลางหลังใหม่' };
    expect(noteOfInvitation(fresh, { ...fresh, siteName })).toMatchObject({
      what: 'invitation-followed',
      changes: [{ field: 'siteName', before: exampleSite.name, after: siteName }],
    });
  });

  it('is a withdrawal, an invitation once more, and a new link', () => {
    const withdrawn = { ...fresh, status: 'withdrawn' as const };
    expect(noteOfInvitation(fresh, withdrawn).what).toBe('invitation-withdrawn');
    expect(noteOfInvitation(withdrawn, fresh).what).toBe('invited-again');
    const until = '2016-11-21T16:59:59.000Z';
    expect(noteOfInvitation(fresh, { ...fresh, extensions: [{ at: until, until }] })).toMatchObject({
      what: 'invitation-extended',
      changes: [{ field: 'answersUntil', after: until }],
    });
    expect(noteOfInvitation(fresh, { ...fresh, linkVersion: 2 })).toMatchObject({
      what: 'reply-link-renewed',
      changes: [{ field: 'linkVersion', before: 1, after: 2 }],
    });
  });
});
