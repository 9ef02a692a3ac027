import { describe, expect, it } from '@jest/globals';
import { DeliveryKind, exampleMeeting, exampleResponse, GetInvitationStanding } from '#contracts';
import { whyNeedless, whyNotToOffice, whyNotToSite } from './re-check.js';

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

  const answered = { ...standing, answered: true };
  const { receivedAt } = exampleResponse;
  const gone = { ...exampleResponse, takenBack: { at: receivedAt, by: 'staff-desk', reason: 'wrong office' } };
  it.each<[string, typeof standing, 'superseded' | undefined, 'superseded' | undefined]>([
    ['knows the answer', { ...answered, response: exampleResponse }, undefined, 'superseded'],
    ['knows that it was taken back', { ...answered, response: gone }, 'superseded', undefined],
    ['has nothing under its number any more', answered, 'superseded', 'superseded'],
    ['has another answer under its number', { ...answered, response: { ...exampleResponse, receivedAt: '2016-11-10T03:12:00.000Z' } }, 'superseded', 'superseded'],
  ])('lets a receipt through, or the word that an answer was taken back, only while registration %s as the mail has it', (_what, now, receipt, takenBack) => {
    expect(whyNotToOffice('receipt', { ...office, standing: now, answer: { receivedAt } })).toBe(receipt);
    expect(whyNotToOffice('answer-taken-back', { ...office, standing: now })).toBe(takenBack);
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

describe('a mail that could not be sent in its time', () => {
  const of = (recipient: { responseRevision: number; withdrawn: boolean } | undefined, meetingCancelled = false) => Object.fromEntries(
    DeliveryKind.options.flatMap((kind) => {
      const reason = whyNeedless({ kind, recipient, meetingCancelled });
      return reason === undefined ? [] : [[kind, reason]];
    }),
  );

  it('has failed only if somebody still waits for it', () => {
    expect(of({ responseRevision: 0, withdrawn: false })).toEqual({});
    expect(of(undefined)).toEqual({});
    expect(of({ responseRevision: 2, withdrawn: false })).toEqual({ reminder: 'answered', 'deadline-moved': 'answered' });
    expect(new Set(Object.values(of({ responseRevision: 0, withdrawn: true })))).toEqual(new Set(['withdrawn']));
    expect(of({ responseRevision: 0, withdrawn: false }, true)).toEqual(Object.fromEntries(DeliveryKind.options.filter((kind) => !['meeting-cancelled', 'appointment-cancelled'].includes(kind)).map((kind) => [kind, 'meeting-cancelled'])));
  });
});
