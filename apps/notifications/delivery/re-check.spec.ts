import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, GetInvitationStanding } from '#contracts';
import { whyNotToOffice, whyNotToSite } from './re-check.js';

const standing = GetInvitationStanding.reply.parse(GetInvitationStanding.example.reply);
const before = new Date('2016-11-11T02:00:00.000Z');
const office = { standing, hasAddress: true, now: before, meetingStartsAt: exampleMeeting.startsAt };
const site = { hasAddress: true, now: before, meetingCancelled: false, checkStartsAt: '2016-11-14T02:00:00.000Z', superseded: false, siteHeardOfIt: true };

describe('the check right before a mail to an office is sent', () => {
  it('lets a reminder to a silent office through, up to the deadline’s own instant', () => {
    expect(whyNotToOffice('reminder', office)).toBeUndefined();
    expect(whyNotToOffice('reminder', { ...office, now: new Date(standing.replyBy) })).toBeUndefined();
    expect(whyNotToOffice('reminder', { ...office, now: new Date(Date.parse(standing.replyBy) + 1) })).toBe('too-late');
  });

  it('stops a reminder to an office that answered a moment ago, but neither its invitation nor its receipt', () => {
    const answered = { ...office, standing: { ...standing, answered: true } };
    expect(whyNotToOffice('reminder', answered)).toBe('answered');
    expect(whyNotToOffice('invitation', answered)).toBeUndefined();
    expect(whyNotToOffice('receipt', answered)).toBeUndefined();
  });

  it('stops every mail once the meeting is cancelled, has begun, or the invitation is withdrawn', () => {
    for (const kind of ['invitation', 'receipt', 'reminder'] as const) {
      expect(whyNotToOffice(kind, { ...office, standing: { ...standing, meetingStatus: 'cancelled' } })).toBe('meeting-cancelled');
      expect(whyNotToOffice(kind, { ...office, standing: { ...standing, status: 'withdrawn' } })).toBe('withdrawn');
      expect(whyNotToOffice(kind, { ...office, now: new Date(Date.parse(exampleMeeting.startsAt) + 1) })).toBe('too-late');
    }
  });

  it('says that there is no address only where a mail would have been sent', () => {
    expect(whyNotToOffice('reminder', { ...office, hasAddress: false })).toBe('no-address');
    expect(whyNotToOffice('reminder', { ...office, hasAddress: false, standing: { ...standing, answered: true } })).toBe('answered');
  });
});

describe('the check right before a mail to a site is sent', () => {
  it('lets an appointment through until its check starts', () => {
    expect(whyNotToSite('appointment', site)).toBeUndefined();
    expect(whyNotToSite('appointment', { ...site, now: new Date(site.checkStartsAt) })).toBe('too-late');
  });

  it('stops an appointment that was moved before its mail left', () => {
    expect(whyNotToSite('appointment', { ...site, superseded: true })).toBe('superseded');
  });

  it('tells a site that its check is off only if it had heard of one, even when the whole meeting is off', () => {
    expect(whyNotToSite('appointment-cancelled', { ...site, meetingCancelled: true })).toBeUndefined();
    expect(whyNotToSite('appointment-cancelled', { ...site, siteHeardOfIt: false })).toBe('superseded');
    expect(whyNotToSite('appointment', { ...site, meetingCancelled: true })).toBe('meeting-cancelled');
  });

  it('says when the site has no address', () => {
    expect(whyNotToSite('appointment', { ...site, hasAddress: false })).toBe('no-address');
  });
});
